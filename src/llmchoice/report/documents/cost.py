"""What a month costs under each option: what `llmchoice cost` tells, and its tables."""

from collections.abc import Iterable, Iterator

from llmchoice.language import t
from llmchoice.model.cost import CostReport, CostSubject, OptionCost, StatedTerm
from llmchoice.report.blocks import (
    Block,
    Bullets,
    Column,
    Details,
    Group,
    Heading,
    Hint,
    Item,
    Level,
    Paragraph,
    Table,
)
from llmchoice.report.documents import breakevens
from llmchoice.report.wording import amounts

MOST_PAIRS = 2
MOST_WITHOUT_COSTS = 4
"""Break-evens on the page; where the volume is unknown, there is room for more."""
NOBODY: frozenset[str] = frozenset()


def document(report: CostReport, level: Level) -> list[Block]:
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


def _page(report: CostReport) -> Iterator[Block]:
    yield Heading(t("What a month costs: {organisation}", organisation=report.organisation), 1)
    several = len(report.subjects) > 1
    for subject in report.subjects:
        yield from _subject(report, subject, several=several)
    if several and report.subjects:
        yield Group(t("Models"), (Paragraph(amounts.models(report.subjects[0])),))
    yield Paragraph(amounts.prices(report), "faint")


def _subject(report: CostReport, subject: CostSubject, *, several: bool) -> Iterator[Block]:
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
    pairs = subject.useful_pairs[:most]
    items = tuple(breakevens.of_pairs(report, subject, pairs))
    if items:
        yield Group(t("Break even"), (Bullets(items),), 3 if several else 2)


def _annex(report: CostReport, subject: CostSubject, level: int) -> Iterator[Block]:
    yield from by_model(report, subject, level)
    for case in subject.cases:
        yield breakevens.chapter(report, subject, case, level)
    yield every_figure(subject, level)


def by_option(
    report: CostReport, subject: CostSubject, excluded: frozenset[str] = NOBODY
) -> Iterator[Block]:
    """What a month costs, option by option; nothing where the volume is unknown."""
    if not subject.costs:
        return
    gpus = any(cost.gpus for cost in subject.costs)
    rows = tuple(
        (
            amounts.option_name(report, cost.option, excluded),
            *amounts.ends(cost.monthly),
            *((amounts.gpu_range(cost.gpus if cost.monthly else None),) if gpus else ()),
        )
        for cost in subject.costs
    )
    option = t("{currency} a month", currency=report.currency)
    yield Table(_columns((option,), gpus=gpus), rows, t("What a month costs"))
    yield from _unknown(report, subject.costs)


def _unknown(report: CostReport, costs: Iterable[OptionCost]) -> Iterator[Block]:
    items = tuple(
        Item(t("{option}: {missing}", option=report.options[cost.option], missing=text), "ask")
        for cost in costs
        if cost.monthly is None and (text := amounts.missing(cost))
    )
    if items:
        yield Bullets(items)


def by_model(report: CostReport, subject: CostSubject, level: int) -> Iterator[Block]:
    """The same, model by model; nothing where the volume is unknown."""
    rows = tuple(
        (
            report.options[option],
            case.closed_model if cost.side == "closed" else case.open_model,
            *amounts.ends(cost.monthly),
            amounts.gpu_range(cost.gpus),
        )
        for option in (cost.option for cost in subject.costs)
        for case in subject.cases
        for cost in case.costs
        if cost.option == option
    )
    if not rows:
        return
    heads = (t("Option"), t("Model"))
    meaning = Paragraph(amounts.band_text(several=len(subject.cases) > 1))
    title = t("{currency} a month by model", currency=report.currency)
    yield Details(title, (Table(_columns(heads, gpus=True), rows, title), meaning), level)


def _columns(heads: Iterable[str], *, gpus: bool) -> tuple[Column, ...]:
    titles = (t("Low"), t("Typical"), t("High"), *((t("GPUs"),) if gpus else ()))
    return (*map(Column, heads), *(Column(title, figures=True) for title in titles))


def every_figure(subject: CostSubject, level: int) -> Details:
    """All figures behind the costs: first those that all cases share."""
    shared = subject.common_terms
    blocks: list[Block] = [
        Paragraph(t("Each as low / typical / high.")),
        figures_list(shared),
    ]
    for case in subject.cases:
        own = tuple(term for term in case.terms if term not in shared)
        if own:
            models = amounts.models_of(case)
            blocks.append(Paragraph(t("For {models}, on {gpu}:", models=models, gpu=case.gpu)))
            blocks.append(figures_list(own))
    return Details(t("Every figure behind the costs"), tuple(blocks), level)


def figures_list(terms: Iterable[StatedTerm]) -> Bullets:
    """Figures, each with where it is from."""
    items = (Item(amounts.term(term), details=(amounts.origin(term),)) for term in terms)
    return Bullets(tuple(items))
