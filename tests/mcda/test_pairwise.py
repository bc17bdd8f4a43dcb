"""The exact probability that one option beats another, against rationals and against draws."""

from fractions import Fraction
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mcda.drawn import drawn

from llmchoice.mcda.pairwise import beats
from llmchoice.mcda.precision import monte_carlo_error
from llmchoice.mcda.weighting import Around, Certain, Ranked, Uniform, Weighting

distinct = st.lists(st.integers(-30, 30), min_size=1, max_size=9, unique=True)


@given(distinct)
def test_uniform_weights_agree_with_rational_arithmetic(differences: list[int]) -> None:
    # The sum of d_j^(n-1) / prod(d_j - d_l) over gains: another form than the recursion's.
    power = len(differences) - 1
    exact = sum(
        (
            Fraction(gain**power, prod(gain - other for other in differences if other != gain))
            for gain in differences
            if gain > 0
        ),
        Fraction(0),
    )
    assert beats(differences, Uniform(len(differences))) == pytest.approx(float(exact), abs=1e-12)


def test_the_known_case_of_four_criteria() -> None:
    assert beats((0.1, -0.2, 0.3, -0.05), Uniform(4)) == pytest.approx(208 / 315, abs=1e-14)


@pytest.mark.parametrize(
    ("parameters", "threshold", "exact"),
    [
        ((1, 1), 0.3, 0.7),  # w uniform
        ((2, 1), 0.3, 1 - 0.3**2),  # w with the density 2 w
        ((1, 3), 0.3, 0.7**3),
        ((2, 2), 0.3, 1 - (3 * 0.3**2 - 2 * 0.3**3)),
        ((200, 200), 0.5, 0.5),
    ],
)
def test_two_weights_around_stated_ones_follow_a_beta_distribution(
    parameters: tuple[int, int], threshold: float, exact: float
) -> None:
    around = Around(parameters, sum(parameters))
    # w (1 - x) - (1 - w) x is above 0 where w is above x.
    assert beats((1 - threshold, -threshold), around) == pytest.approx(exact, abs=1e-12)


CASES = [
    (Uniform(4), (0.1, -0.2, 0.3, -0.05)),
    (Uniform(5), (3, -2, 1, -4, 2)),
    (Ranked(((2,), (0,), (3,), (1,))), (-3, 2, 2, -4)),
    (Ranked(((1,), (0, 3), (2,))), (-3, 1, -1, 4)),
    (Ranked(((0, 1, 2), (3, 4))), (-3, 1, 1, -2, 4)),
    (Ranked(((0, 1, 2),)), (-3, 1, 1)),
    (Around((0.5, 0.3, 0.2, 0.0), 10), (1, -2, 0.5, 9)),
    (Around((1, 2, 4), 28), (3, -4, 1)),
]


def drawn_share(
    weighting: Weighting, differences: tuple[float, ...], draws: int, seed: int
) -> float:
    rows = [differences, [0] * len(differences)]
    return drawn(rows, weighting, draws=draws, seed=seed).beats[0][1]


@pytest.mark.parametrize(("weighting", "differences"), CASES)
def test_the_drawn_share_is_near_the_exact_one(
    weighting: Weighting, differences: tuple[float, ...]
) -> None:
    exact = beats(differences, weighting)
    assert exact is not None
    assert 0.05 < exact < 0.95
    draws = 40_000
    # The stated error holds for 95 % of shares; 1.6 times as much for all of these at once.
    share = drawn_share(weighting, differences, draws, seed=7)
    assert share == pytest.approx(exact, abs=1.6 * monte_carlo_error(draws))


@pytest.mark.parametrize(("weighting", "differences"), CASES)
def test_the_stated_error_covers_the_exact_share_as_often_as_it_says(
    weighting: Weighting, differences: tuple[float, ...]
) -> None:
    exact = beats(differences, weighting)
    assert exact is not None
    draws, covered = 1000, 0
    for seed in range(200):
        share = drawn_share(weighting, differences, draws, seed)
        covered += abs(share - exact) <= monte_carlo_error(draws, share)
    # 95 % of 200 are 190; 999 of 1,000 such experiments come to 179 to 198.
    assert 179 <= covered <= 198


def test_certain_weights_leave_nothing_to_chance() -> None:
    weighting = Certain((0.5, 0.3, 0.2))
    assert drawn_share(weighting, (1, -2, 1), 10, seed=1) == beats((1, -2, 1), weighting) == 1
    assert drawn_share(weighting, (-1, 2, -1), 10, seed=1) == beats((-1, 2, -1), weighting) == 0


weightings = st.integers(1, 6).flatmap(
    lambda size: st.sampled_from(
        [
            Uniform(size),
            Ranked(tuple((place,) for place in range(size))),
            Ranked(((0,), tuple(range(1, size)))) if size > 1 else Uniform(1),
            Around((1,) * size, 3 * size),
            Certain(tuple(range(1, size + 1))),
        ]
    )
)


@given(weightings, st.data())
def test_either_wins_or_both_tie(weighting: Weighting, data: st.DataObject) -> None:
    size = weighting.size
    differences = data.draw(st.lists(st.integers(-9, 9), min_size=size, max_size=size))
    there = beats(differences, weighting)
    back = beats([-difference for difference in differences], weighting)
    assert there is not None
    assert back is not None
    assert 0 <= there <= 1
    if isinstance(weighting, Certain):
        lead = np.dot(weighting.weights, differences)
        assert there + back == (lead != 0)
    else:
        assert there + back == pytest.approx(1 if any(differences) else 0, abs=1e-12)


@given(weightings)
def test_equal_options_beat_each_other_never_and_a_better_one_always(weighting: Weighting) -> None:
    assert beats([0] * weighting.size, weighting) == 0
    assert beats([2] * weighting.size, weighting) == pytest.approx(1, abs=1e-12)
    assert beats([-2] * weighting.size, weighting) == pytest.approx(0, abs=1e-12)


def test_rounding_is_no_lead() -> None:
    # Triantaphyllou's second and third options: 22 each, but for the last bits.
    assert beats((-20, 20, -10, 20), Certain((0.20, 0.15, 0.40, 0.25))) == 0
    assert beats((20, -20, 10, -20), Certain((0.20, 0.15, 0.40, 0.25))) == 0


def test_nearly_equal_differences_lose_no_digits() -> None:
    gain, loss = 1.0, -1.0
    near = beats((gain, gain + 1e-9, loss, loss - 1e-9), Uniform(4))
    assert near == pytest.approx(0.5, abs=1e-8)


@pytest.mark.parametrize(
    "weighting",
    [
        Around((0.5, 0.5), 3.0),  # parameters of one and a half
        Around((0.5, 0.5), 402),  # more parts than are counted through
        Ranked((tuple(range(8)), (8,))),  # 40,320 orders
    ],
)
def test_there_is_no_answer_where_no_closed_form_applies(weighting: Weighting) -> None:
    assert beats([1.0, -1.0] + [0.5] * (weighting.size - 2), weighting) is None


def test_other_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="2 differences do not fit weights of 3"):
        beats((1, 2), Uniform(3))
