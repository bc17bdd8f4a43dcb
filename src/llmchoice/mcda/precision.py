"""How far shares that draws estimate may be off, and how many draws keep them so near."""

from math import ceil

MOST = 10_000_000
"""Draws that may be asked for: shares are then within 0.0004, finer than any table's values."""
NORMAL_95 = 1.96
"""Standard deviations to either side of the mean that hold 95 % of a normal distribution."""


def monte_carlo_error(draws: int, share: float = 0.5) -> float:
    """Half width of the 95 % interval of a share that so many draws estimate.

    1.96 * sqrt(share * (1 - share) / draws), the normal approximation of the binomial.

    Raises:
        ValueError: when there are no draws, or the share is not from 0 to 1.
    """
    if draws < 1:
        raise ValueError(f"the number of draws must be 1 or more, not {draws}")
    if not 0 <= share <= 1:
        raise ValueError(f"a share must be from 0 to 1, not {share}")
    return NORMAL_95 * float((share * (1 - share) / draws) ** 0.5)


def draws_for(error: float) -> int:
    """The fewest draws whose stated error is no more than this, whatever the share.

    Raises:
        ValueError: when the error is not above 0 and below 1.
    """
    if not 0 < error < 1:
        raise ValueError(f"an error must be above 0 and below 1, not {error}")
    # The last digits of the division must not cost a draw: 0.01 takes 9,604.
    return max(1, ceil(round((NORMAL_95 / (2 * error)) ** 2, 6)))
