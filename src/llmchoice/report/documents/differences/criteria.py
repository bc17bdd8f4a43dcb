"""Criteria that differ: which ones count, their shares, and what they give the options."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.language import t
from llmchoice.report.blocks import Bullets, Column, Details, Item, Table
from llmchoice.report.documents.differences.phrases import score, shifted, weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmchoice.model.comparison import Changes, CriterionValues, ValueChange
    from llmchoice.report.blocks import Block
    from llmchoice.report.documents.differences.phrases import Phrases


def criteria(changes: "Changes", phrases: "Phrases", level: int) -> "Iterator[Block]":
    """Criteria that came or went, and values and shares that differ for the same answer."""
    found = changes.contributions
    came = [c for c in found if c.counts_after and not c.counts_before]
    went = [c for c in found if c.counts_before and not c.counts_after]
    both = [c for c in found if c.counts_before and c.counts_after]
    chapters = (
        (
            t("Criteria that count now"),
            [Item(_weighed(c.name, c.weight_after), details=_values(c, phrases)) for c in came],
        ),
        (
            t("Criteria that no longer count"),
            [Item(_weighed(c.name, c.weight_before)) for c in went],
        ),
        (
            t("Values that changed for the same answer, from 0 to 100"),
            [
                Item(criterion.name, details=_values(criterion, phrases))
                for criterion in _revalued(changes, phrases)
            ],
        ),
        (t("Shares of a priority that changed"), [*_shares(both)]),
    )
    for summary, items in chapters:
        if items:
            yield Details(summary, (Bullets(tuple(items)),), level)


def revalued(changes: "Changes", phrases: "Phrases") -> "Iterator[str]":
    """The names of criteria that give options another value although the answer is the same."""
    yield from (criterion.name for criterion in _revalued(changes, phrases))


def _revalued(changes: "Changes", phrases: "Phrases") -> "Iterator[CriterionValues]":
    for criterion in changes.contributions:
        if criterion.same_answer and _values(criterion, phrases):
            yield criterion


def contributions(changes: "Changes", phrases: "Phrases", level: int) -> "Iterator[Block]":
    """What every criterion gives every option, where that differs."""
    if not changes.contributions:
        return
    options = [option.id for option in changes.options]
    table = Table(
        (Column(t("Criterion")), Column(t("Weight")), *map(Column, map(phrases.option, options))),
        tuple(_row(found, options) for found in changes.contributions),
        title=t("Contributions that changed, in points"),
    )
    yield Details(t("Contributions that changed, in points"), (table,), level)


def _row(found: "CriterionValues", options: list[str]) -> tuple[str, ...]:
    by_option = {value.option: value for value in found.options}
    cells = (_points(by_option.get(option)) for option in options)
    return (found.name, shifted(weight(found.weight_before), weight(found.weight_after)), *cells)


def _points(value: "ValueChange | None") -> str:
    if value is None:
        return ""
    before, after = value.contribution_before, value.contribution_after
    return shifted(*(t("none") if p is None else score(p) for p in (before, after)))


def _shares(found: "Iterable[CriterionValues]") -> "Iterator[Item]":
    for criterion in found:
        before, after = weight(criterion.share_before), weight(criterion.share_after)
        if before != after:
            yield Item(
                t(
                    "{criterion}: {share} of {priority}",
                    criterion=criterion.name,
                    share=shifted(before, after),
                    priority=criterion.priority,
                )
            )


def _weighed(name: str, share: float | None) -> str:
    if share is None:
        return name
    return t("{criterion}: {weight} of the weight", criterion=name, weight=figures.percent(share))


def _values(criterion: "CriterionValues", phrases: "Phrases") -> tuple[str, ...]:
    return tuple(
        _value(value, value.value_after, phrases)
        for value in criterion.options
        if value.value_before != value.value_after and value.value_after is not None
    )


def _value(value: "ValueChange", after: float, phrases: "Phrases") -> str:
    before = value.value_before
    shown = figures.score(after) if before is None else shifted(*_told_apart(before, after))
    places = {"option": phrases.options.get(value.option, value.name), "value": shown}
    if value.computed_after:
        return t("{option}: {value}, from computed costs", **places)
    return t("{option}: {value}", **places)


def _told_apart(before: float, after: float) -> tuple[str, str]:
    """Values that differ must not read the same."""
    rounded = figures.score(before), figures.score(after)
    if rounded[0] != rounded[1]:
        return rounded
    return figures.number(round(before, 4)), figures.number(round(after, 4))
