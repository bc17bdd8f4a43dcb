"""One reading of the sample: how often options and sides come first, for sets of answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from llmchoice.engine.draws.frame import Frame, Masks
from llmchoice.engine.draws.sample import Sample
from llmchoice.engine.draws.scoring import Case, Scorer, Scores
from llmchoice.engine.ranking import TIE
from llmchoice.mcda.tally import Acceptability, Tally
from llmchoice.model.option import Side

_OPEN, _CLOSED = 1, -1


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one set of answers comes out, over the draws that it makes possible."""

    shares: Mapping[Side, float]
    """Share of draws, from 0 to 1, in which the best admissible option is of that side."""
    none: float
    """Share of draws, from 0 to 1, in which no option is admissible."""
    lead: float
    """Mean of best open minus best closed score; 0 where no draw has both sides."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What one reading of the sample found."""

    acceptability: Acceptability
    outcome: Outcome
    influences: Mapping[str, float]
    """Question to the share of draws in which holding it at its expectation changes the side."""
    outcomes: tuple[Outcome, ...]
    """Of the other sets of answers, in their order."""


def survey(
    sample: Sample,
    base: Case,
    held: Mapping[str, Case] | None = None,
    others: Sequence[Case] = (),
) -> Survey | None:
    """Put sets of answers to all draws; None where the answers leave no draw possible.

    Args:
        sample: the draws, with the knowledge base that they are of.
        base: the answers as they are.
        held: unknown question to the same answers with that one held at its expectation.
        others: what-ifs.
    """
    frame = sample.frame
    tally = Tally(len(frame.kb.options), len(frame.kb.priorities))
    counts = Counts()
    held = held or {}
    changed = dict.fromkeys(held, 0)
    tallies = [Counts() for _ in others]
    for chunk in sample.chunks():
        scorer = Scorer(frame, chunk)
        scores, possible = scorer.scores(base)
        first = counts.add(frame, scores, possible)
        tally.add(
            scores.scores[:, possible],
            chunk.weights[:, possible],
            scores.admissible[:, possible],
            tie=TIE,
        )
        for question, case in held.items():
            then, still = scorer.scores(case)
            both = possible & still
            changed[question] += int(np.count_nonzero((_first(frame, then) != first) & both))
        for one, case in zip(tallies, others, strict=True):
            one.add(frame, *scorer.scores(case))
    if not counts.possible:
        return None
    return Survey(
        acceptability=tally.result(),
        outcome=counts.outcome(),
        influences={q: count / counts.possible for q, count in changed.items()},
        outcomes=tuple(one.outcome() for one in tallies),
    )


def possible_draws(sample: Sample, case: Case) -> int:
    """How many draws the answers leave possible."""
    masks = (Scorer(sample.frame, chunk).scores(case)[1] for chunk in sample.chunks())
    return sum(int(np.count_nonzero(mask)) for mask in masks)


def outcomes(sample: Sample, cases: Sequence[Case]) -> tuple[Outcome, ...]:
    """How sets of answers come out over all draws."""
    tallies = [Counts() for _ in cases]
    for chunk in sample.chunks():
        scorer = Scorer(sample.frame, chunk)
        for one, case in zip(tallies, cases, strict=True):
            one.add(sample.frame, *scorer.scores(case))
    return tuple(one.outcome() for one in tallies)


@dataclass(slots=True)
class Counts:
    """Counts over chunks: memory does not grow with the draws."""

    possible: int = 0
    firsts: dict[int, int] = field(default_factory=lambda: {_OPEN: 0, _CLOSED: 0})
    nothing: int = 0
    leads: float = 0.0
    contested: int = 0

    def add(self, frame: Frame, scores: Scores, possible: Masks) -> NDArray[np.int8]:
        """Count a chunk; the side that comes first in each of its draws."""
        leads = _leads(frame, scores)
        first = _side(leads)
        self.possible += int(np.count_nonzero(possible))
        for side in self.firsts:
            self.firsts[side] += int(np.count_nonzero((first == side) & possible))
        self.nothing += int(np.count_nonzero(np.isnan(leads) & possible))
        finite = np.isfinite(leads) & possible
        self.leads += float(leads[finite].sum())
        self.contested += int(np.count_nonzero(finite))
        return first

    def outcome(self) -> Outcome:
        """The counts as shares."""
        total = max(1, self.possible)
        return Outcome(
            shares={
                Side.OPEN: self.firsts[_OPEN] / total,
                Side.CLOSED: self.firsts[_CLOSED] / total,
            },
            none=self.nothing / total,
            lead=self.leads / max(1, self.contested),
        )


def _leads(frame: Frame, scores: Scores) -> NDArray[np.float64]:
    """(n,): best open minus best closed score; infinite where one side has no option left."""
    left = np.where(scores.admissible, scores.scores, -np.inf)
    best_open = left[frame.open_side].max(axis=0, initial=-np.inf)
    best_closed = left[~frame.open_side].max(axis=0, initial=-np.inf)
    with np.errstate(invalid="ignore"):
        leads: NDArray[np.float64] = best_open - best_closed
    return leads


def _first(frame: Frame, scores: Scores) -> NDArray[np.int8]:
    return _side(_leads(frame, scores))


def _side(leads: NDArray[np.float64]) -> NDArray[np.int8]:
    """(n,): the side that comes first; neither in a tie, nor where nothing is left."""
    return (leads > TIE).astype(np.int8) - (leads < -TIE).astype(np.int8)
