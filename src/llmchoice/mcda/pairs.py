"""The exact test of pairs (McNemar 1947, by the binomial distribution), and its power.

Of pairs that were passed by both, or by neither, nothing is learnt of the difference. Of the others
each goes either way with one half if there is none; so the test is that of a binomial share.
"""

from functools import cache
from math import comb, exp, lgamma, log

from llmchoice.mcda.passrates import HALF

LEVEL = 0.05
"""How often a difference is claimed, at most, where there is none; both ways together."""


def exact_test(one_alone: int, other_alone: int) -> float:
    """Two-sided P of a difference at least as large, if there were none, from 0 to 1.

    Args:
        one_alone: cases that only the one passed.
        other_alone: cases that only the other passed.
    """
    differing = one_alone + other_alone
    fewer = min(one_alone, other_alone)
    ways = sum(comb(differing, number) for number in range(fewer + 1))
    return min(1.0, float(2 * ways / 2**differing))


@cache
def most_fewer(differing: int) -> int:
    """Of so many that differ, the most on the rarer side that show a difference; -1 for none."""
    total, tail = 2**differing, 0
    for fewer in range(differing // 2 + 1):
        tail += comb(differing, fewer)
        if 2 * tail > LEVEL * total:
            return fewer - 1
    return differing // 2


def exact_power(cases: int, ahead: float, behind: float) -> float:
    """How likely a test of so many pairs is to show a difference, whichever way.

    The power of the conditional exact test, averaged over the number of pairs that differ (Duffy
    1984; SAS's `EXACT_COND`).

    Args:
        cases: how many pairs.
        ahead: the chance that the one passes a case and the other does not.
        behind: the chance of the opposite.
    """
    differ = ahead + behind
    if not differ:
        return 0.0
    power = 0.0
    for differing in range(cases + 1):
        fewer = most_fewer(differing)
        if fewer < 0:
            continue
        shown = sum(
            chance(differing, times, ahead / differ) + chance(differing, times, behind / differ)
            for times in range(fewer + 1)
        )
        power += chance(cases, differing, differ) * shown
    return min(1.0, power)


def chance(cases: int, passed: int, rate: float) -> float:
    """How likely exactly so many of the cases pass, each with the same chance."""
    if rate in {0.0, 1.0}:
        return float(passed == cases * rate)
    ways = lgamma(cases + 1) - lgamma(passed + 1) - lgamma(cases - passed + 1)
    return exp(ways + passed * log(rate) + (cases - passed) * log(1 - rate))


def further_chance(cases: int, passed: int, counted: int, of: int) -> float:
    """How likely exactly so many of further cases pass, by what was counted before.

    Beta-binomial, with Jeffreys' prior: the rate is only known as well as the counts tell it.

    Args:
        cases: how many more.
        passed: how many of these.
        counted: how many passed before.
        of: how many were tested before.
    """
    first, second = counted + HALF, of - counted + HALF
    ways = lgamma(cases + 1) - lgamma(passed + 1) - lgamma(cases - passed + 1)
    after = _log_beta(first + passed, second + cases - passed)
    return exp(ways + after - _log_beta(first, second))


def _log_beta(first: float, second: float) -> float:
    return lgamma(first) + lgamma(second) - lgamma(first + second)
