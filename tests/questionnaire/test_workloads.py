"""Two kinds of work: offered, told apart, and answered apart."""

import pytest
from tests.questionnaire.person import (
    APART,
    BOXES,
    DIFFERENT,
    MATTER,
    MEANT,
    MINDER,
    NOW,
    PLACE,
    PLAIN,
    PROMISE,
    RATE,
    SPLIT,
    VOLUME,
    WAY,
    Person,
    Replies,
    interviewed,
)

from llmchoice.engine.parts import of_workload
from llmchoice.knowledge.completeness import gaps
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Profile
from llmchoice.questionnaire.draft import Draft


def test_two_kinds_of_work_are_told_apart(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person({**PLAIN, **SPLIT})

    profile = interviewed(kb, person, draft)

    assert [w.name for w in profile.workloads] == ["chat", "files"]
    assert [dict(w.answers) for w in profile.workloads] == [
        {"matter": ("calm",), "boxes": "rented"},
        {"matter": ("grave",), "boxes": "owned", "minder": "somebody"},
    ]
    assert "promise" in of_workload(profile, profile.workloads[1])
    assert person.hears("This name is taken")
    assert person.hears("Second things - files")
    assert not gaps(kb, profile)
    assert not person.unsaid()


def test_a_workload_touches_only_what_the_organisation_selected(
    kb: KnowledgeBase, draft: Draft
) -> None:
    person = Person({**PLAIN, **SPLIT})

    interviewed(kb, person, draft)

    first, *rest = [at for at, title in enumerate(person.asked) if title == MATTER]
    assert person.offers[first] == ["calm", "touchy", "grave", "unknown"]
    assert [person.offers[at] for at in rest] == [["calm", "grave", "unknown"]] * 2


@pytest.mark.parametrize("matter", [("grave",), ("unknown",)])
def test_one_kind_of_work_is_not_split(
    kb: KnowledgeBase, draft: Draft, matter: tuple[str, ...]
) -> None:
    person = Person({**PLAIN, MATTER: [matter], PROMISE: ["much"]})

    assert interviewed(kb, person, draft).workloads == ()
    assert APART not in person.asked


def test_the_offer_of_two_workloads_can_be_declined(kb: KnowledgeBase, draft: Draft) -> None:
    replies: Replies = {
        **PLAIN,
        MATTER: [("calm", "grave")],
        PROMISE: ["much"],
        APART: ["together"],
    }

    assert interviewed(kb, Person(replies), draft).workloads == ()


def test_a_profile_with_workloads_gets_no_offer(kb: KnowledgeBase, draft: Draft) -> None:
    answers: dict[str, Answer] = {"matter": ("calm", "grave"), "place": "outside"}
    workloads = [
        {"name": "chat", "answers": {"matter": ("calm",), "boxes": "rented"}},
        {"name": "files", "answers": {"boxes": "rented"}},
    ]
    start = Profile.model_validate(
        {"organisation": "Acme", "answers": answers, "workloads": workloads}
    )
    replies: Replies = {title: PLAIN[title] for title in (VOLUME, WAY, RATE, MEANT, NOW)}
    person = Person({**replies, PROMISE: ["little"]})

    profile = interviewed(kb, person, draft, start=start)

    assert person.asked[:2] == [PROMISE, VOLUME]
    # What one workload alone raises is its own answer; what both lack is the organisation's.
    assert profile.workloads[1].answers["promise"] == "little"
    assert profile.answers["volume"] == 40_000_000


def test_a_workload_is_not_asked_what_its_own_answers_rule_out(
    kb: KnowledgeBase, draft: Draft
) -> None:
    different: Replies = {
        DIFFERENT: [("boxes", "minder")],
        BOXES: ["owned", "rented", "owned"],
        MINDER: ["somebody", "nobody"],
    }
    person = Person({**PLAIN, **SPLIT, **different})

    profile = interviewed(kb, person, draft)

    assert [dict(w.answers) for w in profile.workloads] == [
        {"matter": ("calm",), "boxes": "rented"},
        {"matter": ("grave",), "boxes": "owned", "minder": "nobody"},
    ]


def test_an_answer_that_neither_workload_takes_over_is_asked_for(
    kb: KnowledgeBase, draft: Draft
) -> None:
    touched = [("calm", "grave"), ("calm",), ("calm",), ("calm",), ("grave",)]
    person = Person({**PLAIN, **SPLIT, MATTER: touched})

    profile = interviewed(kb, person, draft)

    assert person.hears("! Neither kind of work includes:")
    assert [w.answers["matter"] for w in profile.workloads] == [("calm",), ("grave",)]


def test_an_answer_can_be_changed_for_one_workload(kb: KnowledgeBase, draft: Draft) -> None:
    changes: Replies = {
        NOW: ["other@0", "facts/volume", "go-on"],
        "What is different for chat?": ["place"],
        PLACE: ["outside", "inside"],
        VOLUME: ["1k", "2k"],
        BOXES: ["owned", "owned", "owned"],
        MINDER: ["nobody", "somebody"],
    }
    person = Person({**PLAIN, **SPLIT, **changes})

    profile = interviewed(kb, person, draft)

    assert profile.workloads[0].answers["place"] == "inside"
    assert profile.workloads[1].answers["place"] == "outside"
    assert profile.answers["volume"] == 2000
    # Both workloads answer it for themselves: an answer for both would change nothing.
    assert "facts/boxes" not in person.offers[-1]
    assert {"facts/boxes@0", "facts/boxes@1"} <= set(person.offers[-1])


def test_a_contradiction_in_one_workload_stops_it_too(kb: KnowledgeBase, draft: Draft) -> None:
    changes: Replies = {
        NOW: ["go-on", "facts/boxes@0", "go-on"],
        PLACE: ["inside"],
        BOXES: ["owned", "rented", "owned", "owned"],
        MINDER: ["somebody", "nobody", "nobody"],
    }
    person = Person({**PLAIN, **SPLIT, **changes})

    profile = interviewed(kb, person, draft)

    assert person.hears("  Where: chat")
    assert profile.workloads[0].answers["boxes"] == "owned"
