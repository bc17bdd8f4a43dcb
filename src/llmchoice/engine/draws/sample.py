"""The sample of one run: every what-if is put to the same draws, so that all are paired."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from llmchoice.engine.draws.frame import Floats, Frame
from llmchoice.engine.draws.sharing import share, sharings
from llmchoice.engine.voices import Voice
from llmchoice.mcda.weighting import Mixture, Weighting
from llmchoice.model.profile import Answers

SEED = 1998
"""Fixed, so that the same input gives the same bytes."""

CHUNK = 4096
"""Draws that are held in memory at once, where there are many."""

SHARED = 4
"""The stream of random numbers for what errors are shared by; those before it have other uses."""

MOST_KEPT = 5 * CHUNK
"""Draws of a sample that is kept whole: twice as many as are usual."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some of the draws; the last axis of every array counts them."""

    weights: Floats
    """(priorities, n): weights that sum to 1."""
    errors: NDArray[np.float32]
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

    def first(self, size: int) -> "Chunk":
        """No more than so many of them."""
        return replace(
            self,
            weights=self.weights[:, :size],
            errors=self.errors[:, :, :size],
            answers=self.answers[:, :size],
            rates=self.rates[:, :, :size],
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
            yield Chunk(
                weights=chunk.weights[:, mask],
                errors=chunk.errors[:, :, mask],
                answers=chunk.answers[:, mask],
                rates=chunk.rates[:, :, mask],
                claims=claims,
            )

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
