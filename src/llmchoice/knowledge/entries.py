"""What goes by an id in the knowledge base, and what hangs together with it."""

from collections.abc import Iterator, Mapping, Sequence

from llmchoice.model.criterion import Criterion, Priority, Row
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
from llmchoice.model.option import Option
from llmchoice.model.question import Question
from llmchoice.model.rule import Condition, Constraint, Step

_KINDS: dict[type[Entry], Kind] = {
    Criterion: "criterion",
    Priority: "priority",
    Question: "question",
    Option: "option",
    Constraint: "constraint",
    Condition: "condition",
    Step: "step",
}


def entries(kb: KnowledgeBase) -> Iterator[tuple[str, Entry]]:
    """Every id with what goes by it; a few ids are shared, such as by a question and a priority.

    The rule of a ceiling on costs belongs to its criterion.
    """
    for priority in kb.priorities:
        yield priority.id, priority
    for _, criterion in kb.criteria():
        yield criterion.id, criterion
        if criterion.computed is not None:
            yield criterion.computed.constraint, criterion
    rest: tuple[Question | Option | Constraint | Condition | Step, ...]
    rest = (*kb.questions, *kb.options, *kb.constraints, *kb.conditions, *kb.steps)
    for entry in rest:
        yield entry.id, entry


def entries_of(kb: KnowledgeBase, name: str, unknown: Mapping[str, Row]) -> KnowledgeEntries:
    """All that goes by an id; no entries where there is no such id.

    `unknown` holds the values of each criterion that an unknown answer counts with.
    """
    matching = tuple(
        # A question of any kind is a question.
        KnowledgeEntry(kind=kind, entry=entry)
        for entry_id, entry in entries(kb)
        for type_, kind in _KINDS.items()
        if entry_id == name and isinstance(entry, type_)
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
