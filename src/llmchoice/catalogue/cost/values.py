"""What a cost is worth on a scale from 0 to 100, and which costs are beyond what can be paid."""

from collections.abc import Iterable
from math import log10

from llmchoice.model.cost import OptionCost

SMALLEST = 1e-3
"""Part of the ceiling below which a cost counts no further."""
TENFOLD = 10.0
"""How many times as much takes a value from 100 to 0 (docs/method.md, section 4)."""


def value_of(cost: float | None, ceiling: float) -> float:
    """The value of a month's cost against the most that may be paid, both in one currency.

    100 at a tenth of the ceiling or less, 0 at the ceiling or more, 50 at 0.32 of it, in a
    straight line along the logarithm. What is not known is worth 0: it helps no option.
    """
    if cost is None:
        return 0.0
    best = ceiling / TENFOLD
    if cost <= best:
        return 100.0
    return max(0.0, 100.0 * (1 - log10(cost / best) / log10(TENFOLD)))


def end_of(cost: float | None, ceiling: float) -> float:
    """The same value, not cut off at 0 and 100: below 0 the cost is above the ceiling.

    What is not known is worth 0, and above no ceiling.
    """
    if cost is None:
        return 0.0
    return -100.0 * log10(max(cost / ceiling, SMALLEST)) / log10(TENFOLD)


def over_ceiling(costs: Iterable[OptionCost], ceiling: float | None) -> tuple[str, ...]:
    """The options whose lowest cost exceeds the ceiling; an unknown cost excludes nothing."""
    if ceiling is None:
        return ()
    return tuple(c.option for c in costs if c.monthly is not None and c.monthly.exceeds(ceiling))
