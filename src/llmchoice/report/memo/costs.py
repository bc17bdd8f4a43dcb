"""What the options cost, and the figures that decide it."""

from typing import TYPE_CHECKING

from llmchoice.report.cost import phrases, within
from llmchoice.report.cost.tables import amounts, crossings, figures
from llmchoice.report.escape import escape
from llmchoice.report.memo.paper import bullets, heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Assessment
    from llmchoice.report.beside import Beside
    from llmchoice.report.subject import Subject

FIGURES = "Figures behind the costs"


def costs(beside: "Beside", subject: "Subject", *, level: int) -> "Iterator[str]":
    """The costs of one subject, where their value comes from, and where the options cross."""
    report, found = beside.report, beside.costs
    if report is None and beside.workload is None:
        yield heading(level, within.TITLE)
        yield "No cost was computed."
    if report is None or found is None:
        return
    yield heading(level, within.TITLE)
    yield escape(phrases.currency(report))
    said = (
        phrases.volume(found),
        within.cheapest(report, found, subject),
        phrases.ceiling(report),
        within.basis(report, found),
    )
    yield from bullets(escape(sentence) for sentence in said if sentence)
    yield from amounts(report, found)
    pairs = within.pairs(found, subject)
    for case in found.cases:
        listed = crossings(report, found, within.evens_of(case, pairs))
        if listed:
            yield escape(f"Break-even a month: {phrases.case_title(case)}:")
            yield from listed
    yield f"The figures that decide stand under {FIGURES}; all of them: `{within.COMMAND}`"


def cost_figures(assessment: "Assessment") -> "Iterator[str]":
    """The figures that the profile states, and those behind which nothing published stands."""
    own, assumed = within.own_terms(assessment), within.assumed_terms(assessment)
    if assessment.costs is None:
        return
    yield heading(2, FIGURES)
    yield "Low / typical / high. All others, with their sources, are listed by the command above."
    yield "From the profile:" if own else "The profile states none of them."
    yield from figures(own)
    prices = within.price_terms(assessment)
    if prices:
        yield "Prices, and where each was read:"
        yield from figures(prices)
    if assumed:
        yield "Assumed, for want of a published figure:"
        yield from figures(assumed)
