"""When questions are asked in plain lines."""

import pytest

from llmchoice.questionnaire.lines import wants_plain


@pytest.mark.parametrize("accessible", ["1", "true", "yes", " TRUE ", "screen-reader"])
def test_a_wish_is_granted(accessible: str) -> None:
    assert wants_plain({"ACCESSIBLE": accessible, "TERM": "xterm-256color"})


@pytest.mark.parametrize("accessible", ["", "0", "false", "False", " "])
def test_no_wish_leaves_it_to_the_terminal(accessible: str) -> None:
    assert not wants_plain({"ACCESSIBLE": accessible, "TERM": "xterm"})
    assert wants_plain({"ACCESSIBLE": accessible, "TERM": "dumb"})


@pytest.mark.parametrize("term", ["dumb", "DUMB", "unknown"])
def test_a_terminal_that_cannot_draw_gets_lines(term: str) -> None:
    assert wants_plain({"TERM": term})


@pytest.mark.parametrize("environ", [{}, {"TERM": ""}, {"TERM": "xterm"}, {"TERM": "vt100"}])
def test_an_unset_term_says_nothing(environ: dict[str, str]) -> None:
    assert not wants_plain(environ)
