"""Everything that differs, folded, chapter by chapter."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.comparison import (
    Changes,
    Comparison,
    CriterionValues,
    RuleChange,
    ValueChange,
    WordingChange,
)
from llmchoice.report.blocks import (
    Block,
    Column,
    Details,
    Heads,
    Item,
    Paragraph,
    Table,
    chapter,
    numeric,
    table,
)
from llmchoice.report.documents.differences import lines, result
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
    yield from _criteria(changes, phrases, level)
    yield from _contributions(changes, phrases, level)


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


def _criteria(changes: Changes, phrases: Phrases, level: int) -> Iterator[Block]:
    """Criteria that came or went, and values and shares that differ for the same answer."""
    counted = changes.contributions
    came = (c for c in counted if c.counts_after and not c.counts_before)
    gone = (c for c in counted if c.counts_before and not c.counts_after)
    both = (c for c in counted if c.counts_before and c.counts_after)
    values = (Item(_weighed(c.name, c.weight_after), details=_values(c, phrases)) for c in came)
    yield from chapter(t("Criteria that count now"), values, level)
    names = (_weighed(c.name, c.weight_before) for c in gone)
    yield from chapter(t("Criteria that no longer count"), names, level)
    revalued = (Item(c.name, details=_values(c, phrases)) for c in changes.revalued)
    title = t("Values that changed for the same answer, from 0 to 100")
    yield from chapter(title, revalued, level)
    shares = (item for c in both for item in _share(c))
    yield from chapter(t("Shares of a priority that changed"), shares, level)


def _contributions(changes: Changes, phrases: Phrases, level: int) -> Iterator[Block]:
    """What every criterion gives every option, where that differs."""
    if not changes.contributions:
        return
    options = [option.id for option in changes.options]
    title = t("Contributions that changed, in points")
    columns: Heads = (t("Criterion"), t("Weight"), *map(Column, map(phrases.option, options)))
    rows = tuple(_row(criterion, options) for criterion in changes.contributions)
    yield Details(title, (Table(columns, rows, title),), level)


def _row(criterion: CriterionValues, options: list[str]) -> tuple[str, ...]:
    by_option = {change.option: change for change in criterion.options}
    return (
        criterion.name,
        shifted(weight(criterion.weight_before), weight(criterion.weight_after)),
        *(_points(by_option.get(option)) for option in options),
    )


def _points(change: ValueChange | None) -> str:
    if change is None:
        return ""
    before, after = change.contribution_before, change.contribution_after
    return shifted(*(t("none") if p is None else figures.score(p) for p in (before, after)))


def _share(criterion: CriterionValues) -> Iterator[Item]:
    places = {
        "criterion": criterion.name,
        "priority": criterion.priority,
        "before": weight(criterion.share_before),
        "after": weight(criterion.share_after),
    }
    if places["before"] != places["after"]:
        yield Item(t("{criterion}: {before} of {priority} before, {after} after", **places))


def _weighed(name: str, share: float | None) -> str:
    if share is None:
        return name
    return t("{criterion}: {weight} of the weight", criterion=name, weight=figures.percent(share))


def _values(criterion: CriterionValues, phrases: Phrases) -> tuple[str, ...]:
    return tuple(_value(change, phrases) for change in criterion.revalued)


def _value(change: ValueChange, phrases: Phrases) -> str:
    before, after = figures.told_apart(change.value_before, change.value_after)
    places = {
        "option": phrases.options.get(change.option, change.name),
        "before": before,
        "after": after,
    }
    if change.computed_after:
        if not before:
            return t("{option}: {after}, from computed costs", **places)
        return t("{option}: {before} before, {after} after, from computed costs", **places)
    if not before:
        return t("{option}: {after}", **places)
    return t("{option}: {before} before, {after} after", **places)
