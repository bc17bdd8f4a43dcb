"""What differs beside scores and answers: criteria, values, rules, wording and costs.

A section is told the same way in every format: a title, and entries with details below them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import money, percent
from llmchoice.report.cost.phrases import band
from llmchoice.report.wording.answers import answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmchoice.model.comparison import (
        Changes,
        Comparison,
        CostComparison,
        CriterionValues,
        RuleChange,
        ValueChange,
        WordingChange,
    )
    from llmchoice.report.comparison.phrases import Phrases

_RULES = {
    "confidence": "Share of draws below which no side is recommended",
    "unknown_limit": "Share of the weight on unknown answers above which no side is recommended",
    "weak_value": "Value below which a criterion is a weak spot",
}
_SHARES = ("confidence", "unknown_limit")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line, and lines that belong to it."""

    text: str
    details: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A title with at least one entry."""

    title: str
    entries: tuple[Entry, ...]


def section(title: str, entries: "Iterable[Entry | str]") -> "Iterator[Section]":
    """A section, or nothing where there is nothing to tell."""
    found = tuple(Entry(entry) if isinstance(entry, str) else entry for entry in entries)
    if found:
        yield Section(title, found)


def frame(comparison: "Comparison", phrases: "Phrases") -> "Iterator[Section]":
    """What differs for the organisation and all of its workloads at once."""
    rules = (_rule(change, phrases) for change in comparison.rules)
    yield from section("Rules for a verdict that changed", rules)
    yield from section(
        "Questions in other words",
        (
            Entry(
                phrases.shift(change.text_before, change.text_after),
                (_relabelled(change, phrases),),
            )
            for change in comparison.wordings
        ),
    )


def criteria(changes: "Changes", phrases: "Phrases") -> "Iterator[Section]":
    """Criteria that came or went, and values and shares that are others for the same answer."""
    found = changes.contributions
    came = (c for c in found if c.counts_after and not c.counts_before)
    went = (c for c in found if c.counts_before and not c.counts_after)
    yield from section(
        "Criteria that count, and did not",
        (Entry(_weighed(c.name, c.weight_after), _values(c.options, phrases)) for c in came),
    )
    yield from section(
        "Criteria that no longer count", (_weighed(c.name, c.weight_before) for c in went)
    )
    yield from section(
        "Values that changed for the same answer, from 0 to 100",
        (
            Entry(c.name, details)
            for c in found
            if c.same_answer and (details := _values(c.options, phrases))
        ),
    )
    shares = [(c, phrases.weighed(c.share_before, c.share_after)) for c in found if _in_both(c)]
    yield from section(
        "Shares of a priority that changed",
        (f"{c.name}: {said} of {c.priority}" for c, said in shares if phrases.arrow in said),
    )


def costs(found: "CostComparison | None", phrases: "Phrases") -> "Iterator[Section]":
    """What a month costs, where that differs."""
    if found is None:
        return
    currency = _shifted(found.currency_before, found.currency_after, phrases)
    entries = [
        Entry(
            f"{change.workload}, {change.name}" if change.workload else change.name,
            (phrases.shift(band(change.before), band(change.after)),),
        )
        for change in found.changes
    ]
    ceilings = (found.ceiling_before, found.ceiling_after)
    if ceilings[0] != ceilings[1]:
        said = (phrases.nothing if amount is None else money(amount) for amount in ceilings)
        entries.append(Entry(f"Ceiling: {phrases.shift(*said)}"))
    days = _shifted(found.prices_as_of_before, found.prices_as_of_after, phrases)
    yield from section(f"Costs a month in {currency}, with prices as of {days}", entries)


def contributions(changes: "Changes", phrases: "Phrases") -> "list[tuple[str, ...]]":
    """A table of what every criterion gives every option, in points: header, then rows."""
    options = {option.id: option.name for option in changes.options}
    rows = []
    for found in changes.contributions:
        by_option = {value.option: value for value in found.options}
        cells = (_points(by_option.get(option), phrases) for option in options)
        weight = phrases.weighed(found.weight_before, found.weight_after)
        rows.append((found.name, weight, *cells))
    return [("Criterion", "Weight", *options.values()), *rows] if rows else []


def _in_both(found: "CriterionValues") -> bool:
    return found.counts_before and found.counts_after


def _weighed(name: str, weight: float | None) -> str:
    return f"{name}, with {percent(weight)} of the weight" if weight is not None else name


def _values(options: "Iterable[ValueChange]", phrases: "Phrases") -> tuple[str, ...]:
    return tuple(
        f"{value.name}: {shown}{', from computed costs' if value.computed_after else ''}"
        for value in options
        if value.value_before != value.value_after
        and (shown := _shifted_value(value, phrases)) is not None
    )


def _shifted_value(value: "ValueChange", phrases: "Phrases") -> str | None:
    before, after = value.value_before, value.value_after
    if before is None or after is None:
        return figures.score(after) if after is not None else None
    # Values that differ must not read the same.
    digits = 1 if round(before, 1) != round(after, 1) else 4
    return phrases.shift(f"{before:.{digits}f}", f"{after:.{digits}f}")


def _points(value: "ValueChange | None", phrases: "Phrases") -> str:
    if value is None:
        return ""
    found = (value.contribution_before, value.contribution_after)
    return phrases.shift(*(phrases.nothing if p is None else figures.score(p) for p in found))


def _rule(change: "RuleChange", phrases: "Phrases") -> str:
    before, after = (
        percent(number) if change.rule in _SHARES else f"{number:g}"
        for number in (change.before, change.after)
    )
    return f"{_RULES.get(change.rule, change.rule)}: {phrases.shift(before, after)}"


def _shifted(before: str | None, after: str | None, phrases: "Phrases") -> str:
    if before == after:
        return after or ""
    return phrases.shift(before or phrases.nothing, after or phrases.nothing)


def _relabelled(change: "WordingChange", phrases: "Phrases") -> str:
    before, after = answer(change.label_before), answer(change.label_after)
    return f"The answer: {phrases.shift(before, after)}"
