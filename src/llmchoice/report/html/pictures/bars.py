"""Bars from zero, one below the other, each under its name and its figure."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import svg

from llmchoice.report.html.pictures.drawing import across, grid, label, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = 18
_BAR = 22
_AFTER = 14
_BELOW = 22
_ROOM_FOR_MARK = 0.045
"""Share of the axis below which a segment is too narrow for its mark on a telephone."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar."""

    length: float
    """Share of the axis, from 0 to 1."""
    style: str
    """Class of the style sheet that colours it."""
    mark: str
    """A character or two that say what the colour says."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A name with a figure, and segments end to end below them."""

    name: str
    segments: "tuple[Segment, ...]"
    figure: str
    faint: bool = False
    """Drawn as something that does not count; the name says why."""


def bars(
    rows: "Sequence[Bar]", marks: "Sequence[tuple[float, str]]"
) -> "tuple[float, list[svg.Element]]":
    """The height of the picture in pixels, and what is in it."""
    height, drawn = 0.0, []
    for row in rows:
        deep, element = _row(row, height)
        drawn.append(element)
        height += deep
    return height + _BELOW, [*grid(marks, height), *drawn]


def _row(row: Bar, top: float) -> "tuple[float, svg.Element]":
    deep, parts = lines(row.name, top + _LINE, row.figure)
    top += deep
    start = 0.0
    for segment in row.segments:
        parts += _segment(segment, start, top + 7)
        start += segment.length
    whole = svg.G(class_=["row", "faint"] if row.faint else ["row"], elements=parts)
    return deep + _BAR + _AFTER, whole


def _segment(segment: Segment, start: float, top: float) -> "list[svg.Element]":
    if segment.length <= 0:
        return []
    shape = svg.Rect(
        x=across(start),
        y=top,
        width=across(segment.length),
        height=_BAR,
        class_=["bar", segment.style],
    )
    if segment.length < _ROOM_FOR_MARK or not segment.mark:
        return [shape]
    middle = across(start + segment.length / 2)
    return [shape, label(segment.mark, middle, top + 16, style="mark", anchor="middle")]
