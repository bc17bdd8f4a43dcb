"""What a month costs under each option: what `llmchoice cost` tells."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from llmchoice.language import t
from llmchoice.report.blocks import Block, Bullets, Group, Heading, Hint, Level, Paragraph
from llmchoice.report.documents import breakevens
from llmchoice.report.documents.amounts import by_model, by_option, every_figure
from llmchoice.report.wording import amounts

if TYPE_CHECKING:
    from llmchoice.model.cost import CostReport, CostSubject

MOST_PAIRS = 2
MOST_WITHOUT_COSTS = 4
"""Break-evens on the page; where the volume is unknown, there is room for more."""


def document(report: "CostReport", level: Level) -> list[Block]:
    """Amounts, the cheapest option and the foremost break-evens; in full, every figure."""
    blocks = list(_page(report))
    if level is Level.PAGE:
        commands = ((t("Every figure"), "--full"), (t("For others"), "-o costs.md"))
        return [*blocks, Hint(commands)]
    for subject in report.subjects:
        depth = 2
        if subject.workload is not None:
            blocks.append(Heading(t("Every figure: {workload}", workload=subject.workload)))
            depth = 3
        blocks += _annex(report, subject, depth)
    return blocks


def _page(report: "CostReport") -> Iterator[Block]:
    yield Heading(t("What a month costs: {organisation}", organisation=report.organisation), 1)
    several = len(report.subjects) > 1
    for subject in report.subjects:
        yield from _subject(report, subject, several=several)
    if several and report.subjects:
        yield Group(t("Models"), (Paragraph(amounts.models(report.subjects[0])),))
    yield Paragraph(amounts.prices(report), "faint")


def _subject(report: "CostReport", subject: "CostSubject", *, several: bool) -> Iterator[Block]:
    if subject.workload is not None:
        yield Heading(t("Workload: {workload}", workload=subject.workload))
    sentences = (
        amounts.volume(subject),
        amounts.cheapest(report, subject),
        amounts.ceiling(report, subject),
    )
    yield Paragraph(" ".join(filter(None, sentences)))
    yield from by_option(report, subject)
    most = 1 if several else MOST_PAIRS if subject.costs else MOST_WITHOUT_COSTS
    if not several:
        yield Group(t("Models"), (Paragraph(amounts.models(subject)),))
    pairs = breakevens.useful_pairs(subject)[:most]
    items = tuple(breakevens.of_pairs(report, subject, pairs))
    if items:
        yield Group(t("Break even"), (Bullets(items),), 3 if several else 2)


def _annex(report: "CostReport", subject: "CostSubject", level: int) -> Iterator[Block]:
    yield from by_model(report, subject, level)
    for case in subject.cases:
        yield breakevens.chapter(report, subject, case, level)
    yield every_figure(subject, level)
