"""Pass rates that counts leave possible: draws from posteriors under Jeffreys' prior.

With the prior Beta(1/2, 1/2) (Jeffreys 1946; Brown, Cai and DasGupta 2001 on why it suits small
counts), `k` of `n` leave Beta(k + 1/2, n - k + 1/2). Of pairs, the four ways in which a case may
come out leave a Dirichlet distribution with 1/2 added to each count; in it, the share of pairs that
differ is Beta distributed, and so is, independently, the share of these that go one way.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Quantiles = Callable[[float, float, int], Floats]

POINTS = 513
"""Of the distribution function: errors stay below a thousandth of a standard deviation."""
REACH = 9.0
"""Standard deviations that the points reach to either side."""
HALF = 0.5
LEVEL = 0.95
"""Of every interval."""
_DRAWS = 20_000
"""Of a difference: an end of its interval is off by less than a third of a percentage point."""


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

    Args:
        quantiles: (n,), by the two parameters, and the row of uniform numbers that is meant.
        cases: how many both were given.
        first_passed: how many of them the first passed.
        second_passed: how many the second passed.
        both: how many both passed, or None.
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


def rate_interval(passed: int, cases: int) -> tuple[float, float]:
    """The rate that a count leaves possible, with 95 %, from 0 to 1.

    Args:
        passed: at most `cases`.
        cases: at least 1.
    """
    tail = (1 - LEVEL) / 2
    ends = np.array([tail, 1 - tail])
    low, high = beta_quantiles(passed + HALF, cases - passed + HALF, ends)
    return (0.0 if passed == 0 else float(low), 1.0 if passed == cases else float(high))


def difference_interval(
    cases: int, first_passed: int, second_passed: int, both: int
) -> tuple[float, float]:
    """What counts of pairs leave possible of the first rate less the second, with 95 %.

    Args:
        cases: how many both were given, at least 1.
        first_passed: how many the first passed.
        second_passed: how many the second passed.
        both: how many both passed.
    """
    at = np.random.default_rng(0).random((2, _DRAWS))
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(
        differences(cases, first_passed, second_passed, both, at), [tail, 1 - tail]
    )
    return (
        -1.0 if second_passed - first_passed == cases else float(low),
        1.0 if first_passed - second_passed == cases else float(high),
    )
