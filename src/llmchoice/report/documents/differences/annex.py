"""Everything that differs, folded, chapter by chapter."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.comparison import Changes, Comparison, RuleChange, WordingChange
from llmchoice.report.blocks import Block, Details, Item, Paragraph, chapter, numeric, table
from llmchoice.report.documents.differences import lines, result
from llmchoice.report.documents.differences.criteria import contributions, criteria
from llmchoice.report.documents.differences.phrases import Phrases, answered, shifted, weight


def of_whole(comparison: Comparison, phrases: Phrases) -> Iterator[Block]:
    """What differs for the organisation, then workload by workload."""
    yield from chapter(t("Answers that changed"), map(lines.answer, comparison.common_answers))
    yield from chapter(t("Weights that changed"), map(lines.priority, comparison.priorities))
    yield from chapter(t("Rules for a verdict that changed"), map(_rule, comparison.rules))
    yield from chapter(t("Questions in other words"), map(_wording, comparison.wordings))
    yield from _costs(comparison, phrases)
    yield from _part(comparison, phrases, level=2)
    for workload in comparison.workloads:
        answers = map(lines.answer, comparison.own_answers(workload))
        blocks = (
            *map(Paragraph, _outcome(workload, phrases)),
            *chapter(t("Answers that changed"), answers, 3),
            *chapter(t("Weights that changed"), map(lines.priority, workload.priorities), 3),
            *_part(workload, phrases, level=3),
        )
        yield Details(t("Workload: {name}", name=workload.name), blocks)


def _part(changes: Changes, phrases: Phrases, *, level: int) -> Iterator[Block]:
    """Scores, rules, what moved the lead, conditions and criteria of one set of answers."""
    if changes.scores_moved:
        yield Details(t("Scores, from 0 to 100"), (result.scores(changes, phrases),), level)
    came = [Item(o.name) for o in changes.options if o.admissible_before is None]
    gone = [Item(o.name) for o in changes.options if o.admissible_after is None]
    yield from chapter(t("New options"), came, level)
    yield from chapter(t("Options that are gone"), gone, level)
    rules = lines.rules(changes, phrases, decisive=True)
    yield from chapter(t("Rules that exclude other options"), rules, level)
    yield from _moves(changes, phrases, level)
    yield from chapter(t("Conditions that changed"), lines.conditions(changes, phrases), level)
    yield from criteria(changes, phrases, level)
    yield from contributions(changes, phrases, level)


def _outcome(workload: Changes, phrases: Phrases) -> Iterator[str]:
    before, after = phrases.outcome(workload.before), phrases.outcome(workload.after)
    if before == after:
        yield t("Result: {after}, before and after.", after=after)
    else:
        yield t("Result: {before} before, {after} after.", before=before, after=after)
    yield from result.shares(workload)
    yield from result.lead(workload, phrases)


def _moves(changes: Changes, phrases: Phrases, level: int) -> Iterator[Block]:
    if changes.pair is None or not changes.criteria:
        return
    moves = table(
        t("What moved the lead, in points"),
        changes.criteria,
        (t("Criterion"), lambda each: each.name),
        (t("Weight"), lambda each: shifted(weight(each.weight_before), weight(each.weight_after))),
        (numeric(phrases.before), lambda each: figures.signed(each.difference_before)),
        (numeric(phrases.after), lambda each: figures.signed(each.difference_after)),
        (numeric(t("Moved")), lambda each: figures.signed(each.moved)),
        (t("Answer"), lambda each: answered(each.label_before, each.label_after)),
    )
    lead = map(Paragraph, result.lead(changes, phrases))
    yield Details(t("What moved the lead"), (*lead, moves), level)


def _rule(change: RuleChange) -> Item:
    before, after = change.before, change.after
    shares = {"before": figures.percent(before), "after": figures.percent(after)}
    numbers = {"before": figures.number(before), "after": figures.number(after)}
    match change.rule:
        case "confidence":
            text = t(
                "Share of simulations that names a side: {before} before, {after} after", **shares
            )
        case "unknown_limit":
            text = t(
                "Weight on unknown answers from which no side is named: {before} before, {after}"
                " after",
                **shares,
            )
        case "weak_value":
            text = t(
                "Value below which something is a weak spot: {before} before, {after} after",
                **numbers,
            )
        case _:
            text = t("{rule}: {before} before, {after} after", rule=change.rule, **numbers)
    return Item(text)


def _wording(change: WordingChange) -> Item:
    text = change.text_after
    if change.text_before != text:
        text = t("{before} Now: {after}", before=change.text_before, after=text)
    answer = answered(change.label_before, change.label_after)
    return Item(text, details=(t("Answer: {answer}", answer=answer),))


def _costs(comparison: Comparison, phrases: Phrases) -> Iterator[Block]:
    costs = comparison.costs
    if costs is None:
        return
    items = (
        *(lines.cost(change, costs, phrases, ends=True) for change in costs.changes),
        *lines.ceiling(costs),
    )
    if items:
        before = costs.prices_as_of_before or t("none")
        after = costs.prices_as_of_after or t("none")
        days = (
            t("Prices as of: {day}", day=after)
            if before == after
            else t("Prices as of: {before} before, {after} after", before=before, after=after)
        )
        yield from chapter(t("Costs that changed"), (*items, Item(days)))
