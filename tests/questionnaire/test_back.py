"""Going back: any number of steps, with what was replied preselected."""

from tests.questionnaire.person import (
    APART,
    BACK,
    BOXES,
    DIFFERENT,
    MATTER,
    MEANT,
    MINDER,
    NAME,
    NOTE,
    NOW,
    PLACE,
    PLAIN,
    PROMISE,
    RATE,
    SPLIT,
    VOLUME,
    WAY,
    YOUR_NOTE,
    Person,
    interviewed,
)

from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.draft import Draft


def test_five_steps_back_across_a_branch(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person(
        {
            **PLAIN,
            MATTER: [("grave",), ("calm",)],
            PROMISE: ["much", BACK],
            PLACE: ["inside", BACK, "inside"],
            VOLUME: ["40m", BACK, "41m"],
            BOXES: ["owned", BACK, "owned"],
            MINDER: [BACK, "nobody"],
        }
    )

    profile = interviewed(kb, person, draft)

    asked = person.asked[1:]
    forth = [MATTER, PROMISE, PLACE, VOLUME, BOXES, MINDER]
    assert asked[:6] == forth
    assert asked[6:11] == [BOXES, VOLUME, PLACE, PROMISE, MATTER]
    # What was promised is no longer asked, and is in no profile.
    assert asked[11:15] == [PLACE, VOLUME, BOXES, MINDER]
    assert person.hears(f"No longer asked, so its answer is removed: {PROMISE}")
    assert profile.answers == {
        "matter": ("calm",),
        "place": "inside",
        "volume": 41_000_000,
        "boxes": "owned",
        "minder": "nobody",
    }
    assert person.default_of(PLACE) == [None, "inside", "inside"]
    assert person.default_of(VOLUME) == ["", "40m", "40m"]
    assert person.default_of(MATTER) == [(), ("grave",)]


def test_before_the_first_question_there_is_nothing(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person({**PLAIN, NAME: [BACK, "Acme"]})

    assert interviewed(kb, person, draft).organisation == "Acme"
    assert person.hears("There is no step before this one.") or person.hears("no step before")


def test_one_can_go_back_into_what_a_profile_says(kb: KnowledgeBase, draft: Draft) -> None:
    start = Profile(organisation="Acme", answers={"matter": ("calm",), "place": "outside"})
    person = Person({**PLAIN, VOLUME: [BACK, "1k"], PLACE: ["inside"], BOXES: ["owned"]})
    person.replies[MINDER] = ["nobody"]

    profile = interviewed(kb, person, draft, start=start)

    assert person.asked[:3] == [VOLUME, PLACE, VOLUME]
    assert person.default_of(PLACE) == ["outside"]
    assert profile.answers["place"] == "inside"


def test_one_can_go_back_from_what_matters_and_from_the_review(
    kb: KnowledgeBase, draft: Draft
) -> None:
    person = Person(
        {
            **PLAIN,
            BOXES: ["rented", "rented"],
            WAY: [BACK, "rate"],
            RATE: ["3", "0", BACK, "1", "5", "4"],
            MEANT: [BACK, "go-on", "go-on"],
            NOW: [BACK, "go-on"],
        }
    )

    profile = interviewed(kb, person, draft)

    assert person.default_of(RATE) == [None, None, None, "0", None, "5"]
    assert person.asked[-4:] == [MEANT, NOW, MEANT, NOW]
    assert profile.priorities == {"peace": 3, "money": 1, "speed": 4}


def test_one_can_go_back_out_of_two_kinds_of_work(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person(
        {
            **PLAIN,
            **SPLIT,
            MATTER: [("calm", "grave"), ("calm",), BACK],
            "And the second?": ["files", BACK],
            "What do you call the first kind of work?": ["chat", BACK],
            APART: ["apart", "together"],
            BOXES: ["rented"],
        }
    )
    # Back from what the second kind touches, over what the first one touches, to the offer.
    person.replies[MATTER].insert(3, BACK)

    profile = interviewed(kb, person, draft)

    assert profile.workloads == ()
    assert person.default_of(APART) == [None, "apart"]
    assert DIFFERENT not in person.asked


# ── Notes ─────────────────────────────────────────────────────────────────────────────────────────
def test_a_note_can_be_written_changed_and_taken_back(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person(
        {
            **PLAIN,
            PLACE: [NOTE, NOTE, "outside"],
            VOLUME: [NOTE, NOTE, "1k"],
            BOXES: [NOTE, "rented"],
            YOUR_NOTE: ["as of May", "as of [June]", "a guess", "  ", BACK],
        }
    )

    profile = interviewed(kb, person, draft)

    assert profile.notes == {"place": "as of [June]"}
    remarks = [prompt.remark for prompt in person.prompts if prompt.title == PLACE]
    assert remarks == ["", "as of May", "as of [June]"]
    assert person.default_of(YOUR_NOTE) == ["", "as of May", "", "a guess", ""]


def test_a_note_on_an_answer_that_is_dropped_is_in_no_profile(
    kb: KnowledgeBase, draft: Draft
) -> None:
    person = Person(
        {
            **PLAIN,
            BOXES: ["owned", "rented"],
            MINDER: [NOTE, "nobody"],
            YOUR_NOTE: ["ask Ann"],
            NOW: ["facts/boxes", "go-on"],
        }
    )

    assert interviewed(kb, person, draft).notes == {}
