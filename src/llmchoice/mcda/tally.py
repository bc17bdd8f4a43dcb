"""The tally of all draws: how often each option took each rank, beat each other, and on what.

The draws are the last axis. Whole rows are compared and counted; nothing is sorted. Only the
order of the scores counts, so weights need not sum to 1 here, and float32 will do.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.floating[Any]]
Flags: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.int16]
Counts: TypeAlias = NDArray[np.int64]
Shares: TypeAlias = tuple[tuple[float, ...], ...]

NO_PLACE = -1
"""The place of an option that is not admissible in a draw."""


def wins(scores: Floats, tie: float, admissible: Flags, option: int) -> Flags:
    """(draws,): whether an option is admissible, and none that is has more than `tie` above it."""
    others = np.where(admissible, scores, -np.inf)
    winning: Flags = ~(others > scores[option] + tie).any(axis=0)
    winning &= admissible[option]
    return winning


@dataclass(frozen=True, slots=True)
class Acceptability:
    """What the draws come to. All shares are fractions of the draws, from 0 to 1."""

    draws: int
    ranks: Shares
    """Row per option, column per rank, best first: the rank acceptability indices."""
    beats: Shares
    """How often the option of the row scores more than that of the column, or is admissible alone;
    of the draws in which at least one of the two is. 0 where there is none."""
    central_weights: tuple[tuple[float, ...] | None, ...]
    """Mean weights of the draws that an option wins; None where it wins none."""


class Tally:
    """Adds up blocks of draws in the same few counters, whatever the number of draws.

    Sources: Lahdelma, Hokkanen and Salminen 1998, European Journal of Operational Research
    106:137-143 (SMAA); Lahdelma and Salminen 2001, Operations Research 49:444-454 (rank
    acceptability indices, central weights); Tervonen and Lahdelma 2007, European Journal of
    Operational Research 178:500-513 (their simulation).
    """

    def __init__(self, options: int, criteria: int) -> None:
        self._draws = 0
        self._ranks = np.zeros((options, options), dtype=np.int64)
        self._beats = np.zeros((options, options), dtype=np.int64)
        self._neither = np.zeros((options, options), dtype=np.int64)
        self._weights = np.zeros((options, criteria))

    def add(
        self,
        scores: Floats,
        weights: Floats,
        admissible: Flags | None = None,
        tie: float = 0.0,
    ) -> None:
        """Count a block of draws.

        The rank of an option is 1 + the number of admissible options whose score is more than
        `tie` above its own, so equals share a rank, and several can be first. An option that is not
        admissible in a draw takes no rank in it, and loses to every one that is.

        Args:
            scores: (options, draws).
            weights: (criteria, draws); their columns sum to 1.
            admissible: (options, draws); None where all always are.
            tie: the difference, in the unit of the scores, up to which two are the same.

        Raises:
            ValueError: when a shape does not fit.
        """
        draws = scores.shape[-1]
        _fits("scores", scores, (len(self._ranks), draws))
        _fits("weights", weights, (self._weights.shape[1], draws))
        if admissible is not None:
            _fits("admissible", admissible, (len(self._ranks), draws))
        above = _places(scores, tie, admissible, self._beats)
        if admissible is not None and not admissible.all():
            out = (~admissible).astype(np.float32)
            self._neither += np.rint(out @ out.T).astype(np.int64)
        self._draws += draws
        places = range(len(above))
        self._ranks += [[np.count_nonzero(row == place) for place in places] for row in above]
        self._weights += (above == 0).astype(weights.dtype) @ weights.T

    def result(self) -> Acceptability:
        """The shares of all draws so far.

        Raises:
            ValueError: when nothing was added.
        """
        if not self._draws:
            raise ValueError("there are no draws to count")
        first = self._ranks[:, 0]
        return Acceptability(
            draws=self._draws,
            ranks=_shares(self._ranks / self._draws),
            beats=_shares(self._beats / np.maximum(1, self._draws - self._neither)),
            central_weights=tuple(
                tuple((weights / wins).tolist()) if wins else None
                for weights, wins in zip(self._weights, first, strict=True)
            ),
        )


def _places(scores: Floats, tie: float, admissible: Flags | None, beats: Counts) -> Places:
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


def _shares(table: Floats) -> Shares:
    return tuple(tuple(row) for row in table.tolist())


def _fits(name: str, array: Floats | Flags, shape: tuple[int, int]) -> None:
    if array.shape != shape:
        raise ValueError(f"{name} must have the shape {shape}, not {array.shape}")
