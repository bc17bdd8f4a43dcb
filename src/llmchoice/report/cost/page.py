"""For reading at once: boxes on a terminal, plain lines anywhere else."""

from typing import TYPE_CHECKING

from llmchoice.report.cost import breakeven, phrases
from llmchoice.report.cost.parts import case_terms, rows_of, shared_terms
from llmchoice.report.cost.plot import plot
from llmchoice.report.drawn import drawn
from llmchoice.report.outline_blocks import Banner, Heading, Item, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmchoice.model.cost import CostCase, CostReport, CostSubject, StatedTerm
    from llmchoice.report.outline_blocks import Block, Tone
    from llmchoice.report.style import Style


def render(report: "CostReport", style: "Style", *, explain: bool) -> str:
    """The costs, drawn as the style allows."""
    blocks = list(_outline(report, style, explain=explain))
    return drawn(blocks, style)


def _outline(report: "CostReport", style: "Style", *, explain: bool) -> "Iterator[Block]":
    yield Paragraph(phrases.title(report))
    yield Paragraph(phrases.currency(report))
    for subject in report.subjects:
        lines = (phrases.workload(subject), *phrases.headline(report, subject))
        yield Banner(tuple(line for line in lines if line))
        yield from _costs(report, subject)
        for case in subject.cases:
            yield from _case(report, subject, case, style)
        if explain:
            yield from _explained(subject)


def _costs(report: "CostReport", subject: "CostSubject") -> "Iterator[Block]":
    if not subject.costs:
        return
    yield Heading(f"Cost a month, in {report.currency}")
    for cost in subject.costs:
        details = [
            ", ".join(part for part in (f"with {model}: {amount}", cards) if part)
            for model, amount, cards in rows_of(subject, cost.option)
        ]
        if cost.monthly is None:
            details = [phrases.why_unknown(cost)]
        above = cost.option in subject.over_ceiling
        if above:
            details.append(phrases.ABOVE)
        tone: Tone = "bad" if above else "faint" if cost.monthly is None else "plain"
        yield Item("-", phrases.cost(report, cost), details=tuple(details), tone=tone)
    yield Paragraph(phrases.BAND)


def _case(
    report: "CostReport", subject: "CostSubject", case: "CostCase", style: "Style"
) -> "Iterator[Block]":
    yield Heading(f"Break-even a month: {phrases.case_title(case)}")
    for even in case.break_evens:
        size = breakeven.at_this_size(report, even, known=subject.volume is not None)
        yield Item("-", breakeven.crossing(report, even), details=(size,) if size else ())
    yield from _sensitivities(report, case)
    drawn = plot(
        case,
        tuple(report.options.items()),
        subject.volume.total if subject.volume else None,
        unicode=style.unicode,
        width=style.width,
    )
    if drawn is not None:
        yield Heading(f"{report.currency} a month by volume: {phrases.case_title(case)}")
        yield from (Paragraph(line) for line in drawn.lines)
        yield from (Item(mark, name) for mark, name in drawn.legend)


def _sensitivities(report: "CostReport", case: "CostCase") -> "Iterator[Block]":
    for found in case.sensitivities:
        ours, theirs = report.options[found.option], report.options[found.versus]
        title = f"How that moves with people and use: {ours} against {theirs}"
        if breakeven.never(found):
            yield Paragraph(f"{title}: at no volume, in any of these cases")
            continue
        yield Paragraph(title)
        for people, row in zip(found.staff, found.tokens, strict=True):
            cells = [
                f"{100 * use:.0f} % busy: {breakeven.from_tokens(tokens)}"
                for use, tokens in zip(found.utilisation, row, strict=True)
            ]
            yield Item("-", f"{people:g} people, {'; '.join(cells)}")


def _explained(subject: "CostSubject") -> "Iterator[Block]":
    yield Heading("Every figure: low / typical / high")
    yield from _terms(shared_terms(subject))
    for case in subject.cases:
        own = case_terms(subject, case)
        if own:
            yield Heading(f"Figures of {phrases.case_title(case)}")
            yield from _terms(own)


def _terms(terms: "Iterable[StatedTerm]") -> "Iterator[Block]":
    for term in terms:
        yield Item("-", phrases.term(term), details=(phrases.origin(term),))
