"""SMAA where the answer is known without sampling, and the laws that hold everywhere."""

from fractions import Fraction
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mcda.drawn import drawn

from llmchoice.mcda.precision import draws_for, monte_carlo_error
from llmchoice.mcda.tally import Acceptability
from llmchoice.mcda.weighting import Uniform

Point = tuple[Fraction, Fraction]
DRAWS = 40_000
ERROR = monte_carlo_error(DRAWS)
AT_ONCE = 1.6
"""Errors, of 95 % each, within which a dozen shares lie at once: three standard deviations."""

tables = st.integers(1, 5).flatmap(
    lambda criteria: st.lists(
        st.lists(st.integers(0, 20), min_size=criteria, max_size=criteria), min_size=2, max_size=5
    )
)


def uniform(values: list[list[float]], draws: int = 500) -> Acceptability:
    return drawn(values, Uniform(len(values[0])), draws=draws)


def test_two_options_and_two_criteria() -> None:
    # The first wins where its criterion has more than two thirds of the weight.
    result = uniform([[1, 0], [0, 2]], DRAWS)
    assert result.ranks[0] == pytest.approx((1 / 3, 2 / 3), abs=ERROR)
    assert result.central_weights[0] == pytest.approx((5 / 6, 1 / 6), abs=0.01)
    assert result.central_weights[1] == pytest.approx((1 / 3, 2 / 3), abs=0.01)


def test_three_options_each_best_on_one_criterion() -> None:
    result = uniform(np.eye(3).tolist(), DRAWS)
    for option in range(3):
        assert result.ranks[option] == pytest.approx([1 / 3] * 3, abs=AT_ONCE * ERROR)
        # The centre of the third of the triangle nearest to a corner: the rank-order centroid.
        centre = [11 / 18 if criterion == option else 7 / 36 for criterion in range(3)]
        assert result.central_weights[option] == pytest.approx(centre, abs=0.01)


def test_four_criteria_that_have_a_closed_form() -> None:
    # Varsi 1973, Pacific Journal of Mathematics 46:303-314, for the differences .1 -.2 .3 -.05.
    result = uniform([[0.1, 0, 0.3, 0], [0, 0.2, 0, 0.05]], DRAWS)
    assert result.beats[0][1] == pytest.approx(208 / 315, abs=ERROR)


def clip(polygon: list[Point], line: tuple[Fraction, Fraction, Fraction]) -> list[Point]:
    """The part of a polygon where a x + b y + c >= 0."""
    a, b, c = line
    kept: list[Point] = []
    for one, other in pairwise([*polygon, polygon[0]] if polygon else []):
        here, there = (a * x + b * y + c for x, y in (one, other))
        if here >= 0:
            kept.append(one)
        if here * there < 0:
            part = here / (here - there)
            kept.append((one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])))
    return kept


def double_area(polygon: list[Point]) -> Fraction:
    around = pairwise([*polygon, polygon[0]]) if polygon else ()
    return abs(sum((x * v - u * y for (x, y), (u, v) in around), Fraction(0)))


def exact_ranks(table: list[list[int]]) -> list[list[Fraction]]:
    """Rank acceptability with uniform weights of three criteria: areas of the triangle's parts."""
    size = len(table)
    ranks = [[Fraction(0)] * size for _ in table]
    triangle = [(Fraction(0), Fraction(0)), (Fraction(1), Fraction(0)), (Fraction(0), Fraction(1))]
    for order in permutations(range(size)):
        part = triangle
        for better, worse in pairwise(order):
            x, y, z = (Fraction(a - b) for a, b in zip(table[better], table[worse], strict=True))
            part = clip(part, (x - z, y - z, z))
        for rank, option in enumerate(order):
            ranks[option][rank] += double_area(part)
    return ranks


@pytest.mark.parametrize(
    "table",
    [
        [[9, 2, 4], [3, 8, 5], [5, 5, 6], [7, 4, 1]],
        [[10, 0, 3], [6, 6, 5], [1, 9, 6], [4, 5, 8]],
    ],
)
def test_all_ranks_of_four_options_agree_with_exact_areas(table: list[list[int]]) -> None:
    exact = exact_ranks(table)
    assert all(sum(row) == 1 for row in exact)
    result = uniform([[float(value) for value in row] for row in table], DRAWS)
    within = AT_ONCE * ERROR
    for option, row in enumerate(exact):
        assert result.ranks[option] == pytest.approx([float(x) for x in row], abs=within)


@given(tables)
def test_shares_add_up(table: list[list[float]]) -> None:
    result = uniform(table)
    assert np.sum(result.ranks, axis=1) == pytest.approx(np.ones(len(table)))
    if len({tuple(row) for row in table}) == len(table):
        assert np.sum(result.ranks, axis=0) == pytest.approx(np.ones(len(table)))
    for one, row in enumerate(table):
        for other, column in enumerate(table):
            both = result.beats[one][other] + result.beats[other][one]
            assert both == pytest.approx(0 if row == column else 1)


@given(tables)
def test_a_dominated_option_is_never_first(table: list[list[float]]) -> None:
    worse = [value - 1 for value in table[0]]
    result = uniform([*table, worse])
    assert result.ranks[-1][0] == 0
    assert result.beats[0][-1] == 1
    assert result.central_weights[-1] is None


@given(tables)
def test_a_clone_shares_every_rank_and_changes_no_comparison(table: list[list[float]]) -> None:
    alone, cloned = uniform(table), uniform([*table, table[0]])
    assert cloned.ranks[-1] == cloned.ranks[0]
    assert cloned.ranks[0][0] == alone.ranks[0][0]
    assert [row[:-1] for row in cloned.beats[:-1]] == list(alone.beats)


@given(tables, st.lists(st.integers(-50, 50), min_size=5, max_size=5))
def test_what_all_options_gain_alike_changes_no_rank(
    table: list[list[float]], gains: list[int]
) -> None:
    moved = [[v + gain for v, gain in zip(row, gains, strict=False)] for row in table]
    assert uniform(moved).ranks == uniform(table).ranks


def test_the_error_is_that_of_a_share_of_one_half() -> None:
    # 9,604 draws are the textbook number for one percentage point at 95 %.
    assert monte_carlo_error(9604) == pytest.approx(0.01)
    assert draws_for(0.01) == 9604
    assert monte_carlo_error(100, 0) == 0


@given(st.floats(0.0005, 0.99))
def test_the_draws_for_an_error_are_just_enough(error: float) -> None:
    draws = draws_for(error)
    assert monte_carlo_error(draws) <= error * (1 + 1e-6)
    assert draws == 1 or monte_carlo_error(draws - 1) > error


NAN = float("nan")


@pytest.mark.parametrize("error", [0, -0.1, 1, NAN])
def test_an_error_that_no_draws_have_is_refused(error: float) -> None:
    with pytest.raises(ValueError, match="above 0 and below 1"):
        draws_for(error)


def test_a_share_beyond_one_has_no_error() -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        monte_carlo_error(10, 1.5)
    with pytest.raises(ValueError, match="1 or more"):
        monte_carlo_error(0)
