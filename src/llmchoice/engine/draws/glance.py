"""A first look at what-ifs: most come out so far from any threshold that few draws tell.

What it leaves open is counted over all draws. A verdict alone rests on it, and no figure.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from llmchoice.engine.draws.frame import Floats, Frame
from llmchoice.engine.draws.outcome import Counts
from llmchoice.engine.draws.sample import Sample
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.draws.survey import first_scorer
from llmchoice.engine.draws.together import Sums, always_weighed, apart, counted
from llmchoice.model.option import Side
from llmchoice.model.verdict import FEWEST_DRAWS, HALF

LOOK = 1024
"""Draws that are looked at."""
LOOKS = (256, LOOK)
"""The same of single changes, one look after the other: what the first leaves open has another."""
DEVIATIONS = 5.0
"""How far from a threshold a share has to be, in standard deviations: a wrong word of this kind is
to be expected once in more than a million what-ifs that come out just at the threshold."""


@dataclass(frozen=True, slots=True)
class Glance:
    """How a set of answers comes out in the first of the draws."""

    ours: int
    """Draws in which the open side is ahead; one that is tied is nobody's."""
    theirs: int
    """Draws in which the closed side is."""
    counted: int
    """Draws in which some option is admissible."""
    possible: int
    """Draws in which the answers do not contradict each other."""
    looked: int
    """Draws that were looked at."""

    @classmethod
    def of(cls, counts: Counts, looked: int) -> "Glance":
        """What was counted in so many draws."""
        return cls(
            ours=counts.firsts[1],
            theirs=counts.firsts[-1],
            counted=counts.possible - counts.nothing,
            possible=counts.possible,
            looked=looked,
        )

    def names_none(self, threshold: float) -> bool:
        """Whether no side can have a share that is asked for, and something is left."""
        most = max(self.ours, self.theirs) + (self.counted - self.ours - self.theirs) / 2
        return self.counted > 0 and _bounds(most, self.counted)[1] < threshold

    def names(self, side: Side, threshold: float, draws: int) -> bool:
        """Whether a side cannot but have that share of all draws, and enough of them count."""
        own = self.ours if side is Side.OPEN else self.theirs
        left = _bounds(self.counted, self.possible)[0]
        return (
            _bounds(own, self.counted)[0] >= threshold
            and left > HALF
            and left * _bounds(self.possible, self.looked)[0] * draws >= FEWEST_DRAWS
        )

    def sure(self, threshold: float, draws: int) -> tuple[Side | None, ...]:
        """The side that all draws cannot but name, or None for none; empty where that is open."""
        named = [side for side in Side if self.names(side, threshold, draws)]
        enough = _bounds(self.counted, self.looked)[0] * draws >= FEWEST_DRAWS
        none = (None,) if enough and self.names_none(threshold) else ()
        return (*named, *none)


def glances(
    sample: Sample, base: Case, singles: Sequence[Case], size: int
) -> tuple[Glance | None, ...]:
    """How single changes come out in so many of the draws, the first ones; None where unknown."""
    scorer = first_scorer(sample, size)
    if not (singles and always_weighed(sample.frame, scorer.chunk)):
        return (None,) * len(singles)
    # Counted side by side: few draws are counted as fast as a single one.
    return tuple(_glances(Sums(scorer, base, singles).beside(), sample.frame))


def glances_together(
    sample: Sample, base: Case, singles: Sequence[Case]
) -> Callable[[tuple[int, ...]], Glance | None]:
    """The same of sets of single changes, by their places; None of one that does not add up.

    `singles`: the answers after each of the changes.
    """
    scorer = first_scorer(sample, LOOK)
    is_weighed = always_weighed(sample.frame, scorer.chunk)
    adds_up, sums = apart(sample.frame, base, singles), Sums(scorer, base, singles)

    def look(parts: tuple[int, ...]) -> Glance | None:
        if not (is_weighed and adds_up(parts)):
            return None
        (seen,) = _glances(sums.of(parts)[:, np.newaxis], sample.frame)
        return seen

    return look


def _glances(sums: Floats, frame: Frame) -> Iterator[Glance]:
    """What sums come to: (2 x options + 1, sets, n), see `Sums`."""
    counts, _ = counted(sums, frame)
    for ours, theirs, left, possible in counts.T.tolist():
        yield Glance(ours, theirs, left, possible, sums.shape[2])


def _bounds(hits: float, of: int) -> tuple[float, float]:
    """Between which a share lies; from 0 to 1 where nothing is known.

    Source: Wilson 1927, Journal of the American Statistical Association 22:209-212.
    """
    if not of:
        return 0.0, 1.0
    share, square = hits / of, DEVIATIONS**2 / of
    middle = share + square / 2
    half = (square * share * (1 - share) + square**2 / 4) ** 0.5
    return (middle - half) / (1 + square), (middle + half) / (1 + square)
