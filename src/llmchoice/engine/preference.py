"""Preferences in the making: the weights that what was said of the priorities so far allows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from llmchoice.engine.draws.frame import Floats
from llmchoice.engine.draws.sample import Sample
from llmchoice.engine.study import sample_of
from llmchoice.engine.weights import of_priorities, unstated, weighting
from llmchoice.mcda.weighting import Around, Uniform, Weighting
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Profile

RATINGS = 3
"""The stream of random numbers for ratings: the others of a sample are 0 to 2."""


def sample_so_far(basis: Basis, profile: Profile, draws: int) -> Sample:
    """Draws by what has been said of the priorities so far.

    Where all is said they are those of the assessment. Where nothing is said the weights are
    uniform among all that sum to 1: rank acceptability without preference information, Lahdelma
    and Salminen 2001, Operations Research 49:444-454. Where some are rated see `PartlyRated`.

    Raises:
        LlmchoiceError: when every priority is rated 0, or comparisons are missing.
        ValueError: when the number of draws is out of range.
    """
    left = set(unstated(basis.kb, profile))
    if not left:
        return sample_of(basis, profile, draws)
    uniform = Uniform(len(basis.kb.priorities))
    sample = replace(sample_of(basis, expected(basis.kb, profile), draws), weighting=uniform)
    rated = _rated(basis.kb, profile)
    if len(left) == uniform.size or isinstance(rated, Uniform):
        return sample
    return PartlyRated(
        sample.frame,
        sample.weighting,
        sample.draws,
        rated=rated,
        free=tuple(at for at, p in enumerate(basis.kb.priorities) if p.id in left),
        backed=_backed(basis.kb, profile),
    )


def expected(kb: KnowledgeBase, profile: Profile) -> Profile:
    """The profile with the mean of the weights that are drawn for it as its ratings."""
    left = unstated(kb, profile)
    if not left:
        return profile
    means = dict.fromkeys(left, 1.0)
    backed = _backed(kb, profile)
    if backed:
        means |= {
            name: len(backed) * weight
            for name, weight in of_priorities(kb, profile).items()
            if name not in means
        }
    return profile.model_copy(update={"priorities": means})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartlyRated(Sample):
    """Draws where some priorities are rated and the others are not yet.

    A rating says something beside other ratings only: weights are ratios. So the rated ones keep
    the ratios that were stated, as uncertain as they will be once all are rated, and share out
    among them what falls to as many weights of a uniform distribution; each of the others keeps
    its own weight of that. A rating of 0 stays a weight of 0. With nothing rated this is uniform,
    and with all rated it is what the assessment draws. To take what is not rated as 0, or as
    average, would state something that nobody said.

    In a flat Dirichlet distribution the sum of a block is independent of the proportions within
    it, so that these can be replaced: Connor and Mosimann 1969, Journal of the American
    Statistical Association 64:194-206.
    """

    rated: Weighting
    """Of all priorities; what is not rated has no weight in it."""
    free: tuple[int, ...]
    """Places of the priorities that are not rated."""
    backed: tuple[int, ...]
    """Places of those that are rated above 0."""

    def weights(self) -> Iterator[Floats]:
        """(priorities, n): the weights of all draws alone, chunk by chunk."""
        seed = np.random.SeedSequence(self.seed, spawn_key=(RATINGS,))
        stream = np.random.Generator(np.random.SFC64(seed))
        # Not super(): it does not work in a class with slots, which is made twice.
        for drawn in Sample.weights(self):
            weights = np.zeros_like(drawn)
            if self.backed:
                together = drawn[list(self.backed)].sum(axis=0)
                weights = together * self.rated.draw(stream, drawn.shape[1])
            weights[list(self.free)] = drawn[list(self.free)]
            yield weights / weights.sum(axis=0)


def _backed(kb: KnowledgeBase, profile: Profile) -> tuple[int, ...]:
    given = profile.priorities or {}
    return tuple(at for at, p in enumerate(kb.priorities) if given.get(p.id, 0) > 0)


def _rated(kb: KnowledgeBase, profile: Profile) -> Weighting:
    """The weights of what is rated, as uncertain as within weights that are all rated."""
    backed = _backed(kb, profile)
    if not backed:
        return weighting(kb, expected(kb, profile))
    given = weighting(kb, profile)
    if isinstance(given, Around):
        # Proportions within a block of a Dirichlet distribution are as concentrated as the block
        # has weight, and a block of so many weights has this share of it on average.
        return replace(given, concentration=given.concentration * len(backed) / given.size)
    return given
