"""Lines over two axes in powers of ten, with the points that are marked on them."""

from typing import TYPE_CHECKING

import svg
from markupsafe import Markup

from llmchoice import figures
from llmchoice.report.backends.html.pictures.drawing import label, picture
from llmchoice.report.backends.html.pictures.frame import BELOW, HEIGHT, LEFT, WIDE, Frame, axis
from llmchoice.report.blocks import Plot, Series

if TYPE_CHECKING:
    from collections.abc import Iterator

_FINE = 1000
"""Units of the inner drawing, which is stretched to the frame."""
_DASHES = 5
"""Kinds of lines: beyond them only the numbers tell lines apart."""
_EDGE = 0.03
"""Share of the frame that a disc takes."""


def numbered(plot: Plot) -> list[tuple[int, Series]]:
    """The lines that have points, from 1."""
    return list(enumerate((series for series in plot.series if series.points), start=1))


def draw(plot: Plot, key: str) -> Markup:
    """The picture, empty where there is no line. `key` is the beginning of its ids."""
    lines = numbered(plot)
    points = [point for _, series in lines for point in series.points]
    if not points:
        return Markup()
    frame = Frame(axis(x for x, _ in points), axis(y for _, y in points))
    elements = [
        *frame.lines(),
        *_here(plot, frame),
        _stretched([_line(number, series, frame) for number, series in lines]),
        *frame.figures(plot.across, plot.up),
        *(part for number, series in lines for part in _disc(number, series, len(lines), frame)),
        *_crossings(plot, frame),
    ]
    named = figures.listed(f"{number} {series.name}" for number, series in lines)
    return picture(key, (plot.title, named), HEIGHT + BELOW, elements)


def _here(plot: Plot, frame: Frame) -> "list[svg.Element]":
    here = plot.here
    if here is None or here <= 0 or not 0 <= frame.across.place(here) <= 1:
        return []
    x, late = frame.x(here), frame.across.place(here) > 1 / 2
    dx, anchor = (-6, "end") if late else (6, "start")
    return [
        svg.Line(x1=x, x2=x, y1=0, y2=HEIGHT, class_=["here"]),
        label(plot.here_text, x, HEIGHT - 22, style="here-label", dx=dx, anchor=anchor),
    ]


def _stretched(elements: "list[svg.Element]") -> svg.SVG:
    """A drawing of its own units over the whole frame; what is outside is cut off."""
    return svg.SVG(
        xmlns=None,
        x=svg.Length(LEFT, "%"),
        y=0,
        width=svg.Length(WIDE, "%"),
        height=HEIGHT,
        viewBox=svg.ViewBoxSpec(0, 0, _FINE, _FINE),
        preserveAspectRatio=svg.PreserveAspectRatio("none"),
        elements=elements,
        class_=["plot-lines"],
    )


def _line(number: int, series: Series, frame: Frame) -> svg.Polyline:
    points = [
        svg.Point(
            round(_FINE * frame.across.place(x), 2),
            round(_FINE * (1 - frame.up.place(y)), 2),
        )
        for x, y in series.points
    ]
    style = f"line-{1 + (number - 1) % _DASHES}"
    return svg.Polyline(points=points, class_=["curve", style, f"tone-{series.tone}"])


def _disc(number: int, series: Series, count: int, frame: Frame) -> "list[svg.Element]":
    """The number of a line in a disc on it, at another place than the discs of the others."""
    seen = [point for point in series.points if frame.holds(point, edge=_EDGE)]
    if not seen:
        return []
    share = (number - 1 / 2) / count
    point = seen[min(len(seen) - 1, round(share * len(seen)))]
    x, y = frame.x(point[0]), frame.y(point[1])
    return [
        svg.Circle(cx=x, cy=y, r=10, class_=["disc", f"tone-{series.tone}"]),
        label(str(number), x, y + 4, style="mark", anchor="middle"),
    ]


def _crossings(plot: Plot, frame: Frame) -> "Iterator[svg.Element]":
    """A ring where lines cross; rings that would cover each other share their marks."""
    marked: dict[tuple[float, float], str] = {}
    for x, y, mark in plot.crossings:
        point = (x, y)
        if min(point) > 0 and frame.holds(point):
            near = next((other for other in marked if frame.near(point, other)), point)
            marked[near] = f"{marked[near]}, {mark}" if near in marked else mark
    for point, text in marked.items():
        left, top = frame.x(point[0]), frame.y(point[1])
        yield svg.Circle(cx=left, cy=top, r=4, class_=["crossing"])
        yield label(text, left, top - 8, style="crossing-label", anchor="middle")
