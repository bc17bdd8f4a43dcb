"""The experiment: a test of one's own, and the result from which on the choice is another.

Also what the test that was made has changed.
"""

from collections.abc import Sequence

from llmchoice.engine.owntest import Bound, Change, Testable
from llmchoice.engine.situation import Situation, situation
from llmchoice.engine.study import Samples, Study, study
from llmchoice.engine.undecided import turning_weights
from llmchoice.engine.verdict import strength
from llmchoice.model.assessment import (
    Experiment,
    OptionResult,
    Recommendation,
    WithoutTest,
)
from llmchoice.model.base import UNKNOWN
from llmchoice.model.estimate import Passed
from llmchoice.model.option import Side
from llmchoice.model.verdict import Kind, Verdict


def experiment(
    case: Situation,
    recommendation: Recommendation,
    options: Sequence[OptionResult],
    studied: Study,
    *,
    more: bool,
) -> Experiment | None:
    """The smallest test that is likely enough to change the choice, with the results that do.

    The largest where none is: it is told, and not advised. Nor is any where both sides are level:
    no test gains more than what the leader is expected to lose, and that is too little.

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
    changes = _changes(recommendation)
    least = case.kb.settings.slight_influence
    *smaller, largest = map(testable.test, testable.totals)
    for test in (*(test for test in smaller if test.may_end(changes, least)), largest):
        results = tuple(filter(None, (test.turning(bound, to) for bound, to in changes)))
        chance = test.chance(results)
        if chance > least:
            break
    is_worth_it = chance > least and recommendation.kind is not Kind.LEVEL
    weights = turning_weights(case, studied.sensitivity)
    return Experiment(
        question=testable.question.id,
        options=_compared(recommendation, options),
        cases=test.cases,
        more=test.more,
        hold=test.held,
        decides=bool(results),
        chance=chance,
        advised=is_worth_it,
        results=results,
        until=case.profile.decide_by,
        instead=None if is_worth_it else next(iter((*recommendation.decides, *weights)), None),
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
    then = situation(case.basis, case.profile, given, case.voices, case.counting)
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


def _compared(recommendation: Recommendation, options: Sequence[OptionResult]) -> tuple[str, ...]:
    sides = {option.id: option.side for option in options}
    leader = recommendation.leaders[0]
    other = [rival for rival in recommendation.rivals if sides[rival] is not sides[leader]]
    return (leader, *other[:1])


def _changes(recommendation: Recommendation) -> list[tuple[Bound, Change]]:
    """The directions in which the choice may change: that of the tendency first."""
    side = recommendation.side
    if side is not None:
        return [("at-least" if side is Side.CLOSED else "at-most", Change(None, side))]
    order = [Side.OPEN, Side.CLOSED]
    if recommendation.tendency is Side.CLOSED:
        order.reverse()
    return [("at-least" if to is Side.OPEN else "at-most", Change(to)) for to in order]
