"""What an assessment comes to."""

from enum import StrEnum


class Verdict(StrEnum):
    """What the assessment comes to."""

    OPEN = "open"
    CLOSED = "closed"
    MIXED = "mixed"
    UNDECIDED = "undecided"
    NONE = "none"


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
