"""What drives the decision: the priorities by their weight, and the constraints that bind."""

from typing import TYPE_CHECKING

from llmchoice.figures import listed, percent
from llmchoice.report import evidence
from llmchoice.report.escape import escape
from llmchoice.report.madr.cases import merged
from llmchoice.report.madr.paper import items
from llmchoice.report.memo.paper import heading, sentences
from llmchoice.report.wording.grounds import exclusion_text
from llmchoice.report.wording.weights import stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmchoice.model.assessment import Assessment
    from llmchoice.report.madr.cases import Case
    from llmchoice.report.names import Names


def drivers(assessment: "Assessment", cases: "Sequence[Case]", names: "Names") -> "Iterator[str]":
    """The heaviest priority first, then each constraint with what it excludes."""
    yield heading(2, "Decision Drivers")
    yield from items([*map(escape, _priorities(assessment)), *_constraints(cases, names)]) or [
        "No priority was weighed, and no constraint binds."
    ]


def _priorities(assessment: "Assessment") -> "Iterator[str]":
    weighed = [priority for priority in assessment.priorities if priority.weight > 0]
    for priority in sorted(weighed, key=lambda one: -one.weight):
        said = stated(priority.stated)
        yield f"{priority.name}: {percent(priority.weight)} of the weight ({said})"


def _constraints(cases: "Sequence[Case]", names: "Names") -> "Iterator[str]":
    bound = (
        (case, (item.constraint, exclusion_text(item), evidence.triggers(item, names), option.name))
        for case in cases
        for option in case.subject.options
        for item in option.excluded_by
    )
    excluded: dict[tuple[str, str, str], list[str]] = {}
    for workloads, (*rule, option) in merged(bound, cases):
        constraint, reason, because = rule
        shown = f"{option} (for {workloads})" if workloads else option
        excluded.setdefault((constraint, reason, because), []).append(shown)
    for (constraint, reason, because), options in excluded.items():
        yield sentences(
            f"Constraint {constraint}:", reason, because, f"It excludes {listed(options)}."
        )
