"""How one set of answers comes out: which side is ahead, counted over the draws."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import ceil

import numpy as np
from numpy.typing import NDArray

from llmchoice.engine.draws.frame import Floats, Frame, Masks
from llmchoice.engine.draws.sample import Sample
from llmchoice.engine.draws.scoring import Scores
from llmchoice.engine.ranking import TIE
from llmchoice.mcda.precision import MOST, monte_carlo_error
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer
from llmchoice.model.verdict import FEWEST_DRAWS, HALF

FACTORS = (1, 2)
"""How many times the usual draws are added, step by step, where those so far cannot tell."""
MARGIN = 1.05
"""More draws than the share that is left out asks for: the share is itself drawn."""
_OPEN, _CLOSED = 1, -1


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one set of answers comes out, over the draws that it makes possible.

    In each draw a side is represented by its admissible option with the highest value there, errors
    apart; the representatives are compared with their errors. So it does not matter how many
    options a side has: two that are alike are worth no more than one.
    """

    shares: Mapping[Side, float]
    """Share of the counted draws, from 0 to 1, in which each side is ahead; a tie is half a draw
    for each. They sum to 1; both 0 where no draw counts."""
    counted: int
    """Draws in which some option is admissible."""
    possible: int = 0
    """Draws in which the answers do not contradict each other."""
    none: float = 0.0
    """Share of the possible draws, from 0 to 1, in which no option is admissible."""
    lead: float = 0.0
    """Mean lead of the open side; 0 where no draw has both sides."""
    excluded: Mapping[str, float] = field(default_factory=dict)
    """Option to the share of the counted draws, from 0 to 1, in which it is not admissible; empty
    where that was not counted."""
    regrets: Mapping[str, float] = field(default_factory=dict)
    """Of the options that were asked for and are admissible in some draw: the mean points, over the
    draws in which it is, by which the better representative of the two sides is ahead of it."""

    @property
    def ahead(self) -> Side | None:
        """The side above one half; None within the error of so many draws of one half."""
        beyond = self.majority - HALF
        if not self.counted or not beyond or beyond < monte_carlo_error(self.counted):
            return None
        return Side.OPEN if self.shares[Side.OPEN] > HALF else Side.CLOSED

    @property
    def majority(self) -> float:
        """The share of the side that has more, from 0 to 1."""
        return max(self.shares.values())

    @property
    def mostly_nothing(self) -> bool:
        """Whether most of the possible draws leave nothing: then it is likelier than any side."""
        return self.none > HALF

    def names_a_side(self, threshold: float) -> bool:
        """Whether enough draws count, most leave something, and enough have the same side ahead."""
        is_telling = self.counted >= FEWEST_DRAWS and not self.mostly_nothing
        return is_telling and self.ahead is not None and self.majority >= threshold

    def clears(self, threshold: float) -> bool:
        """Whether enough draws count, and the 95 % interval of the majority leaves it out."""
        return self.counted >= FEWEST_DRAWS and not self.is_near(threshold)

    def is_near(self, threshold: float) -> bool:
        """Whether enough draws count, and the interval holds the threshold."""
        if self.counted < FEWEST_DRAWS:
            return False
        error = monte_carlo_error(self.counted, self.majority)
        return abs(self.majority - threshold) < error

    def joined(self, more: "Outcome") -> "Outcome":
        """The shares over these draws and others; the lead and what is excluded over these."""
        counted, possible = self.counted + more.counted, self.possible + more.possible
        # Whole numbers of half draws: a share just at a threshold stays there.
        halves = sum(round(2 * each.shares[Side.OPEN] * each.counted) for each in (self, more))
        return replace(
            self,
            shares=shares_of(halves, 2 * counted - halves, 2 * counted),
            counted=counted,
            possible=possible,
            none=(possible - counted) / max(1, possible),
        )


def further(sample: Sample) -> Iterator[Sample]:
    """Draws to add where those so far cannot tell: with them 2 and 4 times as many."""
    for number, factor in enumerate(FACTORS, 1):
        yield replace(sample, draws=min(factor * sample.draws, MOST), batch=number)


def is_contradictable(frame: Frame, answers: Mapping[str, Answer]) -> bool:
    """Whether draws of what is open may contradict each other."""
    return bool(frame.kb.contradictions) and any(
        frame.kb.question(question).leaves_rules_open(answer)
        for question, answer in answers.items()
    )


def enough(sample: Sample, possible: int) -> Sample:
    """A larger sample where contradicting answers leave out so many draws that errors grow.

    `possible`: how many of the draws so far the answers leave.
    """
    if possible in {0, sample.draws}:
        return sample
    wanted = ceil(sample.draws**2 / possible * MARGIN)
    return replace(sample, draws=min(wanted, MOST))


@dataclass(slots=True)
class Counts:
    """Counts over chunks: memory does not grow with the draws."""

    possible: int = 0
    firsts: dict[int, int] = field(default_factory=lambda: {_OPEN: 0, _CLOSED: 0})
    nothing: int = 0
    leads: float = 0.0
    contested: int = 0
    candidates: tuple[str, ...] = ()
    """Options whose regret is wanted."""
    _admissible: dict[str, int] = field(default_factory=dict)
    _behind: dict[str, float] = field(default_factory=dict)

    def add(self, frame: Frame, scores: Scores, possible: Masks) -> NDArray[np.int8]:
        """Count a chunk; the side that is ahead in each of its draws."""
        best_open, best_closed = (representative(scores, rows) for rows in frame.sides)
        with np.errstate(invalid="ignore"):
            leads = best_open - best_closed
        first = (leads > TIE).astype(np.int8) - (leads < -TIE).astype(np.int8)
        self.possible += int(np.count_nonzero(possible))
        for side in self.firsts:
            self.firsts[side] += int(np.count_nonzero((first == side) & possible))
        self.nothing += int(np.count_nonzero(np.isnan(leads) & possible))
        finite = np.isfinite(leads) & possible
        self.leads += float(leads[finite].sum())
        self.contested += int(np.count_nonzero(finite))
        counted = scores.admissible & possible
        best = np.maximum(best_open, best_closed) if self.candidates else best_open
        for option, at in frame.places.items():
            allowed = int(np.count_nonzero(counted[at]))
            self._admissible[option] = self._admissible.get(option, 0) + allowed
            if option in self.candidates:
                behind = best[counted[at]] - scores.scores[at][counted[at]]
                points = float(np.maximum(0.0, behind).sum())
                self._behind[option] = self._behind.get(option, 0.0) + points
        return first

    def outcome(self) -> Outcome:
        """The counts as shares."""
        counted = self.possible - self.nothing
        return Outcome(
            shares=shares_of(self.firsts[_OPEN], self.firsts[_CLOSED], counted),
            counted=counted,
            possible=self.possible,
            none=self.nothing / max(1, self.possible),
            lead=self.leads / max(1, self.contested),
            excluded={o: 1 - allowed / max(1, counted) for o, allowed in self._admissible.items()},
            regrets={
                o: points / self._admissible[o]
                for o, points in self._behind.items()
                if self._admissible[o]
            },
        )


def shares_of(ours: int, theirs: int, counted: int) -> dict[Side, float]:
    """Counts as shares: ties are halved. The two sum to 1, to the last bit."""
    if not counted:
        return {Side.OPEN: 0.0, Side.CLOSED: 0.0}
    ties = counted - ours - theirs
    share = (2 * ours + ties) / (2 * counted)
    return {Side.OPEN: share, Side.CLOSED: 1 - share}


def representative(scores: Scores, rows: tuple[int, ...]) -> Floats:
    """(n,): the score of a side's best option, found by its values without errors.

    The first by id of those that tie; minus infinity where none is admissible.
    """
    size = scores.scores.shape[1]
    best, score = np.full(size, -np.inf), np.full(size, -np.inf)
    for at in rows:
        if not scores.admissible[at].any():
            continue
        better = scores.plain[at] > best + TIE
        better &= scores.admissible[at]
        np.copyto(best, scores.plain[at], where=better)
        np.copyto(score, scores.scores[at], where=better)
    return score
