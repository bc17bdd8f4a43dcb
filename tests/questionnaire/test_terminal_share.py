"""Sharing out points: the keys, and the points themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.questionnaire.terminal_keys import (
    BACKSPACE,
    DOWN,
    ENTER,
    LEFT,
    PAGE_DOWN,
    PAGE_UP,
    PLAIN,
    RIGHT,
    TAB,
    UP,
    answer,
    read,
    sent,
)

from llmchoice.questionnaire.asker import Interrupted, Pick
from llmchoice.questionnaire.terminal import TerminalAsker
from llmchoice.questionnaire.terminal.sharing import Points

pytestmark = pytest.mark.timeout(20)
PICKS = (Pick("a", "A"), Pick("b", "B", notes=("about b",)))


def share(asker: TerminalAsker) -> object:
    return asker.share(PLAIN, PICKS, total=100)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("40" + DOWN + "60", 40),
        ("100", 100),
        ("40" + TAB + "60" + UP + BACKSPACE + "0", 40),
        ("0" + DOWN + "100", 0),
        (PAGE_UP * 4 + RIGHT + DOWN + "59", 41),
        (PAGE_UP + PAGE_DOWN + LEFT + DOWN + "100", 0),
        ("+++-" + DOWN + "80", 20),
        # A number starts anew wherever one arrives.
        ("55" + DOWN + UP + "7" + DOWN + "93", 7),
        # What is more than there is does not get in.
        ("100" + "5" + RIGHT, 100),
        ("x%" + "100", 100),
    ],
)
def test_points_are_given_with_keys(typed: str, first: int) -> None:
    assert answer(typed + ENTER, share) == {"a": first, "b": 100 - first}


@pytest.mark.parametrize("typed", ["", "99", "60" + DOWN + "60"])
def test_a_wrong_sum_is_refused(typed: str) -> None:
    with pytest.raises(Interrupted):
        answer(typed + ENTER, share)


@pytest.mark.parametrize(
    ("given", "typed", "said"),
    [
        ({}, "", "left: 100 of 100"),
        ({"a": 66}, "", "left: 34 of 100"),
        ({"a": 66, "b": 38}, "", "4 too many"),
        ({"a": 66}, ENTER, "Share out the 34 that are left first. left: 34 of 100"),
        ({"a": 66, "b": 38}, ENTER, "Take 4 away first. 4 too many"),
    ],
)
def test_what_is_left_is_always_said(given: dict[str, int], typed: str, said: str) -> None:
    def stopped(asker: TerminalAsker) -> None:
        with pytest.raises(Interrupted):
            asker.share(PLAIN, PICKS, total=100, default=given)

    assert said in read(sent(typed, stopped))


def test_earlier_points_are_kept_with_one_key() -> None:
    earlier = {"a": 30, "b": 70}

    assert answer(ENTER, lambda a: a.share(PLAIN, PICKS, total=100, default=earlier)) == earlier


def test_notes_are_shown_where_the_pointer_stands() -> None:
    assert "about b" not in sent("100" + ENTER, share)
    assert "about b" in sent("100" + DOWN + ENTER, share)


@given(st.lists(st.integers(-20, 20)), st.lists(st.integers(0, 9)))
def test_no_number_leaves_its_bounds(gifts: list[int], digits: list[int]) -> None:
    points = Points(PLAIN, PICKS, 100)
    for more in gifts:
        points.give(more)
        points.point(more)
    for digit in digits:
        points.type(digit)

    assert all(0 <= number <= 100 for number in points.given.values())
    assert points.left == 100 - sum(points.given.values())
