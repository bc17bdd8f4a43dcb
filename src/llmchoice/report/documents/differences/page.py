"""The page that a comparison and a recheck have in common."""

from typing import TYPE_CHECKING

from llmchoice.language import t
from llmchoice.report.blocks import (
    Bullets,
    Column,
    Group,
    Heading,
    Hint,
    Item,
    Numbered,
    Paragraph,
    Table,
)
from llmchoice.report.documents.differences import criteria, lines, result
from llmchoice.report.documents.differences.phrases import scores_moved
from llmchoice.report.wording.grounds import step_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmchoice.model.comparison import Changes, Comparison
    from llmchoice.report.blocks import Block
    from llmchoice.report.documents.differences.phrases import Phrases

_CAUSES, _CAUSES_OF_WORKLOAD = 3, 2
_ANSWERS, _WEIGHTS, _VALUES, _OTHERS = 2, 1, 2, 2
_COSTS = 2
_STEPS = 2


def of_whole(comparison: "Comparison", phrases: "Phrases") -> "Iterator[Block]":
    """What makes it hard to compare, what moved the result, the scores, and what else differs."""
    if cautions := tuple(lines.cautions(comparison)):
        yield Bullets(cautions)
    if comparison.workloads:
        yield _overview(comparison, phrases)
        for workload in comparison.workloads:
            if result.is_other(workload):
                yield from _workload(workload, phrases)
    else:
        yield from _group(t("Why"), result.why(comparison, phrases, _CAUSES))
        if scores_moved(comparison):
            yield Group(t("Scores"), (result.scores(comparison, phrases),))
    yield from _group(t("Changed"), _changed(comparison, phrases))
    yield from _group(t("Costs"), _costs(comparison, phrases))


def otherwise(comparison: "Comparison") -> list[str]:
    """The names of the workloads that come out differently."""
    return [workload.name for workload in comparison.workloads if result.is_other(workload)]


def steps(comparison: "Comparison") -> "Iterator[Item]":
    """What is to be done now and was not before, each once."""
    parts = comparison.workloads or (comparison,)
    texts = dict.fromkeys(
        step_text(step) for part in parts if result.is_other(part) for step in part.steps_gained
    )
    yield from map(Item, list(texts)[:_STEPS])


def to_do(items: "Iterable[Item]") -> Group:
    """What to do, in its order."""
    return Group(t("To do"), (Numbered(tuple(items)),), prominent=True)


def everything() -> Hint:
    """Where the rest stands."""
    return Hint(((t("Every figure and every change"), "--full"),))


def _overview(comparison: "Comparison", phrases: "Phrases") -> Table:
    return Table(
        (Column(t("Workload")), Column(phrases.before), Column(phrases.after)),
        tuple(
            (workload.name, phrases.outcome(workload.before), phrases.outcome(workload.after))
            for workload in comparison.workloads
        ),
        title=t("Workloads"),
    )


def _workload(workload: "Changes", phrases: "Phrases") -> "Iterator[Block]":
    name = getattr(workload, "name", "")
    yield Heading(name)
    for sentence in (*result.shares(workload), *result.lead(workload, phrases)):
        yield Paragraph(sentence)
    if causes := tuple(result.why(workload, phrases, _CAUSES_OF_WORKLOAD)):
        yield Bullets(causes)


def _group(label: str, items: "Iterable[Item]") -> "Iterator[Group]":
    if found := tuple(items):
        yield Group(label, (Bullets(found),))


def _changed(comparison: "Comparison", phrases: "Phrases") -> "Iterator[Item]":
    parts: tuple[Changes, ...] = comparison.workloads or (comparison,)
    answers = dict.fromkeys(
        [
            *lines.common_answers(comparison),
            *(c for w in comparison.workloads for c in lines.own_answers(comparison, w)),
        ]
    )
    revalued = dict.fromkeys(name for part in parts for name in criteria.revalued(part, phrases))
    rest = dict.fromkeys(
        item
        for part in parts
        for item in (
            *lines.rules(part, phrases, decisive=False),
            *lines.conditions(part, phrases),
        )
    )
    yield from lines.some(
        (list(map(lines.answer, answers)), _ANSWERS),
        (list(map(lines.priority, comparison.priorities)), _WEIGHTS),
        ([lines.revalued(name) for name in revalued], _VALUES),
        (list(rest), _OTHERS),
    )


def _costs(comparison: "Comparison", phrases: "Phrases") -> "Iterator[Item]":
    costs = comparison.costs
    if costs is None:
        return
    parts = comparison.workloads or (comparison,)
    named = {o for w in parts for r in (w.before, w.after) if r for o in r.leaders}
    changes = sorted(costs.changes, key=lambda change: change.option not in named)
    items = [
        *(lines.cost(change, costs, phrases) for change in changes),
        *lines.ceiling(costs),
    ]
    yield from lines.some((items, _COSTS))
