"""Picking one or several entries of a list."""

from collections.abc import Callable

import pytest
from tests.questionnaire.terminal_keys import (
    CTRL_D,
    CTRL_N,
    CTRL_P,
    DOWN,
    END,
    ENTER,
    F3,
    HOME,
    PAGE_DOWN,
    PAGE_UP,
    PICKS,
    PLAIN,
    SPACE,
    UP,
    answer,
    read,
    sent,
)

from llmchoice.questionnaire.asker import Enough, Interrupted, Pick, Prompt
from llmchoice.questionnaire.terminal import TerminalAsker

pytestmark = pytest.mark.timeout(20)
GROUPED = (
    Pick("a", "first", group="Red"),
    Pick("b", "second", group="Red"),
    Pick("c", "third", group="Blue"),
    Pick("d", "fourth"),
)
MANY = tuple(Pick(f"p{at}", f"entry {at}") for at in range(40))


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        (DOWN + ENTER, "a"),
        (DOWN + DOWN + ENTER, "b"),
        (UP + ENTER, "unknown"),
        (UP + DOWN + ENTER, "a"),
        ("j" + "j" + "k" + ENTER, "a"),
        ("k" + ENTER, "unknown"),
        (CTRL_N + CTRL_N + ENTER, "b"),
        (CTRL_P + ENTER, "unknown"),
        ("2", "b"),
        ("9x" + "3", "unknown"),
        ("9x" + CTRL_D + DOWN + ENTER, "a"),
        (END + ENTER, "unknown"),
        (UP + HOME + ENTER, "a"),
    ],
)
def test_one_is_picked_with_keys(typed: str, picked: str) -> None:
    assert answer(typed, lambda asker: asker.pick(PLAIN, PICKS)) == picked


@pytest.mark.parametrize(
    ("typed", "ask"),
    [
        ("1", lambda asker, prompt: asker.pick(prompt, PICKS)),
        ("x" + ENTER, lambda asker, prompt: asker.text(prompt, lambda _: None)),
    ],
)
def test_f3_says_where_it_cannot_end_the_questions(
    typed: str, ask: Callable[[TerminalAsker, Prompt], object]
) -> None:
    with pytest.raises(Enough):
        answer(F3, lambda asker: ask(asker, Prompt("Which?", may_end=True)))
    told = read(sent(F3 + typed, lambda asker: ask(asker, PLAIN)))
    assert "! You cannot end the questions here." in told


def test_a_digit_of_a_scale_chooses_what_it_stands_before() -> None:
    scale = Prompt("How much?", first=0)

    assert answer("0", lambda asker: asker.pick(scale, PICKS)) == "a"
    assert answer("1", lambda asker: asker.pick(scale, PICKS)) == "b"
    assert answer("9x3" + UP + ENTER, lambda asker: asker.pick(scale, PICKS)) == "unknown"
    assert "0) " in sent("0", lambda asker: asker.pick(scale, PICKS))


def test_a_digit_is_shown_and_ticks_where_several_may_be_picked() -> None:
    typed = "2" + "1" + "2" + ENTER

    assert answer(typed, lambda asker: asker.many(PLAIN, PICKS)) == ("a",)
    assert "2) [x] " in sent(typed, lambda asker: asker.many(PLAIN, PICKS))
    shown = sent("1", lambda asker: asker.pick(PLAIN, MANY))
    assert "9) entry 8" in shown
    assert "10) " not in shown


def test_nothing_is_picked_before_somebody_points() -> None:
    with pytest.raises(Interrupted):
        answer(ENTER + SPACE + ENTER, lambda asker: asker.pick(PLAIN, PICKS))

    shown = sent(ENTER + DOWN + ENTER, lambda asker: asker.pick(PLAIN, PICKS))
    assert "Choose one with the arrows" in shown
    assert " > 1) first" not in sent("", _lost)


def _lost(asker: object) -> None:
    with pytest.raises(Interrupted):
        asker.pick(PLAIN, PICKS)  # type: ignore[attr-defined] # one asker is all there is


def test_one_starts_from_the_earlier_answer() -> None:
    assert answer(ENTER, lambda asker: asker.pick(PLAIN, PICKS, default="b")) == "b"
    assert answer(UP + ENTER, lambda asker: asker.pick(PLAIN, PICKS, default="b")) == "a"


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        (SPACE + ENTER, ("a",)),
        (DOWN + SPACE + UP + SPACE + ENTER, ("a", "b")),
        (UP + SPACE + ENTER, ("unknown",)),
        # Nothing ticked is refused: the first Enter does nothing.
        (ENTER + DOWN + SPACE + ENTER, ("b",)),
        # Unknown beside another is refused until one of them goes.
        (SPACE + UP + SPACE + ENTER + SPACE + ENTER, ("a",)),
        # Letters tick nothing: no key makes an answer of what nobody read.
        ("ai" + SPACE + ENTER, ("a",)),
    ],
)
def test_many_are_ticked_and_what_makes_no_sense_is_refused(
    typed: str, picked: tuple[str, ...]
) -> None:
    assert answer(typed, lambda asker: asker.many(PLAIN, PICKS)) == picked


def test_many_says_why_it_refuses() -> None:
    empty = sent(ENTER + SPACE + ENTER, lambda asker: asker.many(PLAIN, PICKS))
    both = sent(SPACE + UP + SPACE + ENTER + SPACE + ENTER, lambda asker: asker.many(PLAIN, PICKS))

    assert "! Tick at least one with Space." in empty
    assert "! 'I don't know' cannot be combined with others." in both


def test_many_starts_from_the_earlier_answer() -> None:
    typed = DOWN + SPACE + ENTER

    assert answer(typed, lambda a: a.many(PLAIN, PICKS, default=("a",))) == ("a", "b")


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        (DOWN + ENTER, "a"),
        (DOWN * 3 + ENTER, "c"),
        (UP + ENTER, "d"),
        ("3", "c"),
        (DOWN + UP + ENTER, "d"),
    ],
)
def test_headings_are_passed(typed: str, picked: str) -> None:
    assert answer(typed, lambda asker: asker.pick(PLAIN, GROUPED)) == picked


def test_each_group_has_its_heading_once() -> None:
    shown = sent(ENTER, lambda asker: asker.pick(PLAIN, GROUPED, default="a"))

    assert [shown.count(heading) for heading in ("Red", "Blue")] == [1, 1]


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        (PAGE_DOWN + ENTER, "p9"),
        (PAGE_DOWN * 2 + PAGE_UP + DOWN + ENTER, "p10"),
        (END + PAGE_DOWN + ENTER, "p39"),
        (UP + PAGE_UP + ENTER, "p29"),
    ],
)
def test_a_long_list_has_pages(typed: str, picked: str) -> None:
    assert answer(typed, lambda asker: asker.pick(PLAIN, MANY)) == picked
