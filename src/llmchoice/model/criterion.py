"""What is judged: priorities, their criteria, and the value tables."""

from collections.abc import Mapping
from math import fsum
from typing import Annotated

from pydantic import Field, model_validator

from llmchoice.model.base import Frozen, Id, Measure, Number, Positive, Text, Whole
from llmchoice.model.option import EVERY_OPTION, Selector, SharedNoise
from llmchoice.model.rule import When

Value = Annotated[Number, Field(ge=0, le=100)]
"""How well an option does, on the fixed scale from 0 to 100."""

Row = Annotated[tuple[Value, ...], Field(min_length=1)]
"""One value per option, in the order of the options."""


class Point(Frozen):
    """The values of the options at one amount; between points they are interpolated."""

    at: Measure
    values: Row


class UsualBill(Frozen):
    """What as much work usually costs, in US dollars a month."""

    per_million: Positive
    """What a million tokens cost."""
    least: Positive
    """What a small volume counts as."""

    def of(self, tokens: float) -> float:
        """How many times the least the bill for so many tokens a month is; at least 1."""
        return max(1.0, self.per_million * tokens / 1e6 / self.least)


class Computed(Frozen):
    """That values come from computed costs."""

    decides: Id | None = None
    """The question that asks from which amount a month the running cost decides, in US dollars:
    costs are valued against it. Without one they are valued against the ceiling of the profile, and
    where there is none the table holds."""
    usual_bill: UsualBill | None = None
    """By how much the likely amounts of that question grow with the volume, where nobody says."""

    anchors: Mapping[Annotated[int, Field(ge=0, le=100)], Text] = Field(default_factory=dict)
    """What such a value means, in words, where a table is used too: at least 0, 50 and 100."""
    constraint: Id
    """The name of the rule that excludes an option beyond the ceiling."""
    reason: Text
    """Why it is excluded, in one sentence."""


class PassValues(Frozen):
    """What counts of a test are worth: values between those of the answers in words."""

    at: Annotated[Mapping[Id, Annotated[Number, Field(ge=-1, le=1)]], Field(min_length=2)]
    """Answer to the difference in pass rates, open less closed, at which its values hold; they are
    linear between two of these, and constant beyond the last ones."""
    uncertainty: Annotated[Number, Field(ge=0, le=50)]
    """How far each value may be off, either way, in points, even if the pass rates were known."""
    reason: Text
    """Why the answers stand at these differences."""
    says: Text | None = None
    """The reason for every option where a test was counted, with `{cases}`, `{open}` and
    `{closed}`; None where the answer that the counts amount to says it."""


class AnswerReason(Frozen):
    """A sentence that explains the values of some answers, in place of the general one."""

    answers: Annotated[tuple[Id, ...], Field(min_length=1)] | None = None
    """To the question of the criterion; any of them where None."""
    when: When | None = None
    """Answers to other questions with which alone it holds."""
    options: Selector = EVERY_OPTION
    text: Text
    """It says what was answered, and stands without it."""

    @model_validator(mode="after")
    def _of_some_answer(self) -> "AnswerReason":
        if self.answers is None and self.when is None:
            raise ValueError("must name answers, or answers to other questions under when")
        return self


class Criterion(Frozen):
    """A criterion of a priority: a value table with its reasons and evidence."""

    id: Id
    name: Text
    share: Positive
    """In hundredths of its priority: those of all its criteria sum to 100."""
    question: Id
    asks: Text
    """What is judged, in one sentence."""
    anchors: Annotated[Mapping[Annotated[int, Field(ge=0, le=100)], Text], Field(min_length=3)]
    """What a value means, in words: at least 0, 50 and 100."""
    values: Mapping[Id, Row] = Field(default_factory=dict)
    """Answer to the values of the options; for questions with choices."""
    points: tuple[Point, ...] = ()
    """For questions that ask for an amount, in rising order."""
    counts: PassValues | None = None
    """For questions that take counts of a test."""
    computed: Computed | None = None
    reasons: Mapping[Id, Text]
    """Option to the sentence that explains its values."""
    answer_reasons: tuple[AnswerReason, ...] = ()
    """What explains them better for some answers; the first that fits is taken."""
    worries: tuple[Id, ...] = ()
    """Options whose value never rises as the answer gets more demanding."""
    uncertainty: Annotated[Number, Field(ge=0, le=50)] = 10
    """How far each value may be off, either way, in points."""
    shared_noise: SharedNoise | None = None
    """What errors of its values have in common between options; as everywhere where it is None."""
    claims: tuple[Id, ...] = ()
    references: tuple[Id, ...] = ()
    beyond: Text | None = None
    """Where the criterion goes beyond the articles' claims."""
    set_aside: tuple[Id, ...] = ()
    """Claims on the subject that are wrong: shown with their correction, never relied on."""

    @property
    def has_table(self) -> bool:
        """Whether it has values of its own; else it is worth what its costs are."""
        return bool(self.values or self.points)

    @property
    def decides(self) -> str | None:
        """The question of the amount from which its cost decides; None where none is asked."""
        return self.computed.decides if self.computed is not None else None

    @property
    def reads(self) -> tuple[str, ...]:
        """The questions that its values are read from."""
        return (self.question,) if self.decides is None else (self.question, self.decides)


class PriorityHead(Frozen):
    """A heading that an organisation weighs, with the swing by which it is weighed."""

    id: Id
    order: Annotated[Whole, Field(ge=1, le=1000)]
    """Place among the priorities, wherever they are listed."""
    name: Text
    about: Text
    worst: Text
    """The worst case that the criteria describe."""
    best: Text
    """The best case that the criteria describe."""
    balance: Text | None = None
    """Why it can favour one side far more than the other; needed where it does."""


class Priority(PriorityHead):
    """A priority with the criteria that it is split among: `priorities/*.yaml`."""

    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]

    @property
    def shares(self) -> dict[Id, float]:
        """Criterion to its share of the priority; they sum to 1."""
        total = fsum(criterion.share for criterion in self.criteria)
        return {criterion.id: criterion.share / total for criterion in self.criteria}
