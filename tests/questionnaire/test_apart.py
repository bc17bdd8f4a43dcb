"""Two kinds of work, once they are told apart: gone back over, reviewed, and noted."""

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
    PLAIN,
    PROMISE,
    SPLIT,
    YOUR_NOTE,
    Person,
    Replies,
    interviewed,
)

from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.preview import preview_lines
from llmchoice.questionnaire.session import Mode

FIRST = "What do you call the first kind of work?"


def test_what_only_the_kinds_of_work_ask_is_not_asked_again(
    kb: KnowledgeBase, draft: Draft
) -> None:
    replies: Replies = {
        BOXES: ["rented", "owned", "owned"],
        MINDER: ["somebody"],
        MEANT: [BACK, "go-on"],
    }
    person = Person({**PLAIN, **SPLIT, **replies})
    person.replies["How much is the way from worst to best worth?"].append("5")

    profile = interviewed(kb, person, draft)

    assert person.asked.count(MINDER) == 1
    assert not person.hears("No longer asked")
    assert profile.answers["minder"] == "somebody"


def test_a_dropped_answer_is_told_although_nothing_is_asked_after_it(
    kb: KnowledgeBase, draft: Draft
) -> None:
    # The promise of the first kind goes with its grave things, and nothing is left to ask.
    both, calm, grave = ("calm", "grave"), ("calm",), ("grave",)
    replies: Replies = {
        MATTER: [both, grave, both, calm],
        DIFFERENT: [("promise",)],
        PROMISE: ["much", "much", "little"],
        BOXES: ["rented"],
        NOW: ["facts/matter@0", "go-on"],
    }
    person = Person({**PLAIN, **SPLIT, **replies})

    profile = interviewed(kb, person, draft)

    assert person.asked[-2:] == [MATTER, NOW]
    assert person.hears(f"No longer asked, so its answer is removed: {PROMISE}")
    assert "promise" not in profile.workloads[0].answers
    assert profile.workloads[1].answers["promise"] == "little"


def test_the_review_can_undo_the_split_and_change_names(kb: KnowledgeBase, draft: Draft) -> None:
    replies: Replies = {
        NOW: ["split/first", "organisation", "split/offer", "go-on"],
        FIRST: ["chat", "talk"],
        NAME: ["Acme", "Acme & Sons"],
        APART: ["apart", "together"],
    }
    person = Person({**PLAIN, **SPLIT, **replies})

    profile = interviewed(kb, person, draft)

    rows = {pick.id: pick.text for pick in person.picks[person.asked.index(NOW)]}
    assert rows["split/offer"] == "treated separately: chat and files"
    assert rows["split/first"] == "name: chat"
    assert rows["organisation"] == "organisation: Acme"
    assert person.default_of(FIRST) == ["", "chat"]
    assert profile.organisation == "Acme & Sons"
    assert profile.workloads == ()


def test_what_goes_in_can_be_changed_for_all_after_the_split(
    kb: KnowledgeBase, draft: Draft
) -> None:
    replies: Replies = {
        MATTER: [
            ("calm", "grave"),
            ("calm",),
            ("grave",),
            ("calm", "touchy"),
            ("calm",),
            ("touchy",),
        ],
        NOW: ["facts/matter", "go-on"],
    }
    person = Person({**PLAIN, **SPLIT, **replies})

    profile = interviewed(kb, person, draft)

    assert [w.answers["matter"] for w in profile.workloads] == [("calm",), ("touchy",)]


def test_a_note_says_whose_answer_it_is_on(kb: KnowledgeBase, draft: Draft) -> None:
    replies: Replies = {
        BOXES: ["rented", NOTE, "rented", NOTE, "owned"],
        YOUR_NOTE: ["the host's", "in the cellar"],
    }
    person = Person({**PLAIN, **SPLIT, **replies})

    profile = interviewed(kb, person, draft)

    assert profile.notes == {"boxes": "chat: the host's; files: in the cellar"}
    rows = {pick.id: pick.notes for pick in person.picks[-1]}
    assert rows["facts/boxes@0"][-1] == "  Note: the host's"
    assert rows["facts/boxes@1"][-1] == "  Note: in the cellar"


def test_a_member_of_a_panel_is_led_only_when_all_facts_are_in(
    kb: KnowledgeBase, draft: Draft
) -> None:
    class Listens(Person):
        told_at = ""

        def say(self, *lines: str) -> None:
            super().say(*lines)
            if any(line.startswith("So far") for line in lines):
                self.told_at += self.asked[-1]

    person = Listens({**PLAIN, **SPLIT})

    profile = interviewed(kb, person, draft, mode=Mode(member=True))

    # The last fact: who minds the boxes of the second kind of work.
    assert person.told_at == MINDER
    facts = profile.model_copy(update={"priorities": None})
    assert person.hears(preview_lines(Basis(kb), facts)[0])
