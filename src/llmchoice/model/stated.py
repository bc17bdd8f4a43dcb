"""What a profile says of its priorities, and how certain that is."""

from enum import StrEnum
from typing import Literal

from llmchoice.model.base import Frozen


class Way(StrEnum):
    """How a profile gives its priorities."""

    RATINGS = "ratings"
    POINTS = "points"
    RANKING = "ranking"
    COMPARISONS = "comparisons"


class Stated(Frozen):
    """What a profile says of one priority."""

    way: Way
    figure: float | None
    """A rating from 0 to 5, points of 100, or a rank from 1; null where it is not ranked, and for
    comparisons."""
    shared: bool = False
    """Whether other priorities have the same rank."""


class Spread(Frozen):
    """How certain the weights are taken to be."""

    kind: Literal["certain", "points", "ranking", "no-idea"]
    """As they stand; give or take some points; whatever respects the ranking; any weights."""
    points: float | None = None
    """Percentage points; null but for `points`."""
    word: str | None = None
    """The criteria's word for those points; null where the profile gives the points itself."""
