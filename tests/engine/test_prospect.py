"""Where a profile in the making stands, against the assessments that it may end in."""

from statistics import fmean, pstdev

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.answers import effective
from llmchoice.engine.assess import assess
from llmchoice.engine.preference import sample_so_far
from llmchoice.engine.prospect import (
    DRAWS,
    Lacking,
    Standing,
    hanging,
    prospect,
    weightiest_unknowns,
)
from llmchoice.engine.weights import widest_spread
from llmchoice.errors import LlmchoiceError
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer, Profile, Workload
from llmchoice.model.sensitivity import Robustness

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(30))
SEVERAL = 1.6
"""The stated error holds for one share 19 times in 20; of many, the worst may be farther off."""
NOTHING = Profile(organisation="Made up")


def standing(kb: KnowledgeBase, profile: Profile) -> Standing:
    (found,) = prospect(Basis(kb), profile).standings
    return found


def unknown(kb: KnowledgeBase) -> dict[str, Answer]:
    return {question.id: UNKNOWN for question in kb.questions}


def robustness(kb: KnowledgeBase, profile: Profile, draws: int | None = None) -> Robustness | None:
    return assess(Basis(kb), profile, draws=draws, search=False).robustness


def nothing_left(kb: KnowledgeBase, profile: Profile) -> float:
    return assess(Basis(kb), profile, search=False).recommendation.p_nothing_left or 0


# ── Of a complete profile it says what the assessment says ───────────────────────────────────────
@LAW
@given(data=st.data())
def test_a_complete_profile_stands_where_its_assessment_ends(
    data: st.DataObject, worlds: Worlds
) -> None:
    kb, profile = data.draw(worlds)
    found = standing(kb, profile)
    assert not found.lacking.possible
    try:
        assessed = robustness(kb, profile)
    except LlmchoiceError:
        assume(False)  # Nothing is judged, so there is no assessment.
    if assessed is None:
        assert found.none_share == 1
        return
    off = SEVERAL * (found.error + assessed.error)
    assert found.none_share == pytest.approx(nothing_left(kb, profile), abs=off)
    for side in assessed.sides:
        assert found.shares[side.side] == pytest.approx(side.share, abs=off)


@LAW
@given(data=st.data())
def test_the_unknowns_that_matter_are_those_of_the_assessment(
    data: st.DataObject, small_worlds: Worlds
) -> None:
    kb, profile = data.draw(small_worlds)
    found = weightiest_unknowns(Basis(kb), profile)
    try:
        assessed = assess(Basis(kb), profile, draws=DRAWS).unknowns
    except LlmchoiceError:
        assume(False)  # Nothing is judged, so there is no assessment.
    influences = {one.question: one.influence for one in found}
    assert [one.influence for one in found] == sorted(influences.values(), reverse=True)
    for one in assessed:
        assert influences.get(one.question, 0) == pytest.approx(one.influence or 0, abs=1e-9)


# ── What is missing is drawn ─────────────────────────────────────────────────────────────────────
@LAW
@given(data=st.data())
def test_what_is_missing_counts_as_if_it_were_unknown(data: st.DataObject, worlds: Worlds) -> None:
    kb, profile = data.draw(worlds)
    kept = data.draw(st.sets(st.sampled_from([question.id for question in kb.questions])))
    answers = {name: profile.answers[name] for name in kept}
    missing = standing(kb, profile.model_copy(update={"answers": answers}))
    full = standing(kb, profile.model_copy(update={"answers": {**unknown(kb), **answers}}))
    # What hangs on an open question excludes nothing for certain until that is said to be unknown.
    assume(full.none_share < 1)
    assert (missing.shares, missing.none_share) == (full.shares, full.none_share)


@LAW
@given(data=st.data())
def test_the_questions_that_come_are_among_those_announced(
    data: st.DataObject, worlds: Worlds
) -> None:
    kb, profile = data.draw(worlds)
    kept = data.draw(st.sets(st.sampled_from([question.id for question in kb.questions])))
    answers = {name: profile.answers[name] for name in kept}
    lacking = standing(kb, profile.model_copy(update={"answers": answers})).lacking
    asked = effective(kb, profile.answers).keys() - kept
    assert lacking.certain <= asked <= lacking.possible
    assert len(lacking.certain) <= len(asked) <= len(lacking.possible)


def test_without_any_preference_all_weights_are_as_likely(kb: KnowledgeBase) -> None:
    # The spread `no-idea` means the same, whatever the ratings beside it are.
    rated = {priority.id: 1.0 for priority in kb.priorities}
    no_idea = Profile(
        organisation="Made up", priorities=rated, spread="no-idea", answers=unknown(kb)
    )
    assessed = robustness(kb, no_idea)
    assert assessed is not None
    found = standing(kb, NOTHING)
    for side in assessed.sides:
        off = SEVERAL * (found.error + assessed.error)
        assert found.shares[side.side] == pytest.approx(side.share, abs=off)
    assert prospect(Basis(kb), NOTHING).priorities == tuple(
        priority.id for priority in kb.priorities
    )


# ── Laws ─────────────────────────────────────────────────────────────────────────────────────────
def test_where_every_option_is_excluded_none_is_left_in_any_draw(kb: KnowledgeBase) -> None:
    barred = {"data-location": "premises", "hardware": "no-budget"}
    found = standing(kb, NOTHING.model_copy(update={"answers": barred}))
    assert (found.none_share, set(found.shares.values()), found.leader) == (1, {0}, None)


@LAW
@given(data=st.data())
def test_neither_the_order_of_answers_nor_asking_twice_changes_anything(
    data: st.DataObject, worlds: Worlds
) -> None:
    kb, profile = data.draw(worlds)
    kept = data.draw(st.lists(st.sampled_from([q.id for q in kb.questions]), unique=True))
    one = profile.model_copy(update={"answers": {q: profile.answers[q] for q in kept}})
    other = profile.model_copy(update={"answers": {q: profile.answers[q] for q in kept[::-1]}})
    assert prospect(Basis(kb), one) == prospect(Basis(kb), one) == prospect(Basis(kb), other)
    assert weightiest_unknowns(Basis(kb), one) == weightiest_unknowns(Basis(kb), other)


def test_each_workload_stands_where_it_would_alone(kb: KnowledgeBase) -> None:
    shared: dict[str, Answer] = {"hardware": "owned", "task": UNKNOWN, "audit": UNKNOWN}
    own: dict[str, dict[str, Answer]] = {
        "chat": {"data": ("public",)},
        "records": {"data": ("secret",), "data-location": "premises"},
    }
    together = NOTHING.model_copy(
        update={
            "answers": shared,
            "workloads": tuple(Workload(name=name, answers=own[name]) for name in own),
        }
    )
    found = prospect(Basis(kb), together)
    matter = weightiest_unknowns(Basis(kb), together)
    for name, part in zip(own, found.standings, strict=True):
        alone = NOTHING.model_copy(update={"answers": {**shared, **own[name]}})
        expected = standing(kb, alone)
        assert part.workload == name
        assert (part.shares, part.lacking) == (expected.shares, expected.lacking)
        assert [(one.question, one.influence) for one in matter if one.workload == name] == [
            (one.question, one.influence) for one in weightiest_unknowns(Basis(kb), alone)
        ]
    # `data-location` is open for one of them only, and counts once.
    assert found.lacking.certain == found.standings[0].lacking.certain
    assert len(found.lacking.certain) == len(found.standings[1].lacking.certain) + 1


def test_answers_that_contradict_each_other_leave_no_draw(kb: KnowledgeBase) -> None:
    clash = {"data-location": "premises", "hardware": "cloud-only"}
    found = standing(kb, NOTHING.model_copy(update={"answers": clash}))
    assert (found.draws, found.error, found.leader) == (0, 1, None)


def test_an_answer_that_hangs_on_an_unknown_one_excludes_as_in_the_assessment(
    kb: KnowledgeBase,
) -> None:
    ruled_out = {**unknown(kb), "contracts": ("refused",), "own-test": "open-fails"}
    profile = Profile(
        organisation="Made up",
        priorities={priority.id: 3.0 for priority in kb.priorities},
        answers=ruled_out,
    )
    assert robustness(kb, profile) is None
    assert standing(kb, profile).none_share == 1
    assert weightiest_unknowns(Basis(kb), profile) == ()


def test_a_lead_that_the_draws_cannot_tell_from_none_is_none() -> None:
    even = {Side.OPEN: 0.51, Side.CLOSED: 0.49}
    lacking = Lacking(frozenset(), frozenset())
    assert Standing("", even, 0.0, 2000, 0.022, lacking).leader is None
    assert Standing("", even, 0.0, 10**6, 0.001, lacking).leader is Side.OPEN


# ── Some priorities are rated, the others not yet ────────────────────────────────────────────────
def weights_of(kb: KnowledgeBase, profile: Profile) -> dict[str, list[float]]:
    chunks = list(sample_so_far(Basis(kb), profile, 8000).weights())
    return {
        priority.id: [float(weight) for chunk in chunks for weight in chunk[at]]
        for at, priority in enumerate(kb.priorities)
    }


def rated(**ratings: float) -> Profile:
    return NOTHING.model_copy(update={"priorities": ratings})


@pytest.mark.parametrize(
    "profile", [NOTHING, rated(privacy=4), rated(privacy=4, budget=2), rated(budget=0)]
)
def test_weights_sum_to_one_and_a_zero_stays_zero(kb: KnowledgeBase, profile: Profile) -> None:
    drawn = weights_of(kb, profile)
    assert all(sum(column) == pytest.approx(1) for column in zip(*drawn.values(), strict=True))
    zeros = {name for name, rating in (profile.priorities or {}).items() if rating == 0}
    assert {name for name, weights in drawn.items() if not any(weights)} == zeros


def test_what_is_not_rated_is_as_uncertain_as_without_any_rating(kb: KnowledgeBase) -> None:
    count = len(kb.priorities)
    drawn = weights_of(kb, rated(privacy=5, budget=1, expertise=3))
    for name in {priority.id for priority in kb.priorities} - {"privacy", "budget", "expertise"}:
        # Mean and standard deviation of a flat Dirichlet distribution.
        assert fmean(drawn[name]) == pytest.approx(1 / count, rel=0.05)
        assert 100 * pstdev(drawn[name]) == pytest.approx(widest_spread(count), rel=0.05)


def test_what_is_rated_keeps_the_ratios_that_were_stated(kb: KnowledgeBase) -> None:
    sure = rated(privacy=5, budget=1).model_copy(update={"spread": "certain"})
    drawn = weights_of(kb, sure)
    for more, less in zip(drawn["privacy"], drawn["budget"], strict=True):
        assert more == pytest.approx(5 * less)


def test_ratios_are_as_uncertain_as_they_will_be_once_all_is_rated(kb: KnowledgeBase) -> None:
    part = weights_of(kb, rated(privacy=4, budget=2))
    # The others are rated as what was rated is on average.
    full = weights_of(kb, rated(**{p.id: 3.0 for p in kb.priorities} | {"privacy": 4, "budget": 2}))
    ratios = [
        [one / (one + other) for one, other in zip(drawn["privacy"], drawn["budget"], strict=True)]
        for drawn in (part, full)
    ]
    assert fmean(ratios[0]) == pytest.approx(fmean(ratios[1]), abs=0.01)
    assert pstdev(ratios[0]) == pytest.approx(pstdev(ratios[1]), rel=0.05)


def test_one_rating_alone_says_nothing_yet(kb: KnowledgeBase) -> None:
    assert standing(kb, rated(privacy=5)).shares == standing(kb, NOTHING).shares
    assert "privacy" not in prospect(Basis(kb), rated(privacy=5)).priorities
    # Of what is taken for no idea, ratings say nothing at all.
    vague = rated(privacy=5, budget=1).model_copy(update={"spread": "no-idea"})
    assert standing(kb, vague).shares == standing(kb, NOTHING).shares


# ── The unknowns that matter ─────────────────────────────────────────────────────────────────────
def test_only_unknowns_that_were_given_and_matter_are_named(kb: KnowledgeBase) -> None:
    profile = NOTHING.model_copy(
        update={"answers": {"data-location": UNKNOWN, "hardware": UNKNOWN, "task": UNKNOWN}}
    )
    found = weightiest_unknowns(Basis(kb), profile)
    assert {one.question for one in found} <= profile.answers.keys()
    assert all(0 < one.influence <= 1 for one in found)
    assert [one.text for one in found] == [kb.question(one.question).text for one in found]
    assert weightiest_unknowns(Basis(kb), NOTHING) == ()


# ── Limits ───────────────────────────────────────────────────────────────────────────────────────
def test_nothing_at_stake_is_an_error_only_once_all_is_rated(kb: KnowledgeBase) -> None:
    zeros = {priority.id: 0.0 for priority in kb.priorities}
    with pytest.raises(LlmchoiceError, match="no priority has any weight"):
        prospect(Basis(kb), rated(**zeros))
    zeros.pop("budget")
    assert standing(kb, rated(**zeros)).draws > 0


def test_nobody_waits_for_many_simulations(kb: KnowledgeBase) -> None:
    """They run between two questions."""
    assert standing(kb, NOTHING).draws <= 2000


def test_what_hangs_on_questions_is_a_share_whether_they_are_open_or_unknown(
    kb: KnowledgeBase,
) -> None:
    names = frozenset(question.id for question in kb.questions)
    open_ = hanging(Basis(kb), NOTHING, names)
    assert 0 < open_ <= 1
    some = NOTHING.model_copy(update={"answers": unknown(kb)})
    assert hanging(Basis(kb), some, names) == open_
    assert hanging(Basis(kb), NOTHING, frozenset()) == 0
