"""Checks of one criterion's value table."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from llmchoice.knowledge.document import Path
from llmchoice.model.criterion import Computed, Criterion
from llmchoice.model.question import Amount, Question

ANCHORS = frozenset({0, 50, 100})


def table_findings(
    criterion: Criterion, question: Question, options: Sequence[str]
) -> Iterator[tuple[str, Path]]:
    """What is wrong with a table: rows, reasons, anchors and order."""
    rows: dict[Path, Sequence[float]]
    if isinstance(question, Amount):
        yield from _points(criterion, question)
        rows = {("points", at): point.values for at, point in enumerate(criterion.points)}
    else:
        yield from _answers(criterion, question)
        ids = [choice.id for choice in question.choices if choice.id in criterion.values]
        rows = {("values", name): criterion.values[name] for name in ids}
    yield from _worries(criterion, list(rows.values()), options)
    unexplained = [option for option in options if option not in criterion.reasons]
    if unexplained:
        yield f"there is no reason for {', '.join(unexplained)}", ("reasons",)
    for name in criterion.reasons:
        if name not in options:
            yield f"there is no option '{name}'", ("reasons", name)
    if not ANCHORS.issubset(criterion.anchors):
        yield "needs the anchors 0, 50 and 100", ("anchors",)
    if criterion.computed is not None:
        yield from _computed(criterion.computed, question)


def _computed(computed: Computed, question: Question) -> Iterator[tuple[str, Path]]:
    if not isinstance(question, Amount):
        what = f"costs are computed from a volume, and '{question.id}' does not ask for a number"
        yield what, ("computed",)
    if not ANCHORS.issubset(computed.anchors):
        yield "needs the anchors 0, 50 and 100", ("computed", "anchors")


def _points(criterion: Criterion, question: Question) -> Iterator[tuple[str, Path]]:
    amounts = [point.at for point in criterion.points]
    if criterion.values or len(amounts) < 2:  # noqa: PLR2004 - a line needs two points
        yield f"'{question.id}' asks for a number: give points, two or more, and no values", ()
    if any(left >= right for left, right in pairwise(amounts)):
        yield "the points must rise", ("points",)
    if question.scale == "log10" and amounts and amounts[0] <= 0:
        yield "the first point must be above 0 on a logarithmic scale", ("points",)


def _answers(criterion: Criterion, question: Question) -> Iterator[tuple[str, Path]]:
    choices = {choice.id for choice in question.choices}
    for name in sorted(choices - set(criterion.values)):
        yield f"the answer '{name}' of '{question.id}' has no row", ("values",)
    for name in sorted(set(criterion.values) - choices):
        yield f"'{name}' is not an answer to '{question.id}'", ("values", name)
    if criterion.points:
        yield f"'{question.id}' does not ask for a number: give values and no points", ("points",)


def _worries(
    criterion: Criterion, rows: Sequence[Sequence[float]], options: Sequence[str]
) -> Iterator[tuple[str, Path]]:
    for name in criterion.worries:
        if name not in options:
            yield f"there is no option '{name}'", ("worries",)
            continue
        column = [row[options.index(name)] for row in rows]
        if any(later > earlier for earlier, later in pairwise(column)):
            yield f"'{name}' does better as the answer gets more demanding", ("worries",)
