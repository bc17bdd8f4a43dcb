"""What was said of the priorities, and how certain the weights are."""

from typing import TYPE_CHECKING

from llmchoice.figures import number
from llmchoice.language import t, tn
from llmchoice.model.ground import Way

if TYPE_CHECKING:
    from llmchoice.model.ground import Spread, Stated


def stated(statement: "Stated") -> str:
    """What was said of one priority, in a few words."""
    if statement.way is Way.COMPARISONS:
        return t("by pairwise comparison")
    if statement.figure is None:
        return t("not ranked")
    figure = number(statement.figure)
    if statement.way is Way.RANKING:
        if statement.shared:
            return t("ranked {place}, shared", place=figure)
        return t("ranked {place}", place=figure)
    if statement.way is Way.POINTS:
        return t("{points} of 100 points", points=figure)
    return t("{rating} of 5", rating=figure)


def spread(certainty: "Spread") -> str:
    """How certain the weights are taken to be, in a few words."""
    if certainty.added is not None:
        return _widened(certainty)
    if certainty.kind == "certain":
        return t("certain")
    if certainty.kind == "no-idea":
        return t("no idea")
    if certainty.kind == "voices":
        return t("as certain as each member is of its own")
    if certainty.kind == "ranking":
        return t("any weights that respect the ranking")
    points = _points(certainty.points or 0)
    return t("{word} ({points})", word=certainty.word, points=points) if certainty.word else points


def _widened(certainty: "Spread") -> str:
    """How certain weights are of which comparisons do not agree."""
    if certainty.points is None:
        return t("no idea, because the comparisons contradict each other")
    points = _points(round(certainty.points, 1))
    if certainty.word is None:
        return t("{points}, wider because the comparisons do not quite agree", points=points)
    return t(
        "{word}, but {points} because the comparisons do not quite agree",
        word=certainty.word,
        points=points,
    )


def _points(size: float) -> str:
    return tn("{points} point", "{points} points", 1 if size == 1 else 2, points=number(size))
