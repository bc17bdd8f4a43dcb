"""How sure a result is: how often it holds when all that is uncertain is drawn at random."""

from collections.abc import Collection
from typing import Literal

from llmchoice.model.base import Frozen
from llmchoice.model.option import Side
from llmchoice.model.stated import Spread


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


class Rise(PriorityShare):
    """A priority that counts for more where an option wins than it does now."""

    present: float
    """Its weight as the organisation has it, from 0 to 1."""


class OptionRobustness(Frozen):
    """How one option fares over all draws."""

    option: str
    ranks: tuple[float, ...]
    """Rank acceptability indices: share of draws in which it takes rank 1, 2, and so on.

    They sum to the share of draws in which it is admissible. Lahdelma and Salminen 2001.
    """
    central_weights: tuple[PriorityShare, ...] | None
    """Mean weights of the draws that it wins: who would choose it; null where it wins none."""
    rises: tuple[Rise, ...] = ()
    """The priorities that its central weights raise the most, the most first, at most three. Empty
    where it wins under 1 % of the draws, and where none rises by half a point of 100 or more."""
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
