"""What a terminal shows while a long assessment is made."""

import gc
import sys
import time
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from llmchoice.__main__ import main
from llmchoice.cli import bars, messages, streams
from llmchoice.cli.asking import asker_on_stderr
from llmchoice.knowledge.folders import packaged

SIDES = ("open", "closed")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bars, "PATIENCE", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")


def shown_on(stream: StringIO, monkeypatch: pytest.MonkeyPatch, until: str = "") -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with bars.waiting():
        for _ in range(100):
            if until and until in stream.getvalue():
                break
            time.sleep(0.1 if until else 0.002)
    return stream.getvalue()


def test_a_terminal_sees_that_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Assessing" in shown_on(Terminal(), monkeypatch, until="Assessing")


@pytest.mark.parametrize(("plain", "accessible"), [(True, ""), (False, "1")])
def test_whoever_is_asked_in_plain_lines_sees_nothing_move(
    monkeypatch: pytest.MonkeyPatch, *, plain: bool, accessible: str
) -> None:
    monkeypatch.setenv("ACCESSIBLE", accessible)
    messages.begin()
    asker_on_stderr(plain=plain)

    assert shown_on(Terminal(), monkeypatch) == ""

    messages.begin()
    assert "Assessing" in shown_on(Terminal(), monkeypatch, until="Assessing")


def test_a_comparison_of_few_profiles_shows_it_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with bars.comparing(1, wanted=True) as advance:
        end = time.monotonic() + 10
        while "Assessing" not in terminal.getvalue() and time.monotonic() < end:
            time.sleep(0.01)
        advance()
    assert "Assessing" in terminal.getvalue()


@pytest.mark.parametrize(
    ("words", "work"),
    [
        ("assess startup --draws 30 -o report.html --full", "Writing"),
        ("whatif startup --set privacy=5 --draws 30", "Assessing"),
        ("panel startup startup-copy.yaml --draws 30", "Assessing"),
        ("models shortlist startup", "Assessing"),
        ("trial plan startup", "Planning"),
        ("criteria check --balance", "Checking"),
        ("diff past.json past.json", "Reading"),
        ("trial import answers.csv t", "Importing"),
        ("trial score t", "Counting"),
        ("trial judge t --judge Ann --sheet sheet.html", "Writing"),
    ],
)
def test_whatever_may_take_long_shows_it(
    words: str, work: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup = "".join(f"  - {{id: {side}-one, side: {side}, model: a}}\n" for side in SIDES)
    Path("t").mkdir()
    Path("t/trial.yaml").write_text(
        f"name: T\ncheck: {{kind: contains}}\ncandidates:\n{setup}", encoding="utf-8"
    )
    Path("t/cases.csv").write_text("id,input,expected\n1,?,yes\n", encoding="utf-8")
    answers = "".join(f"1,{side}-one,yes\n" for side in SIDES)
    Path("answers.csv").write_text(f"case,candidate,answer\n{answers}", encoding="utf-8")
    profile = packaged("profiles") / "startup.yaml"
    Path("startup-copy.yaml").write_bytes(profile.read_bytes())
    if words.startswith("diff"):
        run_at(StringIO(), "assess startup --draws 30 -o past.json", monkeypatch)
    if words.startswith(("trial score", "trial judge")):
        run_at(StringIO(), "trial import answers.csv t", monkeypatch)
    terminal = Terminal()
    assert run_at(terminal, words, monkeypatch) == 0, terminal.getvalue()
    assert work in terminal.getvalue()


def run_at(stream: StringIO, words: str, monkeypatch: pytest.MonkeyPatch) -> int:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "argv", ["llmchoice", *words.split()])
        patch.setattr(sys, "stdout", TextIOWrapper(BytesIO(), encoding="utf-8"))
        patch.setattr(sys, "stderr", stream)
        patch.setattr(streams, "run_with_streams", lambda body: sys.exit(body()))
        with pytest.raises(SystemExit) as end:
            main()
    gc.enable()  # the program turns it off: it never lives long
    return int(end.value.code or 0)


def test_a_pipe_and_whoever_wants_quiet_see_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown_on(StringIO(), monkeypatch) == ""
    messages.be_quiet(wanted=True)
    try:
        assert shown_on(Terminal(), monkeypatch) == ""
    finally:
        messages.begin()
