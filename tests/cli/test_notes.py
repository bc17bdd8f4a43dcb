"""What is noted beside a report."""

import pytest

from llmchoice.cli.messages import be_quiet, begin, note


def test_a_note_is_not_repeated_in_a_run(capsys: pytest.CaptureFixture[str]) -> None:
    begin()
    for text in ("one", "two", "one"):
        note(text)
    assert capsys.readouterr().err == "one\ntwo\n"
    begin()
    note("one")
    assert capsys.readouterr().err == "one\n"


def test_a_run_begins_with_notes(capsys: pytest.CaptureFixture[str]) -> None:
    be_quiet(wanted=True)
    note("one")
    begin()
    note("two")
    assert capsys.readouterr().err == "two\n"
