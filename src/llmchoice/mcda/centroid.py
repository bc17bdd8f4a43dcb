"""The rank-order centroid: the weights that a ranking alone supports."""

from math import fsum


def rank_order_centroid(count: int) -> tuple[float, ...]:
    """The centroid of all weights that respect a ranking of so many items.

    w_k = (1/n) * sum of 1/i for i = k..n, the most important first; they sum to 1.
    Source: Barron and Barrett 1996, Management Science 42:1515-1523.
    """
    return tuple(
        fsum(1 / i for i in range(place, count + 1)) / count for place in range(1, count + 1)
    )
