"""Pros and cons of every option, each from a field that is there to be checked."""

from enum import StrEnum
from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import listed
from llmchoice.model.assessment import Stance
from llmchoice.model.base import UNKNOWN
from llmchoice.report import evidence
from llmchoice.report.cost import phrases
from llmchoice.report.escape import escape
from llmchoice.report.madr.cases import merged
from llmchoice.report.madr.options import by_option, title
from llmchoice.report.madr.paper import items
from llmchoice.report.memo.paper import heading, sentences
from llmchoice.report.wording.grounds import exclusion_text, ground

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmchoice.model.assessment import Assessment, Contribution, OptionResult
    from llmchoice.report.madr.cases import Case
    from llmchoice.report.madr.options import Results
    from llmchoice.report.names import Names


class Speaks(StrEnum):
    """What an argument weighs, in the words and the order of the template."""

    GOOD = "Good"
    NEUTRAL = "Neutral"
    BAD = "Bad"


Argument = tuple[Speaks, str]
"""What it weighs, and its text, that follows "because"."""


def pros_and_cons(
    assessment: "Assessment", cases: "Sequence[Case]", names: "Names"
) -> "Iterator[str]":
    """Each option with its arguments, and the rule by which they are good or bad."""
    options = by_option(cases)
    if not options:
        return
    weak = assessment.rules.weak_value
    yield heading(2, "Pros and Cons of the Options")
    yield escape(
        "An option is compared with the one that comes first, and that one with the best of the"
        " other side, criterion by criterion: good where its value is higher, bad where it is"
        f" lower, and bad below {figures.score(weak)} of 100 whatever it is compared with."
        " What moves the scores apart most stands first."
    )
    if assessment.costs:
        yield escape(phrases.currency(assessment.costs))
    yield "`llmchoice criteria show ID` shows the table and the evidence behind a value."
    for results in options:
        option = results[0][1]
        yield heading(3, escape(title(results)))
        yield sentences(option.hosting, f"({option.id}, {option.side} weights)")
        yield from items(_arguments(assessment, results, names))


def _arguments(assessment: "Assessment", results: "Results", names: "Names") -> "Iterator[str]":
    found = [
        (case, argument)
        for case, option in results
        for argument in (
            *_of_rules(option, names),
            *_of_costs(assessment, case, option),
            *_of_values(option, _rivals(case, option)),
        )
    ]
    said = list(merged(found, results))
    for weight in Speaks:
        for workloads, (speaks, text) in said:
            if speaks is weight:
                whose = f"for {workloads} " if workloads else ""
                yield escape(f"{speaks}, because {whose}{text}")


def _of_rules(option: "OptionResult", names: "Names") -> "Iterator[Argument]":
    for exclusion in option.excluded_by:
        rests = evidence.rests_on(exclusion)
        text = f"{exclusion.constraint} excludes it: {exclusion_text(exclusion)} {rests}"
        yield Speaks.BAD, text.rstrip()
    if option.dominated_by:
        better = listed(map(names.option, option.dominated_by))
        yield Speaks.BAD, f"it is nowhere better than {better}."
    for condition in option.conditions:
        text = f"it takes something first ({condition.effort} effort): {condition.obtain}"
        yield Speaks.NEUTRAL, text


def _of_costs(
    assessment: "Assessment", case: "Case", option: "OptionResult"
) -> "Iterator[Argument]":
    report = assessment.costs
    subjects = report.subjects if report else ()
    for subject in subjects:
        if report is None or subject.workload != case.workload:
            continue
        for cost in subject.costs:
            if cost.option == option.id and cost.monthly is not None:
                amount = f"{phrases.band(cost.monthly)} {report.currency} a month"
                above = option.id in subject.over_ceiling
                more = ", above the ceiling even where everything is cheap" if above else ""
                yield (Speaks.BAD if above else Speaks.NEUTRAL), f"it costs {amount}{more}."


def _of_values(option: "OptionResult", rivals: "Sequence[OptionResult]") -> "Iterator[Argument]":
    level = []
    for item in sorted(option.contributions, key=lambda item: -item.apart):
        if item.stance is Stance.NEUTRAL:
            level.append(item.name)
        elif item.stance is not None:
            speaks = Speaks.GOOD if item.stance is Stance.GOOD else Speaks.BAD
            yield speaks, _told(item, rivals)
    if level:
        over = listed(rival.name for rival in rivals)
        yield Speaks.NEUTRAL, f"it is neither ahead of {over} nor behind on {listed(level)}."


def _rivals(case: "Case", option: "OptionResult") -> "list[OptionResult]":
    return [other for other in case.subject.options if other.id in option.compared_with]


def _told(item: "Contribution", rivals: "Sequence[OptionResult]") -> str:
    only = "only " if item.stance is Stance.WEAK else ""
    against = listed(
        f"{rival.name} has {_value(own)}"
        for rival in rivals
        for own in rival.contributions
        if own.criterion == item.criterion
    )
    where = f", where {against}" if against else ""
    has = f"it has {only}{_value(item)} of 100 on {item.name} ({item.criterion})"
    return f"{has}{where}: {ground(item.ground)}"


def _value(item: "Contribution") -> str:
    if item.low == item.high:
        return figures.score(item.value)
    span = f"{figures.score(item.low)} to {figures.score(item.high)}"
    costs = item.computed and item.answer != UNKNOWN
    why = "as costs may turn out" if costs else "for the answer is not known"
    return f"{figures.score(item.value)} ({span}, {why})"
