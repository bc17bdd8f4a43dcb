"""Answers in numbers: an amount as people know it, and what a test counted."""

from collections.abc import Mapping
from math import sqrt
from typing import Annotated, Self

from pydantic import Field, ModelWrapValidatorHandler, model_serializer, model_validator

from llmchoice.amounts import LEAST, written
from llmchoice.model.base import (
    UNKNOWN,
    Figure,
    Frozen,
    Id,
    Measure,
    Number,
    Positive,
    Rising,
    Text,
    Whole,
)

FROM, TO, ONCE, EACH, MONTHS = "from", "to", "once", "each", "months"
"""Keys of an answer that no way may have for its id."""
OVER = "over"
"""What stands before the months of a batch, typed: once 180,000 pages over 24 months."""
MOST_MONTHS = 1200
"""What one batch may be spread over."""

Said = Annotated[int, Field(strict=True, ge=0, le=10**16)] | Measure
JEFFREYS = 0.5
"""Pseudo-cases for each way that a case may come out, before any is counted (Jeffreys 1946)."""
CASE_VARIANCE = 0.25
"""Of what one case says of the difference in pass rates, where nothing is known of either: under
Jeffreys' prior the outcome of a case has a variance of 1/8 on average, and there are two."""
MOST_CASES = 100_000
"""More than anybody judges, and few enough to go through every result of a further test."""
Count = Annotated[Whole, Field(ge=0, le=2 * MOST_CASES)]


class Spread(Rising):
    """How much each comes to: the least and the most that is usual, and what is typical."""

    low: Positive
    typical: Positive
    high: Positive


class EachBy(Frozen):
    """How much each comes to with some answers to an earlier question."""

    question: Id
    """Of kind `one`, and always asked."""
    each: Annotated[Mapping[Id, Spread], Field(min_length=1)]
    """By choices of that question; with any other one, what each comes to elsewhere."""
    reason: Text
    """Where these figures come from, in a sentence or two."""
    references: tuple[Id, ...] = ()


class Way(Frozen):
    """Something that people can count, and that an amount follows from."""

    id: Id
    text: Text
    """What is counted, after a number: people who use it."""
    words: tuple[Text, ...] = ()
    """What else it may be called where it is typed, in small letters."""
    each: Spread
    """How much each of them comes to."""
    example: Text
    """As somebody would type it."""
    reason: Text
    """Where `each` comes from, in a sentence or two."""
    references: tuple[Id, ...] = ()
    each_by: EachBy | None = None
    """What each comes to where that depends on another answer."""

    def spread(self, other: object) -> Spread:
        """What each of them comes to with an answer to the question on which it depends.

        Where that one is `unknown`, from the least to the most of all, and typically as elsewhere.
        """
        own = {} if self.each_by is None else self.each_by.each
        if other != UNKNOWN:
            return own[other] if isinstance(other, str) and other in own else self.each
        every = (self.each, *own.values())
        return Spread(
            low=min(each.low for each in every),
            typical=self.each.typical,
            high=max(each.high for each in every),
        )

    def of(
        self, low: float, high: float, each: float | None, other: object = None
    ) -> tuple[float, float, float]:
        """The least, the typical and the most that so many to so many come to.

        `each` is what one of them comes to, where that is known; else that depends on `other`.
        """
        middle = half_way(low, high)
        if each is not None:
            return low * each, middle * each, high * each
        usual = self.spread(other)
        return low * usual.low, middle * usual.typical, high * usual.high


class Batch(Frozen):
    """That one batch may be stated in place of what recurs, and how long it is spread over."""

    text: Text
    """What is stated, after a number: tokens in one batch."""
    months: Annotated[Whole, Field(ge=1, le=MOST_MONTHS)]
    ways: Mapping[Id, Text] = {}
    """In what it may be counted, beside the unit of the question, and what that is called then."""
    example: Text
    reason: Text


class Estimate(Frozen):
    """An answer that an amount is worked out from; as data it is what was said."""

    parts: tuple[tuple[Id, Said], ...]
    """As in a profile: `people: 300`; `people: 40, to: 60`; `calls: 8000, each: 5000`;
    `from: 1e7, to: 5e7`; `once: 2e9`; `pages: 180000, months: 12`."""
    low: Figure = 0
    typical: Figure = 0
    """What counts where one amount is needed."""
    high: Figure = 0

    @model_validator(mode="wrap")
    @classmethod
    def _from_what_was_said(cls, data: object, made: ModelWrapValidatorHandler[Self]) -> Self:
        # Read back from JSON, where the figures are not: its question works them out again.
        if isinstance(data, Mapping) and data and not isinstance(data.get("parts"), tuple):
            return made({"parts": tuple(data.items())})
        return made(data)

    @model_serializer
    def _as_stated(self) -> dict[str, int | float]:
        return dict(self.parts)

    @property
    def certain(self) -> bool:
        """Whether it comes to one amount."""
        return self.low == self.high

    @property
    def months(self) -> float | None:
        """Over how many months one batch is spread; None where it recurs."""
        parts = dict(self.parts)
        total = parts.get(ONCE)
        return parts.get(MONTHS) if total is None or not self.typical else total / self.typical

    def counted(self, way: str) -> tuple[float, float] | None:
        """From how many to how many of a way it was worked out; None where it was not."""
        parts = dict(self.parts)
        return (parts[way], parts.get(TO, parts[way])) if way in parts else None

    def __str__(self) -> str:
        """As it is typed, and as a profile may have it: 300 people."""
        parts = {key: written(number) for key, number in self.parts}
        if FROM in parts:
            return " ".join((parts[FROM], TO, parts[TO]))
        if ONCE in parts:
            return " ".join((ONCE, parts[ONCE]))
        (way, count), *_ = parts.items()
        if TO in parts:
            count = f"{count} {TO} {parts[TO]}"
        shown = " ".join((count, way, *(("of", parts[EACH]) if EACH in parts else ())))
        # The months stand there even where they are the usual ones: criteria may change these.
        return f"{ONCE} {shown} {OVER} {parts[MONTHS]} {MONTHS}" if MONTHS in parts else shown


def typical(answer: object) -> float | None:
    """The amount that counts where one is needed; None where an answer states none."""
    if isinstance(answer, Estimate):
        return answer.typical
    return answer if isinstance(answer, int | float) and not isinstance(answer, bool) else None


def half_way(low: float, high: float) -> float:
    """The middle of a count, such as of people."""
    return low + (high - low) / 2


def middle(low: float, high: float, *, log: bool) -> float:
    """What counts of a range where one amount is needed: its middle on the scale of its question.

    For a scale of powers of ten that is the root of the product; never outside the range.
    """
    centre = sqrt(low) * sqrt(high) if log else half_way(low, high)
    return min(max(centre, low), high)


class Passed(Frozen):
    """An answer in numbers: cases that were passed by the best model of each side."""

    cases: Annotated[Whole, Field(ge=1, le=2 * MOST_CASES)]
    """How many both models were given; a further test comes on top of what may be stated."""
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
    cases: Annotated[Whole, Field(ge=1, le=MOST_CASES)] = 1
    """At least so many."""
    open_below: Annotated[Number, Field(ge=LEAST, le=1)] | None = None
    """The open model's pass rate is below it."""
    closed_below: Annotated[Number, Field(ge=LEAST, le=1)] | None = None
    """The closed model's pass rate is below it."""
    difference_below: Annotated[Number, Field(ge=-1, le=1)] | None = None
    """The open model's pass rate less the closed one's is below it."""
    difference_above: Annotated[Number, Field(ge=-1, le=1)] | None = None
    """The same is above it."""

    def holds(self, counts: Passed) -> bool:
        """Whether counts keep within it."""
        difference = (counts.open - counts.closed) / counts.cases
        return (
            self.is_reached(counts)
            and (self.open_below is None or counts.open / counts.cases < self.open_below)
            and (self.closed_below is None or counts.closed / counts.cases < self.closed_below)
            and (self.difference_below is None or difference < self.difference_below)
            and (self.difference_above is None or difference > self.difference_above)
        )

    def is_reached(self, counts: Passed) -> bool:
        """Whether there are cases enough."""
        return counts.cases >= self.cases


class Trial(Frozen):
    """Which tests are tried for one that would change the choice."""

    cases: Annotated[tuple[Annotated[Whole, Field(ge=1, le=10_000)], ...], Field(min_length=1)]
    """How many cases, the fewest first."""
    closed_rate: Annotated[Number, Field(ge=0, le=1)]
    """The closed model's pass rate that is assumed where nothing was counted yet."""
    reason: Text
