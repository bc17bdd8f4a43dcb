"""The exact test of pairs and its power, against scipy, statsmodels and published figures."""

from itertools import pairwise
from math import ceil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import betabinom, binom, multinomial, norm  # type: ignore[import-untyped] # it has no types
from statsmodels.stats.contingency_tables import mcnemar  # type: ignore[import-untyped] # the same

from llmchoice.mcda.passrates import LEVEL, chance, exact_power, further_chance, most_fewer


def p_value(one: int, other: int) -> float:
    return float(mcnemar([[0, one], [other, 0]], exact=True).pvalue)


@pytest.mark.parametrize("differing", [*range(40), 100, 300])
def test_the_limit_is_that_of_the_exact_test(differing: int) -> None:
    fewer = most_fewer(differing)
    if fewer >= 0:
        assert p_value(fewer, differing - fewer) <= LEVEL
    if fewer + 1 <= differing // 2:
        assert p_value(fewer + 1, differing - fewer - 1) > LEVEL


@pytest.mark.parametrize(
    ("ahead", "behind"), [(0.05, 0.15), (0.2, 0.2), (0.0, 0.3), (0.4, 0.1), (0.02, 0.02)]
)
def test_the_power_is_the_sum_over_every_table(ahead: float, behind: float) -> None:
    cases = 25
    total = 0.0
    for one in range(cases + 1):
        for other in range(cases + 1 - one):
            if p_value(one, other) <= LEVEL:
                counts = [one, other, cases - one - other]
                total += multinomial.pmf(counts, cases, [ahead, behind, 1 - ahead - behind])
    assert exact_power(cases, ahead, behind) == pytest.approx(total, abs=1e-9)


@pytest.mark.parametrize(
    ("cases", "ahead", "behind", "published", "digits"),
    [
        (100, 0.2, 0.1, 0.373077084, 9),
        (249, 0.2, 0.1, 0.801446921, 9),
        (144, 0.25, 0.45, 0.80, 2),
    ],
    ids=["pwrss, 100 pairs", "pwrss, 249 pairs", "MESS, 144 pairs"],
)
def test_the_power_is_what_others_published(
    cases: int, ahead: float, behind: float, published: float, digits: int
) -> None:
    """The figures to which two R packages hold themselves, in their own tests.

    `power.exact.mcnemar` of pwrss (two-sided, 5 %; "validated using the PASS documentation and
    G*Power") and `power_mcnemar_test(method="exact")` of MESS (one-sided, 2.5 %, which at that
    power is the same to two digits).
    """
    assert round(exact_power(cases, ahead, behind), digits) == published


def test_as_many_pairs_are_enough_as_others_published() -> None:
    """249 pairs for four in five, where 20 in 100 go one way and 10 the other (tests of pwrss)."""
    enough = next(cases for cases in range(1, 400) if exact_power(cases, 0.2, 0.1) >= 0.8)
    assert enough == 249


def test_the_power_is_that_of_tests_on_drawn_tables() -> None:
    drawn = np.random.default_rng(3).multinomial(79, [0.15, 0.05, 0.8], size=4000)
    shown = [p_value(int(one), int(other)) <= LEVEL for one, other, _ in drawn]
    assert exact_power(79, 0.15, 0.05) == pytest.approx(np.mean(shown), abs=0.025)


@pytest.mark.parametrize(("ahead", "behind"), [(0.1, 0.2), (0.05, 0.15), (0.1, 0.3), (0.02, 0.1)])
def test_the_power_is_a_little_under_that_of_the_formula_for_large_samples(
    ahead: float, behind: float
) -> None:
    """Of Connor (1987), after Miettinen (1968); the exact test needs a tenth more."""
    differ, lead = ahead + behind, behind - ahead
    normal = norm.ppf(1 - LEVEL / 2) * differ**0.5 + norm.ppf(0.8) * (differ - lead**2) ** 0.5
    cases = ceil((normal / lead) ** 2)
    assert 0.7 < exact_power(cases, ahead, behind) < 0.8
    assert exact_power(ceil(cases * 1.25), ahead, behind) > 0.8


@given(st.integers(1, 120), st.floats(0, 0.5), st.floats(0, 0.5))
def test_no_difference_is_claimed_more_often_than_the_level(
    cases: int, rate: float, other: float
) -> None:
    assert exact_power(cases, rate, rate) <= LEVEL + 1e-9
    assert 0 <= exact_power(cases, rate, other) <= 1
    assert exact_power(cases, rate, other) == pytest.approx(exact_power(cases, other, rate))


def test_more_cases_tell_more() -> None:
    powers = [exact_power(cases, 0.05, 0.2) for cases in (20, 50, 100, 200)]
    assert all(fewer < more for fewer, more in pairwise(powers))


@given(st.integers(0, 300), st.data())
def test_a_chance_is_that_of_the_binomial_distribution(cases: int, data: st.DataObject) -> None:
    passed = data.draw(st.integers(0, cases))
    rate = data.draw(st.floats(0, 1))
    assert chance(cases, passed, rate) == pytest.approx(
        float(binom.pmf(passed, cases, rate)), abs=1e-9
    )


@given(st.integers(0, 200), st.integers(1, 300), st.data())
def test_what_further_cases_come_to_is_beta_binomial(
    cases: int, of: int, data: st.DataObject
) -> None:
    counted, passed = data.draw(st.integers(0, of)), data.draw(st.integers(0, cases))
    assert further_chance(cases, passed, counted + 0.5, of - counted + 0.5) == pytest.approx(
        float(betabinom.pmf(passed, cases, counted + 0.5, of - counted + 0.5)), abs=1e-9
    )


@pytest.mark.parametrize(
    ("cases", "ahead", "behind"),
    [
        (1_300, 0.2, 0.2),
        (1_300, 0.22, 0.18),
        (50_000, 0.0057, 0.0047),
    ],
)
def test_the_power_of_many_pairs_is_what_drawing_them_gives(
    cases: int, ahead: float, behind: float
) -> None:
    draw = np.random.default_rng(7)
    differing = draw.binomial(cases, ahead + behind, 40_000)
    one = draw.binomial(differing, ahead / (ahead + behind))
    p_values = 2 * binom.cdf(np.minimum(one, differing - one), differing, 0.5)
    assert exact_power(cases, ahead, behind) == pytest.approx(np.mean(p_values <= LEVEL), abs=0.012)
    assert exact_power(cases, 0.2, 0.2) <= LEVEL


@pytest.mark.parametrize(
    ("cases", "ahead"), [(501, 0.5447), (520, 0.54), (551, 0.5426), (1_000, 0.53)]
)
def test_where_all_of_many_pairs_differ_the_power_is_near_the_exact_one(
    cases: int, ahead: float
) -> None:
    fewer = most_fewer(cases)
    exact = binom.cdf(fewer, cases, ahead) + binom.cdf(fewer, cases, 1 - ahead)
    assert exact_power(cases, ahead, 1 - ahead) == pytest.approx(exact, abs=0.018)


@pytest.mark.parametrize("differing", [1_030, 3_000])
def test_the_limit_of_many_pairs_is_that_of_the_exact_test(differing: int) -> None:
    fewer = most_fewer(differing)
    assert 2 * binom.cdf(fewer, differing, 0.5) <= LEVEL < 2 * binom.cdf(fewer + 1, differing, 0.5)
