"""Typing a text."""

import pytest
from tests.questionnaire.terminal_keys import CTRL_U, ENTER, PLAIN, answer, sent

from llmchoice.questionnaire.terminal import TerminalAsker

pytestmark = pytest.mark.timeout(20)
META_ENTER = "\x1b\r"


def yes(text: str) -> str | None:
    return None if text == "yes" else "Say yes, and nothing that is not a yes."


@pytest.mark.parametrize("enter", [ENTER, "\n", META_ENTER])
def test_a_text_is_asked_until_it_is_right(enter: str) -> None:
    typed = "no" + enter + CTRL_U + "yes" + enter

    assert answer(typed, lambda asker: asker.text(PLAIN, yes)) == "yes"


def test_what_is_wrong_is_said_and_what_was_typed_stays() -> None:
    def ask(asker: TerminalAsker) -> None:
        assert asker.text(PLAIN, yes) == "yes"

    shown = sent("ye" + ENTER + "s" + ENTER, ask, columns=20)

    lines = ("! Say yes, and", "nothing that is", "not a yes.")
    assert all(line in shown for line in lines)


def test_a_text_starts_from_the_earlier_answer() -> None:
    assert answer("t" + ENTER, lambda a: a.text(PLAIN, lambda _: None, default="tex")) == "text"


def test_a_pasted_text_is_one_line() -> None:
    pasted = "\x1b[200~one\r\ntwo\nthree\x1b[201~"

    assert answer(pasted + ENTER, lambda a: a.text(PLAIN, lambda _: None)) == "one two three"


def test_a_text_beyond_ascii_is_typed() -> None:
    assert answer("Łódź 株" + ENTER, lambda a: a.text(PLAIN, lambda _: None)) == "Łódź 株"
