"""The reasons carry the result, and no smaller set of them would."""

from functools import partial
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.laws import examples
from tests.made_up import alike, judged

from llmchoice.engine.assess import assess as assess_in_full
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Profile

assess = partial(assess_in_full, draws=100, search=False)
"""What is stated here holds for any number of draws."""

Worlds = st.SearchStrategy[tuple[KnowledgeBase, Profile]]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(50))


def differences(result: Assessment) -> dict[str, float]:
    """Points that each criterion gives the leaders over the followers, ties by their mean."""
    parts = {o.id: {c.criterion: c.contribution for c in o.contributions} for o in result.options}
    leaders, followers = result.reasons.leaders, result.reasons.followers
    return {
        criterion: sum(parts[o][criterion] for o in leaders) / len(leaders)
        - sum(parts[o][criterion] for o in followers) / len(followers)
        for criterion in parts[leaders[0]]
    }


@LAW
@given(data=st.data())
def test_the_reasons_outweigh_every_objection_and_are_the_fewest_that_do(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    result = assess(Basis(kb), profile)
    margin = result.recommendation.margin
    assume(margin is not None and margin > 1e-6)
    points = differences(result)
    assert sum(points.values()) == pytest.approx(margin, abs=1e-9)
    objections = -sum(p for p in points.values() if p < 0)
    told = [r.difference for r in result.reasons.for_]
    assert sum(told) > objections
    for reason in (*result.reasons.for_, *result.reasons.against):
        assert reason.difference == pytest.approx(points[reason.criterion], abs=1e-9)
    pros = [p for p in points.values() if p > 0]
    for smaller in combinations(pros, len(told) - 1):
        assert sum(smaller) <= objections + 1e-9


@LAW
@given(data=st.data())
def test_the_objections_are_the_strongest_and_the_strongest_comes_first(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    result = assess(Basis(kb), profile)
    assume(result.reasons.leaders and result.reasons.followers)
    told = [r.difference for r in result.reasons.against]
    cons = sorted(p for p in differences(result).values() if p < 0)
    assert told == pytest.approx(cons[: len(told)], abs=1e-9)
    assert bool(told) == bool(cons)
    reasons = [r.difference for r in result.reasons.for_]
    assert reasons == sorted(reasons, reverse=True)


@LAW
@given(data=st.data())
def test_there_are_no_reasons_where_there_is_nothing_to_compare(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    result = assess(Basis(kb), profile)
    if result.recommendation.margin is None:
        assert result.reasons.for_ == result.reasons.against == ()
    else:
        leaders, followers = result.reasons.leaders, result.reasons.followers
        assert leaders
        assert followers
        assert not set(leaders) & set(followers)


def test_a_poor_value_is_a_weak_spot_even_where_nothing_is_left_to_compare(
    kb: KnowledgeBase,
) -> None:
    answers = {q.id: "unknown" for q in kb.questions}
    answers |= {"data-location": "premises", "team-skills": "no-developers"}
    given = {p.id: 3.0 for p in kb.priorities}
    result = assess(Basis(kb), Profile(organisation="x", priorities=given, answers=answers))
    assert (result.reasons.followers, result.reasons.for_, result.reasons.against) == ((), (), ())
    (option,) = (o for o in result.options if o.admissible)
    poor = {c.criterion for c in option.contributions if c.value < kb.settings.weak_value}
    assert "operating-skills" in poor
    assert {spot.criterion for spot in result.reasons.weak} == poor
    assert {spot.option for spot in result.reasons.weak} == {option.id}


@LAW
@given(data=st.data())
def test_no_strong_reason_is_left_out(worlds: Worlds, data: st.DataObject) -> None:
    kb, profile = data.draw(worlds)
    result = assess(Basis(kb), profile)
    assume(result.reasons.leaders and result.reasons.followers)
    pros = sorted(((p, c) for c, p in differences(result).items() if p > 0), reverse=True)
    poor = {spot.criterion for spot in result.reasons.weak}
    told = [r.difference for r in result.reasons.strong]
    strong = [p for p, c in pros[:3] if p > pros[0][0] / 3 + 1e-9 and c not in poor]
    assert told[: len(strong)] == pytest.approx(strong, abs=1e-9)
    both = (*result.reasons.for_, *result.reasons.further)
    assert len(both) == max(len(result.reasons.for_), len(both[:3]))


@LAW
@given(data=st.data())
def test_what_the_leaders_do_badly_is_told_as_a_fault_and_as_no_reason_for_them(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    reasons = assess(Basis(kb), profile).reasons
    poor = {spot.criterion for spot in reasons.weak}
    assert poor.isdisjoint(reason.criterion for reason in reasons.strong)
    assert poor <= {fault.criterion for fault in reasons.faults(chosen=True)}


@settings(LAW, max_examples=examples(30))
@given(data=st.data())
def test_fewer_than_three_reasons_are_filled_up_with_what_sets_the_option_apart_from_all_others(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    result = assess(Basis(kb), profile, draws=1000)
    told, leaders = result.reasons, result.reasons.leaders
    if result.recommendation.option is None:
        assert told.besides == ()
        return
    contributions = {
        o.id: {c.criterion: c.contribution for c in o.contributions} for o in result.options
    }
    others = [o for o in result.options if o.id not in leaders]
    rest = [o for o in others if o.admissible] or others
    assume(rest)
    apart = {
        criterion: sum(contributions[o][criterion] for o in leaders) / len(leaders)
        - sum(contributions[o.id][criterion] for o in rest) / len(rest)
        for criterion in contributions[leaders[0]]
    }
    assert len(told.known) <= max(3, len(told.strong))
    before = {reason.criterion for reason in (*told.strong, *told.against)}
    before |= {spot.criterion for spot in told.weak}
    for reason in told.besides:
        assert reason.known
        assert reason.criterion not in before
        assert reason.difference == pytest.approx(apart[reason.criterion], abs=1e-9)
        assert reason.difference >= kb.settings.level_regret
    if len(told.known) < 3:
        unsure = {answer.question for answer in result.unknowns}
        questions = {c.id: c.question for _, c in kb.criteria()}
        left = before | {reason.criterion for reason in told.besides}
        assert not [
            c
            for c, points in apart.items()
            if points > kb.settings.level_regret and c not in left and questions[c] not in unsure
        ]


def test_what_the_next_option_does_better_is_no_reason_although_the_others_do_it_worse(
    kb: KnowledgeBase,
) -> None:
    tables = {"best-at": [90, 20, 0], "better-than-the-rest-at": [50, 70, 0]}
    made = judged(kb, ["open", "closed", "closed"], tables)
    told = assess(Basis(made), alike(made), draws=1000).reasons
    assert [r.criterion for r in told.against] == ["c-better-than-the-rest-at"]
    assert [r.criterion for r in told.strong] == ["c-best-at"]
    assert told.besides == ()
