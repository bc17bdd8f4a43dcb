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

    kind: Literal["certain", "points", "ranking", "no-idea", "voices"]
    """As they stand; give or take some points; whatever respects the ranking; any weights; those of
    several people, of each as certain as its own are."""
    points: float | None = None
    """Percentage points, what comparisons add included; null but for `points`."""
    word: str | None = None
    """The criteria's word for the points that are stated; null where the profile states a number.
    """
    added: float | None = None
    """Percentage points of comparisons that contradict each other; null where none do. The squares
    of what is stated and of what is added sum to that of `points`, unless that is `no-idea`."""


class Consistency(Frozen):
    """How well pairwise comparisons of the priorities agree with one another. Saaty 1977."""

    ratio: float
    """Consistency ratio: 0 is perfect."""
    limit: float
    """Ratio above which the judgements should be looked at again."""
    random_index: float
    """The mean index of random comparisons that the ratio refers to."""
    spread: float
    """Standard deviation, in percentage points, that this leaves to an average weight."""
    more: str
    """Of the most inconsistent judgement, the priority that was put first."""
    than: str
    stated: float
    """How many times as important it was said to be."""
    consistent: float
    """How many times as important it is by all judgements together."""

    @property
    def poor(self) -> bool:
        """Whether the judgements should be looked at again."""
        return self.ratio > self.limit
