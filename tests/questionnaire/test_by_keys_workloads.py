"""Two kinds of work by hand: told apart, answered apart, and put together again."""

from pathlib import Path

from tests.questionnaire.person import (
    APART,
    BACK,
    BOXES,
    DIFFERENT,
    MATTER,
    MINDER,
    NOW,
    PLACE,
    PLAIN,
    PROMISE,
    SPLIT,
    VOLUME,
    Replies,
    Reply,
)
from tests.questionnaire.ways import Hands, Way, alike, by_hand, by_leaving, resumable

from llmchoice.knowledge.completeness import gaps
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.save import profile_yaml

FIRST, SECOND = "What do you call the first kind of work?", "And the second?"
RATED = Profile(organisation="Acme")


def split(replies: Replies) -> Way:
    return Way({**PLAIN, **SPLIT, **replies}, start=RATED)


OTHERWISE: list[Reply] = [("grave",), ("calm",), ("grave",)]
ASIDE = {
    "a name that is taken": split({FIRST: ["  chat "], SECOND: ["chat", " chat ", "", "files"]}),
    "no name but a word": split({FIRST: ["Why"], SECOND: ["-"]}),
    "nothing else is different": split({DIFFERENT: [("-",)], BOXES: ["rented"]}),
    "almost all is different": split(
        {
            DIFFERENT: [("promise", "place", "volume", "boxes")],
            PROMISE: ["much", "little", "unknown"],
            PLACE: ["outside", "unknown", "inside"],
            VOLUME: ["1k", "2k", "unknown"],
            BOXES: ["owned", "owned", "owned"],
            MINDER: ["nobody"],
        }
    ),
    "neither has to do with it": split(
        {
            MATTER: [("calm", "grave"), ("calm",), ("calm",), ("grave",), ("grave",), ("unknown",)]
            * 2
        }
    ),
    "together after all": split({APART: ["together"], BOXES: ["rented"]}),
    "another answer for one of them": split(
        {
            NOW: ["other@1", "other@0", "facts/place@1", "go-on"],
            "What is different for files?": ["-"],
            "What is different for chat?": ["place"],
            PLACE: ["outside", "unknown", "unknown"],
        }
    ),
    "a contradiction in one of them": split(
        {
            NOW: ["go-on", "facts/boxes@0", "go-on"],
            PLACE: ["inside"],
            BOXES: ["owned", "rented", "owned", "owned"],
            MINDER: ["somebody", "nobody", "nobody"],
        }
    ),
    "back out of it and in again": split(
        {
            FIRST: [BACK, "chat", BACK, "chat"],
            APART: ["apart", "apart", "apart"],
            SECOND: [BACK, "files", "files"],
            MATTER: [("calm", "grave"), BACK, ("calm",), BACK, ("calm",), ("grave",), ("grave",)],
            DIFFERENT: [BACK, ("boxes",)],
        }
    ),
    "a change that leaves something to neither": split(
        {
            MATTER: [("calm", "grave"), ("calm",), ("grave",), *OTHERWISE],
            NOW: ["facts/matter@0", "go-on"],
        }
    ),
}


@by_hand({"two kinds of work": split({}), **ASIDE})
def test_by_hand_they_are_told_apart_alike(
    kb: KnowledgeBase, tmp_path: Path, way: Way, hands: Hands
) -> None:
    person, profile = alike(kb, way, hands, tmp_path)

    assert not gaps(kb, profile)
    assert read_profile(kb, profile_yaml(kb, profile), "saved") == profile
    assert person.sees("One kind of work, or two?")


@by_leaving({"two kinds of work": split({})})
def test_whoever_leaves_between_two_kinds_of_work_goes_on_there(
    kb: KnowledgeBase, tmp_path: Path, way: Way, leaving: Hands, resuming: Hands
) -> None:
    assert resumable(kb, way, leaving, resuming, tmp_path) >= 15
