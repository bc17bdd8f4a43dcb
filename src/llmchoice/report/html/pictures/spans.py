"""The weights of each priority at which the best option stays first."""

from typing import TYPE_CHECKING

import svg

from llmchoice.figures import listed, percent
from llmchoice.report import intervals
from llmchoice.report.html.pictures.drawing import across, grid, lines, picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from llmchoice.model.sensitivity import WeightInterval
    from llmchoice.report.names import Names

TITLE = "Weights at which the best option stays first"
_MARKS = tuple((hundredths / 100, f"{hundredths} %") for hundredths in (0, 25, 50, 75, 100))
_LINE = 18
_ROW = 32
_BELOW = 22


def draw(key: str, found: "Sequence[WeightInterval]", names: "Names") -> "Markup":
    """One row per priority: its interval as a bar, that of the side as a line, its weight."""
    height, rows = 0.0, []
    for interval in found:
        deep, row = _row(interval, names.priority(interval.priority), height)
        rows += row
        height += deep
    elements = [*grid(_MARKS, height), *rows]
    told = listed(
        f"{names.priority(one.priority)}, now {percent(one.weight)}: {intervals.stays(one)}"
        for one in found
    )
    return picture(key, TITLE, f"It stays first: {told}.", height + _BELOW, elements)


def _row(interval: "WeightInterval", name: str, top: float) -> "tuple[float, list[svg.Element]]":
    deep, named = lines(f"{name}: now {percent(interval.weight)}", top + _LINE)
    middle = top + deep + 16
    now = across(interval.weight)
    return deep + _ROW, [
        *named,
        svg.Line(x1=across(0), x2=across(1), y1=middle, y2=middle, class_=["track"]),
        svg.Line(
            x1=across(interval.side_low),
            x2=across(interval.side_high),
            y1=middle,
            y2=middle,
            class_=["side-span"],
        ),
        svg.Rect(
            x=across(interval.low),
            y=middle - 6,
            width=across(max(0.0, interval.high - interval.low)),
            height=12,
            class_=["span"],
        ),
        svg.Line(x1=now, x2=now, y1=middle - 10, y2=middle + 10, class_=["now-edge"]),
        svg.Line(x1=now, x2=now, y1=middle - 9, y2=middle + 9, class_=["now"]),
    ]
