"""Spans on one axis, each with the figure of today."""

import svg
from markupsafe import Markup

from llmchoice import figures
from llmchoice.report.backends.html.pictures.drawing import across, label, ornament, upright
from llmchoice.report.blocks import Range

_HEIGHT, _MIDDLE, _HALF = 22, 11, 5
_SCALE = (0.0, 0.25, 0.5, 0.75, 1.0)


def draw(row: Range) -> Markup:
    """One span, and a mark where the figure is now; the text beside it says the same."""
    width = across(max(0.0, row.high - row.low))
    now = row.now
    shapes: list[svg.Element] = [
        *(upright(place, 0, _HEIGHT, "grid") for place in _SCALE),
        svg.Rect(
            x=across(row.low), y=_MIDDLE - _HALF, width=width, height=2 * _HALF, class_=["span"]
        ),
        upright(now, 1, _HEIGHT - 1, "now-edge"),
        upright(now, 2, _HEIGHT - 2, "now"),
    ]
    return ornament("range", _HEIGHT, shapes)


def axis() -> Markup:
    """The figures under all of them."""
    anchors = {0.0: "start", 1.0: "end"}
    texts = [
        label(
            figures.percent(place),
            across(place),
            14,
            style="tick",
            anchor=anchors.get(place, "middle"),
        )
        for place in _SCALE
    ]
    return ornament("axis", 18, texts)
