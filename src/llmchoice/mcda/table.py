"""A decision table as an array: a row per option, a column per criterion."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Rows: TypeAlias = Sequence[Sequence[float]] | NDArray[np.float64]


def as_table(name: str, rows: Rows) -> NDArray[np.float64]:
    """The rows as an array (options, criteria).

    Raises:
        ValueError: when there is no row or column, rows differ in length, or a number is not
            finite.
    """
    lengths = {len(row) for row in rows}
    if len(lengths) != 1 or 0 in lengths:
        raise ValueError(f"{name} must have rows of one length, not of {sorted(lengths)}")
    table = np.array(rows, dtype=np.float64)
    if table.ndim != 2:  # noqa: PLR2004 - rows and columns
        raise ValueError(f"{name} must have rows and columns, not {table.ndim} dimensions")
    if not np.isfinite(table).all():
        raise ValueError(f"{name} must be finite numbers")
    return table
