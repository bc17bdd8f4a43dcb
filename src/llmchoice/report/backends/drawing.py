"""Pictures of characters: bars, gauges, and lines over two axes in powers of ten."""

from llmchoice.report.backends import charplot
from llmchoice.report.blocks import Plot

_EIGHTHS = "".join(map(chr, range(0x258F, 0x2588, -1)))
"""Blocks that fill one to seven eighths of a cell, from the left."""
_FULL, _EMPTY = "\N{FULL BLOCK}", "\N{LIGHT SHADE}"


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
    """The lines of a plot in at most `width` columns, with what each mark stands for."""
    return charplot.lines(plot, width, unicode=unicode)
