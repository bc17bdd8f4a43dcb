"""Draws of weights and values, block by block, so that memory does not grow with their number."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.random import SFC64, Generator, SeedSequence
from numpy.typing import NDArray

from llmchoice.mcda.kernel import Floats
from llmchoice.mcda.table import Rows, half_widths_for
from llmchoice.mcda.weighting import Uniform, Weighting

Precision: TypeAlias = type[np.float32] | type[np.float64]

BLOCK = 8192
"""Draws at a time: the weights of a dozen criteria then fit the second-level cache of a core."""
WEIGHTS, VALUES = 0, 1
"""The streams of random numbers: what is drawn in one leaves the other as it is."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some draws of the weights, and the scores that follow."""

    scores: Floats
    """(options, draws), in the unit of the values times `totals`."""
    weights: Floats
    """(criteria, draws)."""
    totals: Floats
    """(draws,): what the weights of each draw add up to; not 1 where only their ratios count."""


class Sampler:
    """Draws from a table with uncertain weights, and uncertain values if half widths are given.

    Each value is uniform within its half width, independently. Whoever asks twice gets the same
    draws twice.

    Raises:
        ValueError: when half widths or weights do not fit the values.
    """

    def __init__(
        self,
        values: NDArray[np.float64],
        weighting: Weighting,
        *,
        seed: int,
        half_widths: Rows | None,
        dtype: Precision,
    ) -> None:
        criteria = values.shape[1]
        if weighting.size != criteria:
            raise ValueError(f"there are {criteria} criteria but weights of {weighting.size}")
        widths = None if half_widths is None else half_widths_for(values, half_widths)
        # Only differences count, and they are more exact between small numbers.
        self._table = values - values.min(axis=0)
        self._widths = widths
        self._weighting = weighting
        self._seed = seed
        self._dtype = dtype

    @property
    def rounding(self) -> float:
        """Differences of scores up to which they may be rounding alone, in the unit of a block."""
        largest = self._table.max() + (0 if self._widths is None else self._widths.max())
        return float(4 * self._table.shape[1] * largest * np.finfo(self._dtype).eps)

    def blocks(self, draws: int) -> Iterator[Block]:
        """Scores and weights of so many draws."""
        stream = self._stream(WEIGHTS)
        if self._widths is None:
            # A row of ones, so that one product gives the scores and the sum of the weights.
            ones = np.ones((1, self._table.shape[1]))
            table = self._cast(np.concatenate([self._table, ones]))
            for count in _counts(draws):
                weights = self._weights(stream, count)
                product = table @ weights
                yield Block(product[:-1], weights, product[-1])
            return
        for values in self.values(draws):
            weights = self._weights(stream, values.shape[-1])
            scores = np.einsum("ocn,cn->on", values, weights)
            yield Block(scores, weights, weights.sum(axis=0))

    def values(self, draws: int) -> Iterator[Floats]:
        """Values (options, criteria, draws)."""
        stream = self._stream(VALUES)
        widths = np.zeros_like(self._table) if self._widths is None else self._widths
        low = self._cast(self._table - widths)[..., None]
        width = self._cast(2 * widths)[..., None]
        for count in _counts(draws):
            drawn = stream.random((*self._table.shape, count), dtype=self._dtype)
            drawn *= width
            drawn += low
            yield drawn

    def _weights(self, stream: Generator, count: int) -> Floats:
        if isinstance(self._weighting, Uniform):
            # Not divided by their sum: ranks are free of scale, and the tally divides what it sums.
            return stream.standard_exponential((self._weighting.size, count), dtype=self._dtype)
        return self._cast(self._weighting.draw(stream, count))

    def _cast(self, array: NDArray[np.float64]) -> Floats:
        return array.astype(self._dtype, copy=False)

    def _stream(self, purpose: int) -> Generator:
        return Generator(SFC64(SeedSequence(self._seed, spawn_key=(purpose,))))


def _counts(draws: int) -> Iterator[int]:
    for start in range(0, draws, BLOCK):
        yield min(BLOCK, draws - start)
