"""What may go where: kinds of data, their places, and one option for all of them instead."""

from llmchoice.model.base import Frozen
from llmchoice.model.ground import Label
from llmchoice.model.terms import Band


class Place(Frozen):
    """The answer that makes a lane."""

    question: str
    text: str
    """The question itself."""
    answer: str
    label: Label


class Placement(Frozen):
    """Which options may hold one kind of data, such as personal data."""

    question: str
    """The question that the kind of data is an answer to."""
    choice: str
    name: str
    """What the kind of data is called."""
    place: Place | None
    """Where it is allowed to go; null where nobody has said."""
    workload: str | None
    """Whose data it is; null where the organisation is assessed as a whole."""
    may: tuple[str, ...]
    """The options that nothing excludes for it."""
    may_not: tuple[str, ...]

    @property
    def mostly_excluded(self) -> bool:
        """Whether fewer options may hold it than may not: then the few are enough to name."""
        return len(self.may) < len(self.may_not)


class Lane(Frozen):
    """Kinds of data with the same place: a workload that follows from the answers."""

    name: str
    """That of its workload, which has its result."""
    question: str
    """The question that the kinds of data are answers to."""
    choices: tuple[str, ...]
    places: tuple[Place, ...]
    """What it answers in another way than other lanes."""
    options: tuple[str, ...]
    """The recommended option, or the contenders where none is recommended alone."""


LEAST_GAIN = 0.05
"""Points of 100: fewer round to 0.0."""


class Gain(Frozen):
    """What one lane gains by an option of its own."""

    lane: str
    options: tuple[str, ...]
    """The recommended option, else the one to start with, else the one that leads; empty where
    nothing is admissible."""
    score: float | None
    """Its score, at most 100; null where nothing is admissible."""
    alone: float | None
    """What the one option for everything scores in this lane; the lowest of several."""
    points: float | None
    """From the second up to the first; null where one is missing. Below 0 where what to start with
    commits to less and scores less, or what is recommended stands in for what scores more."""
    gains: bool
    """Whether these points are a gain: what rounds to 0.0 is none."""
    cost: Band | None = None
    """What it costs a month if all tokens went this way; null where that was not computed."""

    @property
    def loses(self) -> bool:
        """Whether these points are a loss: what rounds to 0.0 is none."""
        return self.points is not None and self.points <= -LEAST_GAIN


class Together(Frozen):
    """One option for all lanes, by the strictest rule, against an option for each."""

    places: tuple[Place, ...]
    """The strictest rule: the answer that leaves the fewest options for all the data."""
    options: tuple[str, ...]
    """The best options that may hold all the data; empty where none may."""
    score: float | None
    """Theirs by the strictest rule, at most 100."""
    gains: tuple[Gain, ...]
    systems: int
    """How many different options the lanes use: each is to be run, tested and paid."""
    cost: Band | None = None
    """What the one option costs a month; null where that was not computed, or several are best."""

    @property
    def costs(self) -> tuple[tuple[str, Band], ...]:
        """Each lane that has an option with its cost; none where it is not known of all of them."""
        led = [gain for gain in self.gains if gain.options]
        known = tuple((gain.lane, gain.cost) for gain in led if gain.cost is not None)
        return known if len(known) == len(led) else ()
