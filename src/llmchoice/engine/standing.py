"""Which options are weighed against each other: the best of either side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from llmchoice.engine import ranking
from llmchoice.engine.situation import Situation, scores_of
from llmchoice.model.option import Side


class Standing(Protocol):
    """How an option does, as far as the verdict is concerned."""

    @property
    def id(self) -> str:
        """Which option."""

    @property
    def side(self) -> Side:
        """Its side."""

    @property
    def score(self) -> float:
        """From 0 to 100."""

    @property
    def admissible(self) -> bool:
        """Whether no constraint excludes it."""

    @property
    def typically_over(self) -> bool:
        """Whether it typically costs more than the ceiling."""


def best_of(options: Iterable[Standing], side: Side) -> tuple[str, ...]:
    """The best admissible options of a side, several when they tie.

    Of those that typically keep to the ceiling, where any does.
    """
    left = [o for o in options if o.side is side and o.admissible]
    kept = [o for o in left if not o.typically_over] or left
    return ranking.leaders({o.id: o.score for o in kept})


def best_pair(
    options: Sequence[Standing], leading: Side | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The best options of the side that leads, and the best of the other to compare them with.

    Each is several when options tie. When the other side has none left, the comparison is with
    the next options of the same side. Where no side leads, the one with the better option does,
    and the open one in an exact tie.
    """
    best = {side: best_of(options, side) for side in (Side.OPEN, Side.CLOSED)}
    scores = {o.id: o.score for o in options if o.admissible}
    if not (best[Side.OPEN] and best[Side.CLOSED]):
        top = best[Side.OPEN] or best[Side.CLOSED]
        return top, ranking.leaders({o: score for o, score in scores.items() if o not in top})
    if leading is None:
        ahead = scores[best[Side.CLOSED][0]] - scores[best[Side.OPEN][0]]
        leading = Side.CLOSED if ahead > ranking.TIE else Side.OPEN
    other = Side.CLOSED if leading is Side.OPEN else Side.OPEN
    return best[leading], best[other]


@dataclass(frozen=True, slots=True)
class Place:
    """How an option of a situation does, and no more than that."""

    id: str
    side: Side
    score: float
    admissible: bool
    typically_over: bool


def standings(case: Situation) -> tuple[Place, ...]:
    """How every option does, in their order."""
    scores = scores_of(case)
    admissible, dear = case.admissible, case.typically_over
    return tuple(
        Place(
            id=option.id,
            side=option.weights,
            score=scores[option.id],
            admissible=option.id in admissible,
            typically_over=over,
        )
        for option, over in zip(case.kb.options, dear, strict=True)
    )
