"""How well figures tell one side from the other: plain numbers in, plain numbers out."""

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist, mean

Z = NormalDist().inv_cdf(0.975)
HALVINGS = 40


def area(opened: Sequence[float], closed: Sequence[float]) -> float:
    """Area under the ROC curve: open decisions scored above closed ones, ties counting half.

    Mann-Whitney form (Hanley and McNeil 1982, Radiology 143:29-36); from 0 to 1, chance 0.5.
    """
    wins = sum((a > b) + (a == b) / 2 for a in opened for b in closed)
    return wins / (len(opened) * len(closed))


def standard_error(auc: float, opened: int, closed: int) -> float:
    """Of an area under the ROC curve, from so many decisions for each side (Hanley and McNeil)."""
    above, below = auc / (2 - auc), 2 * auc**2 / (1 + auc)
    spread = (opened - 1) * (above - auc**2) + (closed - 1) * (below - auc**2)
    return sqrt((auc * (1 - auc) + spread) / (opened * closed))


def lower_end(auc: float, opened: int, closed: int) -> float:
    """Lower end of the 95 % interval of an area under the ROC curve.

    With the standard error at the end itself (Newcombe 2006, Statistics in Medicine 25:559-573),
    since that at an area of 1 is 0, however few the decisions.
    """
    low, high = 0.0, auc
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if auc - middle > Z * standard_error(middle, opened, closed):
            low = middle
        else:
            high = middle
    return low


def brier(chances: Sequence[float], opened: Sequence[bool]) -> float:
    """Mean square of what a chance of open was off by.

    Brier 1950, Monthly Weather Review 78:1-3; 0 is perfect, and always one half has 0.25.
    """
    return mean((chance - was) ** 2 for chance, was in zip(chances, opened, strict=True))
