"""Scorers of a sample, kept as long as its draws are: a reading begins where another ended."""

from collections.abc import Iterator
from itertools import islice
from typing import cast

from llmchoice.engine.draws.sample import MOST_KEPT, Sample
from llmchoice.engine.draws.scoring import Scorer

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
        sample.shelf[name] = [Scorer(sample.frame, chunk.first(size))]
    (scorer,) = cast("list[Scorer]", sample.shelf[name])
    return scorer
