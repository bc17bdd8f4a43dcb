"""Opening the terminal."""

import sys

import pytest

from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.questionnaire.terminal import TerminalAsker, paper


def test_lines_are_drawn_on_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paper, "create_input", lambda: None)

    TerminalAsker.on_stderr().say("hello")

    captured = capsys.readouterr()
    assert captured.out == ""
    assert "hello" in captured.err


class NoConsoleScreenBufferError(Exception):
    """Stands for prompt_toolkit's, which cannot be imported off Windows."""


def test_a_terminal_without_a_console_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*, stdout: object) -> None:
        assert stdout is sys.stderr
        raise NoConsoleScreenBufferError

    monkeypatch.setattr(paper, "create_input", lambda: None)
    monkeypatch.setattr(paper, "create_output", fails)

    with pytest.raises(LlmchoiceError) as caught:
        TerminalAsker.on_stderr()

    assert caught.value.exit_code is ExitCode.INCOMPLETE
    fix = str(caught.value.problems[0].fix)
    assert all(way in fix for way in ("--plain", "--profile", "winpty"))
