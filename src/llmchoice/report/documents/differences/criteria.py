"""Criteria that differ: which ones count, their shares, and what they give the options."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.comparison import Changes, CriterionValues, ValueChange
from llmchoice.report.blocks import Block, Column, Details, Heads, Item, Table, chapter
from llmchoice.report.documents.differences.phrases import Phrases, shifted, weight


def criteria(changes: Changes, phrases: Phrases, level: int) -> Iterator[Block]:
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


def contributions(changes: Changes, phrases: Phrases, level: int) -> Iterator[Block]:
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
