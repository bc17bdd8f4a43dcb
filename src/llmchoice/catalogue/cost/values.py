"""Which costs are beyond what can be paid."""

from collections.abc import Iterable

from llmchoice.model.cost import OptionCost


def over_ceiling(costs: Iterable[OptionCost], ceiling: float | None) -> tuple[str, ...]:
    """The options whose lowest cost exceeds the ceiling; an unknown cost excludes nothing."""
    if ceiling is None:
        return ()
    return tuple(c.option for c in costs if c.monthly is not None and c.monthly.exceeds(ceiling))
