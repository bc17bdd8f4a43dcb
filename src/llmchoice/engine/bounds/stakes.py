"""What each question can move: the weights of priorities, criteria, and ends of computed costs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import fsum

from llmchoice.engine.gates import over
from llmchoice.engine.values import Row, outlook_among
from llmchoice.engine.weights import of_priorities, split_of
from llmchoice.engine.worth import CHEAP, DEAR, FULL, WORST, against, costs, value_of
from llmchoice.model.base import UNKNOWN
from llmchoice.model.criterion import Criterion
from llmchoice.model.knowledge import Basis, Costed, KnowledgeBase
from llmchoice.model.profile import Answer, Answers, Profile
from llmchoice.model.terms import Band, Corners


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
            for end in {end for band in cost.counted for end in self._ends(band) if end}:
                yield from (end / cost.rate * times for times in (1 / DEAR, 1 / CHEAP))

    def rows(self, decides: Answer) -> Row:
        """The least value of each option, then the greatest one of each, against an amount."""
        options = len(self.basis.kb.options)
        if self.fixed is not None:
            return (*self.fixed, *self.fixed)
        if not self.costs:
            return (*(WORST,) * options, *(FULL,) * options)
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
        for band in cost.counted:
            low, high = self._ends(band)
            # What no figure is known for may have one once the rest is answered.
            if low is None and self.open:
                yield WORST, FULL
            else:
                yield value_of(high, amount), value_of(low, amount)

    def _ends(self, band: Band | Corners | None) -> tuple[float | None, float | None]:
        if band is None:
            return None, None
        return (band.low, band.high) if self.open else (band.typical, band.typical)


def ends_of(basis: Basis, criterion: Criterion, answers: Answers) -> Ends | None:
    """What is known of the costs that value a criterion; None where its table holds.

    An `unknown` among the answers is final.
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


@dataclass(frozen=True, slots=True)
class Stake:
    """What a question moves within one priority: the criteria that read it, and their shares."""

    priority: str
    parts: tuple[tuple[float, Criterion], ...]
    share: float
    """Of all these criteria together, when every criterion of the priority applies."""


@dataclass(frozen=True, slots=True)
class Stakes:
    """Everything that counts; priorities and criteria without any weight are left out."""

    kb: KnowledgeBase
    weights: dict[str, float]
    """Of the priorities; they sum to 1."""
    of: dict[str, tuple[Stake, ...]]
    """Question to its stakes, one for each priority that it is read under."""
    wanted: dict[str, tuple[frozenset[str], ...]]
    """Question to the sets of answers that some rule tells apart from the others."""
    opens: frozenset[str]
    """The questions that other questions hang on."""
    computed: Mapping[str, Ends]
    """Criterion to the costs that its values follow from."""
    over: tuple[bool, ...]
    """Whether each option costs more than may be paid."""

    def resting(self) -> dict[str, float]:
        """Question to the weight that rests on it when every criterion applies."""
        return {
            question: sum(self.weights[stake.priority] * stake.share for stake in stakes)
            for question, stakes in self.of.items()
        }


def stakes(basis: Basis, profile: Profile, answers: Answers | None = None) -> Stakes:
    """What the answers to a knowledge base weigh for one profile.

    Costs are computed from `answers`; where they do not hold all that costs depend on, the costs
    are as wide as what is open may make them. None for no costs.

    Raises:
        LlmchoiceError: when no priority has any weight.
    """
    kb = basis.kb
    weights = {key: weight for key, weight in of_priorities(kb, profile).items() if weight > 0}
    parts: dict[str, dict[str, list[tuple[float, Criterion]]]] = {q.id: {} for q in kb.questions}
    for priority in kb.priorities:
        split = split_of(priority, profile)
        for criterion in priority.criteria:
            if priority.id in weights and split[criterion.id] > 0:
                # Of a computed value the amount that decides moves it once the costs are known.
                name = criterion.question if basis.costing is None else criterion.reads[-1]
                read = parts[name].setdefault(priority.id, [])
                read.append((split[criterion.id], criterion))
    return Stakes(
        kb=kb,
        weights=weights,
        of={
            question: tuple(
                Stake(priority, tuple(read), fsum(share for share, _ in read))
                for priority, read in sides.items()
            )
            for question, sides in parts.items()
        },
        wanted=_wanted(kb),
        opens=frozenset(name for question in kb.questions for name in question.when or ()),
        computed={} if answers is None else _computed(basis, answers),
        over=over(basis, answers or {}),
    )


def _wanted(kb: KnowledgeBase) -> dict[str, tuple[frozenset[str], ...]]:
    whens = [rule.when for rule in kb.constraints]
    whens += [question.when for question in kb.questions if question.when is not None]
    demands: dict[str, dict[frozenset[str], None]] = {}
    for when in whens:
        for question, wanted in when.items():
            demands.setdefault(question, {})[frozenset(wanted)] = None
    return {question: tuple(sets) for question, sets in demands.items()}


def _computed(basis: Basis, answers: Answers) -> dict[str, Ends]:
    return {
        criterion.id: ends
        for _, criterion in basis.kb.criteria()
        if (ends := ends_of(basis, criterion, answers)) is not None
    }
