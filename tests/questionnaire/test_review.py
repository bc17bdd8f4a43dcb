"""The review: answers can be changed, and contradictions go no further."""

import pytest
from tests.questionnaire.person import (
    BOXES,
    MATTER,
    MINDER,
    MOST,
    NEXT,
    NOW,
    PLACE,
    PLAIN,
    RATE,
    VOLUME,
    WAY,
    WHICH,
    Person,
    Replies,
)

from llmchoice.engine.gates import contradictions
from llmchoice.knowledge.completeness import gaps
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Interrupted
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.flow import interview


def test_nothing_is_preselected_but_an_earlier_answer(kb: KnowledgeBase, draft: Draft) -> None:
    again: Replies = {PLACE: ["outside", "inside"], BOXES: ["rented", "owned"]}
    review: Replies = {
        NOW: ["change", "change", "priorities", "go-on"],
        WHICH: ["place", "boxes"],
        MINDER: ["nobody"],
        WAY: ["rate", "rate"],
        RATE: ["3", "0", "5", "1", "1", "1"],
    }
    person = Person({**PLAIN, **again, **review})

    interview(kb, None, asker=person, draft=draft)

    given = {
        title: [d for asked, d in zip(person.asked, person.defaults, strict=True) if asked == title]
        for title in (PLACE, MATTER, VOLUME, RATE)
    }
    assert given == {
        PLACE: [None, "outside"],
        MATTER: [()],
        VOLUME: [""],
        RATE: ["", "", "", "3", "0", "5"],
    }


def test_changing_an_answer_drops_what_it_hides_and_says_so(
    kb: KnowledgeBase, draft: Draft
) -> None:
    changes: Replies = {NOW: ["change", "go-on"], WHICH: ["boxes"]}
    person = Person({**PLAIN, BOXES: ["owned", "rented"], MINDER: ["nobody"], **changes})

    profile = interview(kb, None, asker=person, draft=draft)

    assert "minder" not in profile.answers
    assert person.hears(f"No longer asked, its answer is dropped: {MINDER}")
    assert not gaps(kb, profile)


def test_changing_an_answer_asks_what_newly_applies(kb: KnowledgeBase, draft: Draft) -> None:
    changes: Replies = {NOW: ["change", "go-on"], WHICH: ["boxes"]}
    person = Person({**PLAIN, BOXES: ["rented", "owned"], MINDER: ["nobody"], **changes})

    profile = interview(kb, None, asker=person, draft=draft)

    assert person.asked[-4:] == [WHICH, BOXES, MINDER, NOW]
    assert profile.answers["minder"] == "nobody"


def test_one_can_look_at_the_answers_and_change_none(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person({**PLAIN, NOW: ["change", "go-on"], WHICH: ["-"]})

    assert interview(kb, None, asker=person, draft=draft).answers["boxes"] == "rented"


def test_the_way_of_weighing_can_be_changed_at_the_review(kb: KnowledgeBase, draft: Draft) -> None:
    changes: Replies = {NOW: ["priorities", "go-on"], WAY: ["rate", "rank"]}
    person = Person({**PLAIN, **changes, MOST: ["money"], NEXT: ["peace"]})

    profile = interview(kb, None, asker=person, draft=draft)

    assert profile.ranking == ("money", "peace", "speed")
    assert profile.priorities is None


COMPARED = {"peace": {"money": 3.0, "speed": 5.0}, "money": {"speed": 2.0}}


@pytest.mark.parametrize(
    "given",
    [
        {"points": {"peace": 50.0, "money": 50.0, "speed": 0.0}},
        {"ranking": ("peace", "money", "speed")},
        {"comparisons": COMPARED},
    ],
)
@pytest.mark.parametrize(("way", "says"), [("rate", "priorities"), ("rank", "ranking")])
def test_every_other_way_of_weighing_is_replaced_at_the_review(
    kb: KnowledgeBase, draft: Draft, given: dict[str, object], way: str, says: str
) -> None:
    answers = {q.id: "unknown" for q in kb.questions}
    start = Profile.model_validate({"organisation": "Acme", "answers": answers, **given})
    said: Replies = {RATE: ["1", "2", "3"], MOST: ["speed"], NEXT: ["money"]}
    person = Person({NOW: ["priorities", "go-on"], WAY: [way], **said})

    profile = interview(kb, start, asker=person, draft=draft)

    assert person.asked[0] == NOW
    ways = ("priorities", "ranking", "points", "comparisons")
    assert [name for name in ways if getattr(profile, name) is not None] == [says]
    # A profile with two ways of weighing could not be read back.
    assert read_profile(kb, draft.path.read_text(encoding="utf-8"), "draft") == profile


def test_contradicting_answers_are_told_and_never_pass_the_review(
    kb: KnowledgeBase, draft: Draft
) -> None:
    changes: Replies = {NOW: ["go-on", "change", "go-on"], WHICH: ["place"]}
    person = Person({**PLAIN, PLACE: ["inside", "outside"], **changes})

    profile = interview(kb, None, asker=person, draft=draft)

    told = person.heard.index("  Reason: rented boxes stand outside")
    assert told < person.heard.index("Your answers - Acme")
    assert person.hears("! contradicts another answer")
    assert person.hears("Some answers contradict each other")
    assert profile.answers["place"] == "outside"
    assert not contradictions(kb, profile.answers)


def test_the_draft_of_contradicting_answers_can_be_read_back(
    kb: KnowledgeBase, draft: Draft
) -> None:
    person = Person({**PLAIN, PLACE: ["inside"]}, leaves_at=NOW)

    with pytest.raises(Interrupted):
        interview(kb, None, asker=person, draft=draft)

    left = read_profile(kb, draft.path.read_text(encoding="utf-8"), "draft")
    assert "boxes" not in left.answers
    assert left.answers["place"] == "inside"
    assert left.priorities == {"peace": 3, "money": 0, "speed": 5}
