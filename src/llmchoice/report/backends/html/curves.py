"""Where the lines of a plot lie in a frame with powers of ten along both edges.

A place is from 0, at the left or the bottom, to 1.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from llmchoice import figures
from llmchoice.language import t
from llmchoice.report.blocks import Plot, Tone

_HEIGHT = 340
_LEFT, _WIDE = 0.5, 98.5
"""Percent of the width at which the frame starts, and that it takes."""
_MOST = 8
"""Powers of ten that a telephone has room for."""
_MILLION, _BILLION = 1e6, 1e9
_FINE = 1000
"""Units of the inner drawing, which is stretched to the frame."""
_EDGE = 0.03
"""Share of the frame that a disc takes."""


def x(place: float) -> float:
    """Across, in percent of the picture's width."""
    return round(_LEFT + place * _WIDE, 3)


def y(place: float) -> float:
    """Down, in pixels."""
    return round((1 - place) * _HEIGHT, 2)


@dataclass(frozen=True, slots=True)
class Axis:
    """Powers of ten along one edge."""

    low: int
    high: int

    def place(self, amount: float) -> float:
        """Where an amount is."""
        return (log10(amount) - self.low) / (self.high - self.low)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """The places of the powers of ten that are marked, with their figures."""
        step = ceil((self.high - self.low) / _MOST)
        for power in range(self.low, self.high + 1, step):
            yield (power - self.low) / (self.high - self.low), _amount(10.0**power)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that has points."""

    number: int
    name: str
    tone: Tone
    points: str
    """Across and down, in units of the inner drawing."""
    disc: tuple[float, float] | None
    """Where its number stands, at another point than those of the others; None where none is."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A plot as it is drawn."""

    lines: tuple[Line, ...]
    names: str
    """Those of all lines, for whoever cannot see them."""
    across: Axis
    up: Axis
    mark: float | None
    """A place across; None where nothing is marked in the frame."""


def draw(plot: Plot) -> Drawing | None:
    """The plot from the power of ten below its lowest amount on; None without a line."""
    series = [series for series in plot.series if series.points]
    points = [point for each in series for point in each.points]
    if not points:
        return None
    across, up = _axis(amount for amount, _ in points), _axis(amount for _, amount in points)
    lines = []
    for number, each in enumerate(series, start=1):
        places = [(across.place(amount), up.place(other)) for amount, other in each.points]
        disc = _disc((number - 1 / 2) / len(series), places)
        drawn = " ".join(f"{round(_FINE * x, 2)},{round(_FINE * (1 - y), 2)}" for x, y in places)
        lines.append(Line(number, each.name, each.tone, drawn, disc))
    mark = across.place(plot.mark) if plot.mark and plot.mark > 0 else -1
    named = figures.listed(f"{line.number} {line.name}" for line in lines)
    return Drawing(tuple(lines), named, across, up, mark if 0 <= mark <= 1 else None)


def _axis(amounts: Iterable[float]) -> Axis:
    ordered = sorted(amounts)
    low = floor(log10(ordered[0]))
    return Axis(low, max(low + 1, ceil(log10(ordered[-1]))))


def _disc(share: float, places: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """The point that is such a share along those on which a disc is seen whole."""
    seen = [place for place in places if all(_EDGE <= each <= 1 - _EDGE for each in place)]
    return seen[min(len(seen) - 1, round(share * len(seen)))] if seen else None


def _amount(amount: float) -> str:
    """A power of ten, short."""
    if amount >= _BILLION:
        return t("{number} bn", number=figures.number(amount / _BILLION))
    if amount >= _MILLION:
        return t("{number} m", number=figures.number(amount / _MILLION))
    return figures.number(amount)
