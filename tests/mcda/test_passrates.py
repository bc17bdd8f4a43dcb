"""Quantiles of Beta distributions, and differences of pass rates."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmchoice.mcda.passrates import beta_quantiles, differences

EVEN = (np.arange(20_000) + 0.5) / 20_000
"""Evenly spread, so that means over it are integrals."""
LAW = settings(derandomize=True, deadline=None, max_examples=60)


def pairs(seed: int = 7, size: int = 40_000) -> np.ndarray:
    return np.random.default_rng(seed).random((2, size))


@pytest.mark.parametrize(
    ("first", "second", "quantiles"),
    [
        (1, 1, EVEN),
        (0.5, 0.5, np.sin(np.pi * EVEN / 2) ** 2),
        (3, 1, EVEN ** (1 / 3)),
        (1, 40, 1 - (1 - EVEN) ** (1 / 40)),
    ],
)
def test_quantiles_are_those_that_have_a_formula(
    first: float, second: float, quantiles: np.ndarray
) -> None:
    assert beta_quantiles(first, second, EVEN) == pytest.approx(quantiles, abs=2e-5)


@LAW
@given(st.integers(0, 500), st.integers(0, 500))
def test_mean_and_variance_are_those_of_the_distribution(passed: int, failed: int) -> None:
    a, b = passed + 0.5, failed + 0.5
    drawn = beta_quantiles(a, b, EVEN)
    assert drawn.mean() == pytest.approx(a / (a + b), abs=1e-4)
    assert drawn.var() == pytest.approx(a * b / ((a + b) ** 2 * (a + b + 1)), rel=0.01)


@LAW
@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1))))
def test_one_case_more_that_passes_lowers_no_draw(test: tuple[int, int]) -> None:
    cases, passed = test
    before = beta_quantiles(passed + 0.5, cases - passed + 0.5, EVEN)
    after = beta_quantiles(passed + 1.5, cases - passed - 0.5, EVEN)
    assert (after >= before).all()


def test_ten_million_cases_leave_no_doubt() -> None:
    found = differences(10_000_000, 7_000_000, 8_000_000, None, pairs())
    assert found == pytest.approx(-0.1, abs=0.002)


def test_to_know_the_pairs_leaves_less_doubt_where_both_pass_the_same_cases() -> None:
    apart = differences(60, 44, 53, None, pairs())
    together = differences(60, 44, 53, 44, pairs())
    assert together.mean() == pytest.approx(-9 / 62, abs=0.002)
    assert apart.mean() == pytest.approx(-9 / 61, abs=0.002)
    assert together.std() < 0.8 * apart.std()
