"""What was said of the priorities, and how certain the weights are."""

from typing import TYPE_CHECKING

from llmchoice.figures import number
from llmchoice.language import t, tn
from llmchoice.model.stated import Way

if TYPE_CHECKING:
    from llmchoice.model.stated import Spread, Stated


def stated(found: "Stated") -> str:
    """What was said of one priority, in a few words."""
    if found.way is Way.COMPARISONS:
        return t("by pairwise comparison")
    if found.figure is None:
        return t("not ranked")
    figure = number(found.figure)
    if found.way is Way.RANKING:
        if found.shared:
            return t("ranked {place}, shared", place=figure)
        return t("ranked {place}", place=figure)
    if found.way is Way.POINTS:
        return t("{points} of 100 points", points=figure)
    return t("{rating} of 5", rating=figure)


def spread(found: "Spread") -> str:
    """How certain the weights are taken to be, in a few words."""
    if found.added is not None:
        return _widened(found)
    if found.kind == "certain":
        return t("certain")
    if found.kind == "no-idea":
        return t("no idea")
    if found.kind == "voices":
        return t("as certain as each member is of its own")
    if found.kind == "ranking":
        return t("any weights that respect the ranking")
    points = _points(found.points or 0)
    return t("{word} ({points})", word=found.word, points=points) if found.word else points


def _widened(found: "Spread") -> str:
    """How certain weights are of which comparisons do not agree."""
    if found.points is None:
        return t("no idea, because the comparisons contradict each other")
    points = _points(round(found.points, 1))
    if found.word is None:
        return t("{points}, wider because the comparisons do not quite agree", points=points)
    return t(
        "{word}, but {points} because the comparisons do not quite agree",
        word=found.word,
        points=points,
    )


def _points(size: float) -> str:
    return tn("{points} point", "{points} points", 1 if size == 1 else 2, points=number(size))
