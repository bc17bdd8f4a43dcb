"""Tables and lists of costs in Markdown, for the memo on costs and for that on an assessment."""

from typing import TYPE_CHECKING

from llmchoice.figures import money
from llmchoice.report.cost import breakeven, phrases
from llmchoice.report.cost.parts import rows_of
from llmchoice.report.escape import escape
from llmchoice.report.memo.paper import bullet, bullets, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmchoice.model.cost import Band, BreakEven, CostReport, CostSubject, StatedTerm


def amounts(report: "CostReport", subject: "CostSubject") -> "Iterator[str]":
    """What a month costs, option by option; nothing where the volume is unknown."""
    if not subject.costs:
        return
    rows = []
    for cost in subject.costs:
        cases = [
            escape(", ".join(part for part in (f"{model}: {amount}", cards) if part))
            for model, amount, cards in rows_of(subject, cost.option)
        ]
        above = "above the ceiling" if cost.option in subject.over_ceiling else ""
        unknown = phrases.why_unknown(cost) if cost.monthly is None else ""
        notes = [*cases, *(escape(part) for part in (above, unknown) if part)]
        rows.append((escape(report.options[cost.option]), *_ends(cost.monthly), "; ".join(notes)))
    yield table(("Option", "Low ", "Typical ", "High ", "By model"), rows)
    yield escape(phrases.BAND)


def crossings(
    report: "CostReport", subject: "CostSubject", evens: "Iterable[BreakEven]"
) -> list[str]:
    """Break-evens as one list, each with what its cards can do."""
    known = subject.volume is not None
    return bullets(
        bullet(
            escape(breakeven.crossing(report, even)),
            [escape(size)] if (size := breakeven.at_this_size(report, even, known=known)) else [],
        )
        for even in evens
    )


def figures(terms: "Iterable[StatedTerm]") -> list[str]:
    """Figures as one list, each with where it is from."""
    return bullets(
        bullet(escape(phrases.term(term)), [escape(phrases.origin(term))]) for term in terms
    )


def _ends(band: "Band | None") -> tuple[str, str, str]:
    if band is None:
        return ("unknown",) * 3
    return money(band.low), money(band.typical), money(band.high)
