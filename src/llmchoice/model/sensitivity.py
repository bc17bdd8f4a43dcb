"""What would change a result: weights, answers, and combinations of answers."""

from typing import Annotated

from pydantic import Field

from llmchoice.model.base import Frozen
from llmchoice.model.label import Label
from llmchoice.model.profile import Answer
from llmchoice.model.verdict import Verdict


class Change(Frozen):
    """A question whose answer would have to be another."""

    question: str
    from_: Annotated[Answer, Field(alias="from")]
    to: Answer
    label: Label
    """The new answer in words."""


class Interval(Frozen):
    """The interval of a weight in which the best option stays, the others in proportion."""

    weight: float
    low: float
    """Least weight at which the option stays first, from 0 to 1."""
    high: float
    """Most weight at which the option stays first, from 0 to 1."""
    below: tuple[str, ...]
    """Options that take over below `low`: several that tie there, none when nothing does."""
    above: tuple[str, ...]
    """Options that take over above `high`: several that tie there, none when nothing does."""
    side_low: float
    """Least weight at which the side of the best option stays first, from 0 to 1."""
    side_high: float
    """Most weight at which the side of the best option stays first, from 0 to 1."""
    flips_to: str | None
    """Option that takes over at the end that is nearer to the weight; null when several do."""


class WeightInterval(Interval):
    """The interval of a priority's weight."""

    priority: str


class CriterionInterval(Interval):
    """The interval of a criterion's weight."""

    criterion: str
    name: str


class AnswerFlip(Change):
    """An answer that would give another verdict."""

    verdict: Verdict
    option: str | None
    """The option that would be recommended, if any."""


class Combination(Frozen):
    """Several answers that would give another verdict together, and none of them alone."""

    changes: tuple[Change, ...]
    verdict: Verdict
    option: str | None


class Sensitivity(Frozen):
    """What would change the verdict."""

    weights: tuple[WeightInterval, ...] = ()
    """Empty where no single option is best."""
    criteria: tuple[CriterionInterval, ...] = ()
    answers: tuple[AnswerFlip, ...] = ()
    """Every single answer that would give another verdict. Of several selected answers another
    most demanding one is tried; for an amount, the points of the value tables."""
    combinations: tuple[Combination, ...] = ()
    """Smallest combinations of answers; only where no single answer gives another verdict."""
    searched: int = 1
    """Most answers that were changed together in the search: all pairs, the promising triples."""
