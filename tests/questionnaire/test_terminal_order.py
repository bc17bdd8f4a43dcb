"""Putting picks in order: the keys, and the order itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.questionnaire.terminal_keys import (
    ALT_DOWN,
    CTRL_DOWN,
    DOWN,
    ENTER,
    PLAIN,
    SHIFT_UP,
    SPACE,
    UP,
    answer,
    sent,
)

from llmchoice.questionnaire.asker import Interrupted, Pick, Ranks
from llmchoice.questionnaire.terminal import TerminalAsker
from llmchoice.questionnaire.terminal.ordering import Ranking

pytestmark = pytest.mark.timeout(20)
PICKS = tuple(Pick(name, name.upper(), notes=(f"about {name}",)) for name in "abc")


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        (ENTER + ENTER, (("a",), ("b",), ("c",))),
        (SPACE + DOWN + ENTER, (("b",), ("a",), ("c",))),
        (SPACE + DOWN + DOWN + SPACE + UP + ENTER, (("b",), ("c",), ("a",))),
        # Put down again, the arrows only point.
        (SPACE + DOWN + SPACE + DOWN + SPACE + UP + ENTER, (("b",), ("c",), ("a",))),
        (DOWN + SHIFT_UP + ENTER, (("b",), ("a",), ("c",))),
        (CTRL_DOWN + ENTER, (("b",), ("a",), ("c",))),
        (ALT_DOWN + ENTER, (("b",), ("a",), ("c",))),
        (DOWN + "=" + ENTER, (("a", "b"), ("c",))),
        (DOWN + "=" + DOWN + "=" + ENTER, (("a", "b", "c"),)),
        (DOWN + "==" + ENTER, (("a",), ("b",), ("c",))),
        # One of equals leaves them; a rank of its own passes all of the next.
        (DOWN + "=" + CTRL_DOWN + ENTER, (("a",), ("b",), ("c",))),
        (DOWN + "=" + DOWN + SHIFT_UP + ENTER, (("c",), ("a", "b"))),
        # There is nothing above the first, and nowhere to move it.
        ("=" + SHIFT_UP + ENTER + ENTER, (("a",), ("b",), ("c",))),
    ],
)
def test_picks_are_moved_with_keys(typed: str, order: Ranks) -> None:
    assert answer(typed, lambda asker: asker.order(PLAIN, PICKS)) == order


def test_an_order_that_nobody_touched_has_to_be_confirmed() -> None:
    with pytest.raises(Interrupted):
        answer(ENTER, lambda asker: asker.order(PLAIN, PICKS))
    with pytest.raises(Interrupted):
        answer(ENTER + DOWN + ENTER, lambda asker: asker.order(PLAIN, PICKS))

    shown = sent(ENTER + ENTER, lambda asker: asker.order(PLAIN, PICKS))
    assert "Is this your order? Press Enter again to keep it" in shown


def test_an_earlier_order_is_kept_with_one_key() -> None:
    earlier: Ranks = (("c", "a"), ("b",))

    assert answer(ENTER, lambda asker: asker.order(PLAIN, PICKS, default=earlier)) == earlier


def test_ranks_and_notes_are_shown() -> None:
    def ask(asker: TerminalAsker) -> None:
        asker.order(PLAIN, PICKS, default=(("c", "a"), ("b",)))

    shown = sent(ENTER, ask)

    assert "1. C" in shown
    assert "1. A" in shown
    assert "2. B" in shown
    assert "about c" in shown
    assert "about b" not in shown


KEYS = st.lists(st.sampled_from(["point up", "point down", "up", "down", "tie"]), max_size=30)


def play(ranking: Ranking, moves: list[str]) -> None:
    for move in moves:
        match move:
            case "point up":
                ranking.point(-1)
            case "point down":
                ranking.point(1)
            case "up":
                ranking.move(-1)
            case "down":
                ranking.move(1)
            case _:
                ranking.tie()


@given(KEYS)
def test_nothing_is_lost_or_doubled(moves: list[str]) -> None:
    ranking = Ranking("abcde")
    play(ranking, moves)

    assert sorted(ranking.ids) == list("abcde")
    assert all(ranking.ranks)
    assert ranking.ids[ranking.at] == ranking.pointed


@given(KEYS)
def test_a_tie_is_undone_by_the_same_key(moves: list[str]) -> None:
    ranking = Ranking("abcde")
    play(ranking, moves)
    before = ranking.ranks

    if ranking.tie():
        assert ranking.ranks != before
        ranking.tie()
    assert ranking.ranks == before


@given(KEYS)
def test_everything_can_be_moved_to_the_top(moves: list[str]) -> None:
    ranking = Ranking("abcde")
    play(ranking, moves)
    while ranking.move(-1):
        pass

    assert ranking.ranks[0] == (ranking.pointed,)
