"""What the options cost, as blocks of an assessment: the foremost, not every figure."""

from typing import TYPE_CHECKING

from llmchoice.report.cost import phrases, within
from llmchoice.report.outline_blocks import Heading, Item, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.cost import CostReport, CostSubject, OptionCost
    from llmchoice.report.beside import Beside
    from llmchoice.report.outline_blocks import Block, Tone
    from llmchoice.report.subject import Subject

MOST_CROSSINGS = 2
MOST_WITHOUT_COSTS = 4
"""Where the volume is unknown, there is room for more of them."""


def costs(beside: "Beside", subject: "Subject") -> "Iterator[Block]":
    """Cost by option, where the value comes from, and where the options cross."""
    report, found = beside.report, beside.costs
    if report is None or found is None:
        return
    yield Heading(
        f"{within.TITLE}, in {report.currency} a month (prices as of {report.prices_as_of})"
    )
    said = (
        phrases.volume(found),
        within.by_models(found),
        within.cheapest(report, found, subject),
    )
    yield from (Paragraph(sentence) for sentence in said if sentence)
    yield from (_amount(report, found, cost, subject) for cost in found.costs)
    yield Paragraph(within.basis(report, found))
    yield from _crossings(report, found, subject)
    yield Paragraph(f"Every figure: {within.COMMAND}")


def _amount(
    report: "CostReport", found: "CostSubject", cost: "OptionCost", subject: "Subject"
) -> Item:
    above = cost.option in found.over_ceiling
    tone: Tone = "bad" if above else "faint" if cost.monthly is None else "plain"
    unknown = phrases.why_unknown(cost) if cost.monthly is None else ""
    details = (unknown, phrases.ABOVE if above else "")
    return Item(
        "-", within.amount(report, cost, subject), details=tuple(filter(None, details)), tone=tone
    )


def _crossings(report: "CostReport", found: "CostSubject", subject: "Subject") -> "Iterator[Block]":
    pairs = within.pairs(found, subject)
    if pairs:
        yield Paragraph("Break-even, in tokens a month:")
    for pair in pairs[: MOST_CROSSINGS if found.costs else MOST_WITHOUT_COSTS]:
        text, *cases = within.crossing(report, found, pair)
        yield Item("-", text, details=tuple(cases))
