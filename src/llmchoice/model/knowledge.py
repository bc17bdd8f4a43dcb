"""What is known, as one value; and what an assessment rests on: that, and who computes costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Annotated, Protocol

from pydantic import Field

from llmchoice.amounts import LEAST
from llmchoice.model.base import Frozen, Id, Number, Positive, Text, Whole
from llmchoice.model.criterion import Criterion, Priority
from llmchoice.model.option import Option, SharedNoise
from llmchoice.model.profile import Answers
from llmchoice.model.question import Question, Section
from llmchoice.model.rule import Condition, Constraint, Contradiction, Doubt, Step, Tension, When
from llmchoice.model.source import Article, Reference
from llmchoice.model.terms import Band, Corners, End


class Settings(Frozen):
    """The numbers that the verdict rests on, each with its reason: `settings.yaml`."""

    confidence: Annotated[Number, Field(gt=0.5, lt=1)]
    """Share of draws that a side has to win to be recommended, and an option to be the better."""
    confidence_reason: Text
    clear: Annotated[Number, Field(gt=0.5, lt=1)]
    """Share of draws from which a recommended side is clear, and not only likely."""
    clear_reason: Text
    level_regret: Annotated[Number, Field(ge=0, le=100)]
    """Points of expected regret below which the sides are level, where no answer decides."""
    level_regret_reason: Text
    slight_gain: Annotated[Number, Field(ge=0, le=100)] = 0
    """Points that all open answers together may gain on average, below which a quick interview
    stops; 0 for one that stops on a proof alone."""
    slight_gain_reason: Text | None = None
    start_within: Annotated[Number, Field(ge=0, le=100)] = 3
    """Points that the option to begin with may be behind the leader."""
    start_within_reason: Text | None = None
    monte_carlo_error: Annotated[Number, Field(ge=0.001, le=0.1)]
    """Half the width of the interval around a share of draws that holds 19 times in 20."""
    spreads: Annotated[Mapping[Id, Positive], Field(min_length=1)]
    """Word to how far a weight of average size may be off: one standard deviation, in percentage
    points. `certain` and `no-idea` have their meaning already."""
    spread: Id
    """The word that holds where a profile says nothing."""
    spread_reason: Text
    unknown_limit: Annotated[Number, Field(ge=0, le=1)]
    """Share of the weight above which, resting on unknown answers, no side is recommended."""
    unknown_limit_reason: Text
    weak_value: Annotated[Number, Field(ge=0, le=100)]
    """Value below which a leading option has a weak spot, however it compares."""
    weak_value_reason: Text
    slight_weight: Annotated[Number, Field(ge=LEAST, le=1)] | None = None
    """Share of an equal share, 1 / number of priorities, below which the weight of a priority is
    slight; without it none is."""
    slight_weight_reason: Text | None = None
    """Needed where there is a slight weight."""
    slight_influence: Annotated[Number, Field(ge=0, le=1)] = 0
    """Share of the draws whose winning side an unknown answer has to change to be worth finding
    out; more than it, unless the answer alone changes the choice. The same of the chance that a
    test changes the choice. And the share that a side may lack to be named, for a quick interview
    to go on because of it."""
    slight_influence_reason: Text | None = None
    test_agreement: Annotated[Number, Field(ge=0, le=1)] = 0.8
    """How often a test has to end with the choice that the largest one would, to be advised."""
    test_agreement_reason: Text | None = None
    slight_risk: Annotated[Number, Field(ge=0, le=1)] = 0
    """Odds below which a quick interview leaves out a question although an answer to it excludes
    an option that the side hangs on; 0 for one that asks whatever may."""
    slight_risk_reason: Text | None = None
    unlikely_answer: Annotated[Number, Field(ge=0, le=1)] = 0
    """Odds, as a part of those of the likeliest choice, below which an answer is told last among
    those that would change the result."""
    unlikely_answer_reason: Text | None = None
    stale_after: Annotated[Whole, Field(ge=1, le=36_500)]
    """Days after which a checked fact is old."""
    importance_question: Text
    """How the importance of a priority is asked: as a swing from worst to best."""
    importance_scale: Annotated[tuple[Text, ...], Field(min_length=6, max_length=6)]
    """What the ratings 0 to 5 mean."""


class KnowledgeBase(Frozen):
    """The knowledge base: data only, checked when it was loaded."""

    version: Text
    sha256: Text
    settings: Settings
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    shared_noise: SharedNoise = SharedNoise()
    """What errors of values have in common between options."""
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    priorities: tuple[Priority, ...]
    constraints: tuple[Constraint, ...]
    conditions: tuple[Condition, ...]
    contradictions: tuple[Contradiction, ...]
    tensions: tuple[Tension, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    steps: tuple[Step, ...]
    articles: tuple[Article, ...]
    references: tuple[Reference, ...]

    def criteria(self) -> tuple[tuple[Priority, Criterion], ...]:
        """Every criterion with its priority, in order."""
        return tuple((p, c) for p in self.priorities for c in p.criteria)

    def question(self, question_id: str) -> Question:
        """The question of that id. Raises KeyError when there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def feeding(self, priority: Priority) -> tuple[Question, ...]:
        """The questions that the criteria of a priority read, each once, in the order of asking."""
        read = {question for criterion in priority.criteria for question in criterion.reads}
        return tuple(question for question in self.questions if question.id in read)

    def judged_by(self, question: Question) -> tuple[Criterion, ...]:
        """The criteria that read a question."""
        return tuple(c for _, c in self.criteria() if question.id in c.reads)

    def hanging_on(
        self, question: Question
    ) -> tuple[Constraint | Condition | Question | Step, ...]:
        """The rules, the further questions and the steps that hang on the answer to a question."""
        entries: tuple[Constraint | Condition | Question | Step, ...]
        entries = (*self.constraints, *self.conditions, *self.questions, *self.steps)
        return tuple(entry for entry in entries if question.id in (entry.when or ()))

    def matching(self, when: When) -> tuple[tuple[Question, tuple[str, ...]], ...]:
        """Each question of a condition with the answers that match, in words."""
        asked = ((self.question(name), answers) for name, answers in when.items())
        return tuple(
            (question, tuple(answer.text for answer in question.worded if answer.id in answers))
            for question, answers in asked
        )


@dataclass(frozen=True, slots=True)
class Costed:
    """What the options cost under one set of answers."""

    monthly: tuple[Band | None, ...]
    """What a month costs, in the order of the options; None where it is not known."""
    ceiling: float | None
    """The most that may be paid in a month; None where nobody says."""
    currency: str
    upkeep: tuple[Band | None, ...] = ()
    """What each option needs beside that and others include, in their order: it counts as
    well. None for nothing; empty for nothing of any."""
    rate: float = 1
    """Units of the currency that one US dollar buys."""

    @property
    def counted(self) -> tuple[Band | Corners | None, ...]:
        """What a month of each option counts as: its cost, with what others include in theirs."""
        extras = self.upkeep or (None,) * len(self.monthly)
        return tuple(
            band
            if band is None or extra is None
            else Corners(band.low + extra.low, band.typical + extra.typical, band.high + extra.high)
            for band, extra in zip(self.monthly, extras, strict=True)
        )

    def over(self, end: End) -> tuple[bool, ...]:
        """Whether that end of what each option costs is known, and above the ceiling."""
        most = inf if self.ceiling is None else self.ceiling
        return tuple(cost is not None and bool(getattr(cost, end) > most) for cost in self.counted)


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
        whose cost is not known counts as ten times the amount that decides.
        """


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known, and what one organisation would pay where it says what it can."""

    kb: KnowledgeBase
    costing: Costing | None = None
    """None: the table of every criterion holds, one that has none is left out, and no option costs
    too much."""

    @property
    def limited(self) -> bool:
        """Whether a cost may be above what can be paid."""
        return self.costing is not None and self.costing.ceiling is not None
