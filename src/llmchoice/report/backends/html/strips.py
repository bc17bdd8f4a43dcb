"""Pictures one strip high: bars from zero, a share with its threshold, and spans on one axis."""

import svg
from markupsafe import Markup

from llmchoice import figures
from llmchoice.report.backends.html.shapes import across, label, ornament, upright
from llmchoice.report.blocks import Bars, Gauge, Range

_BAR_HEIGHT = 14
_LONGEST_BESIDE = 22
"""Characters of a name that leave room for its bar on a telephone."""
_TOP, _GAUGE_HEIGHT, _BELOW = 4, 14, 20
_LATE, _EARLY = 0.82, 0.18
"""Places beyond which the text of the threshold would leave the picture."""
_SPAN_HEIGHT, _MIDDLE, _HALF = 22, 11, 5
_SCALE = (0.0, 0.25, 0.5, 0.75, 1.0)


def beside(bars: Bars) -> bool:
    """Whether all names are short enough to stand beside their bars."""
    return all(len(row.label) <= _LONGEST_BESIDE for row in bars.rows)


def bar(value: float, top: float) -> Markup:
    """A bar of that value, where a whole one is `top`."""
    share = value / top if top > 0 else 0
    shapes = [
        svg.Rect(x=0, y=0, width=across(1), height=_BAR_HEIGHT, class_=["track"]),
        svg.Rect(x=0, y=0, width=across(share), height=_BAR_HEIGHT, class_=["fill"]),
    ]
    return ornament("bar", _BAR_HEIGHT, shapes)


def gauge(drawn: Gauge) -> Markup:
    """The picture; what it says in figures stands beside it as text, but for the threshold."""
    bottom = _TOP + _GAUGE_HEIGHT
    place = drawn.threshold
    anchor = "end" if place > _LATE else "start" if place < _EARLY else "middle"
    shapes: list[svg.Element] = [
        svg.Rect(x=0, y=_TOP, width=across(1), height=_GAUGE_HEIGHT, class_=["track"]),
        svg.Rect(x=0, y=_TOP, width=across(drawn.share), height=_GAUGE_HEIGHT, class_=["fill"]),
        upright(place, 0, bottom + _TOP, "threshold-edge"),
        upright(place, 0, bottom + _TOP, "threshold"),
        label(
            drawn.threshold_text, across(place), bottom + 17, style="threshold-text", anchor=anchor
        ),
    ]
    return ornament("gauge-picture", bottom + _BELOW, shapes)


def span(row: Range) -> Markup:
    """One span, and a mark where the figure is now; the text beside it says the same."""
    width = across(max(0.0, row.high - row.low))
    now = row.now
    shapes: list[svg.Element] = [
        *(upright(place, 0, _SPAN_HEIGHT, "grid") for place in _SCALE),
        svg.Rect(
            x=across(row.low), y=_MIDDLE - _HALF, width=width, height=2 * _HALF, class_=["span"]
        ),
        upright(now, 1, _SPAN_HEIGHT - 1, "now-edge"),
        upright(now, 2, _SPAN_HEIGHT - 2, "now"),
    ]
    return ornament("range", _SPAN_HEIGHT, shapes)


def scale() -> Markup:
    """The figures under all spans."""
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
