"""Computed costs in draws: values between those of the highest and of the lowest cost."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from llmchoice.model.basis import Costed

Floats = NDArray[np.float64]
Masks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Costs:
    """Values that are computed from costs: a column for each volume that there may be."""

    values: Floats
    """(options, volumes), by typical cost."""
    rise: Floats
    """(options, volumes): how much higher a value is by the lowest cost."""
    fall: Floats
    """(options, volumes): how much lower it is by the highest cost."""
    over: Masks
    """(options, volumes): whether even the lowest cost is above the ceiling."""

    @classmethod
    def of(cls, found: Sequence[Costed]) -> "Costs":
        """What was computed, as arrays."""
        values, best, worst = (
            np.array(rows, dtype=np.float64).T
            for rows in (
                [one.values for one in found],
                [one.best for one in found],
                [one.worst for one in found],
            )
        )
        over = np.array([one.over for one in found], dtype=np.bool_).T
        return cls(values, best - values, values - worst, over)

    def drawn(self, column: NDArray[np.intp] | None, errors: Floats) -> Floats:
        """(options, n): a value for each draw.

        Args:
            column: (n,): which volume holds in each draw; None for their mean in all of them.
            errors: (n,): uniform from -1 to 1.
        """
        parts = (self.values, self.rise, self.fall)
        if column is None:
            values, rise, fall = (part.mean(axis=1, keepdims=True) for part in parts)
        else:
            values, rise, fall = (part.take(column, axis=1) for part in parts)
        moved = _triangular(errors)
        found: Floats = values + np.where(moved > 0, rise, fall) * moved
        return found


def _triangular(errors: Floats) -> Floats:
    """Uniform errors from -1 to 1 as triangular ones: 0 is the likeliest, the ends never come.

    The inverse of the distribution function of the symmetric triangular distribution.
    """
    drawn: Floats = np.sign(errors) * (1 - np.sqrt(1 - np.abs(errors)))
    return drawn
