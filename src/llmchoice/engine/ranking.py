"""Ranking: scores, ranks with their ties, and dominance."""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from operator import mul

from llmchoice.engine.values import Row

TIE = 1e-9
"""Points within which two scores are the same: rounding, not preference."""


def score(weights: Iterable[float], values: Iterable[float]) -> float:
    """The additive value: the sum of weight times value, a convex combination of them.

    Source: Keeney and Raiffa 1976, Decisions with Multiple Objectives.
    """
    return fsum(map(mul, weights, values))


def ranks(scores: Mapping[str, float]) -> dict[str, int]:
    """1 + the number of strictly better scores: equals share a rank."""
    return {
        option: 1 + sum(other > mine + TIE for other in scores.values())
        for option, mine in scores.items()
    }


def leaders(scores: Mapping[str, float]) -> tuple[str, ...]:
    """The options with the best score: several when they tie, none when there are none."""
    if not scores:
        return ()
    best = max(scores.values())
    return tuple(option for option, mine in scores.items() if mine >= best - TIE)


def dominates(rows: Sequence[tuple[Row, ...]], better: int, worse: int) -> bool:
    """Whether one option does at least as well on every criterion, and better on one.

    Both are positions in the rows. An unknown answer counts with each of its possible rows, so
    that dominance holds whatever the weights and whatever the unknown answers.
    """
    pairs = [(row[better], row[worse]) for possible in rows for row in possible]
    return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)
