"""SMAA: how often each option takes each rank when weights and values are uncertain.

Sources: Lahdelma, Hokkanen and Salminen 1998, European Journal of Operational Research
106:137-143; Lahdelma and Salminen 2001, Operations Research 49:444-454 (SMAA-2).
"""

from dataclasses import dataclass
from math import ceil

import numpy as np

from llmchoice.mcda.sampling import Precision, Sampler
from llmchoice.mcda.table import Rows, as_table
from llmchoice.mcda.tally import Acceptability, Tally
from llmchoice.mcda.weighting import Weighting

MOST = 10_000_000
"""Draws that may be asked for: shares are then within 0.0004, finer than any table's values."""
NORMAL_95 = 1.96
"""Standard deviations to either side of the mean that hold 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Result(Acceptability):
    """What the draws come to, and how far the shares may be off."""

    confidence_factors: tuple[float | None, ...] | None
    """How often an option is first when its own central weights hold and only values vary.

    None for an option without central weights. None altogether where all values are certain: it
    would then be 1 for whoever has central weights, and say nothing.
    """
    error: float
    """Half width of the 95 % interval of a share of one half, the least sure one."""


def smaa(  # noqa: PLR0913 - all but the table and its weights are named
    values: Rows,
    weighting: Weighting,
    *,
    draws: int,
    seed: int,
    half_widths: Rows | None = None,
    dtype: Precision = np.float64,
) -> Result:
    """Rank acceptability indices, central weights and confidence factors of a decision table.

    Values may be on any scale, but on one that all criteria share, higher being better. Each is
    uniform within its half width, independently. Memory does not grow with the draws, and the same
    arguments give the same result.

    Args:
        values: (options, criteria).
        weighting: what is known of the weights.
        draws: 1 to 10,000,000.
        seed: 0 or more.
        half_widths: (options, criteria), how far each value may be off; None where all are certain.
        dtype: np.float32 is faster, and exact enough unless options differ by less than 1e-5 of
            the range of the values.

    Raises:
        ValueError: when the draws are out of range, a shape does not fit, a number is not finite,
            or a half width is negative.
    """
    if not 1 <= draws <= MOST:
        raise ValueError(f"the number of draws must be from 1 to {MOST:,}, not {draws:,}")
    table = as_table("values", values)
    sampler = Sampler(table, weighting, seed=seed, half_widths=half_widths, dtype=dtype)
    tally = Tally(*table.shape)
    for block in sampler.blocks(draws):
        tally.add(block.scores, block.weights, tie=sampler.rounding, totals=block.totals)
    counted = tally.result()
    return Result(
        draws=counted.draws,
        ranks=counted.ranks,
        beats=counted.beats,
        central_weights=counted.central_weights,
        confidence_factors=None if half_widths is None else _confidence(sampler, counted),
        error=monte_carlo_error(draws),
    )


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


def _confidence(sampler: Sampler, counted: Acceptability) -> tuple[float | None, ...]:
    """How often each option is first on its central weights, over the same draws of the values."""
    wins = [0] * len(counted.ranks)
    for values in sampler.values(counted.draws):
        for option, weights in enumerate(counted.central_weights):
            if weights is not None:
                scores = np.einsum("ocn,c->on", values, np.array(weights, dtype=values.dtype))
                first = scores[option] >= scores.max(axis=0) - sampler.rounding
                wins[option] += int(np.count_nonzero(first))
    return tuple(
        None if weights is None else won / counted.draws
        for weights, won in zip(counted.central_weights, wins, strict=True)
    )
