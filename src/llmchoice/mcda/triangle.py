"""Numbers that lie between two ends, with one of them the likeliest."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def triangular(
    low: Floats | float, mode: Floats | float, high: Floats | float, uniform: Floats
) -> Floats:
    """Uniform numbers from 0 to 1 as triangular ones: the inverse of the distribution function.

    It rises from `low` to `mode` and falls to `high`, so that each side has the mass of its length.
    """
    span = high - low
    below = low + np.sqrt(uniform * span * (mode - low))
    above = high - np.sqrt((1 - uniform) * span * (high - mode))
    draws: Floats = np.where(uniform * span < mode - low, below, above)
    return draws
