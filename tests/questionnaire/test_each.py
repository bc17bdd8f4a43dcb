"""A question that may be answered for each of several things: asked once, or once for each."""

import pytest
from tests.questionnaire.person import (
    BACK,
    BOXES,
    ENOUGH,
    MATTER,
    MINDER,
    NOW,
    PLACE,
    PLAIN,
    PROMISE,
    Person,
    Replies,
    interviewed,
    kept,
)

from llmchoice.knowledge.completeness import gaps
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.question import Per
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.save import profile_yaml
from llmchoice.questionnaire.session import Mode
from llmchoice.questionnaire.sofar import journal_of, profile_so_far

CALM, TOUCHY, GRAVE = (f"{name} things: {PLACE}" for name in ("Calm", "Touchy", "Grave"))
EACH: Replies = {
    **PLAIN,
    MATTER: [("calm", "grave")],
    PROMISE: ["much"],
    PLACE: ["@each"],
    CALM: ["outside"],
    GRAVE: ["inside"],
    BOXES: ["owned"],
    MINDER: ["somebody"],
}
PLACES = {"calm": "outside", "grave": "inside"}


@pytest.fixture
def kb(kb: KnowledgeBase) -> KnowledgeBase:
    """The place may be given for each matter."""
    per = Per(question="matter", text="not the same for all of it")
    questions = tuple(
        q.model_copy(update={"per": per}) if q.id == "place" else q for q in kb.questions
    )
    return kb.model_copy(update={"questions": questions})


def _said(profile: Profile) -> object:
    return profile.model_dump(mode="json")["answers"]["place"]


def test_each_ticked_thing_is_asked_for_and_no_work_is_split_then(
    kb: KnowledgeBase, draft: Draft
) -> None:
    person = Person(EACH)

    profile = interviewed(kb, person, draft)

    assert _said(profile) == PLACES
    assert person.offers[person.asked.index(PLACE)] == ["outside", "inside", "@each", "unknown"]
    assert person.offers[person.asked.index(CALM)] == ["outside", "inside", "unknown"]
    assert TOUCHY not in person.asked
    assert profile.workloads == ()
    assert not gaps(kb, profile)
    assert not person.unsaid()


@pytest.mark.parametrize("matter", [("grave",), ("unknown",)])
def test_of_one_thing_nothing_more_is_offered(
    kb: KnowledgeBase, draft: Draft, matter: tuple[str, ...]
) -> None:
    person = Person({**PLAIN, MATTER: [matter], PROMISE: ["much"]})

    interviewed(kb, person, draft)

    assert person.offers[person.asked.index(PLACE)] == ["outside", "inside", "unknown"]


def test_one_reply_holds_for_all(kb: KnowledgeBase, draft: Draft) -> None:
    together: Replies = {"How do you want to treat it?": ["together"]}
    person = Person({**EACH, **together, PLACE: ["inside"]})

    assert _said(interviewed(kb, person, draft)) == "inside"
    assert CALM not in person.asked


def test_the_same_for_each_is_one_answer(kb: KnowledgeBase, draft: Draft) -> None:
    together: Replies = {"How do you want to treat it?": ["together"]}
    person = Person({**EACH, **together, CALM: ["inside"]})

    assert _said(interviewed(kb, person, draft)) == "inside"


def test_going_back_leads_to_the_one_before(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person({**EACH, CALM: ["inside", "outside"], GRAVE: [BACK, "inside"]})

    assert _said(interviewed(kb, person, draft)) == PLACES
    assert person.default_of(CALM) == [None, "inside"]


@pytest.mark.parametrize(
    ("replies", "place"),
    [
        ({CALM: [ENOUGH]}, "unknown"),
        ({GRAVE: [ENOUGH]}, {"calm": "outside", "grave": "unknown"}),
    ],
)
def test_whoever_has_had_enough_in_between_is_taken_by_their_word(
    kb: KnowledgeBase, draft: Draft, replies: Replies, place: object
) -> None:
    person = Person({**EACH, **replies})

    profile = interviewed(kb, person, draft)

    assert _said(profile) == place
    assert person.asked[-2:] == [*replies, NOW]
    assert profile.answers["boxes"] == "unknown"


def test_at_the_review_each_of_them_can_be_changed(kb: KnowledgeBase, draft: Draft) -> None:
    again: Replies = {
        NOW: ["facts/place", "go-on"],
        PLACE: ["@each", "@each"],
        CALM: ["inside", "outside"],
        GRAVE: ["outside", "inside"],
    }
    person = Person({**EACH, **again})

    assert _said(interviewed(kb, person, draft)) == PLACES
    assert person.default_of(PLACE) == [None, "@each"]
    assert person.default_of(GRAVE) == [None, "outside"]


def test_what_is_no_longer_ticked_has_no_place(kb: KnowledgeBase, draft: Draft) -> None:
    changes: Replies = {
        NOW: ["facts/matter", "go-on"],
        MATTER: [("calm", "touchy", "grave"), ("calm", "grave")],
        TOUCHY: ["outside"],
    }
    person = Person({**EACH, **changes})

    assert _said(interviewed(kb, person, draft)) == PLACES


def test_a_file_and_a_draft_hold_it(kb: KnowledgeBase, draft: Draft) -> None:
    profile = interviewed(kb, Person(EACH), draft)

    assert read_profile(kb, profile_yaml(kb, profile), "saved.yaml") == profile
    assert profile_so_far(kb, kept(draft)) == profile
    assert profile_so_far(kb, journal_of(kb, profile)) == profile


def test_a_file_that_lacks_one_has_it_asked(kb: KnowledgeBase, draft: Draft) -> None:
    whole = interviewed(kb, Person(EACH), draft)
    text = profile_yaml(kb, whole).replace("{calm: outside, grave: inside}", "{grave: inside}")
    start = read_profile(kb, text, "partial.yaml")
    assert [question.id for question in gaps(kb, start).questions] == ["place"]

    person = Person({CALM: ["outside"], NOW: ["go-on"]})

    assert interviewed(kb, person, draft, start=start) == whole
    assert person.asked == [CALM, NOW]


def test_a_quick_interview_goes_on_from_it(kb: KnowledgeBase, draft: Draft) -> None:
    whole = interviewed(kb, Person(EACH), draft)
    kept_answers = {q: a for q, a in whole.answers.items() if q in {"matter", "place"}}
    start = whole.model_copy(update={"answers": kept_answers})
    person = Person(EACH)

    profile = interviewed(kb, person, draft, start=start, mode=Mode(quick=True, preview=False))

    assert _said(profile) == PLACES
    assert not gaps(kb, profile)
    assert PLACE not in person.asked
