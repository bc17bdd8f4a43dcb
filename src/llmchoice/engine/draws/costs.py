"""Computed costs in draws: between the lowest and the highest, the typical one the likeliest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from llmchoice.mcda.triangle import triangular
from llmchoice.model.basis import Costed

Floats = NDArray[np.float64]
Masks = NDArray[np.bool_]
FULL = 100.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """What costs come to in each draw."""

    plain: Floats
    """(options, n) or (options, 1): the values by typical cost, from 0 to 100."""
    errors: Floats
    """(options, n): what the drawn cost adds to them."""
    over: Masks
    """(options, n): whether the drawn cost is above the ceiling."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Values that are computed from costs: a column for each volume that there may be."""

    values: Floats
    """(options, volumes), by typical cost, from 0 to 100."""
    ends: Floats
    """(3, options, volumes): by the highest, the typical and the lowest cost, not cut off at the
    ends of the scale; below 0 a cost is above the ceiling."""

    @classmethod
    def of(cls, found: Sequence[Costed]) -> "Costs":
        """What was computed, as arrays."""
        values = np.array([one.values for one in found], dtype=np.float64).T
        return cls(values, np.array([one.ends for one in found], dtype=np.float64).T)

    def drawn(self, column: Floats | None, errors: Floats, *, held: bool) -> Drawn:
        """A cost for each draw, from a triangular distribution of its logarithm.

        Args:
            column: (n,): which volume holds in each draw, in a straight line between two of them
                where it is no whole number; None for their mean in all of them.
            errors: (options, n): uniform from -1 to 1.
            held: whether the volume is held at its mean, which excludes nothing.
        """
        if column is None:
            plain = self.values.mean(axis=1, keepdims=True)
            low, typical, high = self.ends.mean(axis=2, keepdims=True)
        else:
            plain = _at(self.values, column)
            low, typical, high = _at(self.ends, column)
        found = triangular(low, typical, high, (errors + 1) / 2)
        over = np.zeros(found.shape, dtype=np.bool_) if held else found < 0
        return Drawn(plain, found.clip(0, FULL) - plain, over)


def _at(table: Floats, column: Floats) -> Floats:
    """(..., n): the columns of a table at whole numbers, and what lies between two of them."""
    before = column.astype(np.intp)
    found: Floats = table.take(before, axis=-1)
    part = column - before
    if part.any():
        after = np.minimum(before + 1, table.shape[-1] - 1)
        found = found + part * (table.take(after, axis=-1) - found)
    return found
