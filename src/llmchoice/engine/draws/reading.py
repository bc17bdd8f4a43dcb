"""Scorers of a sample, kept as long as its draws are: a reading begins where another ended."""

from collections.abc import Iterator
from itertools import islice
from typing import cast

from llmchoice.engine.draws.sample import MOST_KEPT, Sample
from llmchoice.engine.draws.scoring import Scorer

ALL, FIRST = "all", "first"
KEPT_OF_FIRST = 512
"""Priorities of which the first of the draws keep the values: workloads mostly share them."""


def scorers(sample: Sample) -> Iterator[Scorer]:
    """A scorer for each chunk; kept with the draws, but for those that are only added."""
    if sample.draws > MOST_KEPT or sample.batch:
        return (Scorer(sample.frame, chunk) for chunk in sample.chunks())
    if ALL not in sample.shelf:
        sample.shelf[ALL] = [Scorer(sample.frame, chunk) for chunk in sample.chunks()]
    return iter(cast("list[Scorer]", sample.shelf[ALL]))


def first_scorer(sample: Sample, size: int) -> Scorer:
    """A scorer of the first draws, as many at most, kept with them; it is always the same size."""
    if FIRST not in sample.shelf:
        (chunk,) = islice(sample.chunks(), 1)
        sample.shelf[FIRST] = [Scorer(sample.frame, chunk.first(size), kept=KEPT_OF_FIRST)]
    (scorer,) = cast("list[Scorer]", sample.shelf[FIRST])
    return scorer
