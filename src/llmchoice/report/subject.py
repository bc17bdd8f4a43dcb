"""What was assessed: the organisation, or one of its workloads; and what its ids are called.

Both are told the same way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from llmchoice import figures
from llmchoice.model.assessment import (
    AnswerGiven,
    Assessment,
    OptionResult,
    PriorityWeight,
    WorkloadResult,
)
from llmchoice.model.profile import Answer
from llmchoice.report.wording.answers import bare, given

Subject = Assessment | WorkloadResult
"""What is told in the same way of the organisation and of one kind of work."""

_SEVERAL = 2
Key = TypeVar("Key")
Value = TypeVar("Value")


def grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    """Each key with all that comes with it, in the order in which they come."""
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def dated(name: str, *more: str | None) -> str:
    """A name with what else a title says of it, such as a day."""
    return figures.enumerated(filter(None, (name, *more)))


def ranked(options: Iterable[OptionResult]) -> list[OptionResult]:
    """The admissible options by rank, then those without one, each in their order."""
    return sorted(options, key=lambda option: (option.rank is None, option.rank or 0))


def excluded(subject: Subject) -> list[OptionResult]:
    """The options that a constraint rules out."""
    return [option for option in subject.options if not option.admissible]


def first_ranked(subject: Subject) -> OptionResult | None:
    """The option that has the first rank for itself."""
    first = [option for option in subject.options if option.rank == 1]
    return first[0] if len(first) == 1 else None


def weighings(assessment: Assessment) -> list[tuple[list[PriorityWeight], list[str]]]:
    """Weights of the priorities, the heaviest first, each time with the work that goes by them.

    Nothing is named where all of it goes by the same.
    """
    works = assessment.workloads
    shared = grouped((work.priorities or assessment.priorities, work.name) for work in works)
    if len(shared) < _SEVERAL:
        return [(_heaviest_first(weights), []) for weights in shared or (assessment.priorities,)]
    return [(_heaviest_first(weights), works) for weights, works in shared.items()]


def _heaviest_first(weights: Iterable[PriorityWeight]) -> list[PriorityWeight]:
    return sorted(weights, key=lambda priority: -priority.weight)


@dataclass(frozen=True, slots=True)
class Names:
    """Lookups by id; an id that nothing names stands for itself."""

    options: Mapping[str, str]
    priorities: Mapping[str, str]
    questions: Mapping[str, str]
    labels: Mapping[tuple[str, Answer], str]
    """(Question, criterion or rule; answer) to the answer in words."""
    choices: Mapping[tuple[str, Answer], tuple[str, ...]]
    """(Question; answer) to the choices that it is made of, in words."""

    def option(self, option_id: str) -> str:
        """The short name of an option."""
        return self.options.get(option_id, option_id)

    def listed(self, option_ids: Iterable[str]) -> str:
        """Several options that are all meant."""
        return figures.listed(map(self.option, option_ids))

    def either(self, option_ids: Iterable[str]) -> str:
        """Several options of which one is meant."""
        return figures.either(map(self.option, option_ids))

    def priority(self, priority_id: str) -> str:
        """The name of a priority."""
        return self.priorities.get(priority_id, priority_id)

    def question(self, question_id: str) -> str:
        """The short name of a question."""
        return self.questions.get(question_id, question_id)

    def answer(self, reader: str, answer: Answer) -> str:
        """An answer in words, given its question or a criterion or rule that reads it."""
        return self.labels.get((reader, answer), bare(answer))

    def choices_of(self, reader: str, some: Iterable[str]) -> str:
        """Some of several selected answers in words, given a criterion that reads them."""
        return figures.separated(self.answer(reader, (choice,)) for choice in some)


def _each(answer: AnswerGiven) -> dict[Answer, str]:
    """Each of several selected answers by itself, in words."""
    if not isinstance(answer.answer, tuple):
        return {}
    return {(c,): words for c, words in zip(answer.answer, answer.label.texts, strict=False)}


def names_of(assessment: Assessment) -> Names:
    """All names that occur anywhere in the assessment."""
    parts: tuple[Subject, ...] = (assessment, *assessment.workloads)
    answers = [answer for part in parts for answer in part.answers]
    asked = {unknown.question: unknown.short for part in parts for unknown in part.unknowns}
    return Names(
        options={option.id: option.short for part in parts for option in part.options},
        priorities={priority.priority: priority.name for priority in assessment.priorities},
        questions=asked | {answer.question: answer.short for answer in answers},
        labels={
            (reader, reply): words
            for answer in answers
            for reader in (*answer.feeds, answer.question)
            for reply, words in {**_each(answer), answer.answer: given(answer)}.items()
        },
        choices={
            (answer.question, answer.answer): answer.label.texts
            for answer in answers
            if answer.dispute is None
        },
    )
