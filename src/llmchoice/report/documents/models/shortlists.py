"""Shortlists: who passes and why, who nearly does, how to choose, and what that does not say."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from llmchoice.language import t, tn
from llmchoice.model.assessment import Assessment
from llmchoice.model.shortlist import Listed, NearMiss, Shortlist
from llmchoice.report.blocks import (
    Block,
    Bullets,
    Details,
    Heading,
    Hint,
    Item,
    Level,
    Mono,
    Paragraph,
    Table,
    bullets,
    numbered,
    numeric,
)
from llmchoice.report.documents.verdict import verdict_name
from llmchoice.report.subject import names_of
from llmchoice.report.wording import catalogue as words

if TYPE_CHECKING:  # a page of an assessment has lists, and none of the rest
    from llmchoice.model.entries import Shortlists

MOST_MODELS = 5
MOST_NEAR_MISSES = 3


def document(result: "Shortlists", level: Level) -> list[Block]:
    """The first models of each list; in full, all of them, the near misses and what was asked."""
    full = level is Level.FULL
    blocks: list[Block] = [Heading(t("Models to try"), 1), *map(Paragraph, _grounds(result))]
    for shortlist in result.shortlist:
        blocks.append(Heading(_title(shortlist, result.options[shortlist.option])))
        blocks += _whole(shortlist) if full else _short(shortlist)
    last = result.shortlist[-1]
    if full:
        blocks += choosing(result.shortlist)
    else:
        blocks.append(Paragraph(last.evaluate[0]))
    blocks.append(Paragraph(words.as_of(last), "faint"))
    if not full:
        blocks.append(Hint(((t("All of them, and how to choose"), "--full"),)))
    return blocks


def shortlist_chapter(assessment: Assessment, workload: str | None, level: int = 2) -> list[Block]:
    """The models to try for one subject of an assessment; nothing where none were looked for."""
    names = names_of(assessment)
    return [
        Details(
            t("Models to try: {option}", option=names.option(shortlist.option)),
            (*_whole(shortlist), Paragraph(words.as_of(shortlist))),
            level,
        )
        for shortlist in assessment.shortlist or ()
        if shortlist.workload == workload
    ]


def choosing_chapter(assessment: Assessment, level: int = 2) -> list[Block]:
    """What all shortlists have in common; nothing where there are none."""
    if not assessment.shortlist:
        return []
    _, *blocks = choosing(assessment.shortlist)
    command = Mono("llmchoice models shortlist FILE --option ID")
    more = Paragraph((t("For another option:"), " ", command))
    return [Details(t("How to choose among these models"), (*blocks, more), level)]


def choosing(shortlists: Sequence[Shortlist]) -> Iterator[Block]:
    """The order of the models, and how to find out which of them does the work."""
    yield Heading(t("How to choose"))
    says = dict.fromkeys(text for each in shortlists for text in each.ranked_by)
    yield Paragraph(t("The models are ordered by:"))
    yield numbered(says)
    evaluate = dict.fromkeys(text for each in shortlists for text in each.evaluate)
    yield bullets(evaluate)


def _grounds(result: "Shortlists") -> Iterator[str]:
    """What the lists follow from; nothing where all are for one recommended option."""
    if result.verdict is None:
        return
    if len(result.grounds) > 1 or result.grounds[0].option is None:
        yield t("Verdict: {verdict}.", verdict=verdict_name(result.verdict))
    if any(each.option is None and each.contenders for each in result.grounds):
        yield t(
            "Where no single option is recommended, there is a list for the best one of each side."
        )
    for each in result.grounds:
        if each.workload is not None and not each.contenders:
            yield t("No list for {workload}: no option is admissible.", workload=each.workload)


def _title(shortlist: Shortlist, option: str) -> str:
    if shortlist.workload is None:
        return option
    return t("{option}, for {workload}", option=option, workload=shortlist.workload)


def _short(shortlist: Shortlist) -> Iterator[Block]:
    yield Paragraph(words.passed(shortlist))
    shown = shortlist.models[:MOST_MODELS]
    yield from _models(shown)
    more = len(shortlist.models) - len(shown)
    if more > 0:
        yield Paragraph(tn("1 more model.", "{number} more models.", more))
    if shared := words.shared_reasons(shortlist, shown):
        yield from _shared(shared)
    if shortlist.pending:
        yield bullets(map(words.pending, shortlist.pending))
    if shortlist.near_misses and not shown:
        yield Paragraph(_near_misses())
        near = shortlist.near_misses[:MOST_NEAR_MISSES]
        yield bullets(words.near_miss(miss) for miss in near)


def _whole(shortlist: Shortlist) -> Iterator[Block]:
    yield Paragraph(words.passed(shortlist))
    asked = tuple(words.asked(each, shortlist.in_scope) for each in shortlist.requirements)
    pending = tuple(map(words.pending_in_full, shortlist.pending))
    if asked or pending:
        yield Paragraph(t("What was asked of them:"))
        yield Bullets((*asked, *pending))
    yield from _models(shortlist.models)
    yield from _because(shortlist)
    if shortlist.near_misses:
        yield Paragraph(_near_misses())
        yield bullets(map(_near_miss, shortlist.near_misses))


def _near_misses() -> str:
    return t("Near misses, each with the one thing that is missing:")


def _models(models: Sequence[Listed]) -> Iterator[Block]:
    if not models:
        yield Paragraph(t("No model passes."))
        return
    columns = (
        t("Model"),
        numeric(t("In")),
        numeric(t("Out")),
        t("Provider"),
        numeric(t("Context")),
    )
    yield Table(columns, tuple(map(_row, models)), t("Models that pass"))


def _row(model: Listed) -> tuple[str, ...]:
    price = model.price
    return (
        t("{place}. {model}", place=model.place, model=model.name),
        words.money(price.input if price else None),
        words.money(price.output if price else None),
        price.provider if price else "",
        words.tokens(model.context),
    )


def _because(shortlist: Shortlist) -> Iterator[Block]:
    """Why the models are in: what goes for all of them once; then each, with its doubts."""
    shared = words.shared_reasons(shortlist, shortlist.models)
    if shared:
        yield from _shared(shared)
    items = []
    for model in shortlist.models:
        own = words.own_reasons(model, shortlist.requirements)
        further = (text for text in own if text not in shared)
        details = (words.facts(model), *further, words.doubts(model))
        items.append(Item(words.title(model), details=tuple(filter(None, details))))
    if items:
        yield bullets(items)


def _shared(reasons: Sequence[str]) -> Iterator[Block]:
    yield Paragraph(t("Each of these qualifies for these reasons:"))
    yield bullets(reasons)


def _near_miss(miss: NearMiss) -> Item:
    details = (words.facts(miss), words.doubts(miss))
    return Item(words.near_miss(miss), details=tuple(filter(None, details)))
