"""What to do next."""

from enum import StrEnum

from llmchoice.model.base import Frozen
from llmchoice.model.rule import Effort


class StepKind(StrEnum):
    """Where a step comes from."""

    OBTAIN = "obtain"
    """A condition of a leading option."""
    FIND_OUT = "find-out"
    """An unknown answer."""
    ADVICE = "advice"
    """The steps of the criteria."""


class FindOut(Frozen):
    """A question whose answer is not known, and what hangs on it."""

    question: str
    text: str
    """The question itself."""
    weight: float
    """Share of all weight that rests on the answer, from 0 to 1."""
    may_exclude: tuple[str, ...]
    """Options that one of its answers would exclude."""


class NextStep(Frozen):
    """Something to do next."""

    kind: StepKind
    effort: Effort
    text: str | None
    """From the criteria; null for something to find out."""
    because: str | None
    """From the criteria; null for something to find out."""
    find_out: FindOut | None = None
    """What to find out; null for a step of the criteria."""
    settles: tuple[str, ...] = ()
    """Unknown questions that it answers."""
    options: tuple[str, ...] = ()
    """The options that need it, where not all that lead do; empty where all do."""
