"""Numbers read off curves, many at once: lines between points, and a triangular distribution."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def interpolated(places: Floats, at: Sequence[float], curves: Floats) -> Floats:
    """(curves, n): what `np.interp` says of each curve, with one search for all of them.

    Args:
        places: (n,): where they are wanted.
        at: where the points of all curves are, in rising order.
        curves: (curves, points): what each is there.
    """
    points = np.array(at, dtype=np.float64)
    inside = places.clip(points[0], points[-1])
    before = np.searchsorted(points, inside, side="right") - 1
    slopes = np.zeros_like(curves)
    slopes[:, :-1] = np.diff(curves, axis=1) / np.diff(points)
    values: Floats = slopes.take(before, axis=1)
    values *= inside - points[before]
    values += curves.take(before, axis=1)
    return values


def triangular(
    low: Floats | float, mode: Floats | float, high: Floats | float, uniform: Floats
) -> Floats:
    """Uniform numbers from 0 to 1 as triangular ones: the inverse of the distribution function.

    It rises from `low` to `mode` and falls to `high`, so that each side has the mass of its length.
    """
    rise, fall, span = mode - low, high - mode, high - low
    # In place: to come by new memory takes as long as to reckon.
    below, above = uniform * span, (1 - uniform) * span
    is_below = below < rise
    below *= rise
    above *= fall
    np.sqrt(below, out=below)
    below += low
    np.sqrt(above, out=above)
    np.subtract(high, above, out=above)
    np.copyto(above, below, where=is_below)
    return above
