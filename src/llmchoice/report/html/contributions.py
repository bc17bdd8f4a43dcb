"""Every criterion of a subject once, with what it adds to each option."""

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from llmchoice import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Contribution
    from llmchoice.report.subject import Subject


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion, and its contribution to each option in order; None where it has none."""

    criterion: "Contribution"
    """The first of them: for what does not depend on the option."""
    items: "tuple[Contribution | None, ...]"

    @property
    def sources(self) -> tuple[str, ...]:
        """Every claim and reference that one of them rests on."""
        found = (s for item in self.items if item for s in (*item.claims, *item.references))
        return tuple(dict.fromkeys(found))


def rows(subject: "Subject") -> "list[Row]":
    """One row per criterion, in order."""
    by_option = [
        {item.criterion: item for item in option.contributions} for option in subject.options
    ]
    criteria = {criterion: item for items in by_option for criterion, item in items.items()}
    return [
        Row(item, tuple(items.get(criterion) for items in by_option))
        for criterion, item in criteria.items()
    ]


def by_priority(subject: "Subject") -> "Iterator[tuple[str, list[Row]]]":
    """Neighbouring rows of the same priority together."""
    for priority, found in groupby(rows(subject), key=lambda row: row.criterion.priority):
        yield priority, list(found)


def value(item: "Contribution") -> str:
    """The value, and how far it can go where the answer is unknown."""
    if item.low == item.high:
        return figures.score(item.value)
    return f"{figures.score(item.value)} ({figures.score(item.low)} to {figures.score(item.high)})"
