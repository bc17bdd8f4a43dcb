"""What an amount of money is worth on a scale from 0 to 100, against the amount that decides."""

from math import log10

SMALLEST = 1e-3
"""Part of the amount that decides below which a cost counts no further."""
TENFOLD = 10.0
"""How many times as much takes a value from 100 to 0 (docs/method.md, section 4)."""
FULL = 100.0


def value_of(cost: float | None, decides: float) -> float:
    """The value of a month's cost against the amount that decides, both in one currency.

    100 at a tenth of it or less, 0 at all of it or more, 50 at 0.32 of it, in a straight line along
    the logarithm. What is not known is worth 0: it helps no option.
    """
    return min(FULL, max(0.0, place_of(cost, decides)))


def place_of(cost: float | None, decides: float) -> float:
    """The same value, not cut off at 0 and 100: below 0 the cost is above the amount.

    What is not known stands at 0.
    """
    if cost is None:
        return 0.0
    return -steps(max(cost / decides, SMALLEST))


def steps(ratio: float) -> float:
    """By how many points values differ where an amount is so many times another; above 0."""
    return FULL * log10(ratio)
