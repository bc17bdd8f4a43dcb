"""Everything that differs, folded, chapter by chapter."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.language import t
from llmchoice.report.blocks import Bullets, Column, Details, Item, Paragraph, Table
from llmchoice.report.documents.differences import lines, result
from llmchoice.report.documents.differences.criteria import contributions, criteria
from llmchoice.report.documents.differences.phrases import answered, scores_moved, shifted, weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmchoice.model.comparison import (
        Changes,
        Comparison,
        CriterionChange,
        RuleChange,
        WordingChange,
    )
    from llmchoice.report.blocks import Block
    from llmchoice.report.documents.differences.phrases import Phrases


def chapter(summary: str, items: "Iterable[Item]", level: int = 2) -> "Iterator[Details]":
    """A folded list; nothing without an item."""
    if found := tuple(items):
        yield Details(summary, (Bullets(found),), level)


def of_whole(comparison: "Comparison", phrases: "Phrases") -> "Iterator[Block]":
    """What differs for the organisation, then workload by workload."""
    yield from frame(comparison, phrases)
    yield from of_part(comparison, phrases, level=2)
    yield from workloads(comparison, phrases)


def frame(comparison: "Comparison", phrases: "Phrases") -> "Iterator[Block]":
    """Answers, weights, the rules for a verdict, wordings and costs."""
    answers = lines.common_answers(comparison)
    yield from chapter(t("Answers that changed"), map(lines.answer, answers))
    weights = map(lines.priority, comparison.priorities)
    yield from chapter(t("Weights that changed"), weights)
    yield from chapter(t("Rules for a verdict that changed"), map(_rule, comparison.rules))
    yield from chapter(t("Questions in other words"), map(_wording, comparison.wordings))
    yield from _costs(comparison, phrases)


def workloads(comparison: "Comparison", phrases: "Phrases") -> "Iterator[Block]":
    """Each workload with all that differs for it."""
    for workload in comparison.workloads:
        answers = lines.own_answers(comparison, workload)
        blocks = (
            *map(Paragraph, _standing(workload, phrases)),
            *chapter(t("Answers that changed"), map(lines.answer, answers), 3),
            *of_part(workload, phrases, level=3),
        )
        yield Details(t("Workload: {name}", name=workload.name), blocks)


def of_part(changes: "Changes", phrases: "Phrases", *, level: int) -> "Iterator[Block]":
    """Scores, rules, what moved the lead, conditions and criteria of one set of answers."""
    if changes.options and scores_moved(changes):
        yield Details(t("Scores, from 0 to 100"), (result.scores(changes, phrases),), level)
    yield from _options(changes, level)
    yield from chapter(
        t("Rules that exclude other options"),
        lines.rules(changes, phrases, decisive=True),
        level,
    )
    yield from _moves(changes, phrases, level)
    yield from chapter(t("Conditions that changed"), lines.conditions(changes, phrases), level)
    yield from criteria(changes, phrases, level)
    yield from contributions(changes, phrases, level)


def _standing(workload: "Changes", phrases: "Phrases") -> "Iterator[str]":
    outcome = shifted(phrases.outcome(workload.before), phrases.outcome(workload.after))
    yield t("Result: {outcome}.", outcome=outcome)
    yield from result.shares(workload)
    yield from result.lead(workload, phrases)


def _options(changes: "Changes", level: int) -> "Iterator[Block]":
    came = [Item(o.name) for o in changes.options if o.admissible_before is None]
    gone = [Item(o.name) for o in changes.options if o.admissible_after is None]
    yield from chapter(t("New options"), came, level)
    yield from chapter(t("Options that are gone"), gone, level)


def _moves(changes: "Changes", phrases: "Phrases", level: int) -> "Iterator[Block]":
    if changes.pair is None or not changes.criteria:
        return
    table = Table(
        (
            Column(t("Criterion")),
            Column(t("Weight")),
            Column(phrases.before, figures=True),
            Column(phrases.after, figures=True),
            Column(t("Moved"), figures=True),
            Column(t("Answer")),
        ),
        tuple(map(_move, changes.criteria)),
        title=t("What moved the lead, in points"),
    )
    lead = map(Paragraph, result.lead(changes, phrases))
    yield Details(t("What moved the lead"), (*lead, table), level)


def _move(criterion: "CriterionChange") -> tuple[str, ...]:
    return (
        criterion.name,
        shifted(weight(criterion.weight_before), weight(criterion.weight_after)),
        figures.signed(criterion.difference_before),
        figures.signed(criterion.difference_after),
        figures.signed(criterion.moved),
        answered(criterion.label_before, criterion.label_after),
    )


def _rule(change: "RuleChange") -> Item:
    match change.rule:
        case "confidence":
            moved = shifted(figures.percent(change.before), figures.percent(change.after))
            text = t("Share of simulations that names a side: {share}", share=moved)
        case "unknown_limit":
            moved = shifted(figures.percent(change.before), figures.percent(change.after))
            text = t("Weight on unknown answers from which no side is named: {share}", share=moved)
        case "weak_value":
            moved = shifted(figures.score(change.before), figures.score(change.after))
            text = t("Value below which something is a weak spot: {value}", value=moved)
        case _:
            moved = shifted(figures.number(change.before), figures.number(change.after))
            text = t("{rule}: {value}", rule=change.rule, value=moved)
    return Item(text)


def _wording(change: "WordingChange") -> Item:
    answer = answered(change.label_before, change.label_after)
    return Item(
        shifted(change.text_before, change.text_after),
        details=(t("Answer: {answer}", answer=answer),),
    )


def _costs(comparison: "Comparison", phrases: "Phrases") -> "Iterator[Block]":
    costs = comparison.costs
    if costs is None:
        return
    items = (
        *(lines.whole_cost(change, costs, phrases) for change in costs.changes),
        *lines.ceiling(costs),
    )
    if items:
        days = (day or t("none") for day in (costs.prices_as_of_before, costs.prices_as_of_after))
        prices = Item(t("Prices as of: {days}", days=shifted(*days)))
        yield from chapter(t("Costs that changed"), (*items, prices))
