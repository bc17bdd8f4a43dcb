"""The interview with a scripted person: what is asked, in which order, and what comes of it."""

import pytest
from tests.questionnaire.person import (
    BOXES,
    MATTER,
    MEANT,
    MINDER,
    NAME,
    NOW,
    ORDER,
    PLACE,
    PLAIN,
    POINTS,
    PROMISE,
    RATE,
    VOLUME,
    WAY,
    Person,
    Replies,
    interviewed,
)

from llmchoice.knowledge.completeness import gaps
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Interrupted
from llmchoice.questionnaire.draft import Draft


def test_everything_that_applies_is_asked_in_order_and_nothing_else(
    kb: KnowledgeBase, draft: Draft
) -> None:
    person = Person(PLAIN)

    profile = interviewed(kb, person, draft)

    assert person.asked == [NAME, MATTER, PLACE, VOLUME, BOXES, WAY, RATE, RATE, RATE, MEANT, NOW]
    assert profile.organisation == "Acme"
    assert profile.answers == {
        "matter": ("calm",),
        "place": "outside",
        "volume": 40_000_000,
        "boxes": "rented",
    }
    assert profile.priorities == {"peace": 3, "money": 0, "speed": 5}
    assert not gaps(kb, profile)


def test_conditional_questions_are_asked_and_counted(kb: KnowledgeBase, draft: Draft) -> None:
    replies: Replies = {**PLAIN, MATTER: [("grave",)], PROMISE: ["much"], BOXES: ["owned"]}
    person = Person({**replies, MINDER: ["not-applicable"]})

    profile = interviewed(kb, person, draft)

    assert person.asked[1:7] == [MATTER, PROMISE, PLACE, VOLUME, BOXES, MINDER]
    assert profile.answers["minder"] == "not-applicable"
    heads = [line for line in person.heard if line.startswith("Question ")]
    assert heads[:6] == [
        "Question 1 of at most 6 - First things",
        "Question 2 of at most 6 - First things",
        "Question 3 of at most 6 - First things",
        "Question 4 of at most 6 - Second things",
        "Question 5 of at most 6 - Second things",
        "Question 6 of 6 - Second things",
    ]


def test_every_question_offers_unknown_and_says_why(kb: KnowledgeBase, draft: Draft) -> None:
    unknown: Replies = {MATTER: [("unknown",)], PROMISE: ["unknown"], PLACE: ["unknown"]}
    boxes: Replies = {VOLUME: ["unknown"], BOXES: ["unknown"], MINDER: ["unknown"]}
    person = Person({**PLAIN, **unknown, **boxes})

    profile = interviewed(kb, person, draft)

    # What hangs on an unknown answer cannot be ruled out.
    assert profile.answers == {q.id: "unknown" for q in kb.questions}
    assert all(person.hears(f"Why: {q.why}") for q in kb.questions)
    assert person.hears("6 answers are not known")


def test_the_opening_says_what_is_asked_and_where_the_draft_is(
    kb: KnowledgeBase, draft: Draft
) -> None:
    person = Person({}, leaves_at=NAME)

    with pytest.raises(Interrupted):
        interviewed(kb, person, draft)

    assert person.hears(
        "At most 6 questions and 3 priorities, at most 2 minutes: First things; Second things."
    )
    assert person.hears("stay on this machine")
    assert person.hears("Say what you like.")
    assert person.hears(str(draft.path))
    assert not draft.path.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "half \ud83d"])
def test_a_name_that_no_profile_can_hold_is_asked_again(
    kb: KnowledgeBase, draft: Draft, name: str
) -> None:
    person = Person({**PLAIN, NAME: [name, "  [bold]Łódź\n"]})

    profile = interviewed(kb, person, draft)

    assert person.asked[:2] == [NAME, NAME]
    assert profile.organisation == "[bold]Łódź"


def test_only_the_rest_of_a_profile_is_asked(kb: KnowledgeBase, draft: Draft) -> None:
    start = Profile(
        organisation="Acme",
        answers={"matter": ("calm",), "volume": 3, "boxes": "rented"},
        priorities={"peace": 1, "speed": 2},
        notes={"volume": "counted by hand"},
    )
    person = Person({PLACE: ["outside"], RATE: ["4"], MEANT: ["go-on"], NOW: ["go-on"]})

    profile = interviewed(kb, person, draft, start=start)

    assert person.asked == [PLACE, RATE, MEANT, NOW]
    assert person.hears("The rest - Acme")
    assert profile.answers == {**start.answers, "place": "outside"}
    assert profile.priorities == {"peace": 1, "money": 4, "speed": 2}
    assert profile.notes == start.notes


def test_an_answer_given_before_its_question_applies_is_not_lost(
    kb: KnowledgeBase, draft: Draft
) -> None:
    start = Profile(organisation="Acme", answers={"minder": "nobody"})
    person = Person({**PLAIN, BOXES: ["owned"]})

    profile = interviewed(kb, person, draft, start=start)

    assert MINDER not in person.asked
    assert profile.answers["minder"] == "nobody"


def test_priorities_are_put_in_order_equals_together(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person({**PLAIN, WAY: ["rank"], ORDER: [(("money",), ("peace", "speed"))]})

    profile = interviewed(kb, person, draft)

    assert person.offers[person.asked.index(ORDER)] == ["peace", "money", "speed"]
    assert profile.ranking == ("money", ("peace", "speed"))
    assert profile.priorities is None


def test_points_are_shared_out(kb: KnowledgeBase, draft: Draft) -> None:
    points = {"peace": 20, "money": 80, "speed": 0}
    person = Person({**PLAIN, WAY: ["share"], POINTS: [points]})

    profile = interviewed(kb, person, draft)

    assert profile.points == points
    assert profile.priorities is None


def test_the_weights_are_shown_before_going_on_and_can_be_changed(
    kb: KnowledgeBase, draft: Draft
) -> None:
    changes: Replies = {
        WAY: ["rate", "share"],
        POINTS: [{"peace": 0, "money": 25, "speed": 75}],
        MEANT: ["weights", "go-on"],
    }
    person = Person({**PLAIN, **changes})

    profile = interviewed(kb, person, draft)

    shown = [prompt.lead for prompt in person.prompts if prompt.title == MEANT]
    # The weightiest first, and an empty line at the end.
    assert [line.split() for line in shown[0]] == [
        ["62", "%", "#" * 14, "Speed"],
        ["38", "%", "#" * 8, "Peace"],
        ["0", "%", "Money"],
        [],
    ]
    assert [line.split()[:1] for line in shown[1]] == [["75"], ["25"], ["0"], []]
    assert profile.points == {"peace": 0, "money": 25, "speed": 75}


def test_ratings_that_are_all_zero_are_asked_again(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person({**PLAIN, RATE: ["0", "0", "0", "0", "3", "0"]})

    profile = interviewed(kb, person, draft)

    assert profile.priorities == {"peace": 0, "money": 3, "speed": 0}
    assert person.hears("If nothing matters")


def test_a_rating_between_two_of_the_scale_stands(kb: KnowledgeBase, draft: Draft) -> None:
    start = Profile(organisation="Acme", priorities={"peace": 2.5, "speed": 0.125})
    person = Person({**PLAIN, RATE: ["4"]})

    profile = interviewed(kb, person, draft, start=start)

    assert person.asked.count(RATE) == 1
    assert profile.priorities == {"peace": 2.5, "money": 4, "speed": 0.125}


@pytest.mark.parametrize(
    ("place", "echo"), [("outside", "about 150 pieces"), ("inside", "about 15,000 pieces")]
)
def test_what_was_counted_comes_to_what_it_does_beside_the_answers_before(
    elsewhere: KnowledgeBase, draft: Draft, place: str, echo: str
) -> None:
    replies = {PLACE: [place], VOLUME: ["30 desks"], BOXES: ["owned"], MINDER: ["somebody"]}
    person = Person({**PLAIN, **replies})

    interviewed(elsewhere, person, draft)

    assert person.hears(f"= {echo}")
