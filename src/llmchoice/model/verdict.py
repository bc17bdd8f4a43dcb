"""What an assessment comes to."""

from enum import StrEnum


class Verdict(StrEnum):
    """What the assessment comes to."""

    OPEN = "open"
    CLOSED = "closed"
    MIXED = "mixed"
    UNDECIDED = "undecided"
    NONE = "none"
