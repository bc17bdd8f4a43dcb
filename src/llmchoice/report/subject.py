"""What was assessed: the organisation, or one of its workloads. Both are told the same way."""

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from llmchoice.figures import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmchoice.model.assessment import (
        AnswerGiven,
        ConditionToMeet,
        OptionResult,
        Reasons,
        Recommendation,
        UnknownAnswer,
    )
    from llmchoice.model.robustness import Robustness
    from llmchoice.model.rule import Effort
    from llmchoice.model.sensitivity import Sensitivity
    from llmchoice.model.step import NextStep
    from llmchoice.report.names import Names


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
    recommendation = subject.recommendation
    ids = (recommendation.option,) if recommendation.option else recommendation.contenders
    by_id = {option.id: option for option in subject.options}
    return [by_id[option_id] for option_id in ids if option_id in by_id]


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


def steps_of(subject: Subject, effort: "Effort") -> "list[NextStep]":
    """The next steps of that effort."""
    return [step for step in subject.next_steps if step.effort == effort]


def comparison(subject: Subject, names: "Names") -> str:
    """Which options the reasons compare, as the end of a heading."""
    reasons = subject.reasons
    best = listed(map(names.option, reasons.leaders)) or "it"
    others = listed(map(names.option, reasons.followers))
    return f" for {best}, compared with {others}" if others else f" for {best}"


def tie_notes(options: "Iterable[OptionResult]") -> "Iterator[str]":
    """One sentence per rank that several options share."""
    for rank, tied in shared_ranks(options).items():
        yield f"{listed(option.name for option in tied)} are tied on rank {rank}."
