"""What all pictures share.

Across, everything is in percent of the picture's width; down, in pixels. So a picture is as wide
as its place, and its text is as large on a telephone as on a desk. Colours are classes of the
style sheet, for light, dark and paper. The library writes what it is given as it is: every text
goes through `said`.
"""

from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING

import svg
from markupsafe import Markup, escape

from llmchoice.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PLACES = 3
_NARROW = 41
"""Characters of a name that a telephone shows in one line."""
_BOLD = 1.3
"""Width of a character of a figure, in those of a name."""
_LEADING = 18.0


def across(share: float) -> svg.Length:
    """A place on an axis that runs from 0 to 1."""
    return svg.Length(round(share * 100, _PLACES), "%")


def said(text: str) -> str:
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
    return svg.Text(text=said(text), x=x, y=y, dx=dx, class_=classes)


def lines(text: str, y: float, figure: str = "") -> "tuple[float, list[svg.Element]]":
    """A name over as many lines as it needs on a telephone, and their height in pixels.

    The figure stands at the right end of the last line, so that no width cuts it off.
    """
    room = _NARROW - ceil(_BOLD * len(figure)) - (1 if figure else 0)
    parts = wrap(plain(text), room) or [""]
    found: list[svg.Element] = [
        label(part, 0, y + _LEADING * number, style="name") for number, part in enumerate(parts)
    ]
    if figure:
        last = y + _LEADING * (len(parts) - 1)
        found.append(label(figure, across(1), last, style="figure", anchor="end"))
    return _LEADING * len(parts), found


def grid(marks: "Iterable[tuple[float, str]]", height: float) -> "list[svg.Element]":
    """Lines down the picture at places from 0 to 1, each with its figure below."""
    found: list[svg.Element] = []
    for place, text in marks:
        x = across(place)
        found.append(svg.Line(x1=x, x2=x, y1=0, y2=height, class_=["grid"]))
        anchor = {0.0: "start", 1.0: "end"}.get(place, "middle")
        found.append(label(text, x, height + 14, style="tick", anchor=anchor))
    return found


def picture(
    key: str, title: str, description: str, height: float, elements: "Sequence[svg.Element]"
) -> Markup:
    """The whole picture, with a name and a description for those who do not see it."""
    named: list[svg.Element] = [
        svg.Title(text=said(title), id=f"{key}-title"),
        svg.Desc(text=said(description), id=f"{key}-desc"),
    ]
    whole = svg.SVG(
        xmlns=None,
        width=svg.Length(100, "%"),
        height=height,
        class_=["picture"],
        elements=[*named, *elements],
        extra={"role": "img", "aria-labelledby": f"{key}-title", "aria-describedby": f"{key}-desc"},
    )
    return Markup(whole.as_str())  # noqa: S704 - every text in it went through `said`
