"""The key that asks why."""

from dataclasses import replace

import pytest
from tests.questionnaire.terminal_keys import (
    DOWN,
    ENTER,
    F1,
    FINISH,
    FULL,
    KINDS,
    PICKS,
    answer,
    sent,
)

from llmchoice.questionnaire.terminal import TerminalAsker

pytestmark = pytest.mark.timeout(20)


@pytest.mark.parametrize("kind", KINDS)
def test_f1_says_why_and_leaves_the_prompt_as_it_is(kind: str) -> None:
    ask = KINDS[kind]

    assert answer(F1 + FINISH[kind], lambda asker: ask(asker, FULL)) == answer(
        FINISH[kind], lambda asker: ask(asker, FULL)
    )
    shown = sent(F1 + FINISH[kind], lambda asker: ask(asker, FULL))
    assert "  Because of this.\r\n" in shown
    assert "  - And of that.\r\n" in shown


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "text"])
def test_a_question_mark_asks_why_too(kind: str) -> None:
    assert "Because" in sent("?" + FINISH[kind], lambda asker: KINDS[kind](asker, FULL))


def test_a_question_mark_can_be_typed() -> None:
    assert answer("why?" + ENTER, lambda asker: asker.text(FULL, lambda _: None)) == "why?"


def test_a_long_reason_is_followed_by_the_title_again() -> None:
    def ask(asker: TerminalAsker) -> None:
        asker.pick(replace(FULL, why=lambda: ["line"] * 30), PICKS)

    assert sent(F1 + DOWN + ENTER, ask).count("Which?") == 2
