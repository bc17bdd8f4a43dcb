"""Lines in a frame with powers of ten along both edges."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, floor, log10

import svg
from markupsafe import Markup

from llmchoice import figures
from llmchoice.language import t
from llmchoice.report.backends.html.shapes import label, picture
from llmchoice.report.blocks import Plot, Series

_HEIGHT = 340
"""Of the frame, in pixels."""
_BELOW = 40
"""Pixels for the figures below it."""
_LEFT, _WIDE = 0.5, 98.5
"""Percent of the width at which it starts, and that it takes."""
_MOST = 8
"""Powers of ten that a telephone has room for."""
_MILLION, _BILLION = 1e6, 1e9
_FINE = 1000
"""Units of the inner drawing, which is stretched to the frame."""
_DASHES = 5
"""Kinds of lines: beyond them only the numbers tell lines apart."""
_EDGE = 0.03
"""Share of the frame that a disc takes."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Powers of ten along one edge."""

    low: int
    high: int

    def place(self, amount: float) -> float:
        """From 0 at the low end to 1 at the high end."""
        return (log10(amount) - self.low) / (self.high - self.low)

    def decades(self) -> Iterator[tuple[float, float]]:
        """The powers of ten that are marked, each with its place."""
        step = ceil((self.high - self.low) / _MOST)
        for power in range(self.low, self.high + 1, step):
            yield 10.0**power, (power - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Frame:
    """One axis from left to right, one from the bottom up."""

    across: Axis
    up: Axis

    def x(self, amount: float) -> svg.Length:
        """Where an amount is, across."""
        return _across(self.across.place(amount))

    def y(self, amount: float) -> float:
        """Where an amount is, down."""
        return _down(self.up.place(amount))

    def holds(self, point: tuple[float, float], edge: float = 0) -> bool:
        """Whether a point is in the frame, and further than a share of it from the edges."""
        places = self.across.place(point[0]), self.up.place(point[1])
        return all(edge <= place <= 1 - edge for place in places)

    def lines(self) -> "list[svg.Element]":
        """A line for every power of ten that is marked."""
        flat = (_down(place) for _, place in self.up.decades())
        upright = (_across(place) for _, place in self.across.decades())
        return [
            *(svg.Line(x1=_across(0), x2=_across(1), y1=y, y2=y, class_=["grid"]) for y in flat),
            *(svg.Line(x1=x, x2=x, y1=0, y2=_HEIGHT, class_=["grid"]) for x in upright),
        ]

    def figures(self, across: str, up: str) -> "list[svg.Element]":
        """What the lines stand for, and what each axis counts."""
        return [*self._up(up), *self._across(across)]

    def _up(self, unit: str) -> "Iterator[svg.Element]":
        for amount, place in self.up.decades():
            y = _down(place) + (12 if place == 1 else -4)
            yield label(_amount(amount), _across(0), y, style="tick", dx=3)
        yield label(unit, _across(1), 12, style="tick", dx=-3, anchor="end")

    def _across(self, unit: str) -> "Iterator[svg.Element]":
        for number, (amount, place) in enumerate(self.across.decades()):
            yield label(
                _amount(amount),
                _across(place),
                _HEIGHT + 15,
                style="tick-between" if number % 2 else "tick",
                anchor={0.0: "start", 1.0: "end"}.get(place, "middle"),
            )
        yield label(unit, _across(0.5), _HEIGHT + 33, style="tick", anchor="middle")


def axis(amounts: Iterable[float]) -> Axis:
    """From the power of ten below the lowest amount to the one above the highest."""
    ordered = sorted(amounts)
    low = floor(log10(ordered[0]))
    return Axis(low, max(low + 1, ceil(log10(ordered[-1]))))


def _amount(amount: float) -> str:
    """A power of ten, short."""
    if amount >= _BILLION:
        return t("{number} bn", number=figures.number(amount / _BILLION))
    if amount >= _MILLION:
        return t("{number} m", number=figures.number(amount / _MILLION))
    return figures.number(amount)


def _across(place: float) -> svg.Length:
    return svg.Length(round(_LEFT + place * _WIDE, 3), "%")


def _down(place: float) -> float:
    return round((1 - place) * _HEIGHT, 2)


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
        *_mark(plot, frame),
        _stretched([_line(number, series, frame) for number, series in lines]),
        *frame.figures(plot.across, plot.up),
        *(part for number, series in lines for part in _disc(number, series, len(lines), frame)),
    ]
    named = figures.listed(f"{number} {series.name}" for number, series in lines)
    return picture(key, (plot.title, named), _HEIGHT + _BELOW, elements)


def _mark(plot: Plot, frame: Frame) -> "list[svg.Element]":
    mark = plot.mark
    if mark is None or mark <= 0 or not 0 <= frame.across.place(mark) <= 1:
        return []
    x, late = frame.x(mark), frame.across.place(mark) > 1 / 2
    dx, anchor = (-6, "end") if late else (6, "start")
    return [
        svg.Line(x1=x, x2=x, y1=0, y2=_HEIGHT, class_=["here"]),
        label(plot.mark_text, x, _HEIGHT - 22, style="here-label", dx=dx, anchor=anchor),
    ]


def _stretched(elements: "list[svg.Element]") -> svg.SVG:
    """A drawing of its own units over the whole frame; what is outside is cut off."""
    return svg.SVG(
        xmlns=None,
        x=svg.Length(_LEFT, "%"),
        y=0,
        width=svg.Length(_WIDE, "%"),
        height=_HEIGHT,
        viewBox=svg.ViewBoxSpec(0, 0, _FINE, _FINE),
        preserveAspectRatio=svg.PreserveAspectRatio("none"),
        elements=elements,
        class_=["plot-lines"],
    )


def _line(number: int, series: Series, frame: Frame) -> svg.Polyline:
    points = [
        svg.Point(
            round(_FINE * frame.across.place(x), 2), round(_FINE * (1 - frame.up.place(y)), 2)
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
