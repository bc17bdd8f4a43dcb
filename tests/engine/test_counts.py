"""Counts of a test as an answer, and expectations of those who have not tested."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, binom, norm  # type: ignore[import-untyped] # it has no types
from tests.packaged import text_of

from llmchoice import api
from llmchoice.api import priced, render
from llmchoice.engine.assess import assess
from llmchoice.engine.testplan import plans_of
from llmchoice.errors import Problem
from llmchoice.knowledge.answer import answer_from_text
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.folders import profile_names
from llmchoice.knowledge.profile import read_profile
from llmchoice.knowledge.source import ProfileText
from llmchoice.model.assessment import Assessment, Recommendation
from llmchoice.model.base import UNKNOWN
from llmchoice.model.estimate import MOST_CASES, Passed
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.question import OddsBy
from llmchoice.model.verdict import Verdict

LAW = settings(derandomize=True, deadline=None, max_examples=25)
ODDS = {
    "routine": {"open-ahead": 1, "open-equal": 5, "open-behind": 2, "open-fails": 0.3},
    "skilled": {"open-ahead": 1, "open-equal": 3, "open-behind": 3, "open-fails": 0.7},
    "frontier": {"open-ahead": 0.2, "open-equal": 1, "open-behind": 4, "open-fails": 3},
}
"""How likely each result is by how hard the work is."""
WORDS = ("open-ahead", "open-equal", "open-behind", "open-fails")
MOST = MOST_CASES
MANY = 10_000
"""Simulations where shares that are close are told apart."""
FEW = 1_000
"""Simulations where only the result at the mean is looked at, which they do not move."""
PROFILE = """
organisation: Acme
priorities: {privacy: 2, compliance: 2, budget: 3, customisation: 2, expertise: 3, capability: 5,
  independence: 2}
answers: {data: internal, data-location: anywhere, residency: any-country, contracts: no-training,
  regimes: privacy-law, audit: logs, task: skilled, own-test: TEST, breadth: few-tasks,
  customisation: prompting, deadline: quarter, monthly-tokens: 40_000_000, traffic: spiky,
  hardware: cloud-only, team-skills: app-developers, gpu-staff: nobody, support: ourselves,
  latency: interactive, availability: business-hours, criticality: helpful, exit: wait,
  licence: plain-use}
"""


@cache
def by_task() -> KnowledgeBase:
    """The criteria, with odds of a test that depend on how hard the work is."""
    kb = load_criteria()
    odds = {"odds_by": OddsBy(question="task", odds=ODDS)}
    questions = (q.model_copy(update=odds) if q.id == "own-test" else q for q in kb.questions)
    return kb.model_copy(update={"questions": tuple(questions)})


@cache
def assessed(result: str, draws: int | None = None) -> Assessment:
    """What the profile comes to with that result, in words or as `cases:open:closed`."""
    kb = load_criteria()
    profile = read_profile(kb, PROFILE.replace("TEST", f'"{result}"'), "acme.yaml")
    return assess(Basis(kb), profile, draws=draws, search=False)


def values(result: str) -> list[float]:
    """The values of all options on the criterion that the test is read by."""
    found = [
        next(c.value for c in option.contributions if c.criterion == "measured-quality")
        for option in assessed(result, FEW).options
    ]
    assert len(found) == len(load_criteria().options)
    return found


def share(result: str, side: Side) -> float:
    robustness = assessed(result).robustness
    assert robustness is not None
    return next(s.share for s in robustness.sides if s.side is side)


def open_options() -> set[str]:
    return {o.id for o in load_criteria().options if o.weights is Side.OPEN}


def excluded(result: str) -> set[str]:
    return {o.id for o in assessed(result, FEW).options if not o.admissible}


@pytest.mark.parametrize(
    ("word", "difference"),
    [("open-ahead", 15), ("open-equal", 0), ("open-behind", -15), ("open-fails", -50)],
)
def test_a_huge_test_at_the_rate_of_a_word_is_worth_what_the_word_is(
    word: str, difference: int
) -> None:
    closed = 80 * MOST // 100
    counted = f"{MOST}:{closed + difference * MOST // 100}:{closed}"
    assert values(counted) == pytest.approx(values(word), abs=0.01)


def test_a_test_that_neither_passes_is_warned_of() -> None:
    def warnings(result: str) -> set[str]:
        return {warning.code for warning in assessed(result, FEW).warnings if warning.upfront}

    assert "neither-usable" in warnings("60:4:5")
    assert "neither-usable" not in warnings("60:4:30")


def test_many_cases_of_a_test_that_neither_passes_are_written_to_be_read() -> None:
    page = render(assessed("100000:10000:20000", FEW), "markdown")
    assert (
        "Of 100,000 cases of your own test the open model passed 10,000 and the closed one 20,000:"
        in " ".join(str(page).split())
    )


def test_a_test_of_fewer_cases_than_any_that_is_proposed_is_warned_of() -> None:
    def upfront(result: str) -> set[str]:
        return {warning.code for warning in assessed(result, FEW).warnings if warning.upfront}

    assert "few-cases" in upfront("1:1:0")
    assert "few-cases" in upfront("19:18:10")
    assert "few-cases" not in upfront("20:18:10")


def test_halfway_between_two_words_lies_the_mean_of_their_values() -> None:
    middle = [
        (one + other) / 2
        for one, other in zip(values("open-equal"), values("open-behind"), strict=True)
    ]
    assert values(f"{MOST}:{MOST * 725 // 1000}:{MOST * 8 // 10}") == pytest.approx(
        middle, abs=0.01
    )


@LAW
@given(st.integers(-50, 15))
def test_counts_of_a_huge_test_tend_to_the_value_of_their_rate(difference: int) -> None:
    small, large, huge = (
        values(f"{n}:{70 * n // 100 + difference * n // 100}:{70 * n // 100}")
        for n in (100, 10_000, MOST)
    )
    for few, more, most in zip(small, large, huge, strict=True):
        assert abs(more - most) <= abs(few - most) + 1e-9
        assert more == pytest.approx(most, abs=0.1)


def test_more_cases_at_the_same_rates_leave_less_doubt_about_the_side() -> None:
    found = [share(f"{60 * n}:{42 * n}:{52 * n}", Side.CLOSED) for n in (1, 4, 16, 64)]
    assert found == sorted(found)
    assert found[0] < found[-1]


@pytest.mark.parametrize("task", [*ODDS, UNKNOWN])
@pytest.mark.parametrize("both", [None, 0])
def test_of_no_case_at_all_as_much_is_known_as_without_a_test(task: str, both: int | None) -> None:
    """Nobody can count none; it is what fewer and fewer cases tend to."""
    kb = by_task()
    text = PROFILE.replace("TEST", UNKNOWN).replace("task: skilled", f"task: {task}")
    profile = read_profile(kb, text, "acme.yaml")
    none = Passed.model_construct(cases=0, open=0, closed=0, both=both, amounts_to=None)
    counted = profile.model_copy(update={"answers": {**profile.answers, "own-test": none}})
    before, after = (assess(Basis(kb), each, search=False) for each in (profile, counted))
    for one, other in zip(before.options, after.options, strict=True):
        assert other.score == pytest.approx(one.score, abs=1e-9)
    assert before.robustness is not None
    assert after.robustness is not None
    assert [s.share for s in after.robustness.sides] == [s.share for s in before.robustness.sides]
    ranks = [[o.ranks for o in found.options] for found in (before.robustness, after.robustness)]
    assert ranks[0] == ranks[1]


@pytest.mark.parametrize("task", ODDS)
@pytest.mark.parametrize("name", profile_names())
def test_a_case_or_two_never_make_clear_what_is_undecided_without(name: str, task: str) -> None:
    kb = by_task()

    def found(answer: str) -> list[Recommendation]:
        settings_ = [f"own-test={answer}", f"task={task}"]
        profile = api.read_profile(ProfileText(text_of(name), name), kb, settings=settings_)
        result = assess(priced(kb, profile), profile, search=False)
        return [part.recommendation for part in result.workloads or (result,)]

    undecided = [at for at, r in enumerate(found(UNKNOWN)) if r.verdict is Verdict.UNDECIDED]
    for counted in ("1:1:0", "1:0:1", "1:0:0", "1:1:1", "2:2:1:1") if undecided else ():
        tested = found(counted)
        assert all(tested[at].strength != "clear" for at in undecided)


@pytest.mark.parametrize("task", ODDS)
@pytest.mark.parametrize("counted", [(10, 8, 8), (20, 15, 18), (40, 36, 30), (60, 44, 53)])
def test_counts_are_worth_what_bayes_makes_of_them(
    task: str, counted: tuple[int, int, int]
) -> None:
    """By sums over a grid of rates; each word is spread to about half the way to the next one."""
    kb = by_task()
    criterion = next(c for _, c in kb.criteria() if c.id == "measured-quality")
    assert criterion.counts is not None
    odds, at = ODDS[task], criterion.counts.at
    cases, ours, theirs = counted
    closed = (np.arange(300) + 0.5) / 300
    difference = np.linspace(-0.8, 0.4, 361)
    chances = sum(o * norm.pdf(difference, at[choice], 0.06) for choice, o in odds.items())
    rates = difference[:, None] + closed
    possible = beta.pdf(closed, 0.5, 0.5) * ((rates > 0) & (rates < 1))
    possible *= (chances / possible.sum(axis=1))[:, None]
    seen = binom.pmf(ours, cases, rates.clip(0, 1)) * binom.pmf(theirs, cases, closed)
    after = (possible * seen).sum(axis=1)
    text = PROFILE.replace("task: skilled", f"task: {task}")
    text = text.replace("TEST", '"' + ":".join(map(str, counted)) + '"')
    result = assess(Basis(kb), read_profile(kb, text, "acme.yaml"), draws=FEW, search=False)
    ordered = sorted(at, key=lambda choice: at[choice])
    for place, option in enumerate(result.options):
        values = [criterion.values[choice][place] for choice in ordered]
        exact = np.average(np.interp(difference, [at[c] for c in ordered], values), weights=after)
        found = next(c.value for c in option.contributions if c.criterion == criterion.id)
        assert found == pytest.approx(exact, abs=5)


def test_few_cases_disprove_no_failure_at_once() -> None:
    """That open models fail is likely at first as without a test, and less with each pass."""

    def ruled_out(result: str) -> float:
        found = assessed(result, MANY).robustness
        assert found is not None
        return 1 - max(sum(o.ranks) for o in found.options if o.option in open_options())

    found = [ruled_out(result) for result in (UNKNOWN, "1:1:1", "3:3:3", "6:6:6", "19:19:19")]
    assert found[0] > 0.05
    assert found == sorted(found, reverse=True)
    assert found[-1] < 0.001
    assert ruled_out("6:0:6") > found[0]


@pytest.mark.parametrize("counted", ["5:4:5", "5:4:5:4", "19:14:19"])
def test_whoever_passes_most_of_few_cases_hardly_fails_for_being_behind(counted: str) -> None:
    """By Bayes' rule, of 4 passed in 5, for skilled work: 2.2 %."""
    found = assessed(counted).robustness
    assert found is not None
    assert 1 - max(sum(o.ranks) for o in found.options if o.option in open_options()) < 0.05


def test_where_no_word_has_a_place_the_counts_alone_tell() -> None:
    kb = load_criteria()
    read_by = [
        (priority, [c.model_copy(update={"counts": None}) for c in priority.criteria])
        for priority in kb.priorities
    ]
    placeless = kb.model_copy(
        update={
            "priorities": tuple(
                p.model_copy(update={"criteria": tuple(criteria)}) for p, criteria in read_by
            )
        }
    )
    for counted in ("10:8:10", "10:10:10", "10:0:10", "60:44:53:40"):
        profile = read_profile(placeless, PROFILE.replace("TEST", f'"{counted}"'), "acme.yaml")
        found = assess(Basis(placeless), profile, draws=FEW, search=False, test=True)
        assert found.recommendation.experiment is not None
        (plan,) = plans_of(Basis(placeless), profile)
        assert all(0 <= size.changed <= 1 for size in plan.sizes)
        ruled_out = [o.id for o in found.options if not o.admissible]
        assert open_options() & set(ruled_out) == excluded("20:20:20") & open_options()


def test_a_case_more_that_open_models_pass_never_speaks_against_them() -> None:
    found = [share(f"40:{passed}:30", Side.OPEN) for passed in range(20, 41, 2)]
    assert found == sorted(found)
    assert found[0] < found[-1]


def test_to_know_which_cases_both_passed_changes_how_sure_it_is() -> None:
    apart, together = share("60:40:50", Side.CLOSED), share("60:40:50:40", Side.CLOSED)
    assert together > apart


@pytest.mark.parametrize(
    ("counted", "word"),
    [
        ("60:56:50", "open-ahead"),
        ("60:51:50", "open-equal"),
        ("60:49:50", "open-equal"),
        ("60:44:53", "open-behind"),
        ("60:20:50", "open-fails"),
    ],
)
def test_rules_take_counts_for_the_word_that_they_amount_to(counted: str, word: str) -> None:
    assert excluded(counted) == excluded(word)
    named = [step.text for step in assessed(counted).next_steps]
    assert "Test the models of the shortlist" in " ".join(text or "" for text in named)


def test_a_test_of_few_cases_excludes_nothing() -> None:
    assert excluded("20:5:15") >= open_options()
    assert not excluded("19:4:14") & excluded("20:5:15") - excluded("unknown")


def test_a_counted_result_may_be_changed_to_each_of_the_words() -> None:
    kb = load_criteria()
    question = kb.question("own-test")
    counted = answer_from_text(question, "60:44:53")
    assert not isinstance(counted, Problem)
    assert question.others(counted, ()) == WORDS


@pytest.mark.parametrize("expected", ["expected-ahead", "expected-equal", "expected-behind"])
def test_an_expectation_is_no_knowledge(expected: str) -> None:
    assert excluded(expected) == excluded(UNKNOWN)
    assert [u.question for u in assessed(expected).unknowns] == ["own-test"]
    assert expected not in load_criteria().question("own-test").tried(())


def test_what_is_expected_moves_the_result_less_than_what_was_measured() -> None:
    order = ["open-behind", "expected-behind", "expected-equal", "expected-ahead", "open-ahead"]
    found = [share(result, Side.OPEN) for result in order]
    assert found == sorted(found)
    assert found[0] < found[1]
    assert found[-2] < found[-1]
