"""Cost against volume in plain characters, both axes in powers of ten."""

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from llmchoice.figures import money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from llmchoice.model.cost import CostCase

_ROWS_PER_DECADE = 3
_HERE = ":"
_MILLION = 1e6
_LABEL = 11
"""Columns of a label of the upright axis, with the axis; more where a label is longer."""
_LAST = 7
"""Columns that the last label of the other axis takes beyond its mark."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines of equal meaning, and what their marks stand for."""

    lines: tuple[str, ...]
    legend: tuple[tuple[str, str], ...]
    """Mark and option; the other marks and what they mean."""


def plot(
    case: "CostCase",
    names: "Sequence[tuple[str, str]]",
    volume: float | None,
    *,
    unicode: bool,
    width: int | None = None,
) -> Plot | None:
    """The curves of a case; None where none of them is known.

    Args:
        case: the curves.
        names: option and its name, in order.
        volume: tokens a month, marked if it is on the plot.
        unicode: whether the axes may be box characters.
        width: columns that there are; None where there is no end to them.
    """
    widest = _ends(curve.costs for curve in case.curves)
    step = _step(len(case.volumes), width, _label_width(*widest) if widest else _LABEL)
    volumes = case.volumes[::step]
    costs = {c.option: c.costs[::step] for c in case.curves if any(c.costs)}
    ends = _ends(costs.values())
    if ends is None:
        return None
    grid = _Grid(columns=len(volumes), bottom=ends[0], top=ends[1])
    if volume:
        grid.upright(_column(volumes, volume))
    legend = []
    for number, (option, name) in enumerate(names, start=1):
        if option in costs:
            seen = grid.draw(costs[option], str(number))
            legend.append((str(number), name if seen else f"{name} (behind the lines above)"))
    if volume:
        legend.append((_HERE, "your volume"))
    return Plot(tuple(grid.lines(volumes, unicode=unicode)), tuple(legend))


class _Grid:
    """Characters in rows, the dearest row first."""

    def __init__(self, *, columns: int, bottom: int, top: int) -> None:
        self._top = top
        self._label = _label_width(bottom, top)
        rows = (top - bottom) * _ROWS_PER_DECADE + 1
        self._cells = [[" "] * columns for _ in range(rows)]

    def upright(self, column: int) -> None:
        """Mark a column."""
        for row in self._cells:
            row[column] = _HERE

    def draw(self, costs: "Sequence[float | None]", mark: str) -> bool:
        """Add a curve behind those that are there; whether anything of it is seen.

        What lies under the lowest row is not shown.
        """
        seen = False
        for column, cost in enumerate(costs):
            row = round((self._top - log10(cost)) * _ROWS_PER_DECADE) if cost else len(self._cells)
            if 0 <= row < len(self._cells):
                free = self._cells[row][column] in {" ", _HERE}
                seen = seen or free
                self._cells[row][column] = mark if free else self._cells[row][column]
        return seen

    def lines(self, volumes: "Sequence[float]", *, unicode: bool) -> list[str]:
        """The rows between their axes."""
        upright, corner, flat = ("\u2502", "\u2514", "\u2500") if unicode else ("|", "+", "-")
        found = []
        for number, row in enumerate(self._cells):
            decade, between = divmod(number, _ROWS_PER_DECADE)
            label = "" if between else money(10.0 ** (self._top - decade))
            found.append(f"{label:>{self._label - 2}} {upright}{''.join(row).rstrip()}")
        found.append(f"{'':>{self._label - 1}}{corner}{flat * len(self._cells[0])}")
        found.append(_ticks(volumes, self._label))
        found.append(f"{'':>{self._label}}million tokens a month")
        return found


def _ends(rows: "Iterable[Sequence[float | None]]") -> tuple[int, int] | None:
    """Powers of ten of the lowest row and of the highest; None where no cost is known."""
    costs = [cost for row in rows for cost in row if cost]
    if not costs:
        return None
    return max(0, floor(log10(min(costs)))), max(1, ceil(log10(max(costs))))


def _label_width(bottom: int, top: int) -> int:
    """Columns of a label with the axis: as the longest one needs, and no fewer than usual."""
    return max(_LABEL, 2 + max(len(money(10.0**power)) for power in range(bottom, top + 1)))


def _step(columns: int, width: int | None, label: int) -> int:
    """Every which volume has a column of its own."""
    return 1 if width is None else ceil(columns / max(1, width - label - _LAST))


def _column(volumes: "Sequence[float]", volume: float) -> int:
    at = [abs(log10(one) - log10(volume)) for one in volumes]
    return at.index(min(at))


def _ticks(volumes: "Sequence[float]", label_width: int) -> str:
    """Millions of tokens under every power of ten."""
    line = ""
    for column, volume in enumerate(volumes):
        power = log10(volume)
        if abs(power - round(power)) < 1e-9:  # noqa: PLR2004 - a whole number but for rounding
            label = f"{10 ** round(power) / _MILLION:,.10g}"
            line = line.ljust(label_width + column) + label + " "
    return line.rstrip()
