"""Computed costs in draws: between the lowest and the highest, the typical one the likeliest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from llmchoice.engine.worth import FULL, NOT_KNOWN, WORST, Worth, steps
from llmchoice.mcda.curves import triangular

Floats = NDArray[np.float64]
Masks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What costs come to in each draw."""

    plain: Floats
    """(options, n) or (options, 1): the values by typical cost, from -600 to 100."""
    errors: Floats
    """(options, n): what the drawn cost adds to them."""
    over: Masks
    """(options, n): whether the drawn cost is above the ceiling."""


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """Values that are computed from costs: a column for each volume that there may be.

    They are held against one amount for each volume; others differ from it by a shift, the same in
    every column, since values are logarithms.
    """

    places: Floats
    """(3, options, volumes): by the highest, the typical and the lowest cost, not cut off at the
    ends of the scale."""
    known: Masks
    """(options, volumes): whether the cost is known; one that is not is worth -100, and excludes
    nothing."""
    room: Floats | None
    """(3, options, volumes): the same against the ceiling: below 0 it is above the ceiling; None
    without one."""
    odds: Floats
    """(volumes,): how likely each volume is; they sum to 1."""
    shifts: Floats
    """(amounts,): by how many points each amount that may decide moves all places; 0 for one."""

    @classmethod
    def of(cls, worths: Sequence[Sequence[Worth]]) -> "Costs":
        """What was computed, as arrays: for each volume, against each amount that may decide."""
        middle = [amounts[len(amounts) // 2] for amounts in worths]
        limited = all(worth.costed.ceiling is not None for worth in middle)
        odds = np.array([worth.odds for worth in middle])
        return cls(
            places=np.array([worth.places for worth in middle], dtype=np.float64).T,
            known=np.array([[band is not None for band in w.costed.monthly] for w in middle]).T,
            room=np.array([w.room for w in middle], dtype=np.float64).T if limited else None,
            odds=odds / odds.sum(),
            shifts=np.array([steps(worth.decides / middle[0].decides) for worth in worths[0]]),
        )

    def drawn(
        self, column: Floats | None, uniform: Floats, shift: Floats | None, *, held: bool
    ) -> Drawn:
        """A cost for each draw, from a triangular distribution of its logarithm.

        Args:
            column: (n,): which volume holds in each draw, in a straight line between two of them
                where it is no whole number; None for their mean in all of them.
            uniform: (options, n): from 0 to 1, where between its ends each cost lies.
            shift: (n,): by how many points the amount that decides in each draw moves all places;
                None for the mean over those that may.
            held: whether the volume is held at its mean, which excludes nothing.
        """
        plain = self._plain(column, shift)
        moved = self.shifts.mean() if shift is None else shift
        known = self._known(column)
        places = triangular(*self._ends(self.places, column), uniform)
        over = np.zeros(places.shape, dtype=np.bool_)
        if self.room is not None and not held:
            over = known & (triangular(*self._ends(self.room, column), uniform) < 0)
        return Drawn(
            plain, np.where(known, (places + moved).clip(WORST, FULL), NOT_KNOWN) - plain, over
        )

    def _ends(self, table: Floats, column: Floats | None) -> tuple[Floats, Floats, Floats]:
        """(options, n) or (options, 1) each: by the highest, the typical and the lowest cost."""
        low, typical, high = (
            (table @ self.odds)[..., np.newaxis] if column is None else _at(table, column)
        )
        return low, typical, high

    def _known(self, column: Floats | None) -> Masks:
        """(options, n) or (options, 1): whether the cost is known."""
        if column is None:
            everywhere: Masks = np.all(self.known, axis=1, keepdims=True)
            return everywhere
        known: Masks = _at(self.known.astype(np.float64), column) == 1
        return known

    def _plain(self, column: Floats | None, shift: Floats | None) -> Floats:
        """(options, n) or (options, 1): the values by typical cost."""
        typical = self.places[1]
        if shift is None:
            moved = typical + self.shifts[:, np.newaxis, np.newaxis]
            values = np.where(self.known, moved.clip(WORST, FULL), NOT_KNOWN).mean(axis=0)
            return (values @ self.odds)[:, np.newaxis] if column is None else _at(values, column)
        if column is not None:
            return np.where(
                self._known(column), (_at(typical, column) + shift).clip(WORST, FULL), NOT_KNOWN
            )
        each = (typical[..., np.newaxis] + shift).clip(WORST, FULL)
        each = np.where(self.known[..., np.newaxis], each, NOT_KNOWN)
        mean: Floats = np.einsum("ovn,v->on", each, self.odds)
        return mean


def _at(table: Floats, column: Floats) -> Floats:
    """(..., n): the columns of a table at whole numbers, and what lies between two of them."""
    before = column.astype(np.intp)
    start: Floats = table.take(before, axis=-1)
    part = column - before
    if not part.any():
        return start
    after = np.minimum(before + 1, table.shape[-1] - 1)
    between: Floats = start + part * (table.take(after, axis=-1) - start)
    return between
