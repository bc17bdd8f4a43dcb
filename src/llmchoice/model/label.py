"""What an answer is called: the criteria's own words, an amount, or that there is none."""

from typing import Literal

from llmchoice.model.base import Frozen
from llmchoice.model.passed import Passed


class Worked(Frozen):
    """How an amount is known that was not said as one number."""

    low: float
    """With `high` the ends of a range; both are the amount where it is none."""
    high: float
    count: float | None = None
    """How many of what it follows from: 300; null for a range that was said itself."""
    most: float | None = None
    """Up to how many, where their number is a range: 40 to 60."""
    what: str | None = None
    """Of what, in the criteria's words: people who use it."""
    each: float | None = None
    """What each of them comes to, where it was said."""


class Label(Frozen):
    """An answer in words: exactly one of `texts`, `amount`, `per`, `counts` and `reserved`."""

    texts: tuple[str, ...] = ()
    """The chosen answers in the criteria's words, in the order of the question."""
    amount: float | None = None
    """Of a range, what counts where one amount is needed."""
    worked: Worked | None = None
    """Of an amount that is a range, or was worked out."""
    unit: str | None = None
    """Of the amount, in the criteria's words; null where it has none."""
    per: tuple[tuple[str, "Label"], ...] = ()
    """What it is for each of several things, by their names in the criteria's words."""
    counts: Passed | None = None
    """Of a test."""
    reserved: Literal["unknown", "not-applicable"] | None = None


class Said(Frozen):
    """An answer, and the members of a panel who give it."""

    members: tuple[str, ...]
    label: Label


class Dispute(Frozen):
    """An answer that is not settled among the members of a panel."""

    kind: Literal["contested", "set-aside", "varies"]
    """Members contradict each other; what some say is not used; not the same in every workload."""
    said: tuple[Said, ...]
    """Who says what; empty where it varies."""
