"""What an assessment rests on: what is known, and who computes what it costs."""

from dataclasses import dataclass
from typing import Protocol

from llmchoice.model.cost import Band
from llmchoice.model.criterion import Row
from llmchoice.model.ground import CostGround
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answers


@dataclass(frozen=True, slots=True)
class Costed:
    """What the options cost under one set of answers, on the scale of values."""

    values: Row
    """From 0 to 100, by typical cost."""
    worst: Row
    """The same by the highest cost."""
    best: Row
    """The same by the lowest cost."""
    ends: tuple[tuple[float, float, float], ...]
    """Per option the value by the highest, the typical and the lowest cost, on the same scale but
    not cut off where it ends: below 0 a cost is above the ceiling, and so none that is not known
    is."""
    monthly: tuple[Band | None, ...]
    """What a month costs; None where it is not known."""
    ceiling: float
    """The most that may be paid in a month."""
    currency: str

    def ground(self, at: int) -> CostGround:
        """What the option at that place costs, beside the ceiling."""
        return CostGround(monthly=self.monthly[at], ceiling=self.ceiling, currency=self.currency)

    @property
    def typically_over(self) -> tuple[bool, ...]:
        """Whether each option typically costs more than the ceiling."""
        return tuple(cost is not None and cost.typical > self.ceiling for cost in self.monthly)

    @property
    def over(self) -> tuple[bool, ...]:
        """Whether each option costs more than the ceiling even at its lowest."""
        return tuple(cost is not None and cost.exceeds(self.ceiling) for cost in self.monthly)


class Costing(Protocol):
    """Computes costs; the same answers always cost the same."""

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that it reads; the first one is that of the volume."""

    @property
    def volumes(self) -> tuple[float, ...]:
        """Volumes to try beside those of a value table: as far as costs are computed."""

    def costed(self, answers: Answers) -> Costed | None:
        """What the options cost, in their order; None where the volume is no number.

        `answers` are those that count; other unknown answers typically cost what is usual, at the
        lowest what the cheapest and at the highest what the dearest of them would. An option
        whose cost is not known has the value 0: what nobody knows helps no option.
        """


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known, and what one organisation would pay where it says what it can."""

    kb: KnowledgeBase
    costing: Costing | None = None
    """None: the table of every criterion holds, and no option costs too much."""
