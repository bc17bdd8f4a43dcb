"""For a file or an issue: the costs in GitHub-flavoured Markdown."""

from typing import TYPE_CHECKING

from llmchoice.report.cost import breakeven, phrases
from llmchoice.report.cost.parts import case_terms, shared_terms
from llmchoice.report.cost.plot import plot
from llmchoice.report.cost.tables import amounts, crossings, figures
from llmchoice.report.escape import escape
from llmchoice.report.memo.paper import bullets, heading, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.cost import CostCase, CostReport, CostSubject
    from llmchoice.report.style import Style


def render(report: "CostReport", _style: "Style", *, explain: bool) -> str:
    """The memo; a file looks the same whatever the terminal."""
    return "\n\n".join(_parts(report, explain=explain))


def _parts(report: "CostReport", *, explain: bool) -> "Iterator[str]":
    yield heading(1, escape(phrases.title(report)))
    yield escape(phrases.currency(report))
    for subject in report.subjects:
        level = 2
        if title := phrases.workload(subject):
            yield heading(level, escape(title))
            level += 1
        yield from bullets(map(escape, phrases.headline(report, subject)))
        yield from _costs(report, subject, level)
        for case in subject.cases:
            yield from _case(report, subject, case, level)
        if explain:
            yield from _explained(subject, level)


def _costs(report: "CostReport", subject: "CostSubject", level: int) -> "Iterator[str]":
    if subject.costs:
        yield heading(level, escape(f"Cost a month, in {report.currency}"))
        yield from amounts(report, subject)


def _case(
    report: "CostReport", subject: "CostSubject", case: "CostCase", level: int
) -> "Iterator[str]":
    yield heading(level, escape(f"Break-even a month: {phrases.case_title(case)}"))
    yield from crossings(report, subject, case.break_evens)
    yield from _sensitivities(report, case)
    names = tuple(report.options.items())
    volume = subject.volume.total if subject.volume else None
    drawn = plot(case, names, volume, unicode=False)
    if drawn is not None:
        yield heading(level + 1, escape(f"{report.currency} a month by volume"))
        # Only our own characters stand in the block: names come below it, escaped.
        yield "\n".join(["```text", *drawn.lines, "```"])
        yield from bullets(f"`{mark}` {escape(name)}" for mark, name in drawn.legend)


def _sensitivities(report: "CostReport", case: "CostCase") -> "Iterator[str]":
    for found in case.sensitivities:
        ours, theirs = report.options[found.option], report.options[found.versus]
        title = f"How that moves with people and use: {ours} against {theirs}"
        if breakeven.never(found):
            yield escape(f"{title}: at no volume, in any of these cases")
            continue
        yield escape(title)
        yield table(
            ("People", *(f"{100 * use:.0f} % busy " for use in found.utilisation)),
            [
                (f"{people:g}", *(escape(breakeven.from_tokens(tokens)) for tokens in row))
                for people, row in zip(found.staff, found.tokens, strict=True)
            ],
        )


def _explained(subject: "CostSubject", level: int) -> "Iterator[str]":
    yield heading(level, "Every figure: low / typical / high")
    yield from figures(shared_terms(subject))
    for case in subject.cases:
        own = case_terms(subject, case)
        if own:
            yield heading(level + 1, escape(f"Figures of {phrases.case_title(case)}"))
            yield from figures(own)
