"""The ranking: what each priority adds to the score of each option."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import listed
from llmchoice.report.html.pictures.bars import Bar, Segment, bars
from llmchoice.report.html.pictures.drawing import picture
from llmchoice.report.subject import ranked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from llmchoice.model.assessment import OptionResult
    from llmchoice.report.names import Names

TITLE = "Scores from 0 to 100, and what each priority adds to them"
_TOP = 100
_MARKS = tuple((points / _TOP, str(points)) for points in (0, 25, 50, 75, 100))


def by_priority(option: "OptionResult") -> "dict[str, float]":
    """The points of an option, put together by priority."""
    return {item.priority: item.points for item in option.by_priority}


def marks(options: "Sequence[OptionResult]", names: "Names") -> "dict[str, int]":
    """The number of each priority that adds something, from 1, in the organisation's order."""
    found = [*names.priorities, *(p for option in options for p in by_priority(option))]
    added = {priority for option in options for priority in by_priority(option)}
    kept = [priority for priority in dict.fromkeys(found) if priority in added]
    return {priority: number for number, priority in enumerate(kept, start=1)}


def draw(key: str, options: "Sequence[OptionResult]", names: "Names") -> "Markup":
    """The picture; the options that are excluded come last, hatched."""
    numbers = marks(options, names)
    rows = [_bar(option, numbers) for option in ranked(options)]
    told = listed(f"{row.name} {row.figure}" for row in rows)
    height, elements = bars(rows, _MARKS)
    return picture(key, TITLE, f"Bars by score: {told}.", height, elements)


def _bar(option: "OptionResult", numbers: "Mapping[str, int]") -> Bar:
    points = by_priority(option)
    segments = tuple(
        Segment(points[priority] / _TOP, f"p{number}", str(number))
        for priority, number in numbers.items()
        if priority in points
    )
    excluded = "" if option.admissible else " (excluded)"
    place = f"{option.rank}. " if option.rank else ""
    return Bar(
        name=f"{place}{option.name}{excluded}",
        segments=segments,
        figure=figures.score(option.score),
        faint=not option.admissible,
    )
