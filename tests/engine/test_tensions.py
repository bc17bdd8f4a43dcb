"""Answers beside which a slight weight looks odd: when they are noticed, and when they are not."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.tensions import tensions
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Profile, Workload

World = tuple[KnowledgeBase, Profile]
RECORDS: dict[str, Answer] = {"data": ("internal", "regulated")}
HARMLESS: dict[str, Answer] = {
    "data": ("public",),
    "residency": "any-country",
    "regimes": ("no-special-rules",),
    "audit": "logs",
    "task": "routine",
    "customisation": "prompting",
    "deadline": "year",
    "hardware": "owned",
    "team-skills": "gpu-operators",
    "availability": "best-effort",
    "criticality": "helpful",
    "exit": "wait",
}


def rated(kb: KnowledgeBase, rating: float, answers: dict[str, Answer]) -> Profile:
    """Everything rated 3 but privacy."""
    ratings = {p.id: 3.0 for p in kb.priorities} | {"privacy": rating}
    return Profile(organisation="Acme", priorities=ratings, answers=answers)


def ids(kb: KnowledgeBase, profile: Profile) -> list[str]:
    return [found.rule.id for found in tensions(kb, profile)]


def test_a_slight_weight_beside_answers_that_make_much_of_it_is_noticed(kb: KnowledgeBase) -> None:
    (found,) = tensions(kb, rated(kb, 1, RECORDS))
    assert found.rule.id == "regulated-records"
    assert found.workload is None
    assert found.weight == pytest.approx(1 / 19)


def test_slight_means_less_than_the_stated_share_of_an_equal_share(kb: KnowledgeBase) -> None:
    """With six others at 3, half of a seventh is reached at 18/13."""
    assert kb.settings.slight_weight == 0.5
    assert ids(kb, rated(kb, 1.38, RECORDS)) == ["regulated-records"]
    assert ids(kb, rated(kb, 1.39, RECORDS)) == []


@pytest.mark.parametrize(("place", "noticed"), [(1, False), (5, False), (6, True), (7, True)])
def test_the_last_two_places_of_a_ranking_of_seven_are_slight(
    kb: KnowledgeBase, place: int, *, noticed: bool
) -> None:
    """Rank-order-centroid weights .0728, .0442, .0204 (Barron and Barrett 1996); 1/14 is .0714."""
    names = [p.id for p in kb.priorities if p.id != "privacy"]
    ranking = (*names[: place - 1], "privacy", *names[place - 1 :])
    profile = Profile(organisation="Acme", ranking=ranking, answers=RECORDS)
    assert bool(tensions(kb, profile)) is noticed


def test_without_a_slight_weight_in_the_settings_nothing_is_noticed(kb: KnowledgeBase) -> None:
    bare = kb.settings.model_copy(update={"slight_weight": None})
    assert not tensions(kb.model_copy(update={"settings": bare}), rated(kb, 0, RECORDS))


@pytest.mark.parametrize(
    "weighed",
    [
        {},
        {"priorities": {"privacy": 0, "budget": 0}},
        {"comparisons": {"privacy": {"budget": 1 / 9}, "compliance": {"expertise": 2}}},
    ],
    ids=["nothing weighed yet", "all at 0", "not all compared"],
)
def test_as_long_as_no_weights_can_be_told_nothing_is_noticed(
    kb: KnowledgeBase, weighed: dict[str, object]
) -> None:
    profile = Profile.model_validate({"organisation": "Acme", "answers": RECORDS, **weighed})
    assert tensions(kb, profile) == ()


def test_an_answer_to_a_question_that_does_not_apply_is_not_noticed(kb: KnowledgeBase) -> None:
    answers: dict[str, Answer] = {"residency": "sovereign", "data-location": "own-cloud"}
    assert ids(kb, rated(kb, 0, answers)) == ["out-of-foreign-reach"]
    assert ids(kb, rated(kb, 0, answers | {"data-location": "premises"})) == []


def test_every_workload_stands_on_its_own(kb: KnowledgeBase) -> None:
    profile = rated(kb, 0, {"residency": "sovereign"}).model_copy(
        update={
            "workloads": (
                Workload(name="chat", answers={"data": ("public",), "residency": "any-country"}),
                Workload(name="files", answers=RECORDS),
                Workload(name="drafts", answers={"residency": UNKNOWN}),
            )
        }
    )
    found = [(f.workload, f.rule.id) for f in tensions(kb, profile)]
    assert found == [("files", "regulated-records"), ("files", "out-of-foreign-reach")]


@settings(max_examples=examples(60), deadline=None)
@given(data=st.data())
def test_more_weight_on_a_priority_brings_about_no_tension_on_it(
    data: st.DataObject, packaged_worlds: st.SearchStrategy[World]
) -> None:
    kb, profile = data.draw(packaged_worlds)
    name = data.draw(st.sampled_from([p.id for p in kb.priorities]))
    ratings = dict(profile.priorities or {})
    more = ratings | {name: data.draw(st.floats(ratings[name], 5))}

    def on_it(of: Profile) -> set[str]:
        return {f.rule.id for f in tensions(kb, of) if f.rule.priority == name}

    assert on_it(profile.model_copy(update={"priorities": more})) <= on_it(profile)


@settings(max_examples=examples(60), deadline=None)
@given(data=st.data())
def test_harmless_and_unknown_answers_bring_about_nothing(
    data: st.DataObject, packaged_worlds: st.SearchStrategy[World]
) -> None:
    kb, profile = data.draw(packaged_worlds)
    unknown = data.draw(st.sets(st.sampled_from(sorted(HARMLESS))))
    answers = {**profile.answers, **HARMLESS, **dict.fromkeys(unknown, UNKNOWN)}
    assert tensions(kb, profile.model_copy(update={"answers": answers})) == ()


@settings(max_examples=examples(60), deadline=None)
@given(data=st.data())
def test_what_is_noticed_fits_the_answers_and_the_weights(
    data: st.DataObject, packaged_worlds: st.SearchStrategy[World]
) -> None:
    kb, profile = data.draw(packaged_worlds)
    found = tensions(kb, profile)
    assume(found)
    ratings = profile.priorities or {}
    for one in found:
        assert one.rule in kb.tensions
        assert one.weight == pytest.approx(ratings[one.rule.priority] / sum(ratings.values()))
        assert one.weight < 1 / 14
        for question, wanted in one.rule.when.items():
            answer = profile.answers[question]
            given_ = {answer} if isinstance(answer, str) else set(answer)  # type: ignore[arg-type] # rules read no amount
            assert given_ & set(wanted)
