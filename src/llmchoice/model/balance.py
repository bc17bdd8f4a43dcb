"""How far the answers can favour each side, for each priority and for all of them together."""

from collections.abc import Mapping

from llmchoice.model.base import Frozen, Id, Text
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer

FAIR = 0.25
"""Part of the other side's reach below which a side has so little that it takes a reason."""


LEAST = 0.05
"""Points below which a side is not said to be ahead."""


class Reach(Frozen):
    """The answers with which a side is ahead the most."""

    points: float
    """By which its best allowed option is ahead of the other side's, of 100; negative where it
    never is."""
    exact: bool
    """Whether no answers put it further ahead; else the search ended first."""
    option: Id
    rival: Id
    criterion: Id
    """That makes the most of these points."""
    part: float
    """Points that this criterion makes; more than all where others speak against."""
    answers: Mapping[Id, Answer]
    """Question to answer, of all on which the points and the excluded options depend."""

    @property
    def ahead(self) -> bool:
        """Whether it is ahead at all, by more than what is rounded away."""
        return self.points >= LEAST


class Balance(Frozen):
    """What can favour each side under one priority."""

    priority: Id | None
    """Null for all priorities together, each with the same weight."""
    name: Text | None
    """Of the priority."""
    open: Reach | None
    """Null where no answers leave an option of each side."""
    closed: Reach | None
    reason: Text | None
    """Why it is one-sided, by the criteria."""

    @property
    def one_sided(self) -> Side | None:
        """The side that it favours where the other one can have less than a quarter as much."""
        open_, closed = (r.points if r and r.ahead else 0.0 for r in (self.open, self.closed))
        if min(open_, closed) >= FAIR * max(open_, closed):
            return None
        return Side.OPEN if open_ > closed else Side.CLOSED
