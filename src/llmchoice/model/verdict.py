"""What an assessment comes to."""

from collections.abc import Set as AbstractSet
from enum import StrEnum


class Verdict(StrEnum):
    """What the assessment comes to."""

    OPEN = "open"
    CLOSED = "closed"
    MIXED = "mixed"
    UNDECIDED = "undecided"
    NONE = "none"


def joint_verdict(verdicts: AbstractSet[Verdict]) -> Verdict:
    """One verdict for all: shared, or else the first of none, mixed and undecided that fits."""
    if len(verdicts) == 1:
        return next(iter(verdicts))
    if Verdict.NONE in verdicts:
        return Verdict.NONE
    if {Verdict.OPEN, Verdict.CLOSED} <= verdicts:
        return Verdict.MIXED
    return Verdict.UNDECIDED


class Undecided(StrEnum):
    """Why no side is recommended."""

    LEVEL = "level"
    """The best options of both sides have the same score."""
    CLOSE = "close"
    """The better side comes first in too few simulations."""
    MAY_BE_EXCLUDED = "may-be-excluded"
    """One side has no option left, and unknown answers may exclude those of the other."""
    UNKNOWN = "unknown"
    """Too much weight rests on unknown answers."""
    WORKLOADS = "workloads"
    """Not every workload is decided."""
