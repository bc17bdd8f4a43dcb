"""Shortlists: who passes and why, who nearly does, how to choose, and what that does not say."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.assessment import Assessment
from llmchoice.model.shortlist import Listed, Shortlist
from llmchoice.report.blocks import Block, Details, Heading, Hint, Item, Level, Mono, Paragraph
from llmchoice.report.composition import bullets, chapter, item, numbered, numeric, shown, table
from llmchoice.report.documents.verdict import verdict_name
from llmchoice.report.subject import names_of
from llmchoice.report.wording import catalogue as words

if TYPE_CHECKING:  # a page of an assessment has lists, and none of the rest
    from llmchoice.model.entries import Shortlists

MOST_MODELS = 5
MOST_NEAR_MISSES = 3


def document(result: "Shortlists", level: Level) -> Iterator[Block]:
    """The first models of each list; in full, all of them, the near misses and what was asked."""
    full = level is Level.FULL
    yield Heading(t("Models to try"), 1)
    yield from map(Paragraph, _grounds(result))
    for shortlist in result.shortlist:
        title = result.options[shortlist.option]
        if shortlist.workload is not None:
            title = t("{option}, for {workload}", option=title, workload=shortlist.workload)
        yield Heading(title)
        yield from _list(shortlist, full=full)
    last = result.shortlist[-1]
    if full:
        yield from choosing(result.shortlist)
    else:
        yield Paragraph(last.evaluate[0])
    yield Paragraph(words.as_of(last), "faint")
    if not full:
        yield Hint(((t("All of them, and how to choose"), "--full"),))


def shortlist_chapter(assessment: Assessment, workload: str | None) -> list[Details]:
    """The models to try for one subject of an assessment; nothing where none were looked for."""
    names = names_of(assessment)
    return [
        block
        for shortlist in assessment.shortlist or ()
        if shortlist.workload == workload
        for block in chapter(
            t("Models to try: {option}", option=names.option(shortlist.option)),
            (*_list(shortlist, full=True), Paragraph(words.as_of(shortlist))),
        )
    ]


def choosing_chapter(assessment: Assessment) -> list[Details]:
    """What all shortlists have in common; nothing where there are none."""
    if not assessment.shortlist:
        return []
    _, *blocks = choosing(assessment.shortlist)
    command = Mono("llmchoice models shortlist FILE --option ID")
    more = Paragraph((t("For another option:"), " ", command))
    return list(chapter(t("How to choose among these models"), (*blocks, more)))


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
        yield t("Verdict: {verdict}.", verdict=verdict_name(result.verdict, result.kind))
    if any(each.option is None and each.contenders for each in result.grounds):
        yield t(
            "Where no single option is recommended, there is a list for the best one of each side."
        )
    for each in result.grounds:
        if each.workload is not None and not each.contenders:
            yield t("No list for {workload}: no option is admissible.", workload=each.workload)


def _list(shortlist: Shortlist, *, full: bool) -> Iterator[Block]:
    """Who passes, and why; in full also what was asked, and what is to be known of each."""
    yield Paragraph(words.passed(shortlist))
    if shortlist.unchecked:
        yield bullets(shortlist.unchecked, "ask")
    if full:
        asked = [words.asked(each, shortlist.in_scope) for each in shortlist.requirements]
        asked += [words.pending(each, full=True) for each in shortlist.pending]
        if asked:
            yield from (Paragraph(t("What was asked of them:")), bullets(asked))
    models = shortlist.models if full else shortlist.models[:MOST_MODELS]
    yield from _models(models, priced=shortlist.priced)
    yield bullets(
        t("{provider}: {note}", provider=provider, note=note)
        for provider, note in shortlist.territories.items()
    )
    more = len(shortlist.models) - len(models)
    if more > 0:
        yield Paragraph(tn("1 more model.", "{number} more models.", more))
    shared = words.shared_reasons(shortlist, models)
    if shared:
        yield Paragraph(t("Each of these qualifies for these reasons:"))
        yield bullets(shared)
    if full:
        yield bullets(_member(model, shortlist, shared) for model in models)
        misses = [
            item(
                words.near_miss(miss),
                words.facts(miss, priced=shortlist.priced),
                words.doubts(miss),
            )
            for miss in shortlist.near_misses
        ]
    else:
        yield bullets(map(words.pending, shortlist.pending))
        some = () if models else shortlist.near_misses[:MOST_NEAR_MISSES]
        misses = [Item(words.near_miss(miss)) for miss in some]
    if misses:
        yield Paragraph(t("Near misses, each with the one thing that is missing:"))
        yield bullets(misses)


def _models(models: Sequence[Listed], *, priced: bool) -> Iterator[Block]:
    if not models:
        yield Paragraph(t("No model passes."))
        return
    yield table(
        t("Models that pass"),
        models,
        (t("Model"), lambda model: t("{place}. {model}", place=model.place, model=model.name)),
        priced
        and (
            numeric(t("In")),
            lambda model: words.money(model.price.input if model.price else None),
        ),
        priced
        and (
            numeric(t("Out")),
            lambda model: words.money(model.price.output if model.price else None),
        ),
        priced and (t("Provider"), lambda model: words.at(model.price, model.providers)),
        not priced
        and (
            numeric(t("GB at four bits")),
            lambda model: shown(figures.whole, model.memory, t("unknown")),
        ),
        (numeric(t("Context")), lambda model: words.tokens(model.context)),
    )


def _member(model: Listed, shortlist: Shortlist, shared: Sequence[str]) -> Item:
    own = words.own_reasons(model, shortlist.requirements)
    further = (text for text in own if text not in shared)
    return item(
        words.title(model),
        words.facts(model, priced=shortlist.priced),
        *further,
        words.doubts(model),
    )
