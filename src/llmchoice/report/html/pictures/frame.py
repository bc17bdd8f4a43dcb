"""A frame with powers of ten along both edges."""

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

import svg

from llmchoice.report.html.pictures.drawing import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEIGHT = 340
"""Of the frame, in pixels."""
BELOW = 40
"""Pixels for the figures below it."""
LEFT, WIDE = 0.5, 98.5
"""Percent of the width at which it starts, and that it takes."""
_MILLION = 1e6
_CLOSE = 0.035
"""Share of the frame that a mark takes."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Powers of ten along one edge."""

    low: int
    high: int

    def place(self, amount: float) -> float:
        """From 0 at the low end to 1 at the high end."""
        return (log10(amount) - self.low) / (self.high - self.low)

    def decades(self) -> "Iterator[tuple[float, float]]":
        """Every power of ten with its place."""
        for power in range(self.low, self.high + 1):
            yield 10.0**power, (power - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Frame:
    """Volumes from left to right, amounts from the bottom up."""

    volumes: Axis
    amounts: Axis

    def x(self, volume: float) -> svg.Length:
        """Where a volume is, across."""
        return _across(self.volumes.place(volume))

    def y(self, amount: float) -> float:
        """Where an amount is, down."""
        return _down(self.amounts.place(amount))

    def holds(self, volume: float, amount: float, edge: float = 0) -> bool:
        """Whether a point is in the frame, and further than a share of it from the edges."""
        places = self.volumes.place(volume), self.amounts.place(amount)
        return all(edge <= place <= 1 - edge for place in places)

    def near(self, one: tuple[float, float], other: tuple[float, float]) -> bool:
        """Whether two points, each a volume and an amount, are too close to be told apart."""
        across = self.volumes.place(one[0]) - self.volumes.place(other[0])
        down = self.amounts.place(one[1]) - self.amounts.place(other[1])
        return abs(across) < _CLOSE and abs(down) < _CLOSE

    def lines(self) -> "list[svg.Element]":
        """A line for every power of ten."""
        flat = (_down(place) for _, place in self.amounts.decades())
        upright = (_across(place) for _, place in self.volumes.decades())
        return [
            *(svg.Line(x1=_across(0), x2=_across(1), y1=y, y2=y, class_=["grid"]) for y in flat),
            *(svg.Line(x1=x, x2=x, y1=0, y2=HEIGHT, class_=["grid"]) for x in upright),
        ]

    def figures(self, unit: str) -> "list[svg.Element]":
        """What the lines stand for: amounts in a unit, volumes in millions of tokens."""
        return [*self._amounts(unit), *self._volumes()]

    def _amounts(self, unit: str) -> "Iterator[svg.Element]":
        for amount, place in self.amounts.decades():
            top = place == 1
            text = f"{amount:,.10g} {unit}" if top else f"{amount:,.10g}"
            y = _down(place) + (12 if top else -4)
            yield label(text, _across(0), y, style="tick", dx=3)

    def _volumes(self) -> "Iterator[svg.Element]":
        for number, (volume, place) in enumerate(self.volumes.decades()):
            yield label(
                f"{volume / _MILLION:,.10g}",
                _across(place),
                HEIGHT + 15,
                style="tick-between" if number % 2 else "tick",
                anchor={0.0: "start", 1.0: "end"}.get(place, "middle"),
            )
        text = "million tokens a month"
        yield label(text, _across(0.5), HEIGHT + 33, style="tick", anchor="middle")


def axis(amounts: "Iterable[float]", least: int | None = None) -> Axis:
    """From the power of ten below the lowest amount to the one above the highest.

    `least` is the lowest power that is shown at all.
    """
    found = sorted(amounts)
    low = floor(log10(found[0]))
    low = low if least is None else max(least, low)
    return Axis(low, max(low + 1, ceil(log10(found[-1]))))


def _across(place: float) -> svg.Length:
    return svg.Length(round(LEFT + place * WIDE, 3), "%")


def _down(place: float) -> float:
    return round((1 - place) * HEIGHT, 2)
