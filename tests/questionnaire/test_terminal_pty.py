"""What the prompts leave behind in a real terminal, however they end; and what it is sent."""

import re
import signal
import sys
from pathlib import Path

import pexpect
import pytest
from tests.questionnaire.terminal_program import ENVIRONMENT, asking

if sys.platform != "win32":
    import termios

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals"),
    pytest.mark.timeout(30),
]


def line_modes(child: "pexpect.spawn[str]") -> tuple[bool, bool]:
    """Whether the terminal echoes, and hands over whole lines."""
    local = termios.tcgetattr(child.child_fd)[3]
    return bool(local & termios.ECHO), bool(local & termios.ICANON)


@pytest.mark.parametrize("kind", ["one", "text", "share"])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_leaves_a_terminal_that_can_be_used(kind: str, name: str) -> None:
    with asking(kind) as (child, seen):
        child.expect("F1 why")
        assert line_modes(child) == (False, False)
        child.kill(getattr(signal, name))
        child.expect(f"ended by {'Interrupted' if name == 'SIGINT' else '_Ended'}")

        sent = seen.getvalue()
        assert sent.rindex("\x1b[?25h") > sent.rfind("\x1b[?25l")
        assert sent.rindex("\x1b[?2004l") > sent.rindex("\x1b[?2004h")
        assert sent.rindex("\x1b[?7h") > sent.rindex("\x1b[?7l")
        assert re.findall(r"\x1b\[([0-9;]*)m", sent)[-1] == "0"
        assert line_modes(child) == (True, True)


def pick_the_first(child: "pexpect.spawn[str]") -> None:
    child.expect("arrows")
    child.send("\x1b[B")
    child.expect(r" > 1\) first")
    child.send("\r")
    child.expect("  > first")
    child.sendline()
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0


@pytest.mark.parametrize(
    "env", [{"NO_COLOR": "1"}, {"TERM": "vt100"}, {"TERM": "linux", "LC_ALL": "C"}, {}]
)
def test_no_colour_and_no_glyph_is_needed(env: dict[str, str]) -> None:
    with asking("one", env=env) as (child, seen):
        pick_the_first(child)

    assert seen.getvalue().isascii()
    # 0 ends all styles; 1 and 4 are bold and underlined.
    styles = {part for codes in re.findall(r"\x1b\[([0-9;]*)m", seen.getvalue()) for part in codes}
    assert styles <= set("014;")


@pytest.mark.parametrize("size", [(0, 0), (24, 15), (5, 15)])
def test_odd_sizes_are_survived(size: tuple[int, int]) -> None:
    with asking("one", size=size) as (child, _seen):
        pick_the_first(child)


def test_a_window_that_gets_narrow_is_wrapped_anew() -> None:
    with asking("one") as (child, _seen):
        child.expect("F1 why")
        child.setwinsize(24, 20)
        child.expect("arrows move,\x1b.*Enter chooses,\x1b.*Shift-Tab back,")
        child.send("\x03")
        child.expect("ended by Interrupted")


def test_prompts_are_drawn_on_standard_error(tmp_path: Path) -> None:
    out = tmp_path / "out"
    shell = pexpect.spawn(
        "/bin/sh",
        ["-c", f"'{sys.executable}' -c \"$PROGRAM\" text > '{out}'"],
        env=ENVIRONMENT,
        encoding="utf-8",
        timeout=15,
    )
    shell.expect("F1 why")
    shell.send("text\r")
    shell.expect("  > text\r+\n")
    shell.sendline()
    shell.expect(pexpect.EOF)

    assert out.read_text(encoding="utf-8") == ""
