"""What is asked.

Longer than other files because it is one thing: a question with its
kinds, which are read side by side.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from math import fsum
from typing import Annotated, Literal, Self

from pydantic import Field, ModelWrapValidatorHandler, model_validator

from llmchoice.amounts import GREATEST, LEAST
from llmchoice.model.base import (
    NOT_APPLICABLE,
    UNKNOWN,
    Flag,
    Frozen,
    Id,
    Measure,
    Number,
    Positive,
    Text,
)
from llmchoice.model.estimate import EACH, Batch, Estimate, Limit, Passed, Trial, Way, typical
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.rule import When


class QuestionKind(StrEnum):
    """How a question is answered."""

    ONE = "one"
    """One of the choices."""
    MANY = "many"
    """Any of the choices; for each option the one counts that is worst for it."""
    NUMBER = "number"
    """An amount, zero or more."""


class Scale(StrEnum):
    """The scale on which an amount is interpolated."""

    LINEAR = "linear"
    LOG10 = "log10"


class Choice(Frozen):
    """One answer that is offered."""

    id: Id
    text: Text
    odds: Positive = 1
    """How likely it is, against the other choices, when the answer is unknown."""
    short: Text | None = None
    """A name for it in tables; its text where it has none."""
    alone: Flag = False
    """Whether it means that none of the other choices holds."""

    @property
    def named(self) -> str:
        """What it is called where there is little room."""
        return self.short or self.text


class Per(Frozen):
    """That a question may be answered for each choice of an earlier one that was ticked."""

    question: Id
    text: Text
    """The choice that leads to it, in the words of whoever answers."""


class Expectation(Frozen):
    """An answer of somebody who does not know, but expects something.

    It is no knowledge: it excludes nothing, and each choice may still turn out to be true.
    """

    id: Id
    text: Text
    odds: Annotated[Mapping[Id, Positive], Field(min_length=1)]
    """How likely each choice is; any sum."""


class OddsBy(Frozen):
    """How likely each choice is when the answer is unknown, by the answer to an earlier question.

    Where that one is unknown too, they are mixed by its odds.
    """

    question: Id
    """Of kind `one`, always asked, and with odds that depend on nothing."""
    odds: Mapping[Id, Mapping[Id, Positive]]
    """Each choice of that question to the odds of every choice of this one; any sum."""

    @property
    def shares(self) -> dict[Id, dict[Id, float]]:
        """The odds as parts of 1."""
        return {
            given: {choice: each / fsum(odds.values()) for choice, each in odds.items()}
            for given, odds in self.odds.items()
        }


class Counted(Frozen):
    """That a question may be answered with counts of a test."""

    text: Text
    """The choice that leads to them, in the words of whoever answers."""
    asks: Text
    """What to write, in one line."""
    amounts_to: Annotated[tuple[Limit, ...], Field(min_length=1)]
    """The choice that rules take counts for: the first whose limits they keep within."""
    usable: Annotated[Number, Field(ge=LEAST, le=1)]
    """The part of the cases that one kind of model must pass to do the work at all."""
    trial: Trial | None = None
    """Which tests are looked at; without it none is proposed."""

    def neither_usable(self, counts: Passed) -> bool:
        """Whether neither kind of model passed the part of the cases that makes it usable."""
        return max(counts.open, counts.closed) < self.usable * counts.cases

    def taken(self, counts: Passed) -> Passed:
        """The counts with the choice that they amount to."""
        choice = next((limit.choice for limit in self.amounts_to if limit.holds(counts)), None)
        return counts.model_copy(update={"amounts_to": choice})

    def unreached(self, counts: Passed) -> tuple[Limit, ...]:
        """The limits for which there are too few cases: it is open whether they are kept within."""
        return tuple(limit for limit in self.amounts_to if not limit.is_reached(counts))


class Example(Frozen):
    """How an amount may be written: one of about the size that people answer with."""

    number: Text
    range: Text


class Question(Frozen):
    """One question. Its choices stand in order: the least demanding first."""

    id: Id
    section: Id
    kind: QuestionKind
    text: Text
    short: Text | None = None
    """A name for it in a report; its text where it has none."""
    why: Text
    """One line: why do you ask."""
    explanation: Text | None = None
    """The long reason: what the answer changes, what is often got wrong, and whom to ask."""
    choices: tuple[Choice, ...] = ()
    unit: Text | None = None
    """Of a number."""
    unit_words: tuple[Text, ...] = ()
    """Of a number: what else its unit may be called where it is typed, before it or behind."""
    least: Measure = 0
    """Of a number: the least that is an answer."""
    scale: Scale = Scale.LINEAR
    likely: tuple[Measure, ...] = ()
    """Of a number: the amounts that stand for `unknown`."""
    likely_odds: tuple[Positive, ...] = ()
    """Of a number: how likely each of these is; any sum. Equally where none are stated."""
    example: Example | None = None
    """Of a number: how it may be written."""
    ways: tuple[Way, ...] = ()
    """Of a number: what people may count in its place."""
    once: Batch | None = None
    """Of a number that recurs: that one batch may be stated in its place."""
    not_applicable: Literal[True] | None = None
    """Whether `not-applicable` is offered too."""
    per: Per | None = None
    """Of kind `one`: for each choice of which question, of kind `many`, it may be answered."""
    expectations: tuple[Expectation, ...] = ()
    """Of kind `one`: what may be answered in place of `unknown`."""
    odds_by: OddsBy | None = None
    """Of kind `one`: odds that replace those of the choices; expectations keep their own."""
    counts: Counted | None = None
    """Of kind `one`: that counts of a test are taken too; None where they are not."""
    fixed: Flag = False
    """Whether it says what the use is: another answer is another use, so none is tried as a
    what-if."""
    given: Flag = False
    """Whether it asks for a fact that nobody chooses, such as a law: where nothing is allowed,
    another answer is told as a way back only if there is no other way."""
    costs: Flag = False
    """Whether costs follow from the answer, which then needs no criterion that reads it."""
    split: Flag = False
    """Of kind `many`: whether several selected answers suggest two kinds of work to tell apart."""
    when: When | None = None
    """Asked only when the earlier answers match; always without it."""
    asked_of: When | None = None
    """Of whom an interview asks it, of those to whom it applies; of all without it. Whoever is not
    asked may answer all the same, and it is unknown otherwise."""
    once_known: Flag = False
    """Whether nobody can answer it who does not know what it hangs on: it is unknown then too."""

    @model_validator(mode="wrap")
    @classmethod
    def _of_its_kind(cls, data: object, made: ModelWrapValidatorHandler[Self]) -> Self:
        # Whoever validates a question gets a `OneOf`, an `AnyOf` or an `Amount`.
        question = made(data)
        own = _TYPES[question.kind]
        if isinstance(question, own):
            return question
        return own.model_construct(  # type: ignore[return-value] # each kind has its own class
            question.model_fields_set, **dict(question)
        )

    @property
    def named(self) -> str:
        """What it is called where there is little room."""
        return self.short or self.text

    @property
    def worded(self) -> tuple[Choice | Expectation, ...]:
        """The answers that the knowledge base words."""
        return (*self.choices, *self.expectations)

    @property
    def special(self) -> tuple[str, ...]:
        """The answers in words that are no choices: `unknown`, and `not-applicable` if offered."""
        return (UNKNOWN, NOT_APPLICABLE) if self.not_applicable else (UNKNOWN,)

    @property
    def odds(self) -> tuple[float, ...]:
        """How likely each answer is that may stand for `unknown`, in their order; any sum."""
        raise NotImplementedError

    def odds_given(self, _answer: Answer | None, _other: str | None = None) -> tuple[float, ...]:
        """The odds of what may stand for an answer that leaves the question open.

        `_other` is the choice, of the question that they depend on, that holds.
        """
        return self.odds

    def hangs_on(self, answer: Answer | None) -> str | None:
        """The question on whose answer the odds depend of what may stand for this one.

        They count beside what was counted, too.
        """
        if self.odds_by is None or not (answer == UNKNOWN or isinstance(answer, Passed)):
            return None
        return self.odds_by.question

    def leaves_open(self, answer: Answer | None) -> bool:
        """Whether it is `unknown` or an expectation, so that any choice may be true."""
        if answer == UNKNOWN:
            return True
        return bool(self.expectations) and any(e.id == answer for e in self.expectations)

    def leaves_rules_open(self, answer: Answer | None) -> bool:
        """Whether rules may hold in some draws alone, as where few cases were counted."""
        if self.counts is not None and isinstance(answer, Passed):
            return bool(self.counts.unreached(answer))
        return self.leaves_open(answer)

    def tried(self, points: Iterable[float]) -> tuple[Answer, ...]:
        """Single answers that stand for all; `points` are the amounts with values of their own."""
        raise NotImplementedError

    def others(self, answer: Answer, points: Iterable[float]) -> tuple[Answer, ...]:
        """What may be answered instead, in the order of the choices; never `unknown`."""
        others = (*self._instead(answer, points), *self.special[1:])
        return tuple(dict.fromkeys(other for other in others if other != answer))

    def _instead(self, _answer: Answer, points: Iterable[float]) -> Iterable[Answer]:
        return self.tried(points)

    def milder(
        self, answer: Answer, harmful: Collection[str], points: Iterable[float]
    ) -> Iterable[Answer]:
        """The answers to try in place of one that excludes options; `harmful` are read by rules."""
        raise NotImplementedError

    def completions(
        self,
        points: Iterable[float],
        told_apart: Sequence[Collection[str]],
        values: Mapping[str, Sequence[float]],
    ) -> tuple[Answer, ...]:
        """The answers among which each rule, and each extreme of a value, has one that it needs.

        Between the `points` every value is linear. `told_apart` are the sets of choices that some
        rule tells from the others. `values` are all that each choice is worth, to any option on
        any criterion, in the same order.
        """
        raise NotImplementedError

    def in_order(self, answer: Answer) -> Answer:
        """The answer in one form: several choices stand in the order of the question."""
        return answer

    def worked_out(self, answer: Answer, _others: Answers) -> Answer:
        """The answer with what it comes to beside the others."""
        return answer


class Choosing(Question):
    """A question that is answered with its choices."""

    @property
    def odds(self) -> tuple[float, ...]:
        """Those that the choices state."""
        return tuple(choice.odds for choice in self.choices)

    def odds_given(self, answer: Answer | None, other: str | None = None) -> tuple[float, ...]:
        """Those that an expectation states; else those that hold with the other choice."""
        stated = next((e.odds for e in self.expectations if e.id == answer), None)
        if stated is None and self.odds_by is not None and other is not None:
            stated = self.odds_by.odds[other]
        return self.odds if stated is None else tuple(stated[c.id] for c in self.choices)

    def tried(self, _points: Iterable[float]) -> tuple[str, ...]:
        """The choices."""
        return tuple(choice.id for choice in self.choices)


class OneOf(Choosing):
    """A question that is answered with one of its choices."""

    def milder(
        self, answer: Answer, _harmful: Collection[str], points: Iterable[float]
    ) -> Iterator[Answer]:
        """Every other choice."""
        return (choice for choice in self.tried(points) if choice != answer)

    def completions(
        self,
        points: Iterable[float],
        _told_apart: Sequence[Collection[str]],
        _values: Mapping[str, Sequence[float]],
    ) -> tuple[Answer, ...]:
        """The choices."""
        return self.tried(points)


class AnyOf(Choosing):
    """A question that is answered with any of its choices."""

    def _instead(self, answer: Answer, _points: Iterable[float]) -> Iterator[Answer]:
        """One choice less or one more; in the place of a single one, another one too."""
        selected = self._selected(answer)
        together = {choice.id for choice in selected if not choice.alone}
        for choice in self.choices:
            if choice in selected:
                changed = [together - {choice.id}]
            elif choice.alone:
                changed = [{choice.id}]
            else:
                instead = [{choice.id}] if len(together) == 1 else []
                changed = [*instead, together | {choice.id}]
            yield from (self.in_order(tuple(names)) for names in changed if names)

    def milder(
        self, answer: Answer, harmful: Collection[str], _points: Iterable[float]
    ) -> Iterator[Answer]:
        """What remains without the harmful choices; else each harmless one; else each other one."""
        selected = self._selected(answer)
        remaining = tuple(c.id for c in selected if c.id not in harmful)
        harmless = [c for c in self.choices if c not in selected and c.id not in harmful]
        if remaining:
            yield remaining
        else:
            others = harmless or (c for c in self.choices if [c] != selected)
            yield from ((choice.id,) for choice in others)

    def completions(
        self,
        _points: Iterable[float],
        told_apart: Sequence[Collection[str]],
        values: Mapping[str, Sequence[float]],
    ) -> tuple[Answer, ...]:
        """One combination for each set of least values and of rules that are met."""
        alone = [(choice.id,) for choice in self.choices if choice.alone]
        combinations: dict[tuple[frozenset[int], tuple[float, ...]], tuple[str, ...]] = {}
        for choice in self.choices:
            if choice.alone:
                continue
            meets = frozenset(at for at, names in enumerate(told_apart) if choice.id in names)
            own = tuple(values.get(choice.id, ()))
            joined = {
                (meets | met, tuple(map(min, own, least))): (*names, choice.id)
                for (met, least), names in combinations.items()
            }
            combinations = {(meets, own): (choice.id,)} | joined | combinations
        return (*combinations.values(), *alone)

    def in_order(self, answer: Answer) -> Answer:
        """The answer with its choices in the order of the question."""
        return tuple(c.id for c in self._selected(answer)) if isinstance(answer, tuple) else answer

    def _selected(self, answer: Answer) -> list[Choice]:
        named = answer if isinstance(answer, tuple) else (answer,)
        return [choice for choice in self.choices if choice.id in named]


class Amount(Question):
    """A question that is answered with an amount, zero or more."""

    @property
    def odds(self) -> tuple[float, ...]:
        """Those of the likely amounts: the same for each where none are stated."""
        return self.likely_odds or (1.0,) * len(self.likely)

    def tried(self, points: Iterable[float]) -> tuple[float, ...]:
        """The amounts with values of their own, and the likely ones, in rising order."""
        return tuple(sorted({*points, *self.likely}))

    def milder(
        self, answer: Answer, _harmful: Collection[str], points: Iterable[float]
    ) -> Iterable[Answer]:
        """Smaller amounts, the largest first: costs never fall as an amount rises."""
        most = typical(answer)
        if most is None:
            return ()
        return (amount for amount in reversed(self.tried(points)) if amount < most)

    def worked_out(self, answer: Answer, others: Answers) -> Answer:
        """The answer; what was counted comes to as much as each of it does beside the others."""
        if not isinstance(answer, Estimate):
            return answer
        way = next((way for way in self.ways if answer.counted(way.id) is not None), None)
        counted = None if way is None else answer.counted(way.id)
        if way is None or way.each_by is None or counted is None:
            return answer
        each = dict(answer.parts).get(EACH)
        ends = way.of(*counted, each, others.get(way.each_by.question))
        months = answer.months or 1
        low, typically, high = (min(end / months, GREATEST) for end in ends)
        return answer.model_copy(update={"low": low, "typical": typically, "high": high})

    def completions(
        self,
        points: Iterable[float],
        _told_apart: Sequence[Collection[str]],
        _values: Mapping[str, Sequence[float]],
    ) -> tuple[Answer, ...]:
        """The points: a weighted sum of values has its least one at one of them."""
        return tuple(sorted({*points})) or (0,)


_TYPES: Mapping[QuestionKind, type[Question]] = {
    QuestionKind.ONE: OneOf,
    QuestionKind.MANY: AnyOf,
    QuestionKind.NUMBER: Amount,
}


class Section(Frozen):
    """A group of questions, asked together."""

    id: Id
    title: Text
