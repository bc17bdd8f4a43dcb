"""Pictures of characters: bars, gauges, and lines over two axes in powers of ten."""

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10

from llmchoice import figures
from llmchoice.language import t
from llmchoice.report.blocks import Plot, Series

_EIGHTHS = "".join(map(chr, range(0x258F, 0x2588, -1)))
"""Blocks that fill one to seven eighths of a cell, from the left."""
_FULL, _EMPTY = "\N{FULL BLOCK}", "\N{LIGHT SHADE}"
_ROWS_PER_DECADE = 3
_MARK = ":"
_MILLION = 1e6
_LABEL = 11
"""Columns of a label of the upright axis, with the axis; more where a label is longer."""
_LAST = 7
"""Columns that the last label of the other axis takes beyond its mark."""
_MARKS = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def bar(share: float, length: int, *, unicode: bool) -> str:
    """A bar of at most `length` columns, for a share from 0 to 1."""
    eighths = round(min(max(share, 0), 1) * max(length, 1) * 8)
    if not unicode:
        return "#" * round(eighths / 8)
    whole, rest = divmod(eighths, 8)
    return _FULL * whole + (_EIGHTHS[rest - 1] if rest else "")


def gauge(share: float, threshold: float, length: int, *, unicode: bool) -> str:
    """A share from 0 to 1 in a frame of `length` columns, the threshold marked in it."""
    inside = max(length - 2, 3)
    filled = round(share * inside)
    full, empty, mark = (_FULL, _EMPTY, "\N{BOX DRAWINGS LIGHT VERTICAL}") if unicode else "#.|"
    cells = [full] * filled + [empty] * (inside - filled)
    cells[min(inside - 1, round(threshold * inside))] = mark
    left, right = ("\N{RIGHT HALF BLOCK}", "\N{LEFT HALF BLOCK}") if unicode else ("[", "]")
    return left + "".join(cells) + right


def charts(plot: Plot, width: int, *, unicode: bool) -> list[str]:
    """The plot in `width` columns and, below it, what each mark stands for; nothing without points.

    `unicode`: whether the axes may be box characters.
    """
    places = sorted({across for series in plot.series for across, _ in series.points})
    ends = _ends(up for series in plot.series for _, up in series.points)
    if ends is None:
        return []
    longest = max(len(figures.money(10.0**power)) for power in range(ends[0], ends[1] + 1))
    label = max(_LABEL, 2 + longest)
    # No more places than have a column of their own.
    shown = places[:: ceil(len(places) / max(1, width - label - _LAST))]
    grid = _Grid(shown, *ends)
    if plot.mark:
        grid.upright(plot.mark)
    legend = []
    for mark, series in zip(_MARKS, plot.series, strict=False):
        if series.points:
            seen = grid.draw(series, mark)
            name = series.name if seen else t("{line} (behind the lines above)", line=series.name)
            legend.append(f"{mark} {name}")
    if plot.mark and plot.mark_text:
        legend.append(f"{_MARK} {plot.mark_text}")
    return [
        plot.up,
        *grid.lines(label, unicode=unicode),
        _ticks(shown, label),
        f"{'':>{label}}{plot.across}",
        *legend,
    ]


class _Grid:
    """Characters in rows, the highest row first."""

    def __init__(self, places: Sequence[float], bottom: int, top: int) -> None:
        self._places = places
        self._top = top
        rows = (top - bottom) * _ROWS_PER_DECADE + 1
        self._cells = [[" "] * len(places) for _ in range(rows)]

    def upright(self, place: float) -> None:
        """Mark the column nearest to a place."""
        for row in self._cells:
            row[self._column(place)] = _MARK

    def draw(self, series: Series, mark: str) -> bool:
        """Add a line behind those that are there; whether anything of it is seen."""
        shown = set(self._places)
        seen = False
        for across, up in series.points:
            row = round((self._top - log10(up)) * _ROWS_PER_DECADE)
            if across in shown and 0 <= row < len(self._cells):
                cells, column = self._cells[row], self._column(across)
                if cells[column] in {" ", _MARK}:
                    cells[column] = mark
                    seen = True
        return seen

    def lines(self, label: int, *, unicode: bool) -> list[str]:
        """The rows between their axes."""
        upright, corner, flat = ("\u2502", "\u2514", "\u2500") if unicode else ("|", "+", "-")
        drawn = []
        for number, row in enumerate(self._cells):
            decade, between = divmod(number, _ROWS_PER_DECADE)
            amount = "" if between else figures.money(10.0 ** (self._top - decade))
            drawn.append(f"{amount:>{label - 2}} {upright}{''.join(row).rstrip()}")
        return [*drawn, f"{'':>{label - 1}}{corner}{flat * len(self._places)}"]

    def _column(self, place: float) -> int:
        apart = [abs(log10(column) - log10(place)) for column in self._places]
        return apart.index(min(apart))


def _ends(amounts: Iterable[float]) -> tuple[int, int] | None:
    """Powers of ten of the lowest row and of the highest; None without an amount."""
    known = list(amounts)
    if not known:
        return None
    return max(0, floor(log10(min(known)))), max(1, ceil(log10(max(known))))


def _ticks(places: Sequence[float], label: int) -> str:
    """Millions under every power of ten, as far as there is room."""
    line = ""
    for column, place in enumerate(places):
        power = log10(place)
        if abs(power - round(power)) < 1e-9 and len(line) <= label + column:  # noqa: PLR2004 - a whole number but for rounding
            figure = figures.number(10 ** round(power) / _MILLION)
            line = f"{line.ljust(label + column)}{figure} "
    return line.rstrip()
