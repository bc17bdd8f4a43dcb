"""One reading of the sample: how often options and sides come first, for sets of answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from llmchoice.engine.draws.outcome import Counts, Outcome
from llmchoice.engine.draws.sample import Sample
from llmchoice.engine.draws.scoring import Case, Scorer
from llmchoice.engine.ranking import TIE
from llmchoice.mcda.tally import Acceptability, Tally


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
    candidates: tuple[str, ...] = (),
) -> Survey | None:
    """Put sets of answers to all draws; None where the answers leave no draw possible.

    Args:
        sample: the draws, with the knowledge base that they are of.
        base: the answers as they are.
        held: unknown question to the same answers with that one held at its expectation.
        others: what-ifs.
        candidates: options whose regret is wanted.
    """
    frame = sample.frame
    tally = Tally(len(frame.kb.options), len(frame.kb.priorities))
    counts = Counts(candidates=candidates)
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
            moved = Counts().add(frame, then, still) != first
            changed[question] += int(np.count_nonzero(moved & possible & still))
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
