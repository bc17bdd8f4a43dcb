"""Cost against volume, both in powers of ten, with the volumes at which options cross."""

from string import ascii_lowercase
from typing import TYPE_CHECKING

import svg

from llmchoice.figures import listed
from llmchoice.report.cost import phrases
from llmchoice.report.html.pictures.drawing import label, picture
from llmchoice.report.html.pictures.frame import BELOW, HEIGHT, LEFT, WIDE, Frame, axis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markupsafe import Markup

    from llmchoice.model.cost import BreakEven, CostCase, Curve

_FINE = 1000
"""Units of the inner drawing, which is stretched to the frame."""
_LEAST = 0
"""Power of ten of the lowest amount that is shown: below one unit nobody decides."""
_EDGE = 0.03
"""Share of the frame that a disc takes."""


def numbers(case: "CostCase") -> "dict[str, int]":
    """The options of which a curve is known, numbered from 1."""
    known = [curve.option for curve in case.curves if any(curve.costs)]
    return {option: number for number, option in enumerate(known, start=1)}


def letters(case: "CostCase") -> "dict[int, str]":
    """Place of a break-even in its list, to the letter that marks it in the picture."""
    inside = [
        place
        for place, even in enumerate(case.break_evens)
        if even.first and case.volumes and case.volumes[0] <= even.first <= case.volumes[-1]
    ]
    return dict(zip(inside, ascii_lowercase, strict=False))


def draw(
    key: str, case: "CostCase", names: "Mapping[str, str]", currency: str, volume: float | None
) -> "Markup | None":
    """The picture; None where no curve is known. `volume` is marked where it is in the frame."""
    shown = numbers(case)
    amounts = [cost for curve in case.curves for cost in curve.costs if cost]
    if not amounts:
        return None
    frame = Frame(axis(case.volumes), axis(amounts, _LEAST))
    curves = [curve for curve in case.curves if curve.option in shown]
    elements = [
        *frame.lines(),
        *_here(frame, volume),
        _stretched([_line(case, curve, shown[curve.option], frame) for curve in curves]),
        *frame.figures(f"{currency} a month"),
        *(part for curve in curves for part in _disc(case, curve, shown, frame)),
        *_crossings(case, frame),
    ]
    told = listed(f"{number} {names.get(option, option)}" for option, number in shown.items())
    title = f"{currency} a month by tokens a month: {phrases.case_title(case)}"
    about = f"Lines, both axes in powers of ten: {told}. Where they cross is in the list above."
    return picture(key, title, about, HEIGHT + BELOW, elements)


def _here(frame: Frame, volume: float | None) -> "list[svg.Element]":
    if not volume or not 0 <= frame.volumes.place(volume) <= 1:
        return []
    x, late = frame.x(volume), frame.volumes.place(volume) > 1 / 2
    dx, anchor = (-6, "end") if late else (6, "start")
    return [
        svg.Line(x1=x, x2=x, y1=0, y2=HEIGHT, class_=["here"]),
        label("your volume", x, HEIGHT - 8, style="here-label", dx=dx, anchor=anchor),
    ]


def _stretched(elements: "list[svg.Element]") -> svg.SVG:
    """A drawing of its own units over the whole frame; what is outside is cut off."""
    return svg.SVG(
        xmlns=None,
        x=svg.Length(LEFT, "%"),
        y=0,
        width=svg.Length(WIDE, "%"),
        height=HEIGHT,
        viewBox=svg.ViewBoxSpec(0, 0, _FINE, _FINE),
        preserveAspectRatio=svg.PreserveAspectRatio("none"),
        elements=elements,
        class_=["plot"],
    )


def _line(case: "CostCase", curve: "Curve", number: int, frame: Frame) -> svg.Polyline:
    points = [
        svg.Point(
            round(_FINE * frame.volumes.place(volume), 2),
            round(_FINE * (1 - frame.amounts.place(cost)), 2),
        )
        for volume, cost in _known(case, curve)
    ]
    return svg.Polyline(points=points, class_=["curve", f"c{number}"])


def _disc(
    case: "CostCase", curve: "Curve", shown: "Mapping[str, int]", frame: Frame
) -> "list[svg.Element]":
    """The number of a curve in a disc on it, at another volume than the discs of the others."""
    seen = [point for point in _known(case, curve) if frame.holds(*point, edge=_EDGE)]
    if not seen:
        return []
    number = shown[curve.option]
    share = (number - 1 / 2) / len(shown)
    volume, cost = seen[min(len(seen) - 1, round(share * len(seen)))]
    x, y = frame.x(volume), frame.y(cost)
    return [
        svg.Circle(cx=x, cy=y, r=10, class_=["disc", f"c{number}"]),
        label(str(number), x, y + 4, style="mark", anchor="middle"),
    ]


def _crossings(case: "CostCase", frame: Frame) -> "Iterator[svg.Element]":
    """A ring where two curves cross; rings that would cover each other share their letters."""
    curves = {curve.option: curve for curve in case.curves}
    marked: dict[tuple[float, float], str] = {}
    for place, letter in letters(case).items():
        even = case.break_evens[place]
        point = _meeting(case, curves.get(even.option), even)
        if point is not None and frame.holds(*point):
            near = next((other for other in marked if frame.near(point, other)), point)
            marked[near] = f"{marked[near]}, {letter}" if near in marked else letter
    for (volume, cost), text in marked.items():
        x, y = frame.x(volume), frame.y(cost)
        yield svg.Circle(cx=x, cy=y, r=4, class_=["crossing"])
        yield label(text, x, y - 8, style="crossing-label", anchor="middle")


def _meeting(
    case: "CostCase", curve: "Curve | None", even: "BreakEven"
) -> tuple[float, float] | None:
    """The first drawn point of a curve at or beyond a break-even."""
    if curve is None or even.first is None:
        return None
    beyond = (point for point in _known(case, curve) if point[0] >= (even.first or 0))
    return next(beyond, None)


def _known(case: "CostCase", curve: "Curve") -> "list[tuple[float, float]]":
    pairs = zip(case.volumes, curve.costs, strict=True)
    return [(volume, cost) for volume, cost in pairs if cost]
