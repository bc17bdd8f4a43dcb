"""Pictures one strip high, and what all pictures share.

Across, everything is in percent of the picture's width; down, in pixels. So a picture is as wide
as its place, and its text is as large on a telephone as on a desk. Colours are classes of the
style sheet, for light, dark and paper. The library writes what it is given as it is: every text
goes through `escaped`.
"""

from collections.abc import Sequence

import svg
from markupsafe import Markup, escape

from llmchoice import figures
from llmchoice.plain import plain
from llmchoice.report.blocks import Bars, Gauge, Range

_PLACES = 3
_BAR_HEIGHT = 14
_LONGEST_BESIDE = 22
"""Characters of a name that leave room for its bar on a telephone."""
_TOP, _GAUGE_HEIGHT, _BELOW = 4, 14, 20
_LATE, _EARLY = 0.82, 0.18
"""Places beyond which the text of the threshold would leave the picture."""
_SPAN_HEIGHT, _MIDDLE, _HALF = 22, 11, 5
_SCALE = (0.0, 0.25, 0.5, 0.75, 1.0)


def across(share: float) -> svg.Length:
    """A place on an axis that runs from 0 to 1; what is outside stands at its end."""
    return svg.Length(round(min(max(share, 0), 1) * 100, _PLACES), "%")


def escaped(text: str) -> str:
    """Text that no reader of markup obeys."""
    return str(escape(plain(text)))


def label(  # noqa: PLR0913 - where, what and how
    text: str,
    x: svg.Length | float,
    y: float,
    *,
    style: str = "label",
    dx: float | None = None,
    anchor: str | None = None,
) -> svg.Text:
    """A line of text; `y` is its base line, `dx` moves it by pixels."""
    classes = [style, f"to-{anchor}"] if anchor else [style]
    return svg.Text(text=escaped(text), x=x, y=y, dx=dx, class_=classes)


def upright(share: float, top: float, bottom: float, style: str) -> svg.Line:
    """A line down the picture at a place from 0 to 1."""
    return svg.Line(x1=across(share), x2=across(share), y1=top, y2=bottom, class_=[style])


def ornament(style: str, height: float, elements: Sequence[svg.Element]) -> Markup:
    """A picture that only repeats what the text beside it says."""
    return _drawn(style, height, elements, {"aria-hidden": "true"})


def picture(
    key: str, names: tuple[str, str], height: float, elements: Sequence[svg.Element]
) -> Markup:
    """A picture with its title and a description for those who do not see it.

    `key` is the beginning of its ids.
    """
    title, description = names
    named: list[svg.Element] = [
        svg.Title(text=escaped(title), id=f"{key}-title"),
        svg.Desc(text=escaped(description), id=f"{key}-desc"),
    ]
    roles = {"role": "img", "aria-labelledby": f"{key}-title", "aria-describedby": f"{key}-desc"}
    return _drawn("plot", height, [*named, *elements], roles)


def _drawn(
    style: str, height: float, elements: Sequence[svg.Element], extra: dict[str, str]
) -> Markup:
    whole = svg.SVG(
        xmlns=None,
        width=svg.Length(100, "%"),
        height=height,
        class_=["picture", style],
        elements=list(elements),
        extra=extra,
    )
    return Markup(whole.as_str())  # noqa: S704 - every text in it went through `escaped`


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
