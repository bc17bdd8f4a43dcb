"""What a terminal shows while a long assessment is made."""

import sys
import time
from io import StringIO

import pytest

from llmchoice.cli import bars, messages


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


def test_a_comparison_of_few_profiles_shows_it_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with bars.comparing(1, wanted=True) as advance:
        end = time.monotonic() + 10
        while "Assessing" not in terminal.getvalue() and time.monotonic() < end:
            time.sleep(0.01)
        advance()
    assert "Assessing" in terminal.getvalue()


def test_a_pipe_and_whoever_wants_quiet_see_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown_on(StringIO(), monkeypatch) == ""
    messages.be_quiet(wanted=True)
    try:
        assert shown_on(Terminal(), monkeypatch) == ""
    finally:
        messages.begin()
