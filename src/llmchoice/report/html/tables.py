"""What stands in the rows of tables, where an assessment has it in another shape."""

from typing import TYPE_CHECKING

from llmchoice.figures import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from llmchoice.model.assessment import AnswerGiven, Assessment
    from llmchoice.model.robustness import OptionRobustness
    from llmchoice.model.sensitivity import CriterionInterval, Interval, WeightInterval
    from llmchoice.report.names import Names
    from llmchoice.report.subject import Subject


def by_section(found: "Iterable[AnswerGiven]") -> "dict[str, list[AnswerGiven]]":
    """The answers under the title of their section, both in the order of the questions."""
    sections: dict[str, list[AnswerGiven]] = {}
    for given in found:
        sections.setdefault(given.section, []).append(given)
    return sections


def options_named(ids: "Iterable[str]", names: "Names") -> str:
    """Several options in one sentence; empty for none."""
    return listed(map(names.option, ids))


def by_priority(found: "Iterable[WeightInterval]", names: "Names") -> "list[tuple[str, Interval]]":
    """Each interval under the name of its priority."""
    return [(names.priority(one.priority), one) for one in found]


def by_criterion(found: "Iterable[CriterionInterval]") -> "list[tuple[str, Interval]]":
    """Each interval under the name of its criterion."""
    return [(f"{one.name} ({one.criterion})", one) for one in found]


def central_weights(
    weights: "Mapping[str, float]", options: "Sequence[OptionRobustness]"
) -> "list[tuple[str, float | None, list[float | None]]]":
    """Per priority: its weight here, and the mean one of the draws that each option wins."""
    columns = [{item.priority: item.weight for item in o.central_weights or ()} for o in options]
    found = (priority for column in columns for priority in column)
    return [
        (priority, weights.get(priority), [column.get(priority) for column in columns])
        for priority in dict.fromkeys((*weights, *found))
    ]


def own_answers(subject: "Subject", assessment: "Assessment") -> "list[AnswerGiven]":
    """The answers of a workload that are not the organisation's."""
    return [given for given in subject.answers if given not in assessment.answers]
