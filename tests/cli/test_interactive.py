"""`llmchoice assess` at a real terminal, from the first question to the saved profile."""

import io
import json
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pexpect
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

ENTER, SPACE, CTRL_C = "\r", " ", "\x03"
HINT_ONE, HINT_MANY, HINT_TEXT = "Enter chooses", "Enter goes on", "  >\x1b"
NAME = "Vinhos | Serra [bold]"
Terminal = Callable[..., "pexpect.spawn[str]"]
Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def terminal(environment: dict[str, str], tmp_path: Path) -> Iterator[Terminal]:
    """Starts the program with both standard streams on a terminal, in an empty folder."""
    children: list[pexpect.spawn[str]] = []

    def start(*arguments: str) -> "pexpect.spawn[str]":
        child = pexpect.spawn(
            "/bin/sh",
            ["-c", f'exec "$0" -m llmchoice {" ".join(arguments)}', sys.executable],
            env={
                **environment,
                "XDG_STATE_HOME": str(tmp_path / "state"),
                "TERM": "xterm",
                # pexpect does not answer when it is asked where the cursor stands.
                "PROMPT_TOOLKIT_NO_CPR": "1",
                "PYTHONUTF8": "1",
            },
            cwd=tmp_path,
            dimensions=(60, 100),
            encoding="utf-8",
            timeout=30,
        )
        children.append(child)
        return child

    yield start
    for child in children:
        child.close(force=True)


def answer_all(child: "pexpect.spawn[str]") -> int:
    """Take the first choice everywhere, until the program ends; its exit code."""
    keys = {HINT_ONE: ENTER, HINT_MANY: SPACE + ENTER}
    typed = {
        "organisation called": NAME + ENTER,
        "Write a number": "40 million" + ENTER,
        "Under which name": ENTER,
    }
    prompts = [*keys, *typed]
    while (seen := child.expect([*prompts, pexpect.EOF])) < len(prompts):
        if prompts[seen] in typed:
            child.expect(HINT_TEXT)
        child.send((keys | typed)[prompts[seen]])
    child.wait()
    return int(child.exitstatus if child.exitstatus is not None else -1)


def drafts(folder: Path) -> list[Path]:
    return sorted((folder / "state").rglob("*.yaml"))


def test_a_run_ends_with_a_report_and_a_profile_that_repeats_it(
    terminal: Terminal, run: Run, tmp_path: Path
) -> None:
    code = answer_all(terminal("assess", "--quick", "--json", "-o", "first.json"))

    assert code == 0
    assert drafts(tmp_path) == []
    (saved,) = tmp_path.glob("*.yaml")
    assert f'organisation: "{NAME}"' in saved.read_text(encoding="utf-8") or NAME in (
        saved.read_text(encoding="utf-8")
    )
    again = run("assess", "--profile", saved, "--json")
    assert again.stdout == (tmp_path / "first.json").read_text(encoding="utf-8")


def test_prompts_stay_on_the_terminal_when_the_report_goes_to_a_file(
    terminal: Terminal, tmp_path: Path
) -> None:
    code = answer_all(terminal("assess", "--quick", "> report.txt"))

    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert code == 0
    assert report.startswith(f"Open or closed language models for {NAME}\n\nVerdict: ")
    assert "Enter chooses" not in report
    assert "\x1b" not in report


def test_a_quick_run_asks_what_matters_first_and_says_what_it_spared(
    terminal: Terminal, tmp_path: Path
) -> None:
    child = terminal("assess", "--quick", "--json", "-o", "report.json")
    shown = child.logfile_read = io.StringIO()

    assert answer_all(child) == 0

    screen = " ".join(re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.getvalue()).split())
    told = re.search(
        r"Settled: with your priorities, the best option stays on the (open|closed) side,"
        r" whatever the other answers? (?:is|are)\. (?:\d+ to )?(\d+) questions? spared",
        screen,
    )
    assert told is not None
    assert screen.index("Which would be worth most to you?") < screen.index("Question 1, at most")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert len(report["unknowns"]) == int(told[2])
    sides = {o["id"]: o["side"] for o in report["options"]}
    best = max((o for o in report["options"] if o["admissible"]), key=lambda o: o["score"])
    assert sides[best["id"]] == told[1]


def test_a_quick_run_that_is_left_goes_on_quickly(terminal: Terminal, run: Run) -> None:
    child = terminal("assess", "--quick")
    child.expect(HINT_TEXT)
    child.send(NAME + ENTER)
    for _ in range(6):
        child.expect(HINT_ONE)
        child.send(ENTER)
    child.expect("Question 1, at most")
    child.expect(HINT_ONE)
    child.send(CTRL_C)
    child.expect(r"llmchoice assess --quick --profile (\S+)")
    assert isinstance(child.match, re.Match)
    draft = child.match[1]
    child.expect(pexpect.EOF)

    without_terminal = run("assess", "--quick", "--profile", draft)
    assert without_terminal.returncode == 4
    assert "the side is not settled yet" in without_terminal.stderr

    again = terminal("assess", "--quick", "--profile", draft)
    again.expect("The rest - Vinhos")
    again.expect("At most .* questions, at most")
    again.expect("Question 1, at most")
    again.expect(HINT_ONE)


@pytest.mark.parametrize("how", ["ctrl-c", "kill"])
def test_leaving_loses_nothing(terminal: Terminal, run: Run, tmp_path: Path, how: str) -> None:
    child = terminal("assess")
    child.expect(HINT_TEXT)
    child.send(NAME + ENTER)
    child.expect(HINT_MANY)
    child.send(SPACE + ENTER)
    child.expect("2 of")
    child.expect(HINT_ONE)
    if how == "ctrl-c":
        child.send(CTRL_C)
        child.expect("Your answers are kept; to go on:")
        child.expect("llmchoice assess --profile ")
        child.expect(pexpect.EOF)
        child.wait()
        assert child.exitstatus == 130
    else:
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.wait()

    (left,) = drafts(tmp_path)
    told = run("profile", "check", left)
    assert told.returncode == 4
    assert "data-location" in told.stderr
    assert "answers missing: data," not in told.stderr

    again = terminal("assess", "--profile", str(left))
    again.expect("The rest - Vinhos")
    again.expect("Where may this data go")
    again.expect(HINT_ONE)


def test_only_what_a_profile_leaves_out_is_asked(terminal: Terminal, tmp_path: Path) -> None:
    whole = (Path(__file__).parents[2] / "profiles" / "startup.yaml").read_text(encoding="utf-8")
    lines = [line for line in whole.splitlines() if not line.startswith("  deadline:")]
    (tmp_path / "p.yaml").write_text("\n".join(lines), encoding="utf-8")
    child = terminal("assess", "-p", "p.yaml")

    child.expect("About 1 question, about 1 minute")
    child.expect("When must the first useful version be running")
    child.expect(HINT_ONE)
    child.send(ENTER)
    child.expect("What now")
    child.expect(HINT_ONE)
    child.send(ENTER)
    child.expect("Verdict: ")
    child.expect("In short: ")
    child.expect("Save your answers as a profile")


def test_no_input_never_asks_even_at_a_terminal(terminal: Terminal) -> None:
    child = terminal("assess", "--no-input")
    child.expect("answers missing")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 4
