"""The additive value of each option."""

from collections.abc import Sequence
from math import fsum


def scores(values: Sequence[Sequence[float]], weights: Sequence[float]) -> tuple[float, ...]:
    """Score of each option: the sum of weight times value, on the scale of the values.

    Weights that do not sum to 1 are not rescaled.
    Source: Keeney and Raiffa 1976, Decisions with Multiple Objectives.

    Raises:
        ValueError: when a row has another number of values than there are weights.
    """
    return tuple(
        fsum(weight * value for weight, value in zip(weights, row, strict=True)) for row in values
    )
