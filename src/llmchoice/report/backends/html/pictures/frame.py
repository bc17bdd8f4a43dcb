"""A frame with powers of ten along both edges."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, floor, log10

import svg

from llmchoice import figures
from llmchoice.language import t
from llmchoice.report.backends.html.pictures.drawing import label

HEIGHT = 340
"""Of the frame, in pixels."""
BELOW = 40
"""Pixels for the figures below it."""
LEFT, WIDE = 0.5, 98.5
"""Percent of the width at which it starts, and that it takes."""
_CLOSE = 0.035
"""Share of the frame that a mark takes."""
_MOST = 8
"""Powers of ten that a telephone has room for."""
_MILLION, _BILLION = 1e6, 1e9


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

    def near(self, point: tuple[float, float], other: tuple[float, float]) -> bool:
        """Whether two points are too close to be told apart."""
        across = self.across.place(point[0]) - self.across.place(other[0])
        up = self.up.place(point[1]) - self.up.place(other[1])
        return abs(across) < _CLOSE and abs(up) < _CLOSE

    def lines(self) -> "list[svg.Element]":
        """A line for every power of ten that is marked."""
        flat = (_down(place) for _, place in self.up.decades())
        upright = (_across(place) for _, place in self.across.decades())
        return [
            *(svg.Line(x1=_across(0), x2=_across(1), y1=y, y2=y, class_=["grid"]) for y in flat),
            *(svg.Line(x1=x, x2=x, y1=0, y2=HEIGHT, class_=["grid"]) for x in upright),
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
                HEIGHT + 15,
                style="tick-between" if number % 2 else "tick",
                anchor={0.0: "start", 1.0: "end"}.get(place, "middle"),
            )
        yield label(unit, _across(0.5), HEIGHT + 33, style="tick", anchor="middle")


def axis(amounts: Iterable[float]) -> Axis:
    """From the power of ten below the lowest amount to the one above the highest."""
    found = sorted(amounts)
    low = floor(log10(found[0]))
    return Axis(low, max(low + 1, ceil(log10(found[-1]))))


def _amount(amount: float) -> str:
    """A power of ten, short."""
    if amount >= _BILLION:
        return t("{number} bn", number=figures.number(amount / _BILLION))
    if amount >= _MILLION:
        return t("{number} m", number=figures.number(amount / _MILLION))
    return figures.number(amount)


def _across(place: float) -> svg.Length:
    return svg.Length(round(LEFT + place * WIDE, 3), "%")


def _down(place: float) -> float:
    return round((1 - place) * HEIGHT, 2)
