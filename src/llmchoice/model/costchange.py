"""What options cost in two assessments."""

from llmchoice.model.base import Frozen
from llmchoice.model.cost import Band


class CostChange(Frozen):
    """The cost of an option; null where it was not computed or is not known."""

    workload: str | None
    option: str
    name: str
    before: Band | None
    """A month, in the currency of the earlier assessment."""
    after: Band | None
    """A month, in the currency of the later one."""


class CostComparison(Frozen):
    """What the options cost in the two assessments; null where one of them has no costs."""

    currency_before: str | None
    currency_after: str | None
    prices_as_of_before: str | None
    prices_as_of_after: str | None
    ceiling_before: float | None
    ceiling_after: float | None
    changes: tuple[CostChange, ...]
    """Those that differ; all of them where the currencies do."""
