"""What all pictures share.

Across, everything is in percent of the picture's width; down, in pixels. So a picture is as wide
as its place, and its text is as large on a telephone as on a desk. Colours are classes of the
style sheet, for light, dark and paper. The library writes what it is given as it is: every text
goes through `escaped`.
"""

from collections.abc import Sequence

import svg
from markupsafe import Markup, escape

from llmchoice.plain import plain

_PLACES = 3


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
