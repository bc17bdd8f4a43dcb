"""How sure a result is when all that is uncertain is drawn at random, and what would change it."""

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import Field

from llmchoice.model.base import UNKNOWN, Frozen
from llmchoice.model.ground import Label, Spread
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer
from llmchoice.model.verdict import Verdict


class SideShare(Frozen):
    """How often one side is ahead."""

    side: Side
    share: float
    """Share of the draws in which something is admissible, from 0 to 1, in which the representative
    of this side scores more than that of the other, or is alone; a tie counts by half for each."""


class PriorityShare(Frozen):
    """The weight of one priority, from 0 to 1."""

    priority: str
    weight: float


class OptionRobustness(Frozen):
    """How one option fares over all draws."""

    option: str
    ranks: tuple[float, ...]
    """Rank acceptability indices: share of draws in which it takes rank 1, 2, and so on.

    They sum to the share of draws in which it is admissible. Lahdelma and Salminen 2001.
    """
    central_weights: tuple[PriorityShare, ...] | None
    """Mean weights of the draws that it wins: who would choose it; null where it wins none."""
    confidence_factor: float | None
    """Share of draws that it wins at its central weights; null where only weights vary."""
    can_win: bool
    """Whether any weights of the priorities make it the best admissible option at its values."""


class Duel(Frozen):
    """How often one option scores more than another that is admissible, or is admissible alone."""

    option: str
    over: str
    share: float
    """Share of the draws in which at least one of the two is admissible, all that is uncertain
    drawn together."""
    by_weights: float
    """Share of weightings, the values and answers taken as they stand."""
    exact: bool
    """Whether `by_weights` is computed in closed form, rather than drawn."""


class Robustness(Frozen):
    """Rank acceptability by Monte Carlo (SMAA), and what it rests on."""

    draws: int
    """Draws that were counted: those in which answers contradict each other are left out."""
    error: float
    """Half the width of the interval that holds a share 19 times in 20, at its widest."""
    spread: Spread
    """How certain the weights are: a word of the knowledge base, or a number of points."""
    varied: tuple[Literal["weights", "values", "answers"], ...]
    """What was drawn, and not taken as certain."""
    sides: tuple[SideShare, ...]
    options: tuple[OptionRobustness, ...]
    duels: tuple[Duel, ...]
    """The best option against every other admissible one; empty in a tie for the best."""

    @property
    def ranks_taken(self) -> int:
        """The last rank that any option takes in any draw."""
        taken = (rank for o in self.options for rank, share in enumerate(o.ranks, 1) if share > 0)
        return max(taken, default=0)

    def likeliest_first(self, options: Collection[str]) -> tuple[OptionRobustness, ...]:
        """Some of the options, the one first that comes first most often."""
        among = (option for option in self.options if option.option in options)
        return tuple(sorted(among, key=lambda option: option.ranks, reverse=True))


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

    @property
    def turns_at(self) -> float | None:
        """The nearest weight at which the other side comes first; None where there is none."""
        ends = (end for end in (self.side_low, self.side_high) if 0 < end < 1)
        return min(ends, key=lambda end: abs(end - self.weight), default=None)


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
    """Whether it is told after all others: hardly anybody gives the answer, by its odds, or it can
    be found out only after another one."""


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
