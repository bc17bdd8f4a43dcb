"""What an assessment comes to."""

from collections.abc import Set as AbstractSet
from enum import StrEnum

FEWEST_DRAWS = 1000
"""Counted draws under which no side is named: a share of fewer is off by more than 3 points."""
HALF = 0.5
"""Share of draws above which they are most of them: where most leave nothing, no side is named."""

OFTEN = 0.25
"""Share of the draws that leave something: an option that more of them rule out stands back."""

_TOLD = 0.005


def tells_nothing_left(share: float | None) -> bool:
    """Whether the share of draws that leave nothing admissible is told: from 1 % on, rounded."""
    return share is not None and share >= _TOLD


def tells_excluded(share: float | None) -> bool:
    """Whether it is told in what share of the draws that leave something the leader is excluded."""
    return share is not None and share > OFTEN


def points_behind(margin: float | None) -> float | None:
    """Points by which what leads in draws is behind by score; None where it is not."""
    return -margin if margin is not None and margin < 0 else None


class Verdict(StrEnum):
    """What the assessment comes to."""

    OPEN = "open"
    CLOSED = "closed"
    MIXED = "mixed"
    UNDECIDED = "undecided"
    NONE = "none"


def joint_verdict(verdicts: AbstractSet[Verdict]) -> Verdict:
    """One verdict for all: shared, or else mixed where both sides are named, else undecided.

    What is not allowed for a part does not take away what the others come to.
    """
    if len(verdicts) == 1:
        return next(iter(verdicts))
    if {Verdict.OPEN, Verdict.CLOSED} <= verdicts:
        return Verdict.MIXED
    return Verdict.UNDECIDED


class Kind(StrEnum):
    """Why no side is recommended, and so what to do about it."""

    LEVEL = "level"
    """Little is lost by either side, and no answer decides: choose on other grounds."""
    OPEN_QUESTION = "open-question"
    """Something decides that is not settled yet: an answer, a weight, or what a value really is."""
    TOO_FEW = "too-few-simulations"
    """Too few simulations count to name a side by."""
    WORKLOADS = "workloads"
    """No workload is decided."""
    PARTLY = "partly"
    """Some workloads are decided, and others are not, or nothing is allowed for them."""


def joint_kind(verdicts: AbstractSet[Verdict]) -> Kind | None:
    """Why all together name no side; None where they are not undecided."""
    if joint_verdict(verdicts) is not Verdict.UNDECIDED:
        return None
    return Kind.WORKLOADS if verdicts <= {Verdict.UNDECIDED, Verdict.NONE} else Kind.PARTLY
