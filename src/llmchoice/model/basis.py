"""What an assessment rests on: what is known, and who computes what it costs."""

from dataclasses import dataclass
from math import inf
from typing import Protocol

from llmchoice.model.cost import Band
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answers


@dataclass(frozen=True, slots=True)
class Costed:
    """What the options cost under one set of answers."""

    monthly: tuple[Band | None, ...]
    """What a month costs, in the order of the options; None where it is not known."""
    ceiling: float | None
    """The most that may be paid in a month; None where nobody says."""
    currency: str
    upkeep: tuple[Band | None, ...] = ()
    """What each option needs beside that and others include, in their order: it counts, and is no
    part of what is held against the ceiling. None for nothing; empty for nothing of any."""
    rate: float = 1
    """Units of the currency that one US dollar buys."""

    @property
    def possibly_over(self) -> tuple[bool, ...]:
        """Whether each option may cost more than the ceiling."""
        most = inf if self.ceiling is None else self.ceiling
        return tuple(cost is not None and cost.high > most for cost in self.monthly)

    @property
    def typically_over(self) -> tuple[bool, ...]:
        """Whether each option typically costs more than the ceiling."""
        most = inf if self.ceiling is None else self.ceiling
        return tuple(cost is not None and cost.typical > most for cost in self.monthly)

    @property
    def over(self) -> tuple[bool, ...]:
        """Whether each option costs more than the ceiling even at its lowest."""
        most = inf if self.ceiling is None else self.ceiling
        return tuple(cost is not None and cost.exceeds(most) for cost in self.monthly)


class Costing(Protocol):
    """Computes costs; the same answers always cost the same."""

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that it reads; the first one is that of the volume."""

    @property
    def choosing(self) -> tuple[str, ...]:
        """Those whose answers choose what is paid for, such as a model; the volume among them.

        While one of these is open, no cost is known to lie between two ends. Where only others are,
        `costed` with `unknown` in their place gives both.
        """

    @property
    def ceiling(self) -> float | None:
        """The most that may be paid in a month; None where nobody says."""

    @property
    def volumes(self) -> tuple[float, ...]:
        """Volumes to try beside those of a value table: as far as costs are computed."""

    def costed(self, answers: Answers) -> Costed | None:
        """What the options cost, in their order; None where the volume is no number.

        `answers` are those that count; other unknown answers typically cost what is usual, at the
        lowest what the cheapest and at the highest what the dearest of them would. An option
        whose cost is not known will have the value 0: what nobody knows helps no option.
        """


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known, and what one organisation would pay where it says what it can."""

    kb: KnowledgeBase
    costing: Costing | None = None
    """None: the table of every criterion holds, one that has none is left out, and no option costs
    too much."""
