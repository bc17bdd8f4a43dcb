"""What goes by an id in the knowledge base, and what hangs together with it."""

from collections.abc import Iterator, Mapping, Sequence

from llmchoice.model.criterion import Criterion, Row
from llmchoice.model.entries import (
    Balance,
    CriteriaCheck,
    CriteriaList,
    Entry,
    Kind,
    KnowledgeEntries,
    KnowledgeEntry,
    ListedCriterion,
)
from llmchoice.model.knowledge import KnowledgeBase


def entries(kb: KnowledgeBase) -> Iterator[tuple[str, Kind, Entry]]:
    """Every id with what goes by it; a few ids are shared, such as by a question and a priority.

    The rule of a ceiling on costs belongs to its criterion.
    """
    kinds: tuple[tuple[Kind, Sequence[Entry]], ...] = (
        ("priority", kb.priorities),
        ("criterion", [criterion for _, criterion in kb.criteria()]),
        ("question", kb.questions),
        ("option", kb.options),
        ("constraint", kb.constraints),
        ("condition", kb.conditions),
        ("step", kb.steps),
    )
    for kind, items in kinds:
        for entry in items:
            yield entry.id, kind, entry
            if isinstance(entry, Criterion) and entry.computed is not None:
                yield entry.computed.constraint, kind, entry


def entries_of(kb: KnowledgeBase, name: str, unknown: Mapping[str, Row]) -> KnowledgeEntries:
    """All that goes by an id; no entries where there is no such id.

    `unknown` holds the values of each criterion that an unknown answer counts with.
    """
    matching = tuple(
        KnowledgeEntry(kind=kind, entry=entry)
        for entry_id, kind, entry in entries(kb)
        if entry_id == name
    )
    rows = {each.entry.id: unknown[each.entry.id] for each in matching if each.entry.id in unknown}
    return KnowledgeEntries(id=name, entries=matching, unknown=rows, knowledge=kb)


def criteria_list(kb: KnowledgeBase) -> CriteriaList:
    """Every criterion with its share of its priority."""
    return CriteriaList(
        criteria=tuple(
            ListedCriterion(
                id=criterion.id,
                name=criterion.name,
                priority=priority.id,
                share=priority.shares[criterion.id],
            )
            for priority, criterion in kb.criteria()
        )
    )


def checked(kb: KnowledgeBase, balance: Sequence[Balance], whole: Balance | None) -> CriteriaCheck:
    """What there is in criteria; with what their answers can favour, where that is wanted."""
    return CriteriaCheck(
        criteria=len(kb.criteria()),
        priorities=len(kb.priorities),
        questions=len(kb.questions),
        constraints=len(kb.constraints),
        conditions=len(kb.conditions),
        claims=sum(len(article.claims) for article in kb.articles),
        references=len(kb.references),
        balance=tuple(balance) if whole else (),
        whole=whole,
    )
