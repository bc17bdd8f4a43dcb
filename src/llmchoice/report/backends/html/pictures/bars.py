"""Bars from zero, each beside its name or below it."""

import svg
from markupsafe import Markup

from llmchoice.report.backends.html.pictures.drawing import across, ornament
from llmchoice.report.blocks import Bars

_HEIGHT = 14
_LONGEST_BESIDE = 22
"""Characters of a name that leave room for its bar on a telephone."""


def beside(bars: Bars) -> bool:
    """Whether all names are short enough to stand beside their bars."""
    return all(len(row.label) <= _LONGEST_BESIDE for row in bars.rows)


def draw(value: float, top: float) -> Markup:
    """A bar of that value, where a whole one is `top`."""
    share = value / top if top > 0 else 0
    shapes = [
        svg.Rect(x=0, y=0, width=across(1), height=_HEIGHT, class_=["track"]),
        svg.Rect(x=0, y=0, width=across(share), height=_HEIGHT, class_=["fill"]),
    ]
    return ornament("bar", _HEIGHT, shapes)
