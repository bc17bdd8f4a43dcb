"""Weight intervals: inside the winner stays, outside it does not, in exact arithmetic."""

from collections.abc import Collection, Sequence
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from llmchoice.mcda.intervals import StableInterval, weight_intervals

STEP = Fraction(1, 10**7)
Case = tuple[list[list[int]], list[int], set[int]]


def scores_at(
    values: Sequence[Sequence[int]], weights: Sequence[int], group: Collection[int], total: Fraction
) -> list[Fraction]:
    """Scores when the group has this weight and everything else is in proportion."""
    inside = sum(weights[j] for j in group)
    outside = sum(weights) - inside
    moved = [
        Fraction(w) * (total / inside if j in group else (1 - total) / outside)
        for j, w in enumerate(weights)
    ]
    return [sum((w * v for w, v in zip(moved, row, strict=True)), Fraction(0)) for row in values]


def leaders(scores: Sequence[Fraction], among: Collection[int] | None = None) -> set[int]:
    allowed = range(len(scores)) if among is None else among
    best = max(scores[option] for option in allowed)
    return {option for option in allowed if scores[option] == best}


def weight_interval(
    values: Sequence[Sequence[float]],
    weights: Sequence[float],
    group: Collection[int],
    team: Collection[int] | None = None,
) -> StableInterval | None:
    (interval,) = weight_intervals(values, weights, group, (team,))
    return interval


@st.composite
def cases(draw: st.DrawFn) -> Case:
    criteria = draw(st.integers(2, 5))
    row = st.lists(st.integers(0, 9), min_size=criteria, max_size=criteria)
    values = draw(st.lists(row, min_size=2, max_size=5))
    weights = draw(st.lists(st.integers(0, 6), min_size=criteria, max_size=criteria))
    group = draw(st.sets(st.integers(0, criteria - 1), min_size=1))
    inside = sum(weights[j] for j in group)
    assume(0 < inside < sum(weights))
    return values, weights, group


def stated(case: Case) -> Fraction:
    _, weights, group = case
    return Fraction(sum(weights[j] for j in group), sum(weights))


def check_interval(case: Case, team: set[int], interval: StableInterval) -> None:
    values, weights, group = case
    rest = set(range(len(values))) - team
    low, high = Fraction(interval.low), Fraction(interval.high)
    assert interval.weight == pytest.approx(float(stated(case)))
    assert low - STEP < stated(case) < high + STEP
    for part in range(1, 8):
        within = low + STEP + (high - low - 2 * STEP) * Fraction(part, 8)
        if low < within < high:
            first = leaders(scores_at(values, weights, group, within))
            # At a single weight another may draw level with a team, between two of its members.
            assert first & team
            if not first <= team:
                for beside in (within - STEP, within + STEP):
                    assert leaders(scores_at(values, weights, group, beside)) <= team
    for end, beyond, takers in (
        (low, low - STEP, interval.below),
        (high, high + STEP, interval.above),
    ):
        if end in (0, 1):
            assert takers == ()
        else:
            scores = scores_at(values, weights, group, beyond)
            assert not leaders(scores) <= team
            assert set(takers) == leaders(scores, rest)


@given(cases())
def test_the_winner_stays_inside_its_interval_and_not_outside(case: Case) -> None:
    values, weights, group = case
    first = leaders(scores_at(values, weights, group, stated(case)))
    interval = weight_interval(values, weights, group)
    if len(first) > 1:
        assert interval is None
    else:
        assert interval is not None
        check_interval(case, first, interval)


@given(cases(), st.data())
def test_a_team_stays_first_inside_its_interval_and_not_outside(
    case: Case, data: st.DataObject
) -> None:
    values, weights, group = case
    team = data.draw(st.sets(st.integers(0, len(values) - 1)))
    first = leaders(scores_at(values, weights, group, stated(case)))
    interval = weight_interval(values, weights, group, team)
    if first <= team:
        assert interval is not None
        check_interval(case, team, interval)
    else:
        assert interval is None


@given(cases(), st.integers(1, 30))
def test_the_scale_of_the_weights_changes_nothing(case: Case, scale: int) -> None:
    values, weights, group = case
    plain = weight_interval(values, weights, group)
    scaled = weight_interval(values, [weight * scale for weight in weights], group)
    assert (plain is None) == (scaled is None)
    if plain and scaled:
        assert (scaled.low, scaled.high) == pytest.approx((plain.low, plain.high), abs=1e-9)
        assert (scaled.below, scaled.above) == (plain.below, plain.above)


@given(cases(), st.integers(0, 4))
def test_an_option_that_is_worse_on_everything_never_takes_over(case: Case, other: int) -> None:
    values, weights, group = case
    worse = [value - 1 for value in values[other % len(values)]]
    interval = weight_interval([*values, worse], weights, group)
    if interval:
        assert len(values) not in (*interval.below, *interval.above)


@given(cases())
def test_the_rest_of_the_criteria_has_the_mirrored_interval(case: Case) -> None:
    values, weights, group = case
    interval = weight_interval(values, weights, group)
    mirrored = weight_interval(values, weights, set(range(len(weights))) - group)
    assert (interval is None) == (mirrored is None)
    if interval and mirrored:
        assert (1 - mirrored.high, 1 - mirrored.low) == pytest.approx((interval.low, interval.high))
        assert (mirrored.above, mirrored.below) == (interval.below, interval.above)


def test_two_options_by_hand() -> None:
    # 10 t against 6 (1 - t): equal at 3/8.
    interval = weight_interval([[10, 0], [0, 6]], [0.45, 0.55], {0})
    assert interval == StableInterval(0.45, 0.375, 1, (1,), ())


def test_a_team_keeps_its_lead_when_it_passes_within_the_team() -> None:
    values = [[10, 0], [0, 10], [4, 4]]
    alone = weight_interval(values, [0.8, 0.2], {0})
    team = weight_interval(values, [0.8, 0.2], {0}, team={0, 1})
    assert alone == StableInterval(0.8, 0.5, 1, (1,), ())
    assert team == StableInterval(0.8, 0, 1, (), ())


def test_those_who_tie_behind_the_end_are_all_named() -> None:
    interval = weight_interval([[10, 0], [0, 6], [0, 6], [1, 1]], [0.45, 0.55], [0])
    assert interval is not None
    assert interval.below == (1, 2)


def test_an_option_without_rivals_is_first_at_every_weight() -> None:
    assert weight_interval([[3, 1]], [0.5, 0.5], {0}) == StableInterval(0.5, 0, 1, (), ())


@pytest.mark.parametrize(
    ("weights", "group", "team"),
    [
        ([0.5, 0.5], {0}, None),  # a tie
        ([0.5, 0.5], {0}, {0}),  # a tie with somebody else
        ([0.9, 0.1], {0}, {1}),  # the team is behind
        ([0.9, 0.1], {0}, set()),  # there is no team
        ([0.9, 0.1], set(), None),
        ([0.9, 0.1], {0, 1}, None),
    ],
)
def test_there_is_no_interval_where_it_would_mean_nothing(
    weights: list[float], group: set[int], team: set[int] | None
) -> None:
    assert weight_interval([[1, 0], [0, 1]], weights, group, team) is None


def test_a_criterion_without_weight_has_an_interval_and_several_have_none() -> None:
    """One criterion alone takes all weight there is; how several would share it is not known."""
    table = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    rising = weight_interval([[1, 0], [0, 1]], [1, 0], {1})
    assert rising == StableInterval(0, 0, 0.5, (), (1,))
    assert weight_interval([[1, 0], [0, 1]], [1, 0], {0}) == StableInterval(1, 0.5, 1, (1,), ())
    assert weight_interval(table, [1, 0, 0], {0}) is None
    assert weight_interval(table, [1, 0, 0], {1, 2}) is None
    assert weight_interval(table, [1, 0, 0], {1}) == StableInterval(0, 0, 0.5, (), (1,))


@pytest.mark.parametrize(
    ("values", "weights", "group", "team", "complaint"),
    [
        ([], [1], {0}, None, "at least one option"),
        ([[1]], [1, 1], {0}, None, "2 values"),
        ([[1, float("inf")]], [1, 1], {0}, None, "finite"),
        ([[1, 2]], [1, -1], {0}, None, "0 or more"),
        ([[1, 2]], [0, 0], {0}, None, "above 0"),
        ([[1, 2]], [1, 1], {2}, None, "no criterion 2 among 2"),
        ([[1, 2]], [1, 1], {-1}, None, "no criterion -1"),
        ([[1, 2]], [1, 1], {0}, {1}, "no option 1 among 1"),
    ],
)
def test_what_does_not_fit_is_refused(
    values: list[list[float]],
    weights: list[float],
    group: set[int],
    team: set[int] | None,
    complaint: str,
) -> None:
    with pytest.raises(ValueError, match=complaint):
        weight_interval(values, weights, group, team)
