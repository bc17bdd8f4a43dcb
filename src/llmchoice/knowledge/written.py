"""Rules and value tables as they are written, before the options that they are about are known.

A rule names attributes of options, and a table its columns; both are bound to the options once
every file was read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from llmchoice.knowledge.document import Path
from llmchoice.model.base import Frozen, Id, Positive, Text
from llmchoice.model.criterion import Criterion, Point, PriorityHead, Row
from llmchoice.model.option import EVERY_OPTION, Option, Selector
from llmchoice.model.rule import Advice, Need, Veto


class WrittenConstraint(Veto):
    """A veto, and which options it excludes."""

    excludes: Selector


class WrittenCondition(Need):
    """Something to obtain, and the options that need it: all of them where none are named."""

    options: Selector = EVERY_OPTION


class WrittenStep(Advice):
    """A next step, and the recommended options that it goes with: all where none are named."""

    options: Selector = EVERY_OPTION


Written = WrittenConstraint | WrittenCondition | WrittenStep


def selector(rule: Written) -> tuple[str, Selector]:
    """The key under which a rule names its options, and what it names."""
    if isinstance(rule, WrittenConstraint):
        return "excludes", rule.excludes
    return "options", rule.options


def bound(rule: Written, options: Iterable[Option]) -> dict[str, Any]:
    """The fields of a rule with the ids of its options; none for a step that goes with every."""
    key, named = selector(rule)
    goes_with_all = isinstance(rule, WrittenStep) and not named.model_fields_set
    return {**dict(rule), key: () if goes_with_all else named.ids(options)}


class PriorityFile(PriorityHead):
    """A priority with the criteria that it is split among: `priorities/*.yaml`."""

    columns: tuple[Id, ...]
    """The options, in the order in which every row of the file gives their values."""
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class CriterionChange(Frozen):
    """What a folder of one's own changes of a criterion: what it names, column by column."""

    id: Id
    share: Positive | None = None
    values: Mapping[Id, Row] = Field(default_factory=dict)
    points: tuple[Point, ...] = ()
    reasons: Mapping[Id, Text] = Field(default_factory=dict)
    worries: tuple[Id, ...] = ()
    """Of the options that the file has columns for."""


Table = Mapping[str | float, Mapping[str, float]]
"""Answer, or amount, to the value of each option."""


def rows_of(item: Criterion | CriterionChange) -> Iterator[tuple[Path, str | float, Row]]:
    """Where each row of a table stands, what it is about, and its values."""
    for answer, row in item.values.items():
        yield ("values", answer), answer, row
    for at, point in enumerate(item.points):
        yield ("points", at), point.at, point.values


def table(item: Criterion | CriterionChange, columns: Sequence[str]) -> Table:
    """The values by the name of their column; each row has one per column."""
    return {key: dict(zip(columns, row, strict=True)) for _, key, row in rows_of(item)}


def changed(criterion: Criterion, change: CriterionChange, columns: Sequence[str]) -> Criterion:
    """A criterion with what was changed of it but its table."""
    worries = [option for option in criterion.worries if option not in columns]
    return criterion.model_copy(
        update={
            "share": change.share or criterion.share,
            "reasons": {**criterion.reasons, **change.reasons},
            "worries": (*worries, *change.worries),
        }
    )


def in_order(criterion: Criterion, values: Table, options: Sequence[str]) -> Criterion:
    """A criterion with its values in the order of the options; none may be missing."""
    rows = {key: tuple(row[option] for option in options) for key, row in values.items()}
    return criterion.model_copy(
        update={
            "values": {answer: rows[answer] for answer in criterion.values},
            "points": tuple(
                Point.model_construct(at=point.at, values=rows[point.at])
                for point in criterion.points
            ),
        }
    )
