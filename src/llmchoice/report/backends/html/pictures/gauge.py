"""A share on a scale, with the threshold marked on it."""

import svg
from markupsafe import Markup

from llmchoice.report.backends.html.pictures.drawing import across, label, ornament, upright
from llmchoice.report.blocks import Gauge

_TOP, _HEIGHT, _BELOW = 4, 14, 20
_LATE, _EARLY = 0.82, 0.18
"""Places beyond which the text of the threshold would leave the picture."""


def draw(gauge: Gauge) -> Markup:
    """The picture; what it says in figures stands beside it as text, but for the threshold."""
    bottom = _TOP + _HEIGHT
    place = gauge.threshold
    anchor = "end" if place > _LATE else "start" if place < _EARLY else "middle"
    shapes: list[svg.Element] = [
        svg.Rect(x=0, y=_TOP, width=across(1), height=_HEIGHT, class_=["track"]),
        svg.Rect(x=0, y=_TOP, width=across(gauge.share), height=_HEIGHT, class_=["fill"]),
        upright(place, 0, bottom + _TOP, "threshold-edge"),
        upright(place, 0, bottom + _TOP, "threshold"),
        label(
            gauge.threshold_text, across(place), bottom + 17, style="threshold-text", anchor=anchor
        ),
    ]
    return ornament("gauge-picture", bottom + _BELOW, shapes)
