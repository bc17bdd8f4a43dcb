"""Weights from pairwise comparisons: the principal eigenvector of the analytic hierarchy process.

Sources: Saaty 1977, Journal of Mathematical Psychology 15:234-281; Saaty 1980, The Analytic
Hierarchy Process, McGraw-Hill.
"""

from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from llmchoice.mcda.table import Rows, as_table

RANDOM_INDEX = (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""Mean consistency index of random matrices with 1 to 15 rows, as printed by Saaty 1980."""
ROUNDING = 1e-6
"""How far a judgement times its opposite may be from 1: 0.333333 for a third is meant well."""
SAME = 1e-9
"""Departures from consistency within this are equal: rounding, not judgement."""


class Comparison(NamedTuple):
    """How many times as important the first was said to be as the second, and would have to be."""

    first: int
    second: int
    stated: float
    """1 or more: the first is the one that was put first."""
    consistent: float
    """The ratio of the two weights."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Weights from comparisons, and how far the comparisons agree with each other."""

    weights: tuple[float, ...]
    """Positive; they sum to 1."""
    eigenvalue: float
    """The principal one: the number of rows when all comparisons agree, else more."""
    consistency_index: float
    """(eigenvalue - n) / (n - 1)."""
    random_index: float
    """The consistency index of random comparisons of as many things, on average."""
    ratio: float
    """Consistency over random index, 0 for two things or fewer. Saaty asks for 0.10 or less."""
    worst: Comparison | None
    """Furthest from the ratio of the weights, the first of equals. None for one thing alone."""

    @property
    def error(self) -> float:
        """Standard deviation of a comparison's logarithm, by what the comparisons disagree on.

        The consistency index is in proportion to its square as long as it is small; beyond that
        this is too large rather than too small. Sources: Crawford and Williams 1985, Journal of
        Mathematical Psychology 29:387-405; Aguaron and Moreno-Jimenez 2003, European Journal of
        Operational Research 147:137-145.
        """
        size = len(self.weights)
        loops = size - 2  # Fewer than three things cannot disagree.
        return sqrt(2 * size * self.consistency_index / loops) if loops > 0 else 0.0

    @property
    def deviation(self) -> float:
        """Standard deviation that such errors leave to an average weight, 1/n, from 0.

        A weight is the mean of n - 1 comparisons, each with an error of its own.
        """
        size = len(self.weights)
        return self.error * sqrt(size - 1) / size**2


def from_comparisons(matrix: Rows) -> Judgement:
    """The weights that pairwise comparisons come to.

    Args:
        matrix: (n, n), n from 1 to 15; row i, column j: how many times as important i is as j.

    Raises:
        ValueError: when the matrix is empty or not square, has more than 15 rows, holds a number
            that is not finite and positive, or is not reciprocal: a_ij * a_ji must be 1.
    """
    table = as_table("comparisons", matrix)
    _check(table)
    size = len(table)
    values, vectors = np.linalg.eig(table)
    principal = int(np.argmax(values.real))
    vector = np.abs(vectors[:, principal].real)
    weights = (vector / vector.sum()).tolist()
    eigenvalue = float(values[principal].real)
    index = max(0.0, eigenvalue - size) / (size - 1) if size > 1 else 0.0
    random = RANDOM_INDEX[size - 1]
    return Judgement(
        weights=tuple(weights),
        eigenvalue=eigenvalue,
        consistency_index=index,
        random_index=random,
        ratio=index / random if random else 0.0,
        worst=_worst(table.tolist(), weights),
    )


def _worst(table: list[list[float]], weights: list[float]) -> Comparison | None:
    worst, furthest = None, -SAME
    for row, column in combinations(range(len(table)), 2):
        first, second = (row, column) if table[row][column] >= 1 else (column, row)
        stated, consistent = table[first][second], weights[first] / weights[second]
        departure = max(stated / consistent, consistent / stated) - 1
        if departure > furthest + SAME:
            worst, furthest = Comparison(first, second, stated, consistent), departure
    return worst


def _check(table: NDArray[np.float64]) -> None:
    rows, columns = table.shape
    if rows != columns:
        raise ValueError(f"comparisons must be square, not {rows} x {columns}")
    if rows > len(RANDOM_INDEX):
        raise ValueError(f"at most {len(RANDOM_INDEX)} things can be compared, not {rows}")
    if (table <= 0).any():
        raise ValueError("comparisons must be above 0")
    departures = np.abs(table * table.T - 1)
    if departures.max() > ROUNDING:
        row, column = divmod(int(departures.argmax()), columns)
        raise ValueError(
            f"comparisons must be reciprocal, but {row} with {column} is {table[row, column]:g}"
            f" and {column} with {row} is {table[column, row]:g}"
        )
