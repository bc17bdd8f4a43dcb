"""Capacity that is paid for whether it is used or not: as published, and as offered."""

from math import ceil
from typing import Annotated

from pydantic import Field

from llmchoice.model.base import Flag, Frozen, Id, Number, Positive, Text, Whole
from llmchoice.model.source import IsoDate

_SLACK = 1e-9
"""A need that exceeds a whole by no more than rounding asks for no further unit."""
_MONTH_DAYS = 31


class Reserved(Frozen):
    """What a unit costs and how much it lets through."""

    hour: Positive
    """Money an hour for a unit."""
    input: Positive
    """Tokens a minute that go in, where none come out."""
    output: Positive
    """Tokens a minute that come out, where none go in."""
    cached: Annotated[Number, Field(ge=0, le=1)] = 1
    """How much a token counts that was read before."""
    apart: Flag = False
    """Whether units for what goes in and units for what comes out are bought apart; the price of an
    hour is paid for each of either kind."""
    least: Annotated[Whole, Field(ge=1)] = 1
    """The fewest units that are sold."""
    step: Annotated[Whole, Field(ge=1)] = 1
    """How many units are added at once."""
    days: Annotated[Whole, Field(ge=0)] = 0
    """The shortest term; 0 where it may end at any hour."""

    def needs(self, into: float, out: float) -> float:
        """Units for so many tokens a minute, in parts: never more than the whole ones."""
        return into / self.input + out / self.output

    def units(self, into: float, out: float) -> int:
        """Whole units for so many tokens a minute, in and out."""
        needs = (into / self.input, out / self.output)
        parts = needs if self.apart else (sum(needs),)
        return sum(self._steps(part) for part in parts)

    def _steps(self, units: float) -> int:
        more = max(0, ceil((units - self.least) / self.step - _SLACK * units / self.step))
        return self.least + more * self.step


class Offered(Reserved):
    """What somebody was offered for one model, in the currency of the profile."""

    cloud: Flag = False
    """Whether it holds in a cloud account of one's own; else with its maker, or with a host."""


def binds(days: int | None) -> bool:
    """Whether a term of so many days is longer than a month; one that was not read may be."""
    return days is None or days > _MONTH_DAYS


class ReservedOffer(Reserved):
    """What one provider publishes, in US dollars, and on which days it holds."""

    provider: Id
    since: IsoDate | None = None
    until: IsoDate | None = None
    source: Text
    checked_on: IsoDate

    def covers(self, day: str) -> bool:
        """Whether it holds on a day, YYYY-MM-DD."""
        return (self.since or day) <= day <= (self.until or day)
