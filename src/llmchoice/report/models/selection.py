"""Shortlists: who passes and why, who nearly does, and what that does not say."""

from collections.abc import Iterator, Sequence

from llmchoice.model.shortlist import Listed, NearMiss, Shortlist
from llmchoice.report.models import phrases
from llmchoice.report.models.blocks import Block, Heading, Item, Para, Sheet, Title


def shortlist_sheet(
    lists: Sequence[Shortlist], *, verdict: str | None = None, notes: Sequence[str] = ()
) -> Sheet:
    """One or more shortlists of one profile, at least one.

    Args:
        lists: in the order in which they are shown.
        verdict: that the options follow from; None where they were chosen.
        notes: sentences that come first.
    """
    return Sheet(
        blocks=tuple(_blocks(lists, notes)),
        parts={"verdict": verdict, "notes": notes, "shortlist": lists},
    )


def _blocks(lists: Sequence[Shortlist], notes: Sequence[str]) -> Iterator[Block]:
    yield from (Para(text) for text in notes)
    for found in lists:
        yield from _list(found)
    last = lists[-1]
    yield Heading("Ordered by")
    for number, says in enumerate(last.ranked_by, start=1):
        yield Item(says, mark=f"{number}.")
    yield Heading("What this does not say")
    yield from (Item(text) for text in last.evaluate)
    yield Para(phrases.as_of(last))


def _list(found: Shortlist) -> Iterator[Block]:
    workload = "" if found.workload is None else f", workload: {found.workload}"
    yield Title(f"Models for {found.option} ({found.side} weights){workload}")
    yield Para(phrases.passed(found))
    yield Heading("What was asked")
    for requirement in found.requirements:
        yield Item(phrases.asked(requirement, found.in_scope))
    if not found.requirements:
        yield Item("nothing")
    for requirement in found.pending:
        yield Item(phrases.pending(requirement))
    yield Heading("Models that pass" if found.models else "No model passes.")
    for model in found.models:
        yield _listed(found, model)
    if found.near_misses:
        yield Heading("Near misses: one requirement excludes each of these")
        yield from (_near_miss(miss) for miss in found.near_misses)


def _listed(found: Shortlist, model: Listed) -> Item:
    because = phrases.in_because(phrases.own_reasons(model, found.requirements))
    details = (phrases.figures(model), because, phrases.doubts(model))
    return Item(phrases.title(model), tuple(filter(None, details)), mark=f"{model.place}.")


def _near_miss(miss: NearMiss) -> Item:
    return Item(phrases.near_miss(miss), (phrases.figures(miss),))
