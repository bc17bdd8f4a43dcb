"""What is counted in every block of draws: who beats whom, and who takes which rank.

The draws are the last axis. Whole rows are compared and counted; nothing is sorted. Only the
order of the scores counts, so weights need not sum to 1 here, and float32 will do.
"""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.floating[Any]]
Flags: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.int16]
Counts: TypeAlias = NDArray[np.int64]

NO_PLACE = -1
"""The place of an option that is not admissible in a draw."""


def places(scores: Floats, tie: float, admissible: Flags | None, beats: Counts) -> Places:
    """How many admissible options are more than `tie` above each option: (options, draws).

    An option that is not admissible has NO_PLACE, and loses to every one that is. Adds to `beats`,
    (options, options), the number of draws in which the option of the row is above that of the
    column.
    """
    above = np.zeros(scores.shape, dtype=np.int16)
    if admissible is not None:
        scores = np.where(admissible, scores, -np.inf)
    lifted = scores + scores.dtype.type(tie) if tie else scores
    for option, mine in enumerate(scores):
        wins = mine > lifted
        beats[option] += [np.count_nonzero(row) for row in wins]
        above += wins
    if admissible is not None:
        above[~admissible] = NO_PLACE
    return above


def wins(scores: Floats, tie: float, admissible: Flags, option: int) -> Flags:
    """(draws,): whether an option is admissible, and none that is has more than `tie` above it."""
    others = np.where(admissible, scores, -np.inf)
    winning: Flags = ~(others > scores[option] + tie).any(axis=0)
    winning &= admissible[option]
    return winning


def count_places(above: Places) -> Counts:
    """In how many draws each option takes each place, best first: (options, options)."""
    options = range(len(above))
    return np.array([[np.count_nonzero(row == place) for place in options] for row in above])


def weights_of_first(above: Places, weights: Floats) -> Floats:
    """Sum of the weights of the draws in which each option is first: (options, criteria)."""
    summed: Floats = (above == 0).astype(weights.dtype) @ weights.T
    return summed
