"""What was assessed: the organisation, or one of its workloads; and what its ids are called.

Both are told the same way.
"""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from llmchoice.report.wording.answers import bare, given

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from llmchoice.model.assessment import (
        AnswerGiven,
        Assessment,
        ConditionToMeet,
        OptionResult,
        PriorityWeight,
        Reasons,
        Recommendation,
        UnknownAnswer,
    )
    from llmchoice.model.claimcheck import ClaimToday
    from llmchoice.model.cost import CostReport, CostSubject
    from llmchoice.model.profile import Answer
    from llmchoice.model.robustness import Robustness
    from llmchoice.model.sensitivity import Sensitivity
    from llmchoice.model.shortlist import Shortlist
    from llmchoice.model.step import NextStep


class Subject(Protocol):
    """The fields that an assessment and the result of a workload have in common."""

    @property
    def recommendation(self) -> "Recommendation":
        """The answer."""

    @property
    def options(self) -> "tuple[OptionResult, ...]":
        """How each option does."""

    @property
    def reasons(self) -> "Reasons":
        """What speaks for and against."""

    @property
    def robustness(self) -> "Robustness | None":
        """How often the result holds."""

    @property
    def sensitivity(self) -> "Sensitivity":
        """What would change it."""

    @property
    def unknowns(self) -> "tuple[UnknownAnswer, ...]":
        """What is not known."""

    @property
    def answers(self) -> "tuple[AnswerGiven, ...]":
        """What was answered."""

    @property
    def priorities(self) -> "tuple[PriorityWeight, ...]":
        """What the priorities weigh; empty for a workload that goes by the organisation's."""

    @property
    def next_steps(self) -> "tuple[NextStep, ...]":
        """What to do."""


def ranked(options: "Iterable[OptionResult]") -> "list[OptionResult]":
    """The admissible options by rank, then those without one, each in their order."""
    return sorted(options, key=lambda option: (option.rank is None, option.rank or 0))


def excluded(subject: Subject) -> "list[OptionResult]":
    """The options that a constraint rules out."""
    return [option for option in subject.options if not option.admissible]


def shared_ranks(options: "Iterable[OptionResult]") -> "dict[int, list[OptionResult]]":
    """Each rank that several options share, with them."""
    options = list(options)
    count = Counter(option.rank for option in options if option.rank is not None)
    return {
        rank: [option for option in options if option.rank == rank]
        for rank in sorted(count)
        if count[rank] > 1
    }


def leading(subject: Subject) -> "list[OptionResult]":
    """The recommended option, or the contenders where none is recommended alone."""
    by_id = {option.id: option for option in subject.options}
    return [by_id[option] for option in subject.recommendation.foremost if option in by_id]


def first_ranked(subject: Subject) -> "OptionResult | None":
    """The option that has the first rank for itself."""
    first = [option for option in subject.options if option.rank == 1]
    return first[0] if len(first) == 1 else None


def needed(options: "Iterable[OptionResult]") -> "list[tuple[ConditionToMeet, list[str]]]":
    """Each condition once, with the names of the options that need it."""
    found: dict[str, tuple[ConditionToMeet, list[str]]] = {}
    for option in options:
        for condition in option.conditions:
            found.setdefault(condition.condition, (condition, []))[1].append(option.short)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Names:
    """Lookups by id; an id that nothing names stands for itself."""

    options: "Mapping[str, str]"
    priorities: "Mapping[str, str]"
    questions: "Mapping[str, str]"
    labels: "Mapping[tuple[str, Answer], str]"
    """(Question, criterion or rule; answer) to the answer in words."""
    choices: "Mapping[tuple[str, Answer], tuple[str, ...]]"
    """(Question; answer) to the choices that it is made of, in words."""

    def option(self, option_id: str) -> str:
        """The short name of an option."""
        return self.options.get(option_id, option_id)

    def priority(self, priority_id: str) -> str:
        """The name of a priority."""
        return self.priorities.get(priority_id, priority_id)

    def question(self, question_id: str) -> str:
        """The text of a question."""
        return self.questions.get(question_id, question_id)

    def answer(self, reader: str, answer: "Answer") -> str:
        """An answer in words, given its question or a criterion or rule that reads it."""
        return self.labels.get((reader, answer), bare(answer))


def names_of(assessment: "Assessment") -> Names:
    """All names that occur anywhere in the assessment."""
    parts: tuple[Subject, ...] = (assessment, *assessment.workloads)
    answers = [answer for part in parts for answer in part.answers]
    asked = {unknown.question: unknown.text for part in parts for unknown in part.unknowns}
    return Names(
        options={option.id: option.short for part in parts for option in part.options},
        priorities={priority.priority: priority.name for priority in assessment.priorities},
        questions=asked | {answer.question: answer.text for answer in answers},
        labels={
            (reader, answer.answer): given(answer)
            for answer in answers
            for reader in (*answer.feeds, answer.question)
        },
        choices={
            (answer.question, answer.answer): answer.label.texts
            for answer in answers
            if answer.dispute is None
        },
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """The part of an assessment's costs and models that one subject is about."""

    workload: str | None
    """None for the organisation."""
    report: "CostReport | None"
    """Of all subjects; None where nobody computed costs."""
    costs: "CostSubject | None"
    """None where the report says nothing of this subject."""
    matched: bool
    """Whether models were looked for at all."""
    shortlists: "tuple[Shortlist, ...]"
    checks: "tuple[ClaimToday, ...]"


def beside(assessment: "Assessment", workload: str | None = None) -> Beside:
    """What the assessment says beside the verdict of the organisation, or of one workload."""
    report = assessment.costs
    subjects = report.subjects if report else ()
    return Beside(
        workload=workload,
        report=report,
        costs=next((one for one in subjects if one.workload == workload), None),
        matched=assessment.shortlist is not None,
        shortlists=tuple(s for s in assessment.shortlist or () if s.workload == workload),
        checks=assessment.checks,
    )
