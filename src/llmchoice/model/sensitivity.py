"""What would change a result: weights, answers, and combinations of answers."""

from typing import Annotated, Literal

from pydantic import Field

from llmchoice.model.base import UNKNOWN, Frozen
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

    @property
    def distance(self) -> float:
        """From the weight to the nearest at which another option comes first; 1 if none does."""
        return min(self._down, self._up)

    @property
    def turns(self) -> Literal["below", "above"] | None:
        """The end that is nearer, of those beyond which another option comes first."""
        if not self.below and not self.above:
            return None
        return "above" if self._up < self._down else "below"

    @property
    def _down(self) -> float:
        return self.weight - self.low if self.below else 1

    @property
    def _up(self) -> float:
        return self.high - self.weight if self.above else 1


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
    told_last: bool = False
    """Whether it is told after all others: hardly anybody gives the answer, by its odds, or it
    means another use."""


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
    """Every single answer that would give another verdict, by question, of each the likeliest one
    or the nearest amount first. Of several selected answers one less and one more is tried, and
    another in the place of a single one; for an amount, the points of the tables."""
    combinations: tuple[Combination, ...] = ()
    """Smallest combinations of answers; only where no single answer gives another verdict."""
    searched: int = 1
    """Most answers that were changed together in the search: all pairs, the promising triples."""

    @property
    def nearest_weights(self) -> tuple[WeightInterval, ...]:
        """Those at whose ends another option comes first, the nearest end first."""
        turning = (interval for interval in self.weights if interval.turns)
        return tuple(sorted(turning, key=lambda interval: interval.distance))

    @property
    def turning_criteria(self) -> tuple[CriterionInterval, ...]:
        """The criteria at the ends of which another option comes first."""
        return tuple(interval for interval in self.criteria if interval.turns)

    @property
    def unsettling(self) -> int:
        """Number of questions of which another answer alone leaves no side named."""
        return len({f.question for f in self.answers if f.verdict is Verdict.UNDECIDED})

    def most_telling(self, recommended: Verdict) -> tuple[AnswerFlip, ...]:
        """One answer a question: of what is unknown first, then what brings the other side.

        Answers that are told last come after all others.

        Args:
            recommended: the verdict that the answers change.
        """
        other_sides = {Verdict.OPEN, Verdict.CLOSED} - {recommended}
        ordered = sorted(
            self.answers,
            key=lambda flip: (
                flip.told_last,
                flip.from_ != UNKNOWN,
                flip.verdict not in other_sides,
                flip.verdict is Verdict.NONE,
            ),
        )
        by_question = {flip.question: flip for flip in reversed(ordered)}
        return tuple(flip for flip in ordered if by_question[flip.question] is flip)
