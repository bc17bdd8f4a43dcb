"""What a test counted: of how many cases, how many the models of each side passed."""

from typing import Annotated

from pydantic import Field

from llmchoice.amounts import LEAST
from llmchoice.model.base import Frozen, Id, Number, Text, Whole

JEFFREYS = 0.5
"""Pseudo-cases for each way that a case may come out, before any is counted (Jeffreys 1946)."""

Count = Annotated[Whole, Field(ge=0, le=10**9)]


class Passed(Frozen):
    """An answer in numbers: cases that were passed by the best model of each side."""

    cases: Annotated[Whole, Field(ge=1, le=10**9)]
    """How many both models were given."""
    open: Count
    """How many the open model passed, at most all."""
    closed: Count
    """How many the closed model passed, at most all."""
    both: Count | None = None
    """How many both passed, where it is known which."""
    amounts_to: Annotated[Id | None, Field(exclude=True)] = None
    """The choice that rules take it for, by the limits of its question; no part of what is said."""

    @property
    def difference(self) -> float:
        """The open model's pass rate less the closed one's as expected from the counts: -1 to 1.

        The mean of what the draws are taken from. Each side has a Beta posterior under Jeffreys'
        prior; where `both` is known, the four ways in which a case may come out have a Dirichlet
        one. Less than the difference that was counted, most of all with few cases.
        """
        pseudo = 2 * JEFFREYS if self.both is None else 4 * JEFFREYS
        return (self.open - self.closed) / (self.cases + pseudo)

    def __eq__(self, other: object) -> bool:
        """Whether the same was counted, whatever it amounts to."""
        return isinstance(other, Passed) and self._numbers == other._numbers

    def __hash__(self) -> int:
        return hash(self._numbers)

    @property
    def _numbers(self) -> tuple[int | None, ...]:
        return (self.cases, self.open, self.closed, self.both)

    def __str__(self) -> str:
        """As it is typed: `60:44:53`, or with the number that both passed `60:44:53:40`."""
        return ":".join(str(part) for part in self._numbers if part is not None)


class Limit(Frozen):
    """Which counts amount to a choice: all that it names must hold of them, as counted."""

    choice: Id
    cases: Annotated[Whole, Field(ge=1, le=10**9)] = 1
    """At least so many."""
    open_below: Annotated[Number, Field(ge=LEAST, le=1)] | None = None
    """The open model's pass rate is below it."""
    difference_below: Annotated[Number, Field(ge=-1, le=1)] | None = None
    """The open model's pass rate less the closed one's is below it."""

    def holds(self, counts: Passed) -> bool:
        """Whether counts keep within it."""
        rate, behind = counts.open / counts.cases, (counts.open - counts.closed) / counts.cases
        return (
            counts.cases >= self.cases
            and (self.open_below is None or rate < self.open_below)
            and (self.difference_below is None or behind < self.difference_below)
        )


class Trial(Frozen):
    """Which tests are tried for one that would change the choice."""

    cases: Annotated[tuple[Annotated[Whole, Field(ge=1, le=10_000)], ...], Field(min_length=1)]
    """How many cases, the fewest first."""
    closed_rate: Annotated[Number, Field(ge=0, le=1)]
    """The closed model's pass rate that is assumed where nothing was counted yet."""
    reason: Text
