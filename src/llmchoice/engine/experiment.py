"""The experiment: a test of one's own, and the result from which on the choice is another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from llmchoice.engine.answers import contradictions
from llmchoice.engine.situation import Situation, situation
from llmchoice.engine.study import Study, decided
from llmchoice.engine.undecided import turning_weights
from llmchoice.engine.verdict import Decision
from llmchoice.errors import LlmchoiceError
from llmchoice.model.assessment import Experiment, OptionResult, Recommendation, TurningCounts
from llmchoice.model.option import Side
from llmchoice.model.passed import Passed, Trial
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
    less likely, so the first result that changes the choice is found by halving. Every count is
    decided as `study` decides the same answers.

    Args:
        case: the answers, valued.
        recommendation: what they come to.
        options: how the options do.
        studied: how sure that is.
        more: whether more draws are made where the usual ones cannot tell.
    """
    question = next((q for q in case.kb.questions if q.counts and q.id in case.answers), None)
    outcome = studied.outcome
    if (
        question is None
        or question.counts is None
        or question.counts.trial is None
        or recommendation.verdict is Verdict.NONE
        or studied.usual is None
        or outcome is None
        or outcome.counted < FEWEST_DRAWS
    ):
        return None
    counts, trial = question.counts, question.counts.trial
    given = case.answers[question.id]
    counted = given if isinstance(given, Passed) else None
    tests = [
        _Test(case, studied, question, counts, n, held, more) for n, held in _sizes(trial, counted)
    ]
    results: tuple[TurningCounts, ...] = ()
    test = tests[0]
    for test in tests:
        results = tuple(_results(test, recommendation))
        if results:
            break
    weights = turning_weights(case, studied.sensitivity)
    return Experiment(
        question=question.id,
        options=_compared(recommendation, options),
        cases=test.cases,
        hold=test.held,
        decides=bool(results),
        results=results,
        instead=None if results else next(iter((*recommendation.decides, *weights)), None),
    )


@dataclass(frozen=True, slots=True)
class _Test:
    """A test of so many cases, of which the closed model passes so many."""

    case: Situation
    studied: Study
    question: Question
    counts: Counted
    cases: int
    held: int
    more: bool
    _known: dict[int, Decision | None] = field(default_factory=dict)

    def __call__(self, passes: int) -> Decision | None:
        """What it comes to if the open model passes so many; None where it cannot be."""
        if passes not in self._known:
            self._known[passes] = self._decided(passes)
        return self._known[passes]

    def _decided(self, passes: int) -> Decision | None:
        case, usual = self.case, self.studied.usual
        result = self.counts.taken(Passed(cases=self.cases, open=passes, closed=self.held))
        try:
            then = situation(
                case.basis, case.profile, {**case.given, self.question.id: result}, case.voices
            )
        except LlmchoiceError:
            return None
        if usual is None or contradictions(case.kb, then.answers):
            return None
        return decided(then, usual, more=self.more)


def _sizes(trial: Trial, counted: Passed | None) -> list[tuple[int, int]]:
    """How many cases, and how many the closed model passes of them: no fewer than were counted."""
    if counted is None:
        return [(cases, round(cases * trial.closed_rate)) for cases in trial.cases]
    sizes = [cases for cases in trial.cases if cases >= counted.cases] or [counted.cases]
    return [(cases, round(cases * counted.closed / counted.cases)) for cases in sizes]


def _compared(recommendation: Recommendation, options: Sequence[OptionResult]) -> tuple[str, ...]:
    sides = {option.id: option.side for option in options}
    leader = recommendation.leaders[0]
    other = [rival for rival in recommendation.rivals if sides[rival] is not sides[leader]]
    return (leader, *other[:1])


def _results(test: _Test, recommendation: Recommendation) -> list[TurningCounts]:
    """The first results that change the choice, of each direction in which one may."""
    side = recommendation.side
    if side is not None:
        bound: Bound = "at-least" if side is Side.CLOSED else "at-most"
        found = [_turning(test, bound, lambda decision: decision.side is not side)]
    else:
        order = [Side.OPEN, Side.CLOSED]
        if recommendation.tendency is Side.CLOSED:
            order.reverse()
        found = [
            _turning(
                test,
                "at-least" if named is Side.OPEN else "at-most",
                lambda decision, named=named: decision.side is named,  # type: ignore[misc]
            )
            for named in order
        ]
    return [one for one in found if one is not None]


def _turning(
    test: _Test, bound: Bound, is_other: Callable[[Decision], bool]
) -> TurningCounts | None:
    """The first count, from the far end inwards, from which on the choice is another."""
    other, same = (test.cases, -1) if bound == "at-least" else (0, test.cases + 1)
    there = test(other)
    if there is None or not is_other(there):
        return None
    while abs(other - same) > 1:
        middle = (other + same) // 2
        decision = test(middle)
        if decision is not None and is_other(decision):
            other, there = middle, decision
        else:
            same = middle
    return TurningCounts(passes=other, bound=bound, verdict=there.verdict, option=there.option)
