"""The experiment: a test of one's own, and the result from which on the choice is another.

Also what the test that was made has changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from llmchoice.engine.owntest import Change, Changes, Limits, Test, Testable, limits_of
from llmchoice.engine.situation import Situation, situation
from llmchoice.engine.study import Samples, Study, study
from llmchoice.engine.undecided import turning_weights
from llmchoice.engine.verdict import strength
from llmchoice.mcda.passrates import is_shown
from llmchoice.model.assessment import (
    Decider,
    Experiment,
    OptionResult,
    Recommendation,
    TurningCounts,
    WithoutTest,
)
from llmchoice.model.base import UNKNOWN
from llmchoice.model.estimate import Passed
from llmchoice.model.knowledge import Settings
from llmchoice.model.option import Side
from llmchoice.model.verdict import Kind, Verdict


def changes_of(side: Side | None, tendency: Side | None) -> Changes:
    """The directions in which the choice may change: that of the tendency first."""
    if side is not None:
        return [("at-least" if side is Side.CLOSED else "at-most", Change(None, side))]
    order = [Side.OPEN, Side.CLOSED]
    if tendency is Side.CLOSED:
        order.reverse()
    return [("at-least" if to is Side.OPEN else "at-most", Change(to)) for to in order]


@dataclass(frozen=True, slots=True)
class Advice:
    """The test to make."""

    test: Test
    limits: Limits
    """The results from which on the choice is another; empty where none makes it another."""
    chance: float
    """How likely it ends at one of them, or beyond it, from 0 to 1."""
    results: tuple[TurningCounts, ...] = ()
    """The same with what each comes to; empty too where few draws tell that hardly any does."""

    @classmethod
    def of(cls, test: Test, changes: Changes) -> "Advice":
        """What is to be said of a test; see `advice`."""
        results = test.turnings(changes)
        limits = limits_of(results)
        return cls(test, limits, test.chance(limits), results)


def advice(tests: Sequence[Test], changes: Changes, settings: Settings) -> Advice:
    """The smallest test that is large enough; the largest where that hardly changes the choice.

    See docs/method.md, section 7. Which is advised, and that none is, rests on few draws, and what
    is said of the one that is advised on all.

    `tests`: at least one, the fewest cases first.
    """
    *smaller, largest = tests
    ends, least = largest.about(changes), settings.slight_influence
    most = largest.chance(ends)
    if most <= least:
        return Advice(largest, ends, most)
    for test in smaller:
        limits = test.about(changes)
        is_telling = test.chance(limits) > least
        if is_telling and test.agreement(limits, largest, ends) >= settings.test_agreement:
            advised = Advice.of(test, changes)
            if advised.chance > least:
                return advised
    return Advice.of(largest, changes)


def experiment(
    case: Situation,
    recommendation: Recommendation,
    options: Sequence[OptionResult],
    studied: Study,
    *,
    more: bool,
) -> Experiment | None:
    """The test to make, with the results that change the choice; see `advice`.

    The largest where none is worth it: it is told, and not advised. Nor is any where both sides are
    level. How the results are found: docs/method.md, section 7.

    `more`: whether more draws are made where the usual ones cannot tell.
    """
    testable = Testable.of(case, studied, more=more)
    if testable is None or recommendation.verdict is Verdict.NONE:
        return None
    changes = changes_of(recommendation.side, recommendation.tendency)
    tests = tuple(map(testable.test, testable.totals))
    advised, settings = advice(tests, changes, case.kb.settings), case.kb.settings
    is_level = recommendation.kind is Kind.LEVEL
    test, is_worth_it = advised.test, advised.chance > settings.slight_influence and not is_level
    return Experiment(
        question=testable.question.id,
        options=_compared(recommendation, options),
        cases=test.cases,
        more=test.more,
        hold=test.held,
        decides=bool(advised.limits),
        chance=advised.chance,
        advised=is_worth_it,
        results=advised.results,
        until=case.profile.decide_by,
        # Where the sides are level nothing has to be decided, by a weight as little as by a test.
        instead=None if is_worth_it or is_level else instead(case, recommendation, studied),
    )


def instead(case: Situation, recommendation: Recommendation, studied: Study) -> Decider | None:
    """What can change the choice where no test does: what decides, else the nearest weight."""
    weights = turning_weights(case, studied.sensitivity)
    return next(iter((*recommendation.decides, *weights)), None)


def without_test(case: Situation, samples: Samples) -> WithoutTest | None:
    """What the answers come to with the counts of a test left out; None where there are none.

    `samples`: the draws that the answers themselves were studied with.
    """
    counted = [(q, answer) for q, answer in case.answers.items() if isinstance(answer, Passed)]
    if not counted:
        return None
    (question, counts), *_ = counted
    given = {**case.given, question: UNKNOWN}
    then = situation(case.basis, case.profile, given, case.voices, case.counting)
    studied = study(then, samples.draws, search=False, samples=samples)
    outcome = studied.outcome
    return WithoutTest(
        question=question,
        better=_better(counts),
        verdict=studied.decision.verdict,
        strength=strength(then, studied.decision, outcome),
        option=studied.decision.option,
        leading=outcome.ahead if outcome and outcome.counted else None,
        p_side=outcome.majority if outcome and outcome.counted else None,
    )


def _better(counts: Passed) -> Side | None:
    """The side that did better in a test, hardly by chance alone; None for neither."""
    if not is_shown(counts.cases, counts.open, counts.closed, counts.both):
        return None
    return Side.OPEN if counts.open > counts.closed else Side.CLOSED


def _compared(recommendation: Recommendation, options: Sequence[OptionResult]) -> tuple[str, ...]:
    sides = {option.id: option.side for option in options}
    leader = recommendation.leaders[0]
    other = [rival for rival in recommendation.rivals if sides[rival] is not sides[leader]]
    return (leader, *other[:1])
