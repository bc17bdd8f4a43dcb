"""The sample of one run: every what-if is put to the same draws, so that all are paired.

Options share errors: what is wrong about one of them is often wrong about its like. That is a
mixture: in each draw, and for each criterion, either one attribute is picked, and every option
takes the error of the first option that has the same value of it; or none is, and each takes its
own. So every error stays exactly uniform, and those of two options that agree in an attribute
correlate by the part that the attribute is picked with.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from llmchoice.engine.draws.frame import Floats, Frame, Masks
from llmchoice.engine.voices import Voice
from llmchoice.mcda.weighting import Mixture, Weighting
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Option, SharedNoise
from llmchoice.model.profile import Answers

Short = NDArray[np.float32]
SEED = 1998
"""Fixed, so that the same input gives the same bytes."""
CHUNK = 4096
"""Draws that are held in memory at once, where there are many."""
SHARED = 4
"""The stream of random numbers for what errors are shared by; those before it have other uses."""
MOST_KEPT = 5 * CHUNK
"""Draws of a sample that is kept whole: twice as many as are usual."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """One attribute by which errors are shared."""

    picked: tuple[tuple[int, float, float], ...]
    """Place of each criterion for which it ever is, and the selectors with which it is: from the
    first one, from 0 to 1, up to the second."""
    followers: tuple[tuple[int, int], ...]
    """Place of an option, and of the one whose error it takes, among the options by id."""


def sharings(kb: KnowledgeBase) -> tuple[Sharing, ...]:
    """The attributes that the knowledge base names, as far as any options agree in them."""
    # By id, so that the order in which options are listed decides nothing.
    options = sorted(kb.options, key=lambda option: option.id)
    named = [criterion.shared_noise or kb.shared_noise for _, criterion in kb.criteria()]
    low = [0.0] * len(named)
    shared = []
    for attribute in SharedNoise.model_fields:
        high = [at + getattr(noise, attribute) for at, noise in zip(low, named, strict=True)]
        followers = _followers(options, attribute)
        ever = tuple(
            (at, start, end)
            for at, (start, end) in enumerate(zip(low, high, strict=True))
            if end > start
        )
        if followers and ever:
            shared.append(Sharing(ever, followers))
        low = high
    return tuple(shared)


def _followers(options: Sequence[Option], attribute: str) -> tuple[tuple[int, int], ...]:
    first: dict[object, int] = {}
    pairs = (
        (at, first.setdefault(getattr(option, attribute), at)) for at, option in enumerate(options)
    )
    return tuple((at, leader) for at, leader in pairs if at != leader)


def share(errors: Short, selectors: Short, sharing: Sequence[Sharing]) -> None:
    """Have options share errors, in place.

    Errors are (criteria, options by id, n), selectors (criteria, n), uniform from 0 to 1.
    """
    bits = errors.view(np.int32)
    for each in sharing:
        for criterion, low, high in each.picked:
            selector, own = selectors[criterion], bits[criterion]
            mask = -((selector >= low) & (selector < high)).astype(np.int32)
            for at, leader in each.followers:
                # A leader never follows by the same attribute, so its error is still its own.
                # Bit by bit, without a branch: which draws are picked is nothing to be foreseen.
                differ = own[at] ^ own[leader]
                differ &= mask
                own[at] ^= differ


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some of the draws; the last axis of every array counts them."""

    weights: Floats
    """(priorities, n): weights that sum to 1."""
    errors: Short
    """(criteria, options, n): from -1 to 1, in units of a value's uncertainty. Short as they are
    drawn: to make long numbers of them takes as long as to draw them."""
    answers: Floats
    """(questions, n): from 0 to 1, which possible answer holds if it is unknown."""
    rates: Floats
    """(questions that take counts, 2, n): from 0 to 1, which pass rates hold if it was counted."""
    claims: Answers = field(default_factory=dict)
    """What holds in these draws of what is unknown: the answers of the voice that they are of."""

    @property
    def size(self) -> int:
        """Number of draws."""
        return int(self.weights.shape[1])

    def some(self, draws: slice | Masks) -> "Chunk":
        """Those of them."""
        return replace(
            self,
            weights=self.weights[..., draws],
            errors=self.errors[..., draws],
            answers=self.answers[..., draws],
            rates=self.rates[..., draws],
        )


@dataclass(frozen=True, slots=True)
class Sample:
    """A seeded sample that can be read again and again, chunk by chunk, always the same."""

    frame: Frame
    weighting: Weighting
    draws: int
    seed: int = SEED
    batch: int = 0
    """Which draws of the seed: those of another batch are others, to be added to these."""
    voices: tuple[Voice, ...] = ()
    """Whose draws they are, where the weighting is a mixture of theirs."""
    _kept: list[Chunk] = field(init=False, default_factory=list, compare=False, repr=False)
    shelf: dict[str, list[object]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    """What readers of these draws keep for the next reading."""

    def chunks(self) -> Iterator[Chunk]:
        """All draws; a few are kept for the next reading, so memory does not grow with them."""
        if self.draws > MOST_KEPT:
            return self._drawn()
        if not self._kept:
            self._kept.extend(self._drawn())
        return iter(self._kept)

    def _drawn(self) -> Iterator[Chunk]:
        """All draws, anew. Weights, values, answers and pass rates have streams of their own."""
        kb = self.frame.kb
        shape = (len(kb.criteria()), len(kb.options))
        # By id, so that the order in which options are listed decides nothing.
        places = [sorted(o.id for o in kb.options).index(option.id) for option in kb.options]
        _, errors, answers, rates = self._streams()
        sharing = sharings(kb)
        selectors = self._stream(SHARED)
        by_id = picked = np.empty(0, dtype=np.float32)
        for weights in self._weights():
            size = weights.shape[1]
            if by_id.shape[-1] != size:
                # Kept from chunk to chunk: to come by new memory takes as long as to draw.
                by_id = np.empty((*shape, size), dtype=np.float32)
                picked = np.empty((shape[0], size), dtype=np.float32)
            errors.random(dtype=np.float32, out=by_id)
            if sharing:
                selectors.random(dtype=np.float32, out=picked)
                share(by_id, picked, sharing)
            deviations = np.empty((*shape, size), dtype=np.float32)
            # Both steps are exact: what is drawn has 24 bits.
            for at, place in enumerate(places):
                np.multiply(by_id[:, place], 2, out=deviations[:, at])
            deviations -= 1
            drawn = Chunk(
                weights=weights,
                errors=deviations,
                answers=answers.random((len(kb.questions), size)),
                rates=rates.random((len(self.frame.countable), 2, size)),
            )
            yield from self._by_claims(drawn)

    def _by_claims(self, chunk: Chunk) -> Iterator[Chunk]:
        """The draws of all voices that claim the same together; all of them where none claims."""
        if not isinstance(self.weighting, Mixture) or not any(v.claims for v in self.voices):
            yield chunk
            return
        whose = self.weighting.whose(chunk.size)
        left = dict(enumerate(self.voices))
        while left:
            claims = next(iter(left.values())).claims
            same = [at for at, voice in left.items() if voice.claims == claims]
            mask = np.isin(whose, same)
            left = {at: voice for at, voice in left.items() if at not in same}
            yield replace(chunk.some(mask), claims=claims)

    def weights(self) -> Iterator[Floats]:
        """(priorities, n): the weights of all draws alone, chunk by chunk."""
        if self._kept:
            return (chunk.weights for chunk in self._kept)
        return self._weights()

    def _weights(self) -> Iterator[Floats]:
        stream, *_ = self._streams()
        for start in range(0, self.draws, CHUNK):
            yield self.weighting.draw(stream, min(CHUNK, self.draws - start))

    def _streams(self) -> list[np.random.Generator]:
        return [self._stream(number) for number in range(4)]

    def _stream(self, number: int) -> np.random.Generator:
        key = (number, self.batch) if self.batch else (number,)
        seed = np.random.SeedSequence(self.seed, spawn_key=key)
        return np.random.Generator(np.random.SFC64(seed))
