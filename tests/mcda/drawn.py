"""A decision table of certain values under drawn weights, all draws at once."""

import numpy as np
from numpy.random import default_rng

from llmchoice.mcda.table import Rows, as_table
from llmchoice.mcda.tally import Acceptability, Tally
from llmchoice.mcda.weighting import Weighting


def drawn(values: Rows, weighting: Weighting, *, draws: int, seed: int = 1) -> Acceptability:
    """What so many draws come to; options whose scores differ by rounding alone are equal."""
    table = as_table("values", values)
    weights = weighting.draw(default_rng(seed), draws)
    tally = Tally(*table.shape)
    tie = 4 * table.size * float(np.abs(table).max()) * np.finfo(float).eps
    tally.add(table @ weights, weights, tie=tie)
    return tally.result()
