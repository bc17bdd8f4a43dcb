"""The decision on one subject, and which workload goes where."""

from typing import TYPE_CHECKING

from llmchoice.report import words
from llmchoice.report.changes import readmissions
from llmchoice.report.escape import escape
from llmchoice.report.memo.diagram import routing
from llmchoice.report.memo.paper import bullets, heading, table
from llmchoice.report.subject import leading
from llmchoice.report.verdict import key_figures, sentences, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Assessment, Recommendation, Rules
    from llmchoice.report.names import Names
    from llmchoice.report.subject import Subject


def routes(assessment: "Assessment", names: "Names") -> "Iterator[str]":
    """Which workload goes where."""
    if not assessment.workloads:
        return
    yield heading(2, "Workloads")
    yield table(
        ("Workload", "Verdict", "Option"),
        [
            (
                escape(workload.name),
                words.VERDICTS[workload.recommendation.verdict],
                _option_of(workload.recommendation, names),
            )
            for workload in assessment.workloads
        ],
    )
    yield from routing(assessment)


def _option_of(recommendation: "Recommendation", names: "Names") -> str:
    return escape(names.option(recommendation.option)) if recommendation.option else "none alone"


def recommended(
    subject: "Subject", names: "Names", rules: "Rules", *, level: int
) -> "Iterator[str]":
    """The verdict in a sentence, then its figures."""
    yield heading(level, "Recommendation")
    recommendation = subject.recommendation
    yield f"**{verdict(recommendation)}.**"
    yield from map(escape, sentences(subject, names))
    lines = (*key_figures(subject, names, rules), *_conditions_in_a_word(subject))
    yield from bullets(map(escape, lines))
    readmitted = bullets(map(escape, readmissions(recommendation, names)))
    if readmitted:
        yield "The smallest changes that readmit an option:"
        yield from readmitted


def _conditions_in_a_word(subject: "Subject") -> "Iterator[str]":
    for option in leading(subject):
        count = len(option.conditions)
        if count:
            plural = "s" if count > 1 else ""
            yield f"{option.name}: subject to {count} condition{plural}, listed below."
