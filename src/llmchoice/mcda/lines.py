"""Several curves at the same places: piecewise linear between their points, level outside them."""

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
