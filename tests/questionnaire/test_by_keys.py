"""Facts by hand: whatever is pressed or typed at a prompt, the profile is that of the script."""

from collections.abc import Mapping
from pathlib import Path

from tests.questionnaire.person import (
    BACK,
    BOXES,
    MATTER,
    MINDER,
    NAME,
    NOTE,
    NOW,
    PLACE,
    PLAIN,
    PROMISE,
    VOLUME,
    YOUR_NOTE,
    Replies,
)
from tests.questionnaire.ways import Hands, Way, alike, by_hand, by_leaving, resumable

from llmchoice.knowledge.completeness import gaps
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Profile
from llmchoice.questionnaire.save import profile_yaml

UNKNOWN: Replies = {
    MATTER: [("unknown",)],
    PROMISE: ["unknown"],
    PLACE: ["unknown"],
    VOLUME: ["Unknown "],
    BOXES: ["unknown"],
    MINDER: ["unknown"],
}
OWNED: Replies = {BOXES: ["owned"], MINDER: ["not-applicable"]}
TOUCHY: Replies = {
    MATTER: [("touchy", "grave")],
    PROMISE: ["much"],
    "How do you want to treat it?": ["together"],
}
NOTES: Replies = {
    MATTER: [NOTE, ("calm",)],
    PLACE: [NOTE, NOTE, "inside"],
    VOLUME: [NOTE, NOTE, "1k"],
    BOXES: [NOTE, "owned"],
    MINDER: [NOTE, NOTE, "somebody"],
    YOUR_NOTE: ["why", "first", "second", "a guess", "  ", BACK, "[x] \x60y\x60", ""],
}
RATED = Profile(organisation="Acme", priorities={"peace": 1, "money": 2, "speed": 3})


def facts(replies: Replies) -> Way:
    """Nothing but the facts is asked."""
    return Way({**PLAIN, **replies}, start=RATED)


STRAIGHT = {
    "the shortest way": Way(PLAIN),
    "all unknown": facts(UNKNOWN),
    "what hangs on other answers": facts({**TOUCHY, **OWNED}),
    "notes": facts(NOTES),
    "names that are refused": Way({**PLAIN, NAME: ["", "   ", "x" * 201, "Back"]}),
    "amounts that are refused": facts(
        {VOLUME: ["", "some", "1.234", "4,0,0", "3 parsecs", "9e99", "2.50k"]}
    ),
}
"""Ways on which nothing is taken back."""
CROOKED = {
    "back before the first": Way(
        {**PLAIN, NAME: [BACK, "Acme", "Acme"], MATTER: [BACK, ("calm",)]}
    ),
    "back across what is then hidden": facts(
        {
            MATTER: [("calm", "touchy", "grave"), ("calm",)],
            PROMISE: ["little", BACK],
            PLACE: [BACK, "inside"],
            BOXES: ["owned", "owned"],
            MINDER: ["nobody", BACK, "somebody", "somebody"],
            NOW: [BACK, BACK, "go-on"],
        }
    ),
    "back from the review, to the last note": facts(
        {
            BOXES: [NOTE, "rented", NOTE, "rented", "rented"],
            YOUR_NOTE: ["old", "new"],
            NOW: ["facts/boxes", BACK, "go-on"],
        }
    ),
    "a contradiction at the review": facts(
        {
            PLACE: ["inside", "outside"],
            NOW: ["go-on", "go-on", "facts/place", "go-on"],
        }
    ),
    "changes at the review that hide and bring up": facts(
        {
            MATTER: [("calm",), ("grave",), ("unknown",)],
            PROMISE: ["much", "unknown"],
            BOXES: ["owned", "rented", "owned"],
            MINDER: ["somebody", "not-applicable"],
            VOLUME: ["40 million", "41 million"],
            NOW: [
                *("facts/matter", "facts/boxes", "facts/matter", "facts/volume"),
                *("facts/boxes", "facts/promise", "go-on"),
            ],
        }
    ),
}


@by_hand({**STRAIGHT, **CROOKED})
def test_by_hand_it_ends_in_the_same_profile(
    kb: KnowledgeBase, tmp_path: Path, way: Way, hands: Hands
) -> None:
    _, profile = alike(kb, way, hands, tmp_path)

    assert not gaps(kb, profile)
    assert read_profile(kb, profile_yaml(kb, profile), "saved") == profile


@by_leaving(STRAIGHT)
def test_whoever_leaves_at_a_prompt_goes_on_there_even_with_the_other_asker(
    kb: KnowledgeBase, tmp_path: Path, way: Way, leaving: Hands, resuming: Hands
) -> None:
    assert resumable(kb, way, leaving, resuming, tmp_path) >= 5


AMOUNTS: Mapping[str, Answer] = {
    "40000000": 40_000_000,
    "40_000_000": 40_000_000,
    "40,000,000": 40_000_000,
    "40 million": 40_000_000,
    "  4 000 ": 4000,
    "4e7": 40_000_000,
    "1.5BN": 1_500_000_000,
    "0.25": 0.25,
    "0": 0,
    "unknown": "unknown",
}
BUT_ONE = RATED.model_copy(
    update={"answers": {"matter": ("calm",), "place": "outside", "boxes": "rented"}}
)


@by_hand({one: Way({VOLUME: [one], NOW: ["go-on"]}, start=BUT_ONE) for one in AMOUNTS})
def test_amounts_are_typed_in_many_forms(
    kb: KnowledgeBase, tmp_path: Path, way: Way, hands: Hands
) -> None:
    person, profile = alike(kb, way, hands, tmp_path)

    amount = AMOUNTS[str(way.replies[VOLUME][0])]
    assert profile.answers["volume"] == amount
    # What was understood is shown at once.
    assert person.sees("= 40,000,000 pieces a month") is (amount == 40_000_000)
