"""What a result stands on: answers in words, reasons of values, and what is said of priorities."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Literal

from llmchoice.model.base import Frozen
from llmchoice.model.estimate import Passed
from llmchoice.model.terms import Band


class Worked(Frozen):
    """How an amount is known that was not said as one number."""

    low: float
    """With `high` the ends of a range; both are the amount where it is none."""
    high: float
    count: float | None = None
    """How many of what it follows from: 300; null for a range that was said itself."""
    most: float | None = None
    """Up to how many, where their number is a range: 40 to 60."""
    what: str | None = None
    """Of what, in the criteria's words: people who use it."""
    each: float | None = None
    """What each of them comes to, where it was said."""
    months: int | None = None
    """Over how many months one batch is spread; null where it recurs."""


class Label(Frozen):
    """An answer in words: exactly one of `texts`, `amount`, `per`, `counts` and `reserved`."""

    texts: tuple[str, ...] = ()
    """The chosen answers in the criteria's words, in the order of the question."""
    amount: float | None = None
    """Of a range, what counts where one amount is needed."""
    worked: Worked | None = None
    """Of an amount that is a range, or was worked out."""
    unit: str | None = None
    """Of the amount, in the criteria's words; null where it has none."""
    per: tuple[tuple[str, "Label"], ...] = ()
    """What it is for each of several things, by their names in the criteria's words."""
    counts: Passed | None = None
    """Of a test."""
    reserved: Literal["unknown", "not-applicable"] | None = None


class Said(Frozen):
    """An answer, and the members of a panel who give it."""

    members: tuple[str, ...]
    label: Label


class Dispute(Frozen):
    """An answer that is not settled among the members of a panel."""

    kind: Literal["contested", "set-aside", "varies"]
    """Members contradict each other; what some say is not used; not the same in every workload."""
    said: tuple[Said, ...]
    """Who says what; empty where it varies."""


class CostGround(Frozen):
    """A computed cost beside the amount that decides, and the most that may be paid."""

    monthly: Band | None
    """What a month costs; null where it is not known, which counts as the worst of all."""
    decides: float | None = None
    """The amount from which the running cost decides; null where nobody says."""
    between: tuple[float, float] | None = None
    """The least and the most of that amount, where it was stated as a range: `decides` is what
    counts of it."""
    ceiling: float | None
    """The most that may be paid in a month, above 0; null where nobody says."""
    currency: str
    upkeep: float = 0
    """What typically counts beside it, from 0: what this option needs, and others include."""
    upkeep_least: float = 0
    """The least that this is, from 0: an option is held against the ceiling with it."""
    rate: float = 1
    """Units of the currency that one US dollar buys: what decides is stated in dollars."""

    @property
    def all_told(self) -> float | None:
        """What a month typically takes, with what counts beside it; None where that is unknown."""
        return None if self.monthly is None else self.monthly.typical + self.upkeep

    @property
    def is_below(self) -> bool:
        """Whether that is known to be below the amount from which the running cost decides."""
        cost = self.all_told
        return cost is not None and self.decides is not None and cost < self.decides

    @property
    def least(self) -> float | None:
        """The least that this is, as it is held against the ceiling; None where it is unknown."""
        return None if self.monthly is None else self.monthly.low + self.upkeep_least


def cheapest_ground(costs: Iterable[CostGround]) -> CostGround | None:
    """That with the lowest least; None where none is known."""
    known = [cost for cost in costs if cost.least is not None]
    return min(known, key=lambda cost: (cost.least, cost.upkeep_least), default=None)


class Ground(Frozen):
    """Why a value is what it is: in the words of the criteria, or by a computed cost."""

    text: str | None
    """From the criteria; null where there is a cost."""
    cost: CostGround | None = None
    """Null where the criteria's own table holds."""


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
