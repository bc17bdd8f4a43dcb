"""The packaged profiles: each complete, and all kinds of results among them."""

from statistics import median

import pytest
from tests.packaged import assessment, profile_of

from llmchoice.api import assess
from llmchoice.engine.answers import asked, missing, spared
from llmchoice.knowledge.completeness import gaps
from llmchoice.knowledge.folders import profile_names
from llmchoice.model.assessment import Assessment, OptionResult
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answers
from llmchoice.model.verdict import Verdict
from llmchoice.questionnaire.edit import answers_in, scopes


def results() -> dict[str, Assessment]:
    return {name: assessment(name) for name in profile_names()}


@pytest.mark.parametrize("name", profile_names())
def test_a_packaged_profile_is_valid_and_lacks_nothing(kb: KnowledgeBase, name: str) -> None:
    assert not gaps(kb, profile_of(name))


def test_the_common_path_has_at_most_nineteen_questions(kb: KnowledgeBase) -> None:
    """Besides the priorities, of each kind of work of each packaged profile."""
    profiles = [profile_of(name) for name in profile_names()]
    given = [answers_in(profile, scope) for profile in profiles for scope in scopes(profile)]
    counts = [sum(not spared(q, answers) for q in asked(kb, answers)) for answers in given]
    assert median(counts) <= 19
    assert max(counts) <= 21


def test_what_is_not_asked_is_unknown_and_is_heard_where_it_is_stated(kb: KnowledgeBase) -> None:
    """Of public data nobody is asked where it must stay; whoever says so rules something out."""
    full = profile_of("dictionary")
    assert "residency" not in full.answers
    assert not missing(kb, full.answers)

    def hosted(given: Answers) -> OptionResult:
        result = assess(full.model_copy(update={"answers": given}), kb, simulations=1000)
        return next(option for option in result.options if option.id == "open-host")

    assert hosted(full.answers).admissible
    stated = {"residency": "sovereign", "regional-offer": "no-provider"}
    assert not hosted({**full.answers, **stated}).admissible


def test_between_them_the_profiles_come_to_every_option(kb: KnowledgeBase) -> None:
    found = {r.recommendation.option for r in results().values()}
    found |= {w.recommendation.option for r in results().values() for w in r.workloads}
    assert {o.id for o in kb.options} <= found


def test_undecided_is_shown_of_both_kinds() -> None:
    kinds = {r.recommendation.kind for r in results().values()}
    assert {"level", "open-question"} <= kinds


def test_one_profile_is_undecided_and_one_is_mixed() -> None:
    verdicts = {r.recommendation.verdict for r in results().values()}
    assert {Verdict.OPEN, Verdict.CLOSED, Verdict.UNDECIDED, Verdict.MIXED} <= verdicts


def test_no_packaged_profile_ends_without_an_option() -> None:
    assert all(r.recommendation.verdict is not Verdict.NONE for r in results().values())


def test_the_profiles_state_their_priorities_in_every_way() -> None:
    profiles = [profile_of(name) for name in profile_names()]
    for way in ("priorities", "ranking", "points"):
        assert any(getattr(profile, way) is not None for profile in profiles), way


def test_nobody_whose_data_stays_in_the_building_is_sent_to_rented_machines() -> None:
    result = assessment("manufacturer")
    assert result.recommendation.option == "open-owned"
    assert not [step.text for step in result.next_steps if "rented" in (step.text or "")]
