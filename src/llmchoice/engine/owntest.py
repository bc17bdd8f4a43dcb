"""A test of one's own: what each of its results would come to, and how likely that is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import Literal

from llmchoice.engine.answers import contradictions, odds_among
from llmchoice.engine.conditions import chosen
from llmchoice.engine.draws.outcome import Outcome
from llmchoice.engine.draws.poll import Poll
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.situation import Situation, answered_otherwise
from llmchoice.engine.study import Study
from llmchoice.engine.values import Untested, stands_at, untested
from llmchoice.engine.verdict import Decision, decide
from llmchoice.errors import LlmchoiceError
from llmchoice.mcda.passrates import apart, chances, chances_of_part, further_chance
from llmchoice.mcda.weighting import shares
from llmchoice.model.assessment import TurningCounts
from llmchoice.model.estimate import JEFFREYS, Passed, Trial
from llmchoice.model.option import Side
from llmchoice.model.question import Counted, Question
from llmchoice.model.testplan import Expected
from llmchoice.model.verdict import FEWEST_DRAWS

Bound = Literal["at-least", "at-most"]
_NEVER = 1e-9
"""A chance that adds nothing to what is told in whole percents."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the choice: to one side, or away from one."""

    to: Side | None
    away: Side | None = None

    def is_made(self, decision: Decision | None) -> bool:
        """Whether a decision is that other choice; none is where there is no decision."""
        if decision is None:
            return False
        return decision.side is self.to if self.to else decision.side is not self.away


Changes = Sequence[tuple[Bound, Change]]
"""The directions in which the choice may change."""
Limits = Mapping[Bound, int]
"""The passes of the open model from which on it does, at least or at most so many."""


@dataclass(frozen=True, slots=True)
class Testable:
    """That a test of one's own would say something: the question that it would answer."""

    case: Situation
    question: Question
    counts: Counted
    trial: Trial
    poll: Poll
    expected: tuple[Expected, ...]
    """The ways that it may come out, by the odds of the criteria; empty where cases were counted,
    which then are expected to go on."""

    @classmethod
    def of(cls, case: Situation, studied: Study, *, more: bool) -> "Testable | None":
        """None where no question takes counts, or too few draws count to name a side by."""
        question = next((q for q in case.kb.questions if q.counts and q.id in case.answers), None)
        usual, outcome = studied.usual, studied.outcome
        if (
            question is None
            or question.counts is None
            or question.counts.trial is None
            or usual is None
            or outcome is None
            or outcome.counted < FEWEST_DRAWS
        ):
            return None
        counted = isinstance(case.answers[question.id], Passed)
        return cls(
            case,
            question,
            question.counts,
            question.counts.trial,
            Poll(usual, more=more),
            expected=() if counted else tuple(_expected(case, question)),
        )

    @property
    def counted(self) -> Passed | None:
        """What was counted already."""
        given = self.case.answers[self.question.id]
        return given if isinstance(given, Passed) else None

    @property
    def rate(self) -> float:
        """The pass rate that is assumed of the closed model in cases to come, from 0 to 1.

        As counted, if it was, with as many cases at the stated rate as what is expected is worth.
        """
        counted = self.counted
        if counted is None:
            return self.trial.closed_rate
        stated = self._untested.cases
        passed = counted.closed + stated * self.trial.closed_rate
        return passed / (counted.cases + stated)

    @property
    def _untested(self) -> Untested:
        return untested(self.case.kb, self.question, self.case.answers)

    @property
    def totals(self) -> Sequence[int]:
        """How many cases there may be in all: more than were counted already."""
        counted = self.counted
        if counted is None:
            return self.trial.cases
        return [cases for cases in self.trial.cases if cases > counted.cases] or [2 * counted.cases]

    def _chances(self, cases: int, passes: range) -> Mapping[int, float]:
        before = self.counted
        if before is not None:
            more, expected = cases - before.cases, self._untested
            likely = zip(expected.chances, expected.differences, strict=True)
            rate = fsum(chance * apart(self.trial.closed_rate, each) for chance, each in likely)
            # Where nothing is expected, all passes or none still leave a case to go either way.
            pseudo = 0 if expected.differences else JEFFREYS
            first = before.open + expected.cases * rate + pseudo
            second = before.cases - before.open + expected.cases * (1 - rate) + pseudo
            return {
                passed: further_chance(more, passed - before.open, first, second)
                for passed in passes
            }
        ways = tuple((way.likely, apart(self.rate, way.difference)) for way in self.expected)
        return dict(enumerate(chances(cases, ways)))

    def test(self, cases: int) -> "Test":
        """A test that makes them so many; the closed model passes the others at its rate."""
        counted = self.counted
        more, held, passes = cases, 0, range(cases + 1)
        if counted is not None:
            more, held = cases - counted.cases, counted.closed
            passes = range(counted.open, counted.open + more + 1)
        held += round(more * self.rate)
        return Test(self, cases, held, passes, self._chances(cases, passes))


@dataclass(frozen=True, slots=True)
class Test:
    """A test of so many cases in all, of which the closed model passes so many."""

    of: Testable
    cases: int
    held: int
    passes: range
    """How many the open model may pass in the end; what was counted stays."""
    chances: Mapping[int, float]
    """How likely each of them is before the test; all sum to 1."""
    _known: dict[int, Decision | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def more(self) -> int:
        """How many of the cases are still to be tested."""
        return len(self.passes) - 1

    def chance(self, limits: Limits) -> float:
        """How likely it ends at one of these limits, or beyond it; from 0 to 1."""
        changing = (share for passed, share in self.chances.items() if reached(limits, passed))
        return min(1.0, fsum(changing))

    def agreement(self, limits: Limits, larger: "Test", ends: Limits) -> float:
        """How likely it ends with the choice that it would if it went on, from 0 to 1.

        Any of the cases of the larger test may come first.

        Args:
            limits: the results from which on this test changes the choice.
            larger: the test that it would go on to; 1 where that is this one.
            ends: those from which on that one does.
        """
        if larger.cases == self.cases:
            return 1.0
        choices = [reached(limits, passes) for passes in self.passes]
        agreeing = 0.0
        for passes, chance in larger.chances.items():
            if chance < _NEVER:
                continue
            then, further = reached(ends, passes), passes - larger.passes[0]
            part = chances_of_part(self.more, larger.more, further)
            alike = (likely for choice, likely in zip(choices, part, strict=True) if choice == then)
            agreeing += chance * fsum(alike)
        return min(1.0, agreeing)

    def about(self, changes: Changes) -> Limits:
        """By few draws, the results from which on the choice is another; off by a case or so."""
        limits: dict[Bound, int] = {}
        for bound, change in changes:
            made, other = self._ends(bound)
            if change.is_made(self._decided(made, self.of.poll.glimpse)):
                limits[bound] = self._about(made, other, change)
        return limits

    def turnings(self, changes: Changes) -> tuple[TurningCounts, ...]:
        """The first results that make these changes, less those that no result makes."""
        return tuple(filter(None, (self.turning(bound, to) for bound, to in changes)))

    def _ends(self, bound: Bound) -> tuple[int, int]:
        """The result furthest out, and the one beyond the other end, which there is none of."""
        least, most = self.passes[0], self.passes[-1]
        return (most, least - 1) if bound == "at-least" else (least, most + 1)

    def turning(self, bound: Bound, change: Change) -> TurningCounts | None:
        """The first result, from the far end inwards, from which on the choice is another."""
        inwards = -1 if bound == "at-least" else 1
        made, other = self._ends(bound)
        if not change.is_made(self._decision(made)):
            return None
        guess, stride = self._about(made, other, change), 1
        if guess == made:
            guess += inwards
        while abs(made - other) > 1:
            if not min(made, other) < guess < max(made, other):
                guess = (made + other) // 2
            if change.is_made(self._decision(guess)):
                made, guess = guess, guess + stride * inwards
            else:
                other, guess = guess, guess - stride * inwards
            stride *= 2
        # Few draws may tell the side, and not which of its options most of them allow.
        then = self._decided(made, self.of.poll.outcome)
        if then is None:
            return None
        return TurningCounts(passes=made, bound=bound, verdict=then.verdict, option=then.option)

    def _about(self, made: int, other: int, change: Change) -> int:
        """About where the choice changes, by few draws."""
        while abs(made - other) > 1:
            middle = (made + other) // 2
            if change.is_made(self._decided(middle, self.of.poll.glimpse)):
                made = middle
            else:
                other = middle
        return made

    def _decision(self, passes: int) -> Decision | None:
        """What it comes to if the open model passes so many; None where it cannot be."""
        if passes not in self._known:
            self._known[passes] = self._decided(passes, self.of.poll.for_verdict)
        return self._known[passes]

    def _decided(self, passes: int, asked: Callable[[Case], Outcome | None]) -> Decision | None:
        case, question = self.of.case, self.of.question
        result = self.of.counts.taken(Passed(cases=self.cases, open=passes, closed=self.held))
        try:
            then = answered_otherwise(case, {**case.given, question.id: result})
        except LlmchoiceError:
            return None
        if contradictions(case.kb, then.answers):
            return None
        return decide(then, asked(Case(then.answers)) if then.admissible else None)


def limits_of(results: Iterable[TurningCounts]) -> Limits:
    """The results from which on the choice is another."""
    return {result.bound: result.passes for result in results}


def reached(limits: Limits, passes: int) -> Bound | None:
    """The limit that a number of passes is at or beyond; None where it reaches none."""
    for bound, limit in limits.items():
        if passes >= limit if bound == "at-least" else passes <= limit:
            return bound
    return None


def _expected(case: Situation, question: Question) -> Iterator[Expected]:
    """The words as they are likely; that of a test alone where one was made and told in words."""
    differences = stands_at(case.kb, question)
    answer = case.answers[question.id]
    likely: Sequence[float]
    if question.leaves_open(answer):
        likely = shares(odds_among(case.kb, question, case.answers))
    else:
        likely = [float(choice.id in chosen(answer)) for choice in question.choices]
    for choice, share in zip(question.choices, likely, strict=True):
        if choice.id in differences and share:
            yield Expected(
                choice=choice.id,
                text=choice.text,
                difference=differences[choice.id],
                likely=share,
            )
