"""Between which ends the value of a computed cost lies while answers are open."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from llmchoice.engine.values import Row, outlook_among
from llmchoice.engine.worth import against, costs, counted
from llmchoice.mcda.worth import FULL, TENFOLD, value_of
from llmchoice.model.base import UNKNOWN
from llmchoice.model.cost import Band, Corners
from llmchoice.model.criterion import Criterion
from llmchoice.model.knowledge import Basis, Costed
from llmchoice.model.profile import Answer, Answers


@dataclass(frozen=True, slots=True)
class Ends:
    """What options are worth by the least and by the most that they may typically cost."""

    basis: Basis
    criterion: Criterion
    costs: tuple[tuple[Answer, Costed, float], ...] = ()
    """At each volume that there may be, with its odds. Empty where costs may be anything."""
    open: bool = False
    """Whether something that costs depend on is not answered yet."""
    fixed: Row | None = None
    """The values, where no amount is asked for."""

    def points(self) -> Iterator[float]:
        """The amounts, in US dollars, between which every value is linear on their logarithm."""
        for _, cost, _ in self.costs:
            for end in {end for band in counted(cost) for end in self._ends(band) if end}:
                yield from (end / cost.rate, end * TENFOLD / cost.rate)

    def rows(self, decides: Answer) -> Row:
        """The least value of each option, then the greatest one of each, against an amount."""
        options = len(self.basis.kb.options)
        if self.fixed is not None:
            return (*self.fixed, *self.fixed)
        if not self.costs:
            return (*(0.0,) * options, *(FULL,) * options)
        odds: list[float] = []
        rows: list[list[float]] = []
        for volume, cost, chance in self.costs:
            for amount in against(self.basis, self.criterion, decides, volume, cost.rate):
                ends = [*self._values(cost, amount)]
                rows.append([*(least for least, _ in ends), *(most for _, most in ends)])
                odds.append(chance)
        total = fsum(odds)
        return tuple(
            fsum(value * chance for value, chance in zip(column, odds, strict=True)) / total
            for column in zip(*rows, strict=True)
        )

    def _values(self, cost: Costed, amount: float) -> Iterator[tuple[float, float]]:
        for band in counted(cost):
            low, high = self._ends(band)
            # What no figure is known for may have one once the rest is answered.
            best = FULL if low is None and self.open else value_of(low, amount)
            yield value_of(high, amount), best

    def _ends(self, band: Band | Corners | None) -> tuple[float | None, float | None]:
        if band is None:
            return None, None
        return (band.low, band.high) if self.open else (band.typical, band.typical)


def ends_of(basis: Basis, criterion: Criterion, answers: Answers) -> Ends | None:
    """What is known of the costs that value a criterion; None where its table holds.

    Args:
        basis: the knowledge base, and what costs are.
        criterion: any.
        answers: those that are given; an `unknown` among them is final.
    """
    costing = basis.costing
    if costing is None or criterion.computed is None:
        return None
    if criterion.decides is None:
        outlook = outlook_among(basis, criterion, answers)
        return None if outlook is None else Ends(basis, criterion, fixed=outlook.expected())
    if any(question not in answers for question in costing.choosing):
        return Ends(basis, criterion, open=True)
    left = [question for question in costing.questions if question not in answers]
    whole = {**answers, **dict.fromkeys(left, UNKNOWN)}
    return Ends(basis, criterion, tuple(costs(basis, criterion, whole)), open=bool(left))
