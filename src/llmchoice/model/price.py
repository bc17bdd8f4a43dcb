"""What a provider asks for a million tokens, by length of a prompt, hour and day.

All in US dollars. What is not priced apart costs as much as any other input.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from llmchoice.model.base import Frozen, Number, Positive, Text, Whole
from llmchoice.model.source import IsoDate

Dollars = Positive
"""US dollars per million tokens, above 0: what costs nothing is not on sale."""

DAY_HOURS = 24


class Rates(Frozen):
    """What tokens of each kind cost."""

    input: Dollars
    output: Dollars
    cached_input: Dollars | None = None
    """Input that the provider has read before."""
    cache_write: Dollars | None = None
    """Input that it keeps in order to read it again."""
    sound: Dollars | None = None
    """Input that is sound, where that has a price of its own; None where nobody says."""
    cached_sound: Dollars | None = None
    """Sound that the provider has heard before."""

    @model_validator(mode="after")
    def _cache_saves(self) -> Self:
        if self.cached_input is not None and self.cached_input > self.input:
            raise ValueError("'cached_input' must not be above 'input'")
        if self.cached_sound is not None and self.sound is None:
            raise ValueError("there is 'cached_sound', but no 'sound'")
        if self.heard is not None and self.heard[1] > self.heard[0]:
            raise ValueError("'cached_sound' must not be above 'sound'")
        return self

    @property
    def cached(self) -> float:
        """Input that was read before; where nothing is taken off, as any other."""
        return self.input if self.cached_input is None else self.cached_input

    @property
    def write(self) -> float:
        """Input that is kept; where nothing is added, as any other."""
        return self.input if self.cache_write is None else self.cache_write

    @property
    def heard(self) -> tuple[float, float] | None:
        """Sound, and sound that was heard before; None where it has no price of its own."""
        if self.sound is None:
            return None
        return self.sound, self.sound if self.cached_sound is None else self.cached_sound

    def times(self, factor: float) -> Self:
        """The same at a multiple, to the hundredth of a millionth of a dollar."""
        asked = {kind: getattr(self, kind) for kind in Rates.model_fields}
        return self.model_copy(
            update={
                kind: round(rate * factor, 8) for kind, rate in asked.items() if rate is not None
            }
        )

    def exceeds(self, other: "Rates") -> bool:
        """Whether nothing is cheaper than there, as far as it is known of both."""
        dearer = self.or_dearer(other)
        return dearer.amounts == self.amounts and dearer.heard in {self.heard, None}

    @property
    def amounts(self) -> tuple[float, float, float, float]:
        """Input, output, input that was read before, input that is kept."""
        return self.input, self.output, self.cached, self.write

    def or_dearer(self, other: "Rates") -> "Rates":
        """Of both, what is dearer for each kind of token."""
        into, out, cached, write = map(max, self.amounts, other.amounts)
        heard: tuple[float | None, ...] = (None, None)
        if self.heard is not None and other.heard is not None:
            heard = tuple(map(max, self.heard, other.heard))
        return Rates(
            input=into,
            output=out,
            cached_input=cached,
            cache_write=write,
            sound=heard[0],
            cached_sound=heard[1],
        )


class LongRates(Rates):
    """What all tokens of a request with a long prompt cost."""

    above: Annotated[Whole, Field(gt=0)]
    """Tokens that go in, from whose number on, that itself excluded, this holds."""


class HourRates(Rates):
    """What tokens cost at some hours of each day, in UTC."""

    from_hour: Annotated[Whole, Field(ge=0, lt=DAY_HOURS)]
    to_hour: Annotated[Whole, Field(gt=0, le=DAY_HOURS)]

    @model_validator(mode="after")
    def _within_a_day(self) -> Self:
        if self.from_hour >= self.to_hour:
            raise ValueError("'from_hour' must be before 'to_hour': write two for a night")
        return self


class Tariff(Rates):
    """What is asked between two days, both included; without them there is no known end."""

    long: tuple[LongRates, ...] = ()
    """Dearer from one to the next."""
    hours: tuple[HourRates, ...] = ()
    """Hours that cost something else."""
    batch: Annotated[Number, Field(gt=0, le=1)] | None = None
    """What tokens cost in a batch that can wait, as a share of all that; 1 where the provider takes
    nothing off, None where nobody says."""
    since: IsoDate | None = None
    until: IsoDate | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError("'since' must not be after 'until'")
        if any(lower.above >= higher.above for lower, higher in pairwise(self.long)):
            raise ValueError("'long' must rise in 'above'")
        steps: tuple[Rates, ...] = (self, *self.long)
        if not all(longer.exceeds(shorter) for shorter, longer in pairwise(steps)):
            raise ValueError("a longer prompt must not be cheaper")
        return self

    def times(self, factor: float) -> Self:
        """The same at a multiple, at any hour and length of a prompt."""
        steps = {
            "long": tuple(step.times(factor) for step in self.long),
            "hours": tuple(part.times(factor) for part in self.hours),
        }
        return super().times(factor).model_copy(update=steps)

    def covers(self, day: str) -> bool:
        """Whether it holds on a day, YYYY-MM-DD."""
        return (self.since or day) <= day <= (self.until or day)

    def at(self, prompt: float) -> Rates:
        """What a request with so many tokens in costs at an ordinary hour."""
        return next((step for step in reversed(self.long) if prompt > step.above), self)

    def by_hour(self, prompt: float) -> Iterator[tuple[Rates, int]]:
        """What such a request costs over a day, and at how many hours of it."""
        usual, left = self.at(prompt), DAY_HOURS
        for part in self.hours:
            span = part.to_hour - part.from_hour
            left -= span
            yield (part if usual is self else part.or_dearer(usual)), span
        if left > 0:
            yield usual, left

    @property
    def over_a_day(self) -> tuple[float, float]:
        """What a token in and a token out of a short request cost in the mean of a day."""
        hours = list(self.by_hour(0))
        if len(hours) == 1:
            return self.input, self.output
        into = sum(rates.input * span for rates, span in hours) / DAY_HOURS
        out = sum(rates.output * span for rates, span in hours) / DAY_HOURS
        return into, out


class PriceRecord(Frozen):
    """Where genai-prices keeps a price."""

    provider: Text
    model: Text


class Surcharge(Frozen):
    """What a provider asks beyond its ordinary price where the work stays in a territory."""

    times: Annotated[Number, Field(gt=1)]
    """The multiple of its ordinary price."""
    source: Text
    checked_on: IsoDate


class Price(Tariff):
    """What one provider asks at its ordinary rate on the day on which it was read."""

    # Its schema is part of many others, which would each make it anew.
    model_config = ConfigDict(defer_build=False)

    provider: Text
    as_of: IsoDate
    source: Text
    batch_source: Text | None = None
    """Who says what a batch costs, where that is somebody else."""
    sound_as_input: Text | None = None
    """Who says that sound costs as much as any other input; None where it has its own price, or
    nobody says."""
    territory: Surcharge | None = None
    """None where it asks no more there, or nobody says."""
    genai_prices: PriceRecord | None = None
    note: Text | None = None
    other_days: tuple[Tariff, ...] = ()
    """What it asked before, or is going to ask, as far as that was announced."""

    @model_validator(mode="after")
    def _one_at_a_time(self) -> Self:
        tariffs: tuple[Tariff, ...] = (self, *self.other_days)
        periods = sorted((tariff.since or "", tariff.until or "9") for tariff in tariffs)
        if any(earlier[1] >= later[0] for earlier, later in pairwise(periods)):
            raise ValueError("two prices hold on one day: give each 'since' and 'until'")
        return self

    @property
    def in_a_territory(self) -> Self:
        """What it asks where the work has to stay in one of those that it offers."""
        extra = self.territory
        if extra is None:
            return self
        dated = f"{extra.source}, {extra.checked_on}"
        note = f"x{extra.times:g}: {dated}"
        noted = note if self.note is None else f"{self.note}; {note}"
        return self.times(extra.times).model_copy(update={"territory": None, "note": noted})

    @property
    def cited(self) -> str:
        """Who says so, with what else is known of it."""
        return f"{self.source}; {self.note}" if self.note else self.source

    def on(self, day: str) -> "Price | None":
        """The price of a day; None where none is known for it."""
        if self.covers(day):
            return self
        tariff = next((other for other in self.other_days if other.covers(day)), None)
        if tariff is None:
            return None
        others = [other for other in self.other_days if other is not tariff]
        days = (Tariff(**asked(self)), *others)
        return Price.model_validate({**dict(self), **asked(tariff), "other_days": days})


def asked(tariff: Tariff) -> dict[str, object]:
    """What a tariff says, without what else is known of a price."""
    return {name: getattr(tariff, name) for name in Tariff.model_fields}
