"""The knowledge base as arrays: what is the same for every set of answers.

Longer than other files because it is one class, which draws, looks and scores read as a whole.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from llmchoice.engine.conditions import as_choice
from llmchoice.engine.draws.costs import Costs
from llmchoice.engine.gates import priced
from llmchoice.engine.values import outlook, place, possible
from llmchoice.engine.worth import FULL, Worth, amounts, costs
from llmchoice.model.criterion import Criterion
from llmchoice.model.estimate import Estimate
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer, Answers, Profile
from llmchoice.model.question import Question, Scale
from llmchoice.model.rule import When

Floats = NDArray[np.float64]
Masks = NDArray[np.bool_]
STEPS = 33
"""At which the costs of a range are computed, the ends among them."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A rule, as draws read it."""

    place: int
    """Among all constraints and contradictions."""
    when: When
    questions: tuple[str, ...]
    """All on which it hangs whether it holds."""
    excludes: tuple[int, ...]
    """Places of the options that it excludes."""


@dataclass(frozen=True)
class Frame:
    """A knowledge base, and a profile's shares, ready for draws."""

    basis: Basis
    profile: Profile
    _costs: dict[tuple[Answer | None, ...], Costs | None] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    """By answers."""
    _distinct_costs: dict[tuple[tuple[Worth, ...], ...], Costs | None] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    """By what the answers come to."""
    _expected: dict[tuple[Answer | None, ...], tuple[Floats, Floats]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    """What was computed already: thousands of what-ifs share a few answers."""

    @property
    def kb(self) -> KnowledgeBase:
        """The knowledge base."""
        return self.basis.kb

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Id to question, in order."""
        return {question.id: question for question in self.kb.questions}

    @cached_property
    def criteria(self) -> tuple[tuple[tuple[int, Criterion], ...], ...]:
        """The criteria of each priority, with their places among all criteria."""
        places = iter(range(len(self.kb.criteria())))
        return tuple(tuple((next(places), c) for c in p.criteria) for p in self.kb.priorities)

    @cached_property
    def relevant(self) -> tuple[tuple[str, ...], ...]:
        """The questions that each priority's values and shares depend on."""
        return tuple(_sorted(map(self._read, (c for _, c in group))) for group in self.criteria)

    @cached_property
    def looked_up(self) -> tuple[tuple[str, ...], ...]:
        """Those of them that say more than what the costs are that follow from them."""
        return tuple(
            _sorted(map(self._looked_up, (c for _, c in group))) for group in self.criteria
        )

    def _looked_up(self, criterion: Criterion) -> set[str]:
        return {read for question in criterion.reads for read in self.behind(question)}

    def _read(self, criterion: Criterion) -> set[str]:
        costing = self.basis.costing if criterion.computed is not None else None
        return self._looked_up(criterion).union(costing.questions if costing is not None else ())

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Option to its place."""
        return {option.id: at for at, option in enumerate(self.kb.options)}

    @cached_property
    def sides(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Places of the open and of the closed options, by id: their order decides nothing."""
        by_id = sorted(self.kb.options, key=lambda option: option.id)
        ours, theirs = (
            tuple(self.places[o.id] for o in by_id if o.weights is side)
            for side in (Side.OPEN, Side.CLOSED)
        )
        return ours, theirs

    @cached_property
    def priced_like(self) -> NDArray[np.intp]:
        """(options,): place of the option whose drawn prices each shares.

        Options of one side that are paid in the same way buy the same thing: where its price turns
        out high it is high for all of them. Otherwise a side would have the more chances to stay
        below a ceiling the more options it has.
        """
        first: dict[object, int] = {}
        for option in sorted(self.kb.options, key=lambda option: option.id):
            first.setdefault((option.weights, option.payment), self.places[option.id])
        return np.array([first[o.weights, o.payment] for o in self.kb.options])

    @cached_property
    def countable(self) -> tuple[str, ...]:
        """The questions that take counts of a test, in order."""
        return tuple(q.id for q in self.kb.questions if q.counts is not None)

    @cached_property
    def constraints(self) -> tuple["Binding", ...]:
        """The rules that exclude options."""
        return tuple(
            self._binding(at, rule.when, rule.excludes)
            for at, rule in enumerate(self.kb.constraints)
        )

    @cached_property
    def contradictions(self) -> tuple["Binding", ...]:
        """The rules that answers must not meet."""
        first = len(self.kb.constraints)
        return tuple(
            self._binding(at, rule.when) for at, rule in enumerate(self.kb.contradictions, first)
        )

    @cached_property
    def constraining(self) -> tuple[str, ...]:
        """The questions on which it hangs what the constraints exclude."""
        return _questions_of(self.constraints)

    @cached_property
    def excluding(self) -> tuple[str, ...]:
        """The same, and those on which costs hang, where they may be above a ceiling."""
        if self.priced is None or not self.basis.limited:
            return self.constraining
        return (*self.constraining, *self._read(self.priced))

    @cached_property
    def contradicting(self) -> tuple[str, ...]:
        """The questions on which it hangs whether answers contradict each other."""
        return _questions_of(self.contradictions)

    def _binding(self, place: int, when: When, excludes: Iterable[str] = ()) -> "Binding":
        questions = {read for question in when for read in self.behind(question)}
        rows = tuple(self.places[option] for option in excludes)
        return Binding(place, when, tuple(sorted(questions)), rows)

    def behind(self, question: str) -> set[str]:
        """A question, and all on which it depends what its answer is in a draw."""
        asked = self.questions[question]
        questions = {question} | self.deciding(question)
        return questions | self.behind(asked.odds_by.question) if asked.odds_by else questions

    def deciding(self, question: str) -> set[str]:
        """The questions that decide whether a question is asked."""
        return {q for parent in self.questions[question].when or () for q in self.behind(parent)}

    def share(self, criterion: Criterion) -> float:
        """The criterion's share of its priority, not normalised."""
        return self.profile.shares.get(criterion.id, criterion.share)

    def odds(self, question: str, answer: Answer | None, other: str | None = None) -> Floats:
        """(answers,): cumulated odds of what an open answer may turn out to be; the last is 1.

        `other` is the choice that holds of the question on which they depend.
        """
        odds = self.questions[question].odds_given(answer, other)
        return np.cumsum(odds) / sum(odds)

    def grounds(self, question: str, answers: Answers) -> tuple[Answer | None, ...]:
        """An answer, with the one on which it depends, if any, what it may turn out to be."""
        answer = answers.get(question)
        other = self.questions[question].hangs_on(answer)
        return (answer,) if other is None else (answer, answers.get(other))

    def rows(self, criterion: Criterion) -> Floats:
        """(options, answers): the value under each possible answer to the question."""
        question = self.questions[criterion.question]
        return np.array(possible(criterion, question), dtype=np.float64).T

    @cached_property
    def priced(self) -> Criterion | None:
        """The criterion whose values are computed costs."""
        return priced(self.basis)

    @cached_property
    def priced_at(self) -> int | None:
        """Place of its priority."""
        places = (at for at, p in enumerate(self.kb.priorities) if self.priced in p.criteria)
        return next(places, None)

    @cached_property
    def costed_beside(self) -> tuple[str, ...]:
        """The questions whose answers say more of drawn costs than what the costs are."""
        return () if self.priced is None else _sorted([self._looked_up(self.priced)])

    def costs(self, answers: Answers) -> Costs | None:
        """The computed values; None where the table of their criterion holds.

        What costs the same is the same: few of the answers that costs follow from change them.
        """
        if self.priced is None:
            return None
        key = tuple(map(as_choice, map(answers.get, self._costed_by)))
        if key not in self._costs:
            worths = tuple(self._worths(self.priced, answers))
            if worths not in self._distinct_costs:
                self._distinct_costs[worths] = Costs.of(worths) if worths else None
            self._costs[key] = self._distinct_costs[worths]
        return self._costs[key]

    @cached_property
    def _costed_by(self) -> tuple[str, ...]:
        """The questions that computed values follow from."""
        costing, priced = self.basis.costing, self.priced
        if costing is None or priced is None:
            return ()
        return tuple(dict.fromkeys((*costing.questions, *priced.reads)))

    def _worths(self, criterion: Criterion, answers: Answers) -> Iterator[tuple[Worth, ...]]:
        """For each volume that there may be, the costs against each amount that may decide."""
        for tokens in self._amounts(criterion, answers):
            own = {**answers, criterion.question: tokens}
            for volume, cost, odds in costs(self.basis, criterion, own):
                against = amounts(self.basis, criterion, answers, volume, cost)
                if against:
                    yield tuple(Worth(cost, amount, odds=odds) for amount in against)

    def _amounts(self, criterion: Criterion, answers: Answers) -> Sequence[Answer]:
        """The answers at which costs are computed: of a range, at steps from end to end."""
        answer = answers.get(criterion.question)
        if not isinstance(answer, Estimate) or answer.certain:
            return () if answer is None else (answer,)
        log = self.questions[criterion.question].scale is Scale.LOG10
        space = np.geomspace if log else np.linspace
        return [float(amount) for amount in space(answer.low, answer.high, STEPS)]

    def steps(self, question: str, estimate: Estimate, amounts: Floats) -> Floats:
        """(n,): at which step of a range each amount is, on the scale of its question."""
        scale = self.questions[question].scale
        low, high = place(estimate.low, scale), place(estimate.high, scale)
        return (amounts - low) / (high - low) * (STEPS - 1)

    def expected(self, criterion: Criterion, answers: Answers) -> tuple[Floats, Floats]:
        """(options, 1) each: the expected values, and how far they may be off either way."""
        key = (criterion.id, *self.grounds(criterion.question, answers))
        if key not in self._expected:
            distribution = outlook(self.kb, criterion, answers)
            if distribution is None:
                raise KeyError(f"{criterion.id} does not apply to {key[1]!r}")
            # The mean over the answers: else what is held would be less sure than any of them.
            off = half_widths(np.array(distribution.rows), criterion.uncertainty)
            halves = off[0] if len(off) == 1 else np.average(off, axis=0, weights=distribution.odds)
            values = np.array(distribution.expected())
            self._expected[key] = values[:, np.newaxis], halves[:, np.newaxis]
        return self._expected[key]


def _questions_of(rules: Iterable[Binding]) -> tuple[str, ...]:
    return _sorted(rule.questions for rule in rules)


def _sorted(questions: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({question for some in questions for question in some}))


def half_widths(values: Floats, uncertainty: Floats | float) -> Floats:
    """How far each value may be off, either way: never beyond the scale.

    The interval stays centred on the value, so that draws do not move the mean. Computed costs,
    which alone may be worth less than 0, are drawn by themselves.
    """
    return np.minimum(uncertainty, np.minimum(values, FULL - values))
