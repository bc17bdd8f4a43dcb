"""A past decision beside what is known today: does it still hold, and what moved."""

from enum import StrEnum
from typing import Literal

from llmchoice.model.assessment import Bound
from llmchoice.model.base import Frozen
from llmchoice.model.comparison import Comparison
from llmchoice.model.ground import Label
from llmchoice.model.notice import StalePrices
from llmchoice.model.shortlist import Met
from llmchoice.model.verdict import Kind

RECHECK_VERSION = 1


class Moved(StrEnum):
    """What is different, in the order in which it is told."""

    PROFILE = "profile"
    """The profile that was assessed today is another one."""
    QUESTIONS = "questions"
    """Questions that are new or gone, and answers that are no longer offered."""
    OPTIONS = "options"
    """Options that are new or gone."""
    RULES = "rules"
    """The numbers that decide when no side is recommended."""
    CONSTRAINTS = "constraints"
    CONDITIONS = "conditions"
    CRITERIA = "criteria"
    """Criteria that are new or gone."""
    VALUES = "values"
    """What a criterion gives an option for the same answer."""
    WEIGHTS = "weights"
    COSTS = "costs"
    MODELS = "models"
    SOURCES = "sources"
    """Claims and references, with their standing."""


class Said(StrEnum):
    """What a profile can say that means nothing any more."""

    QUESTION = "question"
    """There is no such question."""
    ANSWER = "answer"
    """The question is there, but no longer offers the answer."""
    SHARE = "share"
    """There is no such criterion."""
    PRIORITY = "priority"
    """There is no such priority."""


class Dropped(Frozen):
    """Something that the profile said, and that was left out today."""

    kind: Said
    id: str


class QuestionNews(Frozen):
    """A question that is asked in one of the two assessments only."""

    question: str
    text: str
    label: Label


class ModelNews(Frozen):
    """A model of a shortlist."""

    model: str
    name: str
    lacks: Met | None = None
    """Of one that went: the one requirement that it lacks now, where it is only one."""


class ListNews(Frozen):
    """A shortlist that is different; of an option that has one in both assessments."""

    workload: str | None
    option: str
    name: str
    came: tuple[ModelNews, ...]
    went: tuple[ModelNews, ...]


class SourceMove(StrEnum):
    """What happened to a claim or a reference."""

    NEW = "new"
    GONE = "gone"
    STANDING = "standing"
    """It holds more, or less, than it did."""
    WORDING = "wording"
    """What it says is put otherwise."""


class SourceNews(Frozen):
    """A claim or reference on which the result rests otherwise than it did."""

    id: str
    title: str
    url: str | None
    move: SourceMove
    before: str | None
    """The standing or what it said; null where it is new."""
    after: str | None


class StaleFact(Frozen):
    """Something that was checked too long ago to be relied on today."""

    id: str
    title: str
    url: str | None
    checked_on: str
    was_stale: bool | None
    """Whether it was so when the decision was made; null where that has no date or not it."""


class Expiry(Frozen):
    """An answer that has to be confirmed again after a day."""

    question: str
    text: str
    label: Label | None
    """The answer in words; null where it is not asked today."""
    day: str
    expired: bool | None
    """Null where the check has no date."""


class Crossing(Frozen):
    """A recorded volume or price at which to look again, which today's has reached."""

    kind: Literal["volume", "price"]
    workload: str | None
    """The kind of work; null where there is one alone."""
    meets: Bound
    option: str
    """Which costs no more there than what was begun with, or breaks or keeps to the ceiling."""
    name: str
    start_name: str
    """What was begun with."""
    limit: float
    """Of a volume: the recorded tokens a month. Of a price: what the option had to cost a
    month at most, in the currency of today's costs."""
    now: float
    """Of a volume: today's. Of a price: what the option typically costs a month today."""


class DecisionDay(Frozen):
    """The day by which the choice is to be made."""

    day: str
    passed: bool | None
    """Null where the check has no date."""


class Recheck(Frozen):
    """The report of `llmchoice recheck`: whether a past decision holds, and what moved.

    The JSON report is this type, field by field.
    """

    schema_version: Literal[1]
    organisation: str
    holds: bool
    """Whether the verdict is the same, and that of each workload."""
    same_option: bool
    """Whether the recommended option is the same, and that of each workload."""
    moved: tuple[Moved, ...]
    """What is different at all, whether or not it changed the verdict."""
    comparison: Comparison
    """The past assessment and today's."""
    new_questions: tuple[QuestionNews, ...]
    """Asked today, and not then; with what is taken for the answer."""
    gone_questions: tuple[QuestionNews, ...]
    """Asked then, and not today; with the answer of then."""
    dropped: tuple[Dropped, ...]
    shortlists: tuple[ListNews, ...]
    sources: tuple[SourceNews, ...]
    stale: tuple[StaleFact, ...]
    """Empty where the check has no date."""
    prices: StalePrices | None = None
    """Null where today's prices are not old, and where the check has no date."""
    expiries: tuple[Expiry, ...]
    """In the order of their days."""
    crossings: tuple[Crossing, ...] = ()
    """Of what the past assessment said to look again at."""
    decide_by: DecisionDay | None = None
    """Null where today's profile names no day."""

    @property
    def stays(self) -> bool:
        """Whether verdict and option are the same, and those of each workload."""
        return self.holds and self.same_option

    @property
    def rests_on_old(self) -> bool:
        """Whether prices or facts that it rests on today are old."""
        return self.prices is not None or bool(self.stale)

    @property
    def rests_on_draws(self) -> bool:
        """Whether the result is another one for the number of simulations alone."""
        after = self.comparison.after
        too_few = after is not None and after.kind is Kind.TOO_FEW
        return self.comparison.other_draws is not None and (too_few or not self.moved)

    @property
    def is_due(self) -> bool:
        """Whether the day by which the choice was to be made is over."""
        return self.decide_by is not None and self.decide_by.passed is True

    @property
    def decides_first(self) -> bool:
        """Whether no answer expires before the day by which the choice is to be made."""
        day = self.decide_by.day if self.decide_by else ""
        return not (self.coming and self.coming[0].day < day)

    @property
    def late(self) -> tuple[Expiry, ...]:
        """The answers that have to be confirmed again, the longest expired first."""
        return tuple(expiry for expiry in self.expiries if expiry.expired)

    @property
    def coming(self) -> tuple[Expiry, ...]:
        """The answers that are still good, or may be, the next to expire first."""
        return tuple(expiry for expiry in self.expiries if not expiry.expired)
