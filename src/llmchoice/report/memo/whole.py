"""The memo in its order: the decision, what carries it, then what it can be checked with."""

from typing import TYPE_CHECKING

from llmchoice.report.beside import beside
from llmchoice.report.certainty import stated_weights
from llmchoice.report.escape import escape
from llmchoice.report.memo.annex import answers, contributions, method, priorities
from llmchoice.report.memo.argument import argued
from llmchoice.report.memo.candidates import choosing
from llmchoice.report.memo.costs import cost_figures
from llmchoice.report.memo.decision import recommended, routes
from llmchoice.report.memo.evidence import sources
from llmchoice.report.memo.paper import bullets, heading
from llmchoice.report.memo.today import today
from llmchoice.report.names import names_of
from llmchoice.report.wording.notices import notice_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Assessment
from llmchoice.report.names import Names


def memo(assessment: "Assessment") -> str:
    """The whole memo."""
    return "\n\n".join(_parts(assessment, names_of(assessment)))


def _parts(assessment: "Assessment", names: "Names") -> "Iterator[str]":
    rules, weights = assessment.rules, stated_weights(assessment)
    organisation = escape(assessment.profile.organisation)
    yield heading(1, f"Open or closed language models: {organisation}")
    if assessment.date:
        yield f"Date: {escape(assessment.date)}"
    yield from recommended(assessment, names, rules, level=2)
    yield from routes(assessment, names)
    yield from argued(assessment, names, weights, level=2, beside=beside(assessment))
    for workload in assessment.workloads:
        yield heading(2, f"Workload: {escape(workload.name)}")
        yield from recommended(workload, names, rules, level=3)
        own = beside(assessment, workload.name)
        yield from argued(workload, names, weights, level=3, beside=own)
        yield from answers(workload, "Answers of this workload", level=3, known=assessment.answers)
        yield from contributions(workload, names, level=3)
    yield from choosing(assessment)
    yield from _warnings(assessment, names)
    yield from priorities(assessment, names)
    yield from answers(assessment, "Answers", level=2)
    yield from contributions(assessment, names, level=2)
    yield from cost_figures(assessment)
    yield from method(assessment)
    yield from today(assessment)
    yield from sources(assessment)


def _warnings(assessment: "Assessment", names: "Names") -> "Iterator[str]":
    if assessment.warnings:
        yield heading(2, "Warnings")
        yield from bullets(escape(notice_text(warning, names)) for warning in assessment.warnings)
