"""What an answer is called: the criteria's own words, an amount, or that there is none."""

from typing import Literal

from llmchoice.model.base import Frozen
from llmchoice.model.passed import Passed


class Label(Frozen):
    """An answer in words: exactly one of `texts`, `amount`, `per`, `counts` and `reserved`."""

    texts: tuple[str, ...] = ()
    """The chosen answers in the criteria's words, in the order of the question."""
    amount: float | None = None
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
