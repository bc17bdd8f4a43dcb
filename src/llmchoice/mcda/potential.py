"""Whether any weights at all make an option win, and by how much at best.

Sources: Hazen 1986, Operations Research 34:296-310 (potential optimality); Shapley and Snow 1950,
Annals of Mathematics Studies 24:27-35 (the value of a matrix game by its square kernels).
"""

from collections.abc import Iterator
from itertools import combinations
from math import inf
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from llmchoice.mcda.table import Rows, as_table

Floats: TypeAlias = NDArray[np.float64]

SOLVED = 1e-13
"""How much a new answer must gain to be worth adding, where leads are scaled to a range of 1."""
NEGATIVE = 1e-9
"""How far below 0 a share may come out that is 0: rounding."""
SINGULAR = 1e-30
"""Determinant up to which a square has no inverse. A bad inverse only makes a bad candidate."""


def best_lead(values: Rows, option: int) -> float:
    """The largest lead over the best other option that any weights can give to this one.

    The maximum, over all weights that sum to 1, of the minimum, over the others, of the difference
    of scores; in the unit of the values. Negative: no weights make the option win. 0: at best it
    ties. Infinite when there is no other option.

    Raises:
        ValueError: when the table is not one of finite numbers, or has no such option.
    """
    table = as_table("values", values)
    if not 0 <= option < len(table):
        raise ValueError(f"there is no option {option} among {len(table)}")
    leads = table[option] - np.delete(table, option, axis=0)
    if not len(leads):
        return inf
    low, span = float(leads.min()), float(np.ptp(leads))
    if not span:
        return low
    return low + span * (_value(1 + (leads - low) / span) - 1)


def _value(game: Floats) -> float:
    """Value of a game that rows play to keep low and columns to raise.

    Both sides start with one answer and add the best answer to the other's solution until none
    gains anything: few carry any weight, so few squares have to be tried.
    """
    columns = [int(game.min(axis=0).argmax())]
    rows = [int(game[:, columns[0]].argmin())]
    while True:
        over_columns, over_rows = _solution(game[np.ix_(rows, columns)])
        by_row, by_column = game[:, columns] @ over_columns, over_rows @ game[rows]
        guarantee, threat = float(by_row.min()), float(by_column.max())
        new_row, new_column = int(by_row.argmin()), int(by_column.argmax())
        settled = new_row in rows and new_column in columns
        if settled or threat - guarantee <= SOLVED:
            return guarantee
        rows += [new_row] * (new_row not in rows)
        columns += [new_column] * (new_column not in columns)


def _solution(game: Floats) -> tuple[Floats, Floats]:
    """Shares of the columns that guarantee most, and of the rows that allow least."""
    columns, rows = zip(*_candidates(game), strict=True)
    over_columns, over_rows = np.concatenate(columns), np.concatenate(rows)
    return (
        over_columns[(over_columns @ game.T).min(axis=1).argmax()],
        over_rows[(over_rows @ game).max(axis=1).argmin()],
    )


def _candidates(game: Floats) -> Iterator[tuple[Floats, Floats]]:
    """The shares that make all rows, or all columns, of a square equal; for all squares.

    A solution is among them as long as the value of the game is not 0.
    """
    for size in range(1, min(game.shape) + 1):
        rows, columns = (_choices(length, size) for length in game.shape)
        squares = game[rows[:, None, :, None], columns[None, :, None, :]]
        usable = np.abs(np.linalg.det(squares)) > SINGULAR
        row_choice, column_choice = np.nonzero(usable)
        inverses = np.linalg.inv(squares[usable])
        yield (
            _spread(inverses.sum(axis=2), columns[column_choice], game.shape[1]),
            _spread(inverses.sum(axis=1), rows[row_choice], game.shape[0]),
        )


def _choices(length: int, size: int) -> NDArray[np.int64]:
    return np.array(list(combinations(range(length), size)), dtype=np.int64)


def _spread(parts: Floats, places: NDArray[np.int64], length: int) -> Floats:
    """Parts at their places, 0 elsewhere, as shares of 1; those below 0 are no solution."""
    above = parts.clip(min=0)
    sums = above.sum(axis=1)
    sound = (sums > 0) & (parts.min(axis=1) >= -NEGATIVE * sums)
    spread = np.zeros((int(sound.sum()), length))
    np.put_along_axis(spread, places[sound], above[sound] / sums[sound, None], axis=1)
    return spread
