"""What tests of several sizes could do for a decision."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from llmchoice.engine.answers import odds_among, shares
from llmchoice.engine.experiment import Change, Test, Testable
from llmchoice.engine.parts import parts
from llmchoice.engine.situation import Situation, situation
from llmchoice.engine.study import Samples, study
from llmchoice.engine.verdict import Decision
from llmchoice.mcda.passrates import chance, exact_power, further_chance
from llmchoice.model.estimate import Passed
from llmchoice.model.knowledge import Basis
from llmchoice.model.option import Side
from llmchoice.model.profile import Profile
from llmchoice.model.testplan import Detects, Expected, TestPlan, TestSize

SETTLED = 0.8
"""How often a test should settle the side: the power that tests are usually given (Cohen 1988)."""
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
        yield _plan(part.name, case, studied.decision, testable)


def _plan(name: str, case: Situation, decision: Decision, testable: Testable | None) -> TestPlan:
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
        )
    counted = testable.counted
    rate = testable.trial.closed_rate if counted is None else counted.closed / counted.cases
    expected = () if counted else tuple(_expected(case, testable))
    tests = [_Sized.of(testable, cases) for cases in testable.totals]
    sizes = tuple(_size(sized, rate, expected, decision.side) for sized in tests)
    decides = any(sized.may_change(decision.side) for sized in tests)
    enough = next((size.cases for size in sizes if size.settled >= SETTLED), None)
    return TestPlan(
        name=name,
        verdict=decision.verdict,
        question=testable.question.id,
        counted=counted,
        closed_rate=rate,
        decides=decides,
        expected=expected,
        sizes=sizes,
        enough=enough if decides else None,
    )


def _expected(case: Situation, testable: Testable) -> Iterator[Expected]:
    """The ways that it may come out, by the odds of the criteria."""
    question = testable.question
    stands_at = next(
        (
            criterion.counts.at
            for _, criterion in case.kb.criteria()
            if criterion.question == question.id and criterion.counts
        ),
        {},
    )
    likely = shares(odds_among(case.kb, question, case.answers))
    for choice, share in zip(question.choices, likely, strict=True):
        if choice.id in stands_at and share:
            yield Expected(
                choice=choice.id,
                text=choice.text,
                difference=stands_at[choice.id],
                likely=share,
            )


@dataclass(frozen=True, slots=True)
class _Sized:
    """A test of so many cases, and the results that name a side."""

    counted: Passed | None
    test: Test
    open_from: int | None
    closed_up_to: int | None

    @classmethod
    def of(cls, testable: Testable, cases: int) -> "_Sized":
        test = testable.test(cases)
        most = test.turning("at-least", Change(Side.OPEN))
        least = test.turning("at-most", Change(Side.CLOSED))
        return cls(
            testable.counted,
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

    def chance(self, passed: int, rate: float, expected: Sequence[Expected]) -> float:
        """How likely a result is before the test, where the closed model passes at that rate."""
        if self.counted is None:
            cases = self.test.cases
            ways = ((way.likely, _kept(rate + way.difference)) for way in expected)
            return sum(likely * chance(cases, passed, of_open) for likely, of_open in ways)
        before = self.counted
        return further_chance(self.test.more, passed - before.open, before.open, before.cases)


def _size(sized: _Sized, rate: float, expected: Sequence[Expected], side: Side | None) -> TestSize:
    test = sized.test
    chances = {passed: sized.chance(passed, rate, expected) for passed in test.passes}
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
        detects=tuple(_detects(test.cases, rate, difference) for difference in DIFFERENCES),
    )


def _detects(cases: int, rate: float, difference: float) -> Detects:
    """The power, where what the two pass has nothing to do with each other: the hardest case."""
    other = _kept(rate - difference)
    power = exact_power(cases, other * (1 - rate), rate * (1 - other))
    return Detects(difference=difference, power=power)


def _kept(rate: float) -> float:
    return min(1.0, max(0.0, rate))
