"""What tests of several sizes could do for a decision."""

from collections.abc import Iterator, Mapping

from llmchoice.engine.account import unknowns
from llmchoice.engine.experiment import advice, changes_of, instead
from llmchoice.engine.owntest import Bound, Test, Testable, limits_of, reached
from llmchoice.engine.parts import parts
from llmchoice.engine.recommendation import recommend
from llmchoice.engine.situation import Situation, option_results, situation
from llmchoice.engine.study import Samples, Study, study
from llmchoice.engine.verdict import Decision
from llmchoice.mcda.passrates import exact_power
from llmchoice.model.knowledge import Basis
from llmchoice.model.option import Side
from llmchoice.model.profile import Profile
from llmchoice.model.testplan import Detects, TestPlan, TestSize
from llmchoice.model.verdict import Kind, Verdict

DIFFERENCES = (0.1, 0.2, 0.3)
SIDES: Mapping[Bound | None, Side] = {"at-least": Side.OPEN, "at-most": Side.CLOSED}
"""The side that so many passes of the open model name."""


def plans_of(basis: Basis, profile: Profile, draws: int | None = None) -> Iterator[TestPlan]:
    """A plan for the organisation, or for each of its workloads or lanes; the profile is complete.

    There are as many draws as the knowledge base asks for, unless a number is given.
    """
    samples = Samples(draws)
    for part in parts(basis.kb, profile):
        case = situation(basis, part.profile, part.answers)
        studied = study(case, draws, search=False, samples=samples)
        testable = Testable.of(case, studied, more=draws is None)
        plan = _plan(part.name, studied.decision, testable)
        if plan.verdict is not Verdict.NONE and (
            plan.enough is None or plan.verdict is Verdict.UNDECIDED
        ):
            searched = study(case, draws, search=True, samples=samples)
            plan = plan.model_copy(update=_beside(case, searched, plan.enough))
        yield plan


def _beside(case: Situation, studied: Study, enough: int | None) -> dict[str, object]:
    """What there is to choose without a test, or to look at in place of it."""
    outcome = studied.outcome
    options = option_results(case, None, outcome.excluded if outcome else None)
    recommendation = recommend(case, options, studied, unknowns(case, studied))
    if recommendation.kind is Kind.LEVEL:
        return {"level": True, "enough": None}
    return {} if enough else {"instead": instead(case, recommendation, studied)}


def _plan(name: str, decision: Decision, testable: Testable | None) -> TestPlan:
    if testable is None:
        return TestPlan(name=name, verdict=decision.verdict)
    tests = [testable.test(cases) for cases in testable.totals]
    changes, settings = changes_of(decision.side, None), testable.case.kb.settings
    advised, ends = advice(tests, changes, settings), tests[-1].about(changes)
    sizes = [
        _size(test, decision.side, test.agreement(test.about(changes), tests[-1], ends))
        for test in tests
    ]
    return TestPlan(
        name=name,
        verdict=decision.verdict,
        question=testable.question.id,
        counted=testable.counted,
        closed_rate=testable.rate,
        decides=any(side is not decision.side for _, sides in sizes for side in sides),
        expected=testable.expected,
        sizes=tuple(size for size, _ in sizes),
        enough=advised.test.cases if advised.chance > settings.slight_influence else None,
    )


def _size(test: Test, side: Side | None, agrees: float) -> tuple[TestSize, set[Side | None]]:
    """What a test of a size can do, and the sides that its results name."""
    limits = limits_of(test.turnings(changes_of(None, None)))
    then = {passed: SIDES.get(reached(limits, passed)) for passed in test.passes}
    settled = sum(share for passed, share in test.chances.items() if then[passed])
    changed = sum(share for passed, share in test.chances.items() if then[passed] is not side)
    size = TestSize(
        cases=test.cases,
        more=test.more,
        hold=test.held,
        open_from=limits.get("at-least"),
        closed_up_to=limits.get("at-most"),
        settled=min(1.0, settled),
        changed=min(1.0, changed),
        agrees=agrees,
        detects=tuple(_detects(test.cases, test.of.rate, each) for each in DIFFERENCES),
    )
    return size, {*then.values()}


def _detects(cases: int, rate: float, difference: float) -> Detects:
    """The power, where what the two pass has nothing to do with each other: the hardest case."""
    other = max(0.0, rate - difference)
    power = exact_power(cases, other * (1 - rate), rate * (1 - other))
    return Detects(difference=difference, power=power)
