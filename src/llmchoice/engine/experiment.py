"""The experiment: a test of one's own, and the result from which on the choice is another.

Also what the test that was made has changed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from llmchoice.engine.answers import contradictions
from llmchoice.engine.draws.outcome import Outcome
from llmchoice.engine.draws.poll import Poll
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.situation import Situation, answered_otherwise, situation
from llmchoice.engine.study import Samples, Study, study
from llmchoice.engine.undecided import turning_weights
from llmchoice.engine.verdict import Decision, decide, strength
from llmchoice.errors import LlmchoiceError
from llmchoice.model.assessment import (
    Experiment,
    OptionResult,
    Recommendation,
    TurningCounts,
    WithoutTest,
)
from llmchoice.model.base import UNKNOWN
from llmchoice.model.estimate import Passed, Trial
from llmchoice.model.option import Side
from llmchoice.model.question import Counted, Question
from llmchoice.model.verdict import FEWEST_DRAWS, Verdict

Bound = Literal["at-least", "at-most"]


def experiment(
    case: Situation,
    recommendation: Recommendation,
    options: Sequence[OptionResult],
    studied: Study,
    *,
    more: bool,
) -> Experiment | None:
    """The smallest test that has a result which changes the choice, with that result.

    The open model's passes vary, the closed model's are held. More of them never make the open side
    less likely, so the first result that changes the choice is looked for by halving, with few
    draws; it and the next one come to what `study` comes to for the same answers.

    Args:
        case: the answers, valued.
        recommendation: what they come to.
        options: how the options do.
        studied: how sure that is.
        more: whether more draws are made where the usual ones cannot tell.
    """
    testable = Testable.of(case, studied, more=more)
    if testable is None or recommendation.verdict is Verdict.NONE:
        return None
    tests = [testable.test(cases) for cases in testable.totals]
    results: tuple[TurningCounts, ...] = ()
    test = tests[0]
    for test in tests:
        results = tuple(_results(test, recommendation))
        if results:
            break
    weights = turning_weights(case, studied.sensitivity)
    return Experiment(
        question=testable.question.id,
        options=_compared(recommendation, options),
        cases=test.cases,
        more=test.more,
        hold=test.held,
        decides=bool(results),
        results=results,
        until=case.profile.decide_by,
        instead=None if results else next(iter((*recommendation.decides, *weights)), None),
    )


def without_test(case: Situation, samples: Samples) -> WithoutTest | None:
    """What the answers come to with the counts of a test left out; None where there are none.

    Args:
        case: the answers, valued.
        samples: the draws that the answers themselves were studied with.
    """
    question = next(
        (q for q in case.kb.questions if isinstance(case.answers.get(q.id), Passed)), None
    )
    if question is None:
        return None
    given = {**case.given, question.id: UNKNOWN}
    then = situation(case.basis, case.profile, given, case.voices)
    studied = study(then, samples.draws, search=False, samples=samples)
    outcome = studied.outcome
    return WithoutTest(
        question=question.id,
        verdict=studied.decision.verdict,
        strength=strength(then, studied.decision, outcome),
        option=studied.decision.option,
        leading=outcome.ahead if outcome and outcome.counted else None,
        p_side=outcome.majority if outcome and outcome.counted else None,
    )


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


@dataclass(frozen=True, slots=True)
class Testable:
    """That a test of one's own would say something: the question that it would answer."""

    case: Situation
    question: Question
    counts: Counted
    trial: Trial
    poll: Poll

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
        poll = Poll(usual, more=more)
        return cls(case, question, question.counts, question.counts.trial, poll)

    @property
    def counted(self) -> Passed | None:
        """What was counted already."""
        given = self.case.answers[self.question.id]
        return given if isinstance(given, Passed) else None

    @property
    def totals(self) -> Sequence[int]:
        """How many cases there may be in all: more than were counted already."""
        counted = self.counted
        if counted is None:
            return self.trial.cases
        return [cases for cases in self.trial.cases if cases > counted.cases] or [2 * counted.cases]

    def test(self, cases: int) -> "Test":
        """A test that makes them so many; the closed model passes at the rate counted so far."""
        counted = self.counted
        if counted is None:
            held, passes = round(cases * self.trial.closed_rate), range(cases + 1)
        else:
            held = round(cases * counted.closed / counted.cases)
            passes = range(counted.open, counted.open + cases - counted.cases + 1)
        return Test(self.case, self.question, self.counts, cases, held, passes, self.poll)


@dataclass(frozen=True, slots=True)
class Test:
    """A test of so many cases in all, of which the closed model passes so many."""

    case: Situation
    question: Question
    counts: Counted
    cases: int
    held: int
    passes: range
    """How many the open model may pass in the end; what was counted stays."""
    poll: Poll
    _known: dict[int, Decision | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def more(self) -> int:
        """How many of the cases are still to be tested."""
        return len(self.passes) - 1

    def turning(self, bound: Bound, change: Change) -> TurningCounts | None:
        """The first result, from the far end inwards, from which on the choice is another."""
        inwards = -1 if bound == "at-least" else 1
        least, most = self.passes[0], self.passes[-1]
        made, other = (most, least - 1) if bound == "at-least" else (least, most + 1)
        if not change.is_made(self._decision(made)):
            return None
        guess, stride = self._about(made, other, change, made + inwards), 1
        while abs(made - other) > 1:
            if not min(made, other) < guess < max(made, other):
                guess = (made + other) // 2
            if change.is_made(self._decision(guess)):
                made, guess = guess, guess + stride * inwards
            else:
                other, guess = guess, guess - stride * inwards
            stride *= 2
        then = self._decision(made)
        if then is None:
            return None
        return TurningCounts(passes=made, bound=bound, verdict=then.verdict, option=then.option)

    def _about(self, made: int, other: int, change: Change, least: int) -> int:
        """About where the choice changes; `least` where that is at the first result."""
        far = made
        while abs(made - other) > 1:
            middle = (made + other) // 2
            if change.is_made(self._decided(middle, self.poll.glimpse)):
                made = middle
            else:
                other = middle
        return least if made == far else made

    def _decision(self, passes: int) -> Decision | None:
        """What it comes to if the open model passes so many; None where it cannot be."""
        if passes not in self._known:
            self._known[passes] = self._decided(passes, self.poll.for_verdict)
        return self._known[passes]

    def _decided(self, passes: int, asked: Callable[[Case], Outcome | None]) -> Decision | None:
        case = self.case
        result = self.counts.taken(Passed(cases=self.cases, open=passes, closed=self.held))
        try:
            then = answered_otherwise(case, {**case.given, self.question.id: result})
        except LlmchoiceError:
            return None
        if contradictions(case.kb, then.answers):
            return None
        return decide(then, asked(Case(then.answers)) if then.admissible else None)


def _compared(recommendation: Recommendation, options: Sequence[OptionResult]) -> tuple[str, ...]:
    sides = {option.id: option.side for option in options}
    leader = recommendation.leaders[0]
    other = [rival for rival in recommendation.rivals if sides[rival] is not sides[leader]]
    return (leader, *other[:1])


def _results(test: Test, recommendation: Recommendation) -> Iterator[TurningCounts]:
    """The first results that change the choice, of each direction in which one may."""
    side = recommendation.side
    if side is not None:
        changes: list[tuple[Bound, Change]] = [
            ("at-least" if side is Side.CLOSED else "at-most", Change(None, side))
        ]
    else:
        order = [Side.OPEN, Side.CLOSED]
        if recommendation.tendency is Side.CLOSED:
            order.reverse()
        changes = [("at-least" if to is Side.OPEN else "at-most", Change(to)) for to in order]
    for bound, change in changes:
        counts = test.turning(bound, change)
        if counts is not None:
            yield counts
