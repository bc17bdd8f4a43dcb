"""Which test of one's own would change the choice, and which result of it."""

import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples
from tests.packaged import assessment, knowledge, profile_of, text_of

from llmchoice.api import priced, read_profile, render
from llmchoice.engine.assess import assess
from llmchoice.engine.parts import parts
from llmchoice.engine.testplan import plans_of
from llmchoice.errors import Problem
from llmchoice.knowledge.answer import answer_from_text
from llmchoice.knowledge.source import ProfileText
from llmchoice.model.assessment import Assessment, Experiment, Recommendation
from llmchoice.model.estimate import Passed
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.testplan import TestSize
from llmchoice.model.verdict import Kind, Verdict

World = tuple[KnowledgeBase, Profile]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(40))
FEW = 1000
"""Simulations: the fewest that name a side."""
VARIED = ("clinic-cfo", "clinic-ciso", "law-firm", "newspaper", "software-company", "startup")
"""One for each verdict, with counts and without, with several kinds of work, with a test that is
worth it, that is not, that is worth it to some, and that changes nothing."""


def recommendations(result: Assessment) -> list[Recommendation]:
    return [part.recommendation for part in result.workloads or (result,)]


def holds(
    recommendation: Recommendation,
    given: Answer,
    after: Callable[[Experiment, int], Recommendation],
) -> None:
    """All that is said of the test; `after` assesses a number of passes of the open model.

    What was counted before, if that is the answer that was given, is part of every result.
    """
    found = recommendation.experiment
    assert found is not None
    assert found.decides == bool(found.results)
    passed = given.open if isinstance(given, Passed) else 0
    assert found.more == found.cases - (given.cases if isinstance(given, Passed) else 0) > 0
    possible = range(passed, passed + found.more + 1)

    def changes(passes: int, side: Side | None) -> bool:
        now = after(found, passes).side
        return now is not recommendation.side if side is None else now is side

    for result in found.results:
        then = after(found, result.passes)
        assert (then.verdict, then.option) == (result.verdict, result.option)
        wanted = None if recommendation.side else then.side
        assert changes(result.passes, wanted)
        fewer = result.passes + (-1 if result.bound == "at-least" else 1)
        assert result.passes in possible
        if fewer in possible:
            assert not changes(fewer, wanted)
    if not found.decides:
        for passes in (possible[0], possible[-1]):
            assert after(found, passes).side is recommendation.side


@pytest.mark.parametrize("name", ["hospital", *VARIED])
def test_the_stated_result_changes_the_choice_and_one_case_fewer_does_not(name: str) -> None:
    kb = knowledge()
    for place, recommendation in enumerate(recommendations(assessment(name))):

        def after(found: Experiment, passes: int, place: int = place) -> Recommendation:
            said = f"{found.question}={found.cases}:{passes}:{found.hold}"
            profile = read_profile(ProfileText(text_of(name), name), kb, settings=[said])
            changed = assess(priced(kb, profile), profile, search=False)
            return recommendations(changed)[place]

        assert recommendation.experiment is not None
        answers = [part.answers for part in parts(kb, profile_of(name))][place]
        holds(recommendation, answers[recommendation.experiment.question], after)


@LAW
@given(st.data())
def test_of_any_profile_the_stated_result_changes_the_choice(
    packaged_worlds: st.SearchStrategy[World], data: st.DataObject
) -> None:
    kb, profile = data.draw(packaged_worlds)
    (before,) = recommendations(assess(Basis(kb), profile, draws=FEW, test=True))
    if before.experiment is not None:
        given_answer = profile.answers[before.experiment.question]
        holds(before, given_answer, lambda found, passes: counted(kb, profile, found, passes))
    elif before.verdict is not Verdict.NONE:
        assert round(FEW * (1 - (before.p_nothing_left or 0))) < FEW


def counted(kb: KnowledgeBase, profile: Profile, found: Experiment, passes: int) -> Recommendation:
    text = f"{found.cases}:{passes}:{found.hold}"
    answer = answer_from_text(kb.question(found.question), text)
    assert not isinstance(answer, Problem)
    answers = {**profile.answers, found.question: answer}
    changed = profile.model_copy(update={"answers": answers})
    return assess(Basis(kb), changed, draws=FEW, search=False).recommendation


@LAW
@given(st.data())
def test_a_case_more_that_open_passes_never_makes_it_less_likely(
    packaged_worlds: st.SearchStrategy[World], data: st.DataObject
) -> None:
    kb, profile = data.draw(packaged_worlds)
    before = assess(Basis(kb), profile, draws=FEW, test=True).recommendation
    if before.experiment is None:
        return
    found = before.experiment
    steps = range(0, found.cases + 1, found.cases // 10)
    wins = [*_open_shares(counted(kb, profile, found, passes) for passes in steps)]
    assert wins == sorted(wins)


def _open_shares(found: Iterator[Recommendation]) -> Iterator[float]:
    for one in found:
        share = one.p_side
        if share is not None:
            yield share if one.leading is not Side.CLOSED else 1 - share


def test_a_test_adds_to_what_was_counted_and_holds_the_rate_of_the_closed_model() -> None:
    found = assessment("startup").recommendation.experiment
    assert found is not None
    assert (found.cases, found.more, found.hold) == (100, 40, round(100 * 53 / 60))


def test_the_page_and_the_plan_of_a_trial_ask_for_the_same_cases() -> None:
    profile = profile_of("startup")
    found = assessment("startup").recommendation.experiment
    (plan,) = plans_of(priced(knowledge(), profile), profile)
    assert found is not None
    assert (found.cases, found.more, found.hold) in [(s.cases, s.more, s.hold) for s in plan.sizes]


@pytest.mark.parametrize("least", [0.05, 0.3])
@pytest.mark.parametrize("name", VARIED)
def test_the_smallest_test_is_advised_that_the_plan_says_is_large_enough(
    name: str, least: float
) -> None:
    kb = knowledge()
    settings_ = kb.settings.model_copy(update={"slight_influence": least})
    kb, profile = kb.model_copy(update={"settings": settings_}), profile_of(name)
    basis = priced(kb, profile)
    found = recommendations(assess(basis, profile, test=True))
    for recommendation, plan in zip(found, plans_of(basis, profile), strict=True):
        test = recommendation.experiment
        assert test is not None
        assert plan.enough == (test.cases if test.advised else None)
        (size,) = (size for size in plan.sizes if size.cases == test.cases)
        assert (size.changed > least) == test.advised
        assert size.agrees >= kb.settings.test_agreement
        for smaller in plan.sizes[: plan.sizes.index(size)] if test.advised else ():
            # Few draws tell whether it is worth it, a case or so apart.
            is_like = smaller.agrees >= kb.settings.test_agreement
            assert not is_like or smaller.changed < least + 0.05
        assert (test.cases, test.more, test.hold) == (size.cases, size.more, size.hold)
        # Of one that is not worth it no more is told than few draws tell.
        assert test.chance == pytest.approx(size.changed, abs=1e-9 if test.advised else 0.05)
        limits = {result.bound: result.passes for result in test.results}
        if recommendation.side is None and test.results:
            both = {"at-least": size.open_from, "at-most": size.closed_up_to}
            assert limits == {bound: passes for bound, passes in both.items() if passes is not None}


def test_without_counts_nine_in_ten_are_assumed_of_closed() -> None:
    found = assessment("insurer").recommendation.experiment
    assert found is not None
    assert found.hold == round(0.9 * found.cases)


def test_a_smaller_test_ends_as_often_as_it_says_as_the_largest_would() -> None:
    profile = profile_of("bank")
    (plan,) = plans_of(priced(knowledge(), profile), profile)
    assert plan.verdict is Verdict.UNDECIDED
    draw, largest, tries = random.Random(1), plan.sizes[-1], 20_000  # noqa: S311 - cases to try

    def side(size: TestSize, passed: int) -> Side | None:
        if size.open_from is not None and passed >= size.open_from:
            return Side.OPEN
        is_closed = size.closed_up_to is not None and passed <= size.closed_up_to
        return Side.CLOSED if is_closed else None

    alike = Counter[int]()
    ways = draw.choices(plan.expected, [way.likely for way in plan.expected], k=tries)
    for way in ways:
        rate = min((1 + 0.9) / 2, max(0.9 / 2, 0.9 + way.difference))
        passes = [draw.random() < rate for _ in range(largest.cases)]
        then = side(largest, sum(passes))
        for size in plan.sizes:
            alike[size.cases] += side(size, sum(passes[: size.cases])) is then
    for size in plan.sizes:
        # The limits of a size are told by all draws, and its share by few: a case or so apart.
        assert alike[size.cases] / tries == pytest.approx(size.agrees, abs=0.05)
    assert [size.agrees for size in plan.sizes] == sorted(size.agrees for size in plan.sizes)
    assert largest.agrees == 1


def test_where_no_test_decides_it_says_what_can() -> None:
    found = assessment("law-firm").recommendation.experiment
    assert found is not None
    assert not found.decides
    assert found.instead is not None
    assert found.instead.kind == "priority"


@pytest.mark.parametrize("word", ["open-fails", "open-behind", "open-equal"])
def test_whoever_has_tested_and_says_so_in_words_is_expected_to_find_it_again(word: str) -> None:
    kb = knowledge()
    profile = read_profile(ProfileText(text_of("scale-up"), ""), kb, settings=[f"own-test={word}"])
    (plan,) = plans_of(priced(kb, profile), profile, FEW)
    assert [(way.choice, way.likely) for way in plan.expected] == [(word, 1)]
    # So hundreds of cases seldom change the choice that was made knowing it.
    assert plan.sizes[-1].changed < 0.25


def test_the_best_option_of_each_side_is_compared() -> None:
    result = assessment("startup")
    found = result.recommendation.experiment
    assert found is not None
    sides = {option.id: option.side for option in result.options}
    assert found.options[0] in result.recommendation.leaders
    assert [sides[option] for option in found.options] == [Side.CLOSED, Side.OPEN]


def test_where_the_sides_are_level_no_test_is_asked_for_even_one_that_would_name_a_side() -> None:
    level = assessment("hospital")
    found = level.recommendation.experiment
    assert found is not None
    assert level.recommendation.kind is Kind.LEVEL
    assert found.decides
    assert found.instead is None
    assert "of Independence decides" not in str(render(level, "text", full=True))
    for form in ("text", "markdown", "madr"):
        told = " ".join(str(render(level, form)).split())
        assert "of your own cases" not in told
        assert "run the two best options" not in told
        assert "so little is at stake" in told


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ("200:120:180", "closed did better, hardly by chance alone (180 against 120 of 200 cases)"),
        ("200:180:120", "open did better, hardly by chance alone (180 against 120 of 200 cases)"),
        ("50:44:45", "tells no difference beyond chance: of 50 cases open passed 44, closed 45."),
        # Six cases that only closed passed, and none the other way: P is 0.031; of five, 0.063.
        ("50:44:50:44", "closed did better, hardly by chance alone (50 against 44 of 50 cases)"),
        (
            "50:45:50:45",
            "tells no difference beyond chance: of 50 cases open passed 45, closed 50.",
        ),
    ],
)
def test_where_a_test_was_counted_and_the_sides_are_level_it_is_said_what_it_showed(
    counts: str, says: str
) -> None:
    level = assessment("hospital")
    experiment = level.recommendation.experiment
    assert experiment is not None
    profile = profile_of("hospital")
    answer = answer_from_text(knowledge().question(experiment.question), counts)
    assert isinstance(answer, Passed)
    answers = {**profile.answers, experiment.question: answer}
    now = profile.model_copy(update={"answers": answers})
    tested = assess(priced(knowledge(), profile), now, test=True)
    showed = {
        "answers": tested.answers,
        "recommendation": level.recommendation.model_copy(
            update={"without_test": tested.recommendation.without_test}
        ),
    }
    told = " ".join(str(render(level.model_copy(update=showed), "text")).split())
    assert says in told
    assert "you need none" not in told


@pytest.mark.parametrize(("name", "draws"), [("nothing-left", None), ("startup", 200)])
def test_no_test_is_named_where_nothing_is_left_or_too_little_was_drawn(
    name: str, draws: int | None
) -> None:
    assert assessment(name, draws).recommendation.experiment is None


def test_it_is_looked_for_only_where_it_is_asked_for() -> None:
    kb = knowledge()
    profile = read_profile("startup", kb)
    assert assess(Basis(kb), profile).recommendation.experiment is None


@pytest.mark.parametrize("name", ["hospital", *VARIED])
def test_without_the_test_is_what_an_unknown_answer_comes_to(name: str) -> None:
    kb = knowledge()
    profile = read_profile(ProfileText(text_of(name), name), kb, settings=["own-test=unknown"])
    unknown = assess(priced(kb, profile), profile, search=False)
    for now, then in zip(recommendations(assessment(name)), recommendations(unknown), strict=True):
        before = now.without_test
        if before is None:
            # Nothing was counted, so nothing was moved.
            assert not now.turned_by_test
            assert "cases:" not in text_of(name)
            continue
        assert (before.verdict, before.strength) == (then.verdict, then.strength)
        assert (before.option, before.leading) == (then.option, then.leading)
        assert before.p_side == then.p_side
        here, there = ((r.verdict, r.option, r.leading) for r in (now, then))
        assert now.turned_by_test == (here != there)


def test_an_expectation_is_no_test() -> None:
    kb = knowledge()
    settings_ = ["own-test=expected-ahead"]
    profile = read_profile(ProfileText(text_of("startup"), "startup"), kb, settings=settings_)
    assert assess(priced(kb, profile), profile, test=True).recommendation.without_test is None
