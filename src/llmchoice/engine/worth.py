"""What computed costs are worth, against the amount from which the running cost decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum, log10
from typing import Literal

from llmchoice.model.base import UNKNOWN
from llmchoice.model.criterion import Criterion, Point
from llmchoice.model.estimate import Estimate, typical
from llmchoice.model.ground import CostGround
from llmchoice.model.knowledge import Basis, Costed, KnowledgeBase
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.terms import Band, Corners

SMALLEST = 1e-3
"""Part of the amount that decides below which a cost counts no further."""
CHEAP, DEAR = 1 / 10, 1e6
"""How many times the amount a cost may be before it counts no further, on either side
(docs/method.md, section 4)."""
FULL, WORST = 100.0, -600.0
"""What they are worth there; the amount itself is worth 0 (docs/decisions/0021)."""
NOT_KNOWN = -100.0
"""What a cost is worth that nobody knows: as much as ten times the amount."""
LEAST = 0.01
"""US dollars that an amount which decides counts as at the least: nothing has no tenth."""
Places = tuple[float, float, float]
"""By the highest, the typical and the lowest cost, not cut off at the ends of the scale."""


def value_of(cost: float | None, decides: float) -> float:
    """The value of a month's cost against the amount that decides, both in one currency.

    100 at a tenth of it or less, 0 at the amount, -100 at ten times it, and so on to -600, in a
    straight line along the logarithm. What is not known is worth -100.
    """
    return NOT_KNOWN if cost is None else min(FULL, max(WORST, place_of(cost, decides)))


def place_of(cost: float | None, decides: float) -> float:
    """The same value, not cut off at either end.

    What is not known stands at 0, which whoever asks has to leave out.
    """
    if cost is None:
        return 0.0
    return -steps(max(cost / decides, SMALLEST))


def steps(ratio: float) -> float:
    """By how many points values differ where an amount is so many times another; above 0."""
    return FULL * log10(ratio)


@dataclass(frozen=True, slots=True)
class Worth:
    """Costs at one volume, valued against one amount."""

    costed: Costed
    decides: float
    """In the currency of the costs; above 0."""
    stated_amount: float | None = None
    """What somebody said that it is, in the same currency; it may be 0. None where it is one of the
    likely ones."""
    between: tuple[float, float] | None = None
    """The least and the most of what was said, where it is a range."""
    odds: float = 1
    """How likely these costs are, against the others that may be; any sum."""

    def values(self, end: Literal["low", "typical", "high"] = "typical") -> tuple[float, ...]:
        """Per option, from -600 to 100, by that end of its cost."""
        return tuple(value_of(_end(band, end), self.decides) for band in self.costed.counted)

    @property
    def places(self) -> tuple[Places, ...]:
        """Per option against the amount that decides, with what others include in their cost."""
        return tuple(_places(band, self.decides) for band in self.costed.counted)

    @property
    def room(self) -> tuple[Places, ...]:
        """Per option against the ceiling, with what others include; below 0 it costs more.

        All 0 without a ceiling.
        """
        most = self.costed.ceiling
        if most is None:
            return ((0.0, 0.0, 0.0),) * len(self.costed.monthly)
        return tuple(_places(band, most) for band in self.costed.counted)

    def ground(self, at: int) -> CostGround:
        """What the option at that place costs, beside what it is held against."""
        extra = self.costed.upkeep[at] if self.costed.upkeep else None
        return CostGround(
            monthly=self.costed.monthly[at],
            decides=self.stated_amount,
            between=self.between,
            ceiling=self.costed.ceiling,
            currency=self.costed.currency,
            upkeep=extra.typical if extra else 0.0,
            upkeep_least=extra.low if extra else 0.0,
            rate=self.costed.rate,
        )


def against(
    basis: Basis, criterion: Criterion, decides: Answer, volume: Answer, rate: float
) -> tuple[float, ...]:
    """The amounts that costs at a volume are valued against, in their currency; above 0.

    One where it was stated, else the likely ones, which are larger where the volume is.
    """
    amount = typical(decides)
    if amount is not None:
        return (max(amount, LEAST) * rate,)
    if decides != UNKNOWN or criterion.decides is None:
        return ()
    usual = criterion.computed.usual_bill if criterion.computed is not None else None
    times = 1.0 if usual is None else usual.of(typical(volume) or 0.0)
    return tuple(each * times * rate for each in basis.kb.question(criterion.decides).likely)


def worths(basis: Basis, criterion: Criterion, answers: Answers) -> tuple[Worth, ...]:
    """The costs that value a criterion: one, or one for each amount that may be where one is open.

    An unknown volume stands for its likely amounts, and so does an unknown amount that decides.
    Empty where the table of the criterion holds.
    """
    answer = answers.get(criterion.decides or "")
    stated = typical(answer)

    def heard(cost: Costed, amount: float) -> float | None:
        if answer == UNKNOWN:
            return None
        return amount if stated is None else stated * cost.rate

    return tuple(
        Worth(
            cost,
            amount,
            stated_amount=heard(cost, amount),
            between=_between(answer, cost.rate),
            odds=odds,
        )
        for volume, cost, odds in costs(basis, criterion, answers)
        for amount in amounts(basis, criterion, answers, volume, cost)
    )


def _between(decides: Answer | None, rate: float) -> tuple[float, float] | None:
    if not isinstance(decides, Estimate) or decides.low == decides.high:
        return None
    return decides.low * rate, decides.high * rate


def costs(
    basis: Basis, criterion: Criterion, answers: Answers
) -> Iterator[tuple[Answer, Costed, float]]:
    """What the options cost at each volume that may be: the volume, the costs, and its odds."""
    costing, question = basis.costing, criterion.question
    if costing is None or criterion.computed is None:
        return
    answer = answers.get(question)
    volumes: tuple[Answer | None, ...] = (answer,)
    odds: tuple[float, ...] = (1.0,)
    if answer == UNKNOWN:
        asked = basis.kb.question(question)
        volumes, odds = asked.likely, asked.odds
    for volume, chance in zip(volumes, odds, strict=True):
        if volume is not None:
            cost = costing.costed({**answers, question: volume})
            if cost is not None:
                yield volume, cost, chance


def amounts(
    basis: Basis, criterion: Criterion, answers: Answers, volume: Answer, cost: Costed
) -> tuple[float, ...]:
    """The amounts that costs at a volume are valued against, in their currency; above 0.

    Empty where the criteria ask for none, and no ceiling stands in for it.
    """
    if criterion.decides is None:
        return () if cost.ceiling is None else (cost.ceiling,)
    decides = answers.get(criterion.decides)
    return () if decides is None else against(basis, criterion, decides, volume, cost.rate)


def tabled(basis: Basis) -> KnowledgeBase:
    """The knowledge base with a table of what computed values are at each likely volume.

    All else that costs depend on is unknown there, and so is the amount that decides. For where
    values are shown or searched without anybody's answers.
    """
    unknown = {question.id: UNKNOWN for question in basis.kb.questions}

    def table(criterion: Criterion) -> Criterion:
        if criterion.decides is None:
            return criterion
        points = []
        for volume in basis.kb.question(criterion.question).likely:
            likely = worths(basis, criterion, {**unknown, criterion.question: volume})
            columns = zip(*(worth.values() for worth in likely), strict=True)
            means = tuple(fsum(column) / len(likely) for column in columns)
            # Below 0, as only a computed value may be.
            points.append(Point.model_construct(at=volume, values=means))
        return criterion.model_copy(update={"points": tuple(points)})

    priorities = tuple(
        priority.model_copy(update={"criteria": tuple(map(table, priority.criteria))})
        for priority in basis.kb.priorities
    )
    return basis.kb.model_copy(update={"priorities": priorities}) if basis.costing else basis.kb


def _places(band: Band | Corners | None, amount: float) -> Places:
    worst, middle, best = (place_of(_end(band, end), amount) for end in ("high", "typical", "low"))
    return worst, middle, best


def _end(band: Band | Corners | None, end: str) -> float | None:
    return None if band is None else float(getattr(band, end))
