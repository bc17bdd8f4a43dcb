"""What tests of several sizes could do for a decision."""

from collections.abc import Iterator
from dataclasses import dataclass

from llmchoice.engine.experiment import advice, changes_of, instead
from llmchoice.engine.followup import unknowns
from llmchoice.engine.owntest import Change, Test, Testable
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
        return TestPlan(
            name=name,
            verdict=decision.verdict,
            question=None,
            counted=None,
            closed_rate=None,
            decides=False,
            expected=(),
            sizes=(),
            enough=None,
            instead=None,
        )
    tests = [testable.test(cases) for cases in testable.totals]
    changes = changes_of(decision.side, None)
    advised = advice(tests, changes, testable.case.kb.settings.slight_influence)
    ends = tests[-1].about(changes)
    sized = [_Sized.of(test) for test in tests]
    sizes = tuple(
        _size(
            each,
            testable.rate,
            decision.side,
            each.test.agreement(each.test.about(changes), tests[-1], ends),
        )
        for each in sized
    )
    return TestPlan(
        name=name,
        verdict=decision.verdict,
        question=testable.question.id,
        counted=testable.counted,
        closed_rate=testable.rate,
        decides=any(each.may_change(decision.side) for each in sized),
        expected=testable.expected,
        sizes=sizes,
        enough=advised.test.cases if advised.is_worth_it else None,
        instead=None,
    )


@dataclass(frozen=True, slots=True)
class _Sized:
    """A test of so many cases, and the results that name a side."""

    test: Test
    open_from: int | None
    closed_up_to: int | None

    @classmethod
    def of(cls, test: Test) -> "_Sized":
        most = test.turning("at-least", Change(Side.OPEN))
        least = test.turning("at-most", Change(Side.CLOSED))
        return cls(
            test,
            open_from=most.passes if most else None,
            closed_up_to=least.passes if least else None,
        )

    def side(self, passed: int) -> Side | None:
        """The side that is recommended after a result."""
        if self.open_from is not None and passed >= self.open_from:
            return Side.OPEN
        closed = self.closed_up_to is not None and passed <= self.closed_up_to
        return Side.CLOSED if closed else None

    def may_change(self, side: Side | None) -> bool:
        """Whether some result would give another side than there is."""
        return any(self.side(passed) is not side for passed in self.test.passes)


def _size(sized: _Sized, rate: float, side: Side | None, agrees: float) -> TestSize:
    test, chances = sized.test, sized.test.chances
    settled = sum(share for passed, share in chances.items() if sized.side(passed))
    changed = sum(share for passed, share in chances.items() if sized.side(passed) is not side)
    return TestSize(
        cases=test.cases,
        more=test.more,
        hold=test.held,
        open_from=sized.open_from,
        closed_up_to=sized.closed_up_to,
        settled=min(1.0, settled),
        changed=min(1.0, changed),
        agrees=agrees,
        detects=tuple(_detects(test.cases, rate, difference) for difference in DIFFERENCES),
    )


def _detects(cases: int, rate: float, difference: float) -> Detects:
    """The power, where what the two pass has nothing to do with each other: the hardest case."""
    other = max(0.0, rate - difference)
    power = exact_power(cases, other * (1 - rate), rate * (1 - other))
    return Detects(difference=difference, power=power)
