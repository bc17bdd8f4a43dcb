"""How likely one option scores more than another, exactly: no draws, no seed.

With weights uniform on the simplex, the share of them at which a weighted sum is positive has a
closed form. Other weightings come down to it by a change of the vector.
Sources: Varsi 1973, Pacific Journal of Mathematics 46:303-314; Ali 1973, ibid. 48:313-322.
"""

from collections.abc import Sequence
from itertools import permutations, product
from math import factorial, fsum, prod

from llmchoice.mcda.weighting import Around, Certain, Mixture, Ranked, Uniform, Weighting, shares

MOST_ORDERS = 5040
"""Orders within groups of equals that are averaged over: those of seven things."""
MOST_PARTS = 400
"""Sum of the parameters of a Dirichlet distribution up to which the recursion is run."""
WHOLE = 1e-9
"""How far a parameter may be from a whole number and count as one."""
ROUNDING = 1e-12
"""Weighted differences within this part of the largest difference are equal scores."""


def beats(differences: Sequence[float], weighting: Weighting) -> float | None:
    """Probability that the sum of weight times difference is above 0.

    Args:
        differences: value of the one option minus value of the other, per criterion.
        weighting: what is known of the weights. There is a closed form for certain and uniform
            weights; for a ranking with up to 5,040 orders in its groups of equals; and for weights
            around stated ones when concentration times each weight is a whole number and their sum
            at most 400.

    Returns:
        From 0 to 1; 0 when no difference is above 0, equal options included. None where no closed
        form applies.

    Raises:
        ValueError: when there are more or fewer differences than weights.
    """
    if len(differences) != weighting.size:
        raise ValueError(f"{len(differences)} differences do not fit weights of {weighting.size}")
    match weighting:
        case Certain():
            return _certain(differences, shares(weighting.weights))
        case Uniform():
            return _uniform(differences)
        case Ranked():
            return _ranked(differences, weighting.groups)
        case Around():
            return _around(differences, weighting)
        case Mixture():
            return _mixed(differences, weighting)


def _mixed(differences: Sequence[float], weighting: Mixture) -> float | None:
    """The mean over the parts."""
    total = 0.0
    for part, share in zip(weighting.parts, shares(weighting.shares), strict=True):
        chance = beats(differences, part)
        if chance is None:
            return None
        total += share * chance
    return total


def _uniform(differences: Sequence[float]) -> float:
    """The recursion: at most 0 with the first k gains, from the same with one loss fewer.

    Every term is positive, so nothing cancels, however close the differences are.
    """
    gains = [difference for difference in differences if difference > 0]
    chances = [1.0, *(0.0 for _ in gains)]
    for loss in (-difference for difference in differences if difference <= 0):
        for place, gain in enumerate(gains, 1):
            chances[place] = (gain * chances[place] + loss * chances[place - 1]) / (gain + loss)
    return 1 - chances[-1]


def _certain(differences: Sequence[float], weights: Sequence[float]) -> float:
    lead = fsum(d * weight for d, weight in zip(differences, weights, strict=True))
    return float(lead > ROUNDING * max(map(abs, differences)))


def _ranked(differences: Sequence[float], groups: Sequence[Sequence[int]]) -> float | None:
    """Ordered weights are uniform weights of the means of the first k: the mean over all orders."""
    if len(groups) == 1:
        return _uniform(differences)
    orders = prod(factorial(len(group)) for group in groups)
    if orders > MOST_ORDERS:
        return None
    chances: list[float] = []
    for order in product(*(permutations(group) for group in groups)):
        own = [differences[place] for group in order for place in group]
        chances.append(_uniform([fsum(own[:count]) / count for count in range(1, len(own) + 1)]))
    return fsum(chances) / orders


def _around(differences: Sequence[float], weighting: Around) -> float | None:
    """A weight with the parameter a is the sum of a weights of a uniform draw of so many more."""
    parameters = [weighting.concentration * weight for weight in shares(weighting.weights)]
    parts = [round(parameter) for parameter in parameters]
    whole = all(abs(a - part) <= WHOLE for a, part in zip(parameters, parts, strict=True))
    if not whole or sum(parts) > MOST_PARTS:
        return None
    return _uniform([d for d, part in zip(differences, parts, strict=True) for _ in range(part)])
