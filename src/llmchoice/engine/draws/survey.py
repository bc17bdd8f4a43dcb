"""Readings of the sample: how often options and sides come first, for sets of answers.

Scorers of a sample are kept as long as its draws are: a reading begins where another ended.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

import numpy as np
from numpy.typing import NDArray

from llmchoice.engine.draws.frame import Frame
from llmchoice.engine.draws.outcome import Counts, Outcome
from llmchoice.engine.draws.sample import MOST_KEPT, Sample
from llmchoice.engine.draws.scoring import Case, Scorer
from llmchoice.engine.ranking import TIE
from llmchoice.mcda.tally import Acceptability, Tally

ALL = "all"


def scorers(sample: Sample) -> Iterator[Scorer]:
    """A scorer for each chunk; kept with the draws, but for those that are only added."""
    if sample.draws > MOST_KEPT or sample.batch:
        return (Scorer(sample.frame, chunk) for chunk in sample.chunks())
    if ALL not in sample.shelf:
        sample.shelf[ALL] = [Scorer(sample.frame, chunk) for chunk in sample.chunks()]
    return iter(cast("list[Scorer]", sample.shelf[ALL]))


def first_scorer(sample: Sample, size: int) -> Scorer:
    """A scorer of the first draws, as many at most, kept with them."""
    name = f"first {size}"
    if name not in sample.shelf:
        (chunk,) = islice(sample.chunks(), 1)
        sample.shelf[name] = [Scorer(sample.frame, chunk.some(slice(size)))]
    (scorer,) = cast("list[Scorer]", sample.shelf[name])
    return scorer


@dataclass(frozen=True, slots=True)
class Result:
    """How one set of answers comes out, in full."""

    acceptability: Acceptability
    outcome: Outcome


class Count:
    """One set of answers, counted over as many draws as it takes."""

    def __init__(self, frame: Frame, base: Case, candidates: tuple[str, ...] = ()) -> None:
        """`candidates`: options whose regret is wanted."""
        self._frame, self._base = frame, base
        self._tally = Tally(len(frame.kb.options), len(frame.kb.priorities))
        self._counts = Counts(candidates=candidates)

    @property
    def possible(self) -> int:
        """How many draws the answers left possible so far."""
        return self._counts.possible

    def read(self, sample: Sample) -> None:
        """Count all draws of a sample."""
        for scorer in scorers(sample):
            self.add(scorer)

    def add(self, scorer: Scorer) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
        """Count some draws; in each, the side that is ahead, and whether it is possible at all."""
        scores, possible = scorer.scores(self._base)
        first = self._counts.add(self._frame, scores, possible)
        self._tally.add(
            scores.scores[:, possible],
            scorer.chunk.weights[:, possible],
            scores.admissible[:, possible],
            tie=TIE,
        )
        return first, possible

    def result(self) -> Result:
        """What came of it.

        Raises:
            ValueError: when no draw was possible.
        """
        return Result(self._tally.result(), self._counts.outcome())


def survey(sample: Sample, base: Count, held: Mapping[str, Case]) -> Mapping[str, float] | None:
    """Put sets of answers to all draws; None where the answers leave no draw possible.

    Question to the share of draws in which holding it at its expectation changes the side.

    `base` counts the draws of the answers as they are; `held` has unknown questions, and the same
    answers with that one held at its expectation.
    """
    frame = sample.frame
    changed = dict.fromkeys(held, 0)
    for scorer in scorers(sample):
        first, possible = base.add(scorer)
        for question, case in held.items():
            then, still = scorer.scores(case)
            moved = Counts().add(frame, then, still) != first
            changed[question] += int(np.count_nonzero(moved & possible & still))
    if not base.possible:
        return None
    return {question: count / base.possible for question, count in changed.items()}


def possible_draws(sample: Sample, case: Case) -> int:
    """How many draws the answers leave possible."""
    masks = (scorer.scores(case)[1] for scorer in scorers(sample))
    return sum(int(np.count_nonzero(mask)) for mask in masks)


def add_all(sample: Sample, cases: Sequence[Case], counts: Sequence[Counts]) -> None:
    """Count all draws of a sample for sets of answers."""
    for scorer in scorers(sample):
        for count, case in zip(counts, cases, strict=True):
            count.add(sample.frame, *scorer.scores(case))


def outcomes(sample: Sample, cases: Sequence[Case]) -> tuple[Outcome, ...]:
    """How sets of answers come out over all draws."""
    counts = [Counts() for _ in cases]
    add_all(sample, cases, counts)
    return tuple(count.outcome() for count in counts)
