"""What tests of several sizes could do for a decision."""

from collections.abc import Iterator, Sequence

from llmchoice.engine.experiment import Change, Testable
from llmchoice.engine.odds import odds_among, shares
from llmchoice.engine.parts import parts
from llmchoice.engine.situation import Situation, situation
from llmchoice.engine.study import Samples, study
from llmchoice.engine.verdict import Decision
from llmchoice.mcda.pairs import chance, exact_power
from llmchoice.model.basis import Basis
from llmchoice.model.option import Side
from llmchoice.model.profile import Profile
from llmchoice.model.testplan import Detects, Expected, TestPlan, TestSize

SETTLED = 0.8
"""How often a test should settle the side: the power that tests are usually given (Cohen 1988)."""
DIFFERENCES = (0.1, 0.2, 0.3)


def plans_of(basis: Basis, profile: Profile, draws: int | None = None) -> Iterator[TestPlan]:
    """A plan for the organisation, or for each of its workloads or lanes.

    Args:
        basis: the knowledge base, and what costs are.
        profile: complete.
        draws: how many; by default as many as the knowledge base asks for.
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
            closed_rate=None,
            decides=False,
            expected=(),
            sizes=(),
            enough=None,
        )
    counted = testable.counted
    rate = testable.trial.closed_rate if counted is None else counted.closed / counted.cases
    expected = tuple(_expected(case, testable))
    sizes = tuple(_size(testable, cases, rate, expected) for cases, _ in testable.sizes)
    decides = any(_changes(size, decision) for size in sizes)
    enough = next((size.cases for size in sizes if size.settled >= SETTLED), None)
    return TestPlan(
        name=name,
        verdict=decision.verdict,
        question=testable.question.id,
        closed_rate=rate,
        decides=decides,
        expected=expected,
        sizes=sizes,
        enough=enough if decides else None,
    )


def _expected(case: Situation, testable: Testable) -> Iterator[Expected]:
    """The ways that it may come out: as counted before, else by the odds of the criteria."""
    question, counted = testable.question, testable.counted
    stands_at = next(
        (
            criterion.counts.at
            for _, criterion in case.kb.criteria()
            if criterion.question == question.id and criterion.counts
        ),
        {},
    )
    if counted is not None:
        found = counted.amounts_to or testable.counts.amounts_to[-1].choice
        text = next((each.text for each in question.choices if each.id == found), found)
        yield Expected(choice=found, text=text, difference=counted.difference, likely=1)
        return
    likely = shares(odds_among(case.kb, question, case.answers))
    for choice, share in zip(question.choices, likely, strict=True):
        if choice.id in stands_at and share:
            yield Expected(
                choice=choice.id,
                text=choice.text,
                difference=stands_at[choice.id],
                likely=share,
            )


def _size(testable: Testable, cases: int, rate: float, expected: Sequence[Expected]) -> TestSize:
    test = testable.test(cases, testable.held(cases))
    most = test.turning("at-least", Change(Side.OPEN))
    least = test.turning("at-most", Change(Side.CLOSED))
    open_from = None if most is None else most.passes
    closed_up_to = None if least is None else least.passes
    settled = sum(
        way.likely * _reached(cases, _kept(rate + way.difference), open_from, closed_up_to)
        for way in expected
    )
    return TestSize(
        cases=cases,
        hold=test.held,
        open_from=open_from,
        closed_up_to=closed_up_to,
        settled=min(1.0, settled),
        detects=tuple(_detects(cases, rate, difference) for difference in DIFFERENCES),
    )


def _reached(cases: int, rate: float, open_from: int | None, closed_up_to: int | None) -> float:
    """How likely one of the two results is, where each case is passed with that chance."""
    return sum(
        chance(cases, passed, rate)
        for passed in range(cases + 1)
        if (open_from is not None and passed >= open_from)
        or (closed_up_to is not None and passed <= closed_up_to)
    )


def _detects(cases: int, rate: float, difference: float) -> Detects:
    """The power, where what the two pass has nothing to do with each other: the hardest case."""
    other = _kept(rate - difference)
    power = exact_power(cases, other * (1 - rate), rate * (1 - other))
    return Detects(difference=difference, power=power)


def _changes(size: TestSize, decision: Decision) -> bool:
    """Whether some result would give another verdict than there is."""
    to_open = size.open_from is not None
    to_closed = size.closed_up_to is not None
    if decision.side is Side.OPEN:
        return to_closed or (size.open_from or 0) > 0
    if decision.side is Side.CLOSED:
        return to_open or (size.closed_up_to is not None and size.closed_up_to < size.cases)
    return to_open or to_closed


def _kept(rate: float) -> float:
    return min(1.0, max(0.0, rate))
