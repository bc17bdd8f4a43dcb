"""What a cost is worth on a scale from 0 to 100, and which costs are beyond what can be paid."""

from collections.abc import Iterable
from math import log10

from llmchoice.model.cost import OptionCost

TENFOLD = 10.0
"""How many times as much takes a value from 100 to 0 (docs/method.md, section 4)."""
SMALLEST = 1000.0
"""US dollars a month below which hardly any organisation decides by cost."""


def values(
    costs: Iterable[OptionCost], ceiling: float | None, *, smallest: float = SMALLEST
) -> dict[str, float | None]:
    """A value from 0 to 100 per option, by its typical cost.

    With a ceiling: 100 at a tenth of it or less, 0 at the ceiling or more, 50 at 0.32 of it, in a
    straight line along the logarithm. Without one: 100 at the cheapest known cost, or at
    `smallest` where that is more, and 0 at ten times that. Either way a factor of ten is the
    whole scale, so that a weight means the same.

    Args:
        costs: of all options, the excluded ones included.
        ceiling: the most that may be paid in a month, above 0; in the currency of the costs.
        smallest: in the currency of the costs, above 0.

    Returns:
        Option to value; None where its cost is unknown.
    """
    typical = {
        cost.option: None if cost.monthly is None else cost.monthly.typical for cost in costs
    }
    known = [cost for cost in typical.values() if cost is not None]
    best = ceiling / TENFOLD if ceiling is not None else max([smallest, *sorted(known)[:1]])
    return {o: None if cost is None else _value(cost, best) for o, cost in typical.items()}


def over_ceiling(costs: Iterable[OptionCost], ceiling: float | None) -> tuple[str, ...]:
    """The options whose lowest cost exceeds the ceiling; an unknown cost excludes nothing."""
    if ceiling is None:
        return ()
    return tuple(c.option for c in costs if c.monthly is not None and c.monthly.low > ceiling)


def _value(cost: float, best: float) -> float:
    if cost <= best:
        return 100.0
    return max(0.0, 100.0 * (1 - log10(cost / best) / log10(TENFOLD)))
