"""Uncertain weights: what is drawn where one number per criterion would claim too much.

numpy is imported by whoever draws, so that the types cost nothing to import.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum, isfinite
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float64, intp
    from numpy.random import Generator
    from numpy.typing import NDArray

GOLDEN = (5**0.5 - 1) / 2
"""The golden ratio: of all numbers the one whose multiples come least close to each other."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """One weight per criterion, on any scale.

    Raises:
        ValueError: when a weight is negative or not finite, or none is positive.
    """

    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        shares(self.weights)

    @property
    def size(self) -> int:
        """Number of criteria."""
        return len(self.weights)


@dataclass(frozen=True, slots=True)
class Certain(_Stated):
    """Known weights: every draw is the same."""

    def draw(self, generator: Generator, count: int) -> NDArray[float64]:  # noqa: ARG002 - as others
        """Weights (criteria, draws); every column sums to 1. No random number is used up."""
        return _level(shares(self.weights), count)


@dataclass(frozen=True, slots=True)
class Uniform:
    """Nothing is known of the weights: all that sum to 1 are as likely.

    Raises:
        ValueError: when there is no criterion.
    """

    size: int

    def __post_init__(self) -> None:
        if self.size < 1:
            raise ValueError(f"there must be at least one criterion, not {self.size}")

    def draw(self, generator: Generator, count: int) -> NDArray[float64]:
        """Weights (criteria, draws), uniform on the simplex; every column sums to 1.

        Exponentials over their sum are uniform. Uniform numbers over their sum are not: they
        crowd in the middle, the more so the more criteria there are.
        """
        drawn = generator.standard_exponential((self.size, count))
        drawn /= drawn.sum(axis=0)
        return drawn


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranking of criteria, most important first; all weights that respect it are as likely.

    A group holds the positions of criteria among which nothing is said of the order.

    Raises:
        ValueError: when the groups do not hold each of 0..size-1 once.
    """

    groups: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        places = [place for group in self.groups for place in group]
        if not places or sorted(places) != list(range(len(places))):
            raise ValueError(f"a ranking must hold each criterion once, not {self.groups}")

    @property
    def size(self) -> int:
        """Number of criteria."""
        return sum(len(group) for group in self.groups)

    def draw(self, generator: Generator, count: int) -> NDArray[float64]:
        """Weights (criteria, draws), uniform among those that respect the ranking.

        Their mean is the rank-order centroid; a group shares the mean of its places.
        """
        drawn = Uniform(self.size).draw(generator, count)
        drawn.sort(axis=0)
        placed = drawn.copy()
        end = self.size
        for group in self.groups:
            rows = drawn[end - len(group) : end][::-1]
            placed[list(group)] = generator.permuted(rows, axis=0) if len(group) > 1 else rows
            end -= len(group)
        return placed


@dataclass(frozen=True, slots=True)
class Around(_Stated):
    """Weights that spread around what was stated: Dirichlet(concentration * weights).

    The mean is the stated weights w, and the variance w(1-w)/(concentration+1).
    A weight of 0 stays 0. Source: Saint-Hilary et al. 2017, Biometrical Journal 59:567-578.

    Raises:
        ValueError: when the concentration is not above 0 and finite.
    """

    concentration: float

    def __post_init__(self) -> None:
        # Not super(): it does not work in a class with slots, which is made twice.
        _Stated.__post_init__(self)
        if not (self.concentration > 0 and isfinite(self.concentration)):
            raise ValueError(f"a concentration must be above 0, not {self.concentration}")

    def draw(self, generator: Generator, count: int) -> NDArray[float64]:
        """Weights (criteria, draws); every column sums to 1."""
        weights = shares(self.weights)
        positive = [place for place, weight in enumerate(weights) if weight]
        drawn = _level([0.0] * self.size, count)
        drawn[positive] = generator.dirichlet(
            [self.concentration * weights[place] for place in positive], count
        ).T
        return drawn


Single: TypeAlias = Certain | Uniform | Ranked | Around
"""What one person's weights may be."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """Several people's weights: every draw has those of one of them, each as often as its share.

    What they have in common is then the mean of what each of them comes to, which is not what the
    mean of their weights comes to: two who want opposite things are no one who wants neither.

    Raises:
        ValueError: when there is no part, or as many shares as parts are not given; when a share
            is negative or not finite, or none is positive; when sizes differ.
    """

    parts: tuple[Single, ...]
    shares: tuple[float, ...]
    """One for each part, on any scale."""

    def __post_init__(self) -> None:
        shares(self.shares)
        if len(self.parts) != len(self.shares):
            raise ValueError(f"{len(self.parts)} parts do not fit {len(self.shares)} shares")
        if len({part.size for part in self.parts}) > 1:
            raise ValueError("all parts must have the same number of criteria")

    @property
    def size(self) -> int:
        """Number of criteria."""
        return self.parts[0].size

    def whose(self, count: int) -> NDArray[intp]:
        """(draws,): the part that each draw is of, spread evenly; no random number is used up.

        Multiples of the golden ratio fill the interval from 0 to 1 evenly from the start on, so
        that every part has its share of the draws to within two or three. Source: Niederreiter
        1992, Random Number Generation and Quasi-Monte Carlo Methods, SIAM, section 3.
        """
        import numpy as np  # noqa: PLC0415 - the types must not cost an import of numpy

        ends = np.cumsum(shares(self.shares))[:-1]
        return np.searchsorted(ends, np.arange(0.5, count) * GOLDEN % 1, side="right")

    def draw(self, generator: Generator, count: int) -> NDArray[float64]:
        """Weights (criteria, draws); every column sums to 1."""
        whose = self.whose(count)
        drawn = _level([0.0] * self.size, count)
        for place, part in enumerate(self.parts):
            own = whose == place
            drawn[:, own] = part.draw(generator, int(own.sum()))
        return drawn


Weighting: TypeAlias = Single | Mixture


def concentration_for(size: int, deviation: float) -> float:
    """Concentration at which an average weight, 1/size, has this standard deviation.

    The deviation is a fraction of all weight, above 0 and below that of the uniform distribution,
    sqrt((size-1)/(size+1))/size, at which the concentration is the size: who states weights says
    more than nothing.
    Source: the variance of a Dirichlet distribution, w(1-w)/(concentration+1).

    Raises:
        ValueError: when the deviation is outside this range, or there are fewer than two criteria.
    """
    if size < 2:  # noqa: PLR2004 - one weight is 1 and cannot vary
        raise ValueError(f"the weights of {size} criteria cannot vary; at least 2 are needed")
    variance = (size - 1) / size**2
    limit = (variance / (size + 1)) ** 0.5
    if not 0 < deviation < limit:
        raise ValueError(
            f"the standard deviation of {size} weights must be above 0 and below {limit:.6g},"
            f" that of weights of which nothing is known, not {deviation}"
        )
    return variance / deviation**2 - 1


def shares(weights: Sequence[float]) -> tuple[float, ...]:
    """The weights over their sum.

    Raises:
        ValueError: when a weight is negative or not finite, or none is positive.
    """
    if not all(isfinite(weight) and weight >= 0 for weight in weights):
        raise ValueError(f"weights must be finite and 0 or more, not {tuple(weights)}")
    total = fsum(weights)
    if total <= 0:
        raise ValueError("at least one weight must be above 0")
    return tuple(weight / total for weight in weights)


def _level(rows: Sequence[float], count: int) -> NDArray[float64]:
    import numpy as np  # noqa: PLC0415 - the types must not cost an import of numpy

    return np.repeat(np.asarray(rows, dtype=np.float64)[:, None], count, axis=1)


def rank_order_centroid(count: int) -> tuple[float, ...]:
    """The centroid of all weights that respect a ranking of so many items.

    w_k = (1/n) * sum of 1/i for i = k..n, the most important first; they sum to 1.
    Source: Barron and Barrett 1996, Management Science 42:1515-1523.
    """
    return tuple(
        fsum(1 / i for i in range(place, count + 1)) / count for place in range(1, count + 1)
    )
