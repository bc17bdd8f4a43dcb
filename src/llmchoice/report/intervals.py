"""The weights at which the first place changes hands, in sentences."""

from typing import TYPE_CHECKING, TypeVar

from llmchoice.figures import listed, percent
from llmchoice.model.sensitivity import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmchoice.model.assessment import OptionResult
    from llmchoice.report.names import Names

Some = TypeVar("Some", bound=Interval)

NO_SINGLE_BEST = "No single option is best, so there are no weights within which one stays first."
SIDE_NEVER_ENDS = "Its side stays first whatever any one of these weighs."
_NEXT_TO_NOTHING = 0.001
_ALL_BUT_EVERYTHING = 0.999


def nearest_first(intervals: "Iterable[Some]") -> "list[Some]":
    """Those that end somewhere, the one with the nearest end first."""
    return sorted(filter(ends, intervals), key=_distance)


def ends(interval: "Interval") -> bool:
    """Whether any weight at all puts another option first."""
    return bool(interval.below or interval.above)


def end(interval: "Interval", name: str, names: "Names") -> str:
    """Until when the option stays first, as the end of a sentence that begins so."""
    found = []
    if interval.below:
        found.append(f"{_less(interval.low)}, then {takers(interval.below, names)}")
    if interval.above:
        found.append(f"{_more(interval.high)}, then {takers(interval.above, names)}")
    return f"{name} (now {percent(interval.weight)}) counts for {'; or for '.join(found)}"


def takers(options: "Iterable[str]", names: "Names") -> str:
    """The options that take over: several only where they tie."""
    return listed(names.option(option) for option in options)


def stays(interval: "Interval") -> str:
    """The weights at which the option stays first."""
    return _span(interval.low, interval.high)


def side_stays(interval: "Interval") -> str:
    """The weights at which its side stays first."""
    return _span(interval.side_low, interval.side_high)


def side(interval: "Interval") -> str:
    """Until when the side stays first, where the option loses its place earlier."""
    if (interval.side_low, interval.side_high) == (interval.low, interval.high):
        return ""
    return f"Its side stays first {side_stays(interval)}."


def start(best: "OptionResult") -> str:
    """The beginning of a sentence that `end` ends."""
    return f"With the other weights in proportion, {best.name} stays first"


def never_ends(best: "OptionResult") -> str:
    """That no weight by itself changes who is first."""
    return f"{start(best)} whatever any single priority weighs."


def side_never_ends(intervals: "Iterable[Interval]") -> bool:
    """Whether the side stays first whatever any single one of these weights is."""
    return all(one.side_low <= 0 and one.side_high >= 1 for one in intervals)


def _distance(interval: "Interval") -> float:
    down = interval.weight - interval.low if interval.below else 1
    up = interval.high - interval.weight if interval.above else 1
    return min(down, up)


def _span(low: float, high: float) -> str:
    if low <= 0:
        return "whatever it weighs" if high >= 1 else f"up to {_most(high)}"
    return f"from {percent(low)} up" if high >= 1 else f"from {percent(low)} to {_most(high)}"


def _less(weight: float) -> str:
    if weight < _NEXT_TO_NOTHING:
        return "next to nothing"
    return f"less than {percent(weight)}"


def _more(weight: float) -> str:
    if weight > _ALL_BUT_EVERYTHING:
        return "all but everything"
    return f"more than {percent(weight)}"


def _most(weight: float) -> str:
    return "over 99.9 %" if weight > _ALL_BUT_EVERYTHING else percent(weight)
