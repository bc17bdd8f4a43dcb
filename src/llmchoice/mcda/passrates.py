"""Pass rates: what counts leave possible, and what a test of pairs can show.

Draws are from posteriors under Jeffreys' prior (docs/method.md, section 12): `k` of `n` leave
Beta(k + 1/2, n - k + 1/2), and of pairs the four ways in which a case may come out a Dirichlet
distribution. The exact test of pairs is McNemar's (docs/trial.md).
"""

from collections.abc import Callable
from functools import cache, lru_cache
from math import ceil, comb, exp, fsum, lgamma, log, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Quantiles = Callable[[float, float, int], Floats]

POINTS = 513
"""Of the distribution function: errors stay below a thousandth of a standard deviation."""
REACH = 9.0
"""Standard deviations that the points reach to either side."""
HALF = 0.5
INTERVAL = 0.95
"""Of every interval."""
_DRAWS = 20_000
"""Of a difference: an end of its interval is off by less than a third of a percentage point."""
LEVEL = 0.05
"""How often a difference is claimed, at most, where there is none; both ways together."""
_MANY = 500
"""Pairs that differ: more take seconds one by one."""
_FAR = 9
"""Standard deviations beyond which no number of pairs is worth counting."""


def beta_quantiles(first: float, second: float, at: Floats) -> Floats:
    """The quantiles of a Beta distribution, by the angle `asin(sqrt(p))`.

    On that angle the density has no poles, and a spread that hardly depends on the rate. In the
    same place, a higher `first` or a lower `second` never gives a lower quantile.

    Args:
        first: its first parameter, at least 1/2.
        second: its second one, at least 1/2.
        at: from 0 to 1.
    """
    total = first + second
    centre = np.arctan2(np.sqrt(first), np.sqrt(second))
    reach = REACH * HALF / np.sqrt(total)
    low, high = max(0.0, centre - reach), min(np.pi / 2, centre + reach)
    width = (high - low) / POINTS
    middles = low + width * (np.arange(POINTS) + HALF)
    logs = (2 * first - 1) * np.log(np.sin(middles)) + (2 * second - 1) * np.log(np.cos(middles))
    sums = np.cumsum(np.exp(logs - logs.max()))
    edges = low + width * np.arange(POINTS + 1)
    quantiles: Floats = np.sin(np.interp(at, np.r_[0.0, sums / sums[-1]], edges)) ** 2
    return quantiles


def differences(
    cases: int, first_passed: int, second_passed: int, both: int | None, at: Floats
) -> Floats:
    """(n,): the pass rate of the first less that of the second, from -1 to 1, in each draw.

    Args:
        cases: how many both were given.
        first_passed: how many of them the first passed.
        second_passed: how many the second passed.
        both: how many both passed; None where it is not known, which leaves the two independent.
        at: (2, n): uniform from 0 to 1. The same numbers for other counts make paired draws.
    """
    return differences_by(
        lambda first, second, row: beta_quantiles(first, second, at[row]),
        cases,
        first_passed,
        second_passed,
        both,
    )


def differences_by(
    quantiles: Quantiles, cases: int, first_passed: int, second_passed: int, both: int | None
) -> Floats:
    """The same, with the quantiles of Beta distributions from whoever may know them already.

    `quantiles` are (n,), by the two parameters, and the row of uniform numbers that is meant.
    """
    if both is None:
        rates = (
            quantiles(passed + HALF, cases - passed + HALF, row)
            for row, passed in enumerate((first_passed, second_passed))
        )
        return next(rates) - next(rates)
    ahead, behind = first_passed - both, second_passed - both
    alike = cases - ahead - behind
    differ = quantiles(ahead + behind + 1, alike + 1, 0)
    first: Floats = differ * (2 * quantiles(ahead + HALF, behind + HALF, 1) - 1)
    return first


def first_rates_by(
    quantiles: Quantiles, cases: int, first_passed: int, second_passed: int, both: int | None
) -> Floats:
    """(n,): the pass rate of the first, from 0 to 1, in the draws of `differences_by`.

    Of pairs that come out alike, as many are passed as is expected.
    """
    if both is None:
        return quantiles(first_passed + HALF, cases - first_passed + HALF, 0)
    ahead, behind = first_passed - both, second_passed - both
    alike = cases - ahead - behind
    differ = quantiles(ahead + behind + 1, alike + 1, 0)
    alone: Floats = differ * quantiles(ahead + HALF, behind + HALF, 1)
    return alone + (1 - differ) * (both + HALF) / (alike + 1)


def apart(rate: float, difference: float) -> float:
    """The pass rate that is so far from another one, from 0 to 1.

    It is at most half the way from that one to all or to none: whoever does better still fails half
    as often, and no test of any size would be sure to pass in whole.
    """
    return min((1 + rate) / 2, max(rate / 2, rate + difference))


def rate_interval(passed: int, cases: int) -> tuple[float, float]:
    """The rate that a count leaves possible, with 95 %, from 0 to 1.

    `passed` of `cases`, at least one.
    """
    tail = (1 - INTERVAL) / 2
    ends = np.array([tail, 1 - tail])
    low, high = beta_quantiles(passed + HALF, cases - passed + HALF, ends)
    return (0.0 if passed == 0 else float(low), 1.0 if passed == cases else float(high))


def difference_interval(
    cases: int, first_passed: int, second_passed: int, both: int | None
) -> tuple[float, float]:
    """What counts leave possible of the first rate less the second, with 95 %.

    From -1 to 1; the counts are those of `differences`, of at least one case.
    """
    at = np.random.default_rng(0).random((2, _DRAWS))
    tail, last = (1 - INTERVAL) / 2, _DRAWS - 1
    drawn = np.sort(differences(cases, first_passed, second_passed, both, at))
    # As `np.quantile` has it, which imports all of `numpy.ma` to get there.
    low, high = np.interp([tail * last, (1 - tail) * last], np.arange(_DRAWS), drawn)
    return (
        -1.0 if second_passed - first_passed == cases else float(low),
        1.0 if first_passed - second_passed == cases else float(high),
    )


def exact_test(one_alone: int, other_alone: int) -> float:
    """Two-sided P of a difference at least as large, if there were none, from 0 to 1.

    Each passed so many cases that the other did not.
    """
    differing = one_alone + other_alone
    fewer = min(one_alone, other_alone)
    ways = sum(comb(differing, number) for number in range(fewer + 1))
    return min(1.0, float(2 * ways / 2**differing))


def is_shown(cases: int, first_passed: int, second_passed: int, both: int | None) -> bool:
    """Whether counts show that one of the two does better, claimed wrongly in 5 % at most.

    By the exact test of pairs; where `both` is None, by whether the interval of the difference
    leaves out 0. The counts are those of `differences`, of at least one case.
    """
    if both is not None:
        return exact_test(first_passed - both, second_passed - both) <= LEVEL
    low, high = difference_interval(cases, first_passed, second_passed, None)
    return not low <= 0 <= high


@cache
def most_fewer(differing: int) -> int:
    """Of so many that differ, the most on the rarer side that show a difference; -1 for none."""
    total, tail = 2**differing, 0
    for fewer in range(differing // 2 + 1):
        tail += comb(differing, fewer)
        if 2 * tail / total > LEVEL:
            return fewer - 1
    return differing // 2


def exact_power(cases: int, ahead: float, behind: float) -> float:
    """How likely a test of so many pairs is to show a difference, whichever way.

    The power of the conditional exact test, averaged over the number of pairs that differ (Duffy
    1984; SAS's `EXACT_COND`). Where more than 500 are expected to differ, by the normal
    approximation to it (Connor 1987, Biometrics 43:207-211) with a correction for continuity. Of
    501 to 1,499 pairs that all differ it is at most 0.018 off, by what was measured; where three in
    a hundred or more do not differ, at most 0.004.

    Args:
        cases: how many pairs.
        ahead: the chance that the one passes a case and the other does not.
        behind: the chance of the opposite.
    """
    differ = ahead + behind
    if not differ:
        return 0.0
    expected = cases * differ
    if expected > _MANY:
        return _normal_power(cases, ahead, behind)
    power, most = 0.0, ceil(expected + _FAR * (sqrt(expected) + 1))
    for differing in range(min(cases, most) + 1):
        fewer = most_fewer(differing)
        if fewer < 0:
            continue
        shown = sum(
            chance(differing, times, ahead / differ) + chance(differing, times, behind / differ)
            for times in range(fewer + 1)
        )
        power += chance(cases, differing, differ) * shown
    return min(1.0, power)


def _normal_power(cases: int, ahead: float, behind: float) -> float:
    differ, lead = ahead + behind, abs(ahead - behind)
    spread = sqrt(differ - lead**2)
    if not spread:
        return 1.0
    tail = NormalDist()
    least = tail.inv_cdf(1 - LEVEL / 2) * sqrt(differ) + 1 / sqrt(cases)
    reached = lead * sqrt(cases)
    return tail.cdf((reached - least) / spread) + tail.cdf((-reached - least) / spread)


def chance(cases: int, passed: int, rate: float) -> float:
    """How likely exactly so many of the cases pass, each with the same chance."""
    if rate in {0.0, 1.0}:
        return float(passed == cases * rate)
    ways = lgamma(cases + 1) - lgamma(passed + 1) - lgamma(cases - passed + 1)
    return exp(ways + passed * log(rate) + (cases - passed) * log(1 - rate))


@lru_cache(maxsize=64)
def chances(cases: int, ways: tuple[tuple[float, float], ...]) -> tuple[float, ...]:
    """How likely each number of passes is, from none to all.

    `ways`: how likely each chance to pass is, from 0 to 1, and that chance, the same in all cases.
    """
    return tuple(
        fsum(likely * chance(cases, passed, rate) for likely, rate in ways)
        for passed in range(cases + 1)
    )


def chances_of_part(part: int, of: int, passed: int) -> Floats:
    """How likely each number of passes is in a part of the cases, from none to all: (part + 1,).

    Hypergeometric: any cases may be those of the part.

    Of all cases so many `passed`, and so many are in the part.
    """
    logs = np.array(_log_factorials(of))
    inside = np.arange(part + 1)
    outside, failed = passed - inside, of - passed
    left = failed - (part - inside)
    possible = (outside >= 0) & (left >= 0)
    chances = np.zeros(part + 1)
    inside, outside, left = inside[possible], outside[possible], left[possible]
    ways = logs[passed] - logs[inside] - logs[outside]
    ways += logs[failed] - logs[part - inside] - logs[left]
    chances[possible] = np.exp(ways - logs[of] + logs[part] + logs[of - part])
    return chances


@lru_cache(maxsize=4)
def _log_factorials(most: int) -> tuple[float, ...]:
    return tuple(lgamma(number + 1) for number in range(most + 1))


def further_chance(cases: int, passed: int, first: float, second: float) -> float:
    """How likely exactly so many of further cases pass: Beta-binomial.

    Args:
        cases: how many more.
        passed: how many of these.
        first: how many passed before, with those that what was expected is worth; above 0.
        second: the same of those that did not.
    """
    ways = lgamma(cases + 1) - lgamma(passed + 1) - lgamma(cases - passed + 1)
    after = _log_beta(first + passed, second + cases - passed)
    return exp(ways + after - _log_beta(first, second))


def _log_beta(first: float, second: float) -> float:
    return lgamma(first) + lgamma(second) - lgamma(first + second)
