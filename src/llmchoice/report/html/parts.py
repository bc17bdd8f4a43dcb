"""What the page is made of: the organisation, then each workload, each with its chapters."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from llmchoice.report import certainty, changes, evidence
from llmchoice.report.cost import within as costs
from llmchoice.report.html.whatif import embedded
from llmchoice.report.models import within as models

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from llmchoice.model.assessment import Assessment
    from llmchoice.model.cost import CostSubject
    from llmchoice.model.shortlist import Shortlist
    from llmchoice.report.subject import Subject


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and what stands below it."""

    id: str
    """Of its element: unique on the page."""
    title: str
    template: str


@dataclass(frozen=True, slots=True)
class Part:
    """The organisation or one workload."""

    key: str
    """`whole`, or `workload-1` and so on: the beginning of the ids of its elements."""
    title: str
    """Empty for the organisation."""
    workload: str | None
    """Its name; None for the organisation."""
    subject: "Subject"
    costs: "CostSubject | None"
    """What its options cost; None where nobody computed it."""
    shortlists: "tuple[Shortlist, ...]"
    chapters: "tuple[Chapter, ...]"
    panel: "Mapping[str, Any] | None"
    """What the what-if panel computes with; None where there is none."""


def parts(assessment: "Assessment") -> "Iterator[Part]":
    """The organisation, then each workload."""
    yield _part(assessment, assessment, "whole", None)
    for number, workload in enumerate(assessment.workloads, start=1):
        yield _part(assessment, workload, f"workload-{number}", workload.name)


def annex() -> "tuple[Chapter, ...]":
    """What concerns the whole assessment, and comes last."""
    return tuple(
        Chapter(name, title, f"chapters/{name}.html.j2")
        for name, title in (
            ("warnings", "Warnings"),
            ("priorities", "Priorities and weights"),
            ("answers", "Answers"),
            ("method", "Method"),
            ("evidence", "Claims and references"),
        )
    )


def _part(assessment: "Assessment", subject: "Subject", key: str, workload: str | None) -> Part:
    subjects = assessment.costs.subjects if assessment.costs else ()
    return Part(
        key=key,
        title="" if workload is None else f"Workload: {workload}",
        workload=workload,
        subject=subject,
        costs=next((one for one in subjects if one.workload == workload), None),
        shortlists=tuple(one for one in assessment.shortlist or () if one.workload == workload),
        chapters=tuple(_chapters(assessment, subject, key)),
        panel=embedded(subject, assessment),
    )


def _chapters(assessment: "Assessment", subject: "Subject", key: str) -> "Iterator[Chapter]":
    for name, title in _titles(assessment, subject, whole=key == "whole"):
        yield Chapter(f"{key}-{name}", title, f"chapters/{name}.html.j2")


def _titles(
    assessment: "Assessment", subject: "Subject", *, whole: bool
) -> "Iterator[tuple[str, str]]":
    """Template and title of each chapter; an organisation with workloads leaves most to them."""
    divided = whole and bool(assessment.workloads)
    yield "recommendation", "Recommendation"
    if divided:
        yield "workloads", "Workloads"
        if subject.unknowns:
            yield "unknowns", evidence.unknowns_title(subject)
        if subject.next_steps:
            yield "steps", "Next steps"
        return
    yield "ranking", "Ranking"
    yield "certainty", certainty.TITLE
    yield "reasons", "Reasons"
    yield "changes", changes.TITLE
    yield "unknowns", evidence.unknowns_title(subject)
    yield "exclusions", "What was excluded"
    yield "conditions", "Conditions to obtain"
    yield "steps", "Next steps"
    yield "values", "Weights and values"
    yield "costs", costs.TITLE
    yield "shortlist", models.TITLE
    if not whole:
        yield "workload_answers", "Answers of this workload"
