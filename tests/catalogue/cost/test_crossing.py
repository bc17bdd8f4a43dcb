"""The break-even by formula is the one that a walk along the curves finds."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from llmchoice.catalogue.cost.breakeven import crossing
from llmchoice.catalogue.cost.curve import Line, Stairs

MOST = 400
"""Groups that the walk goes through."""
money = st.floats(0, 1e5)


@st.composite
def stairs(draw: st.DrawFn) -> Stairs:
    return Stairs(
        cards=draw(st.sampled_from([1, 2, 4, 8])),
        spares=draw(st.integers(0, 2)),
        group_tokens=draw(st.floats(1e6, 1e10)),
        per_card=draw(st.floats(1, 1e5)),
        fixed=draw(money),
        least_staff=draw(money),
        staff_per_card=draw(st.floats(0, 1e4)),
    )


lines = st.floats(1e-9, 1e-2).map(Line)


def first_by_scan(ours: Stairs, theirs: Line) -> float | None:
    """The first volume at which our cost is no higher, found step by step."""
    for groups in range(1, MOST + 1):
        start, end = ours.capacity(groups - 1), ours.capacity(groups)
        if ours.cost(end) <= theirs.cost(end):
            low, high = start, end
            for _ in range(200):
                middle = (low + high) / 2
                below = ours.step(groups) <= theirs.cost(middle)
                low, high = (low, middle) if below else (middle, high)
            return high
    return None


@given(stairs(), lines)
def test_the_formula_finds_the_first_crossing_of_the_scan(ours: Stairs, theirs: Line) -> None:
    found, scanned = crossing(ours, theirs), first_by_scan(ours, theirs)
    if scanned is None:
        assert (
            found is None
            or found.groups > MOST
            or found.first == pytest.approx(ours.capacity(found.groups), rel=1e-6)
        )
        return
    if found is None or found.first != pytest.approx(scanned, rel=1e-6):
        # Only where a step ends within rounding of the line may the two differ.
        groups = ours.groups(scanned)
        assert ours.step(groups) == pytest.approx(theirs.cost(ours.capacity(groups)), rel=1e-6)
        return
    assert ours.cost(found.first) == pytest.approx(theirs.cost(found.first), rel=1e-6)


@given(stairs(), lines, st.floats(1, 50))
def test_from_the_steady_volume_on_no_further_card_makes_it_dearer(
    ours: Stairs, theirs: Line, beyond: float
) -> None:
    found = crossing(ours, theirs)
    assume(found is not None)
    assert found is not None
    if found.steady is None:
        return
    assert found.first <= found.steady
    tokens = found.steady * beyond * (1 + 1e-6)
    assert ours.cost(tokens) <= theirs.cost(tokens) * (1 + 1e-6)


@given(stairs(), lines)
def test_below_the_first_crossing_the_cards_cost_more(ours: Stairs, theirs: Line) -> None:
    found = crossing(ours, theirs)
    top = ours.capacity(MOST) if found is None else found.first
    for part in (0.01, 0.1, 0.5, 0.9, 0.999):
        assert ours.cost(top * part) >= theirs.cost(top * part) * (1 - 1e-6)


def test_what_costs_nothing_is_never_beaten() -> None:
    card = Stairs(1, 0, 1e9, 100, 0, 0, 0)
    assert crossing(card, Line(0.0)) is None
    free = crossing(Stairs(1, 0, 1e9, 0, 0, 0, 0), Line(0.0))
    assert free is not None
    assert free.first == 0


def test_two_lines_cross_nowhere_but_at_nothing() -> None:
    cheaper = crossing(Line(1e-6), Line(2e-6))
    assert cheaper is not None
    assert (cheaper.first, cheaper.steady) == (0, 0)
    assert crossing(Line(2e-6), Line(1e-6)) is None
