"""What matters, by hand: every way of weighing, and what is asked when it looks odd."""

from itertools import pairwise
from pathlib import Path

from tests.questionnaire.person import (
    APART,
    BACK,
    BOXES,
    DIFFERENT,
    MATTER,
    MEANT,
    MINDER,
    NOW,
    ORDER,
    PLAIN,
    POINTS,
    RATE,
    RIGHT,
    SPLIT,
    WAY,
    Replies,
)
from tests.questionnaire.ways import Hands, Way, alike, by_hand, by_leaving, resumable

from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.save import profile_yaml

FACTS = Profile(
    organisation="Acme",
    answers={"matter": ("calm",), "place": "outside", "volume": 4, "boxes": "rented"},
)
MORE = "Which matters more to you?"
THAN_PEACE, THAN_MONEY, THAN_SPEED = (
    f"How much more than {name}?" for name in ("Peace", "Money", "Speed")
)
ABOUT = "What do you want to do?"
END: Replies = {MEANT: ["go-on"], NOW: ["go-on"]}
BY: dict[str, Replies] = {
    "rate": {RATE: ["3", "1", "5"]},
    "rank": {ORDER: [(("speed",), ("peace", "money"))]},
    "share": {POINTS: [{"peace": 33, "money": 0, "speed": 67}]},
    "compare": {MORE: ["-", "speed", "speed"], THAN_PEACE: ["9"], THAN_MONEY: ["9"]},
}
"""One way of each kind."""
OTHERWISE: dict[str, Replies] = {
    "rate": {RATE: ["3", "2", "0"]},
    "rank": {ORDER: [(("peace",), ("money", "speed"))]},
    "share": {POINTS: [{"peace": 45, "money": 55, "speed": 0}]},
    "compare": {
        MORE: ["-", "speed", "money"],
        THAN_PEACE: ["9"],
        THAN_SPEED: ["2"],
        ABOUT: ["leave"],
    },
}
"""Another one of each kind."""


def weighed(way: str, replies: Replies | None = None) -> Way:
    return Way({**END, WAY: [way], **(replies or BY[way])}, start=FACTS)


STRAIGHT = {
    "rated": weighed("rate"),
    "rated, all at 0 first": weighed("rate", {RATE: ["0", "0", "0", "0", "4", "0"]}),
    "in order as listed": weighed("rank", {ORDER: [(("peace",), ("money",), ("speed",))]}),
    "in order from the end": weighed("rank", {ORDER: [(("speed",), ("money",), ("peace",))]}),
    "in order, two equal": weighed("rank"),
    "in order, all equal": weighed("rank", {ORDER: [(("peace", "money", "speed"),)]}),
    "in points": weighed("share"),
    "in points, all for one": weighed("share", {POINTS: [{"peace": 0, "money": 100, "speed": 0}]}),
    "compared": weighed("compare"),
    "compared, and left at odds": weighed(
        "compare",
        {
            MORE: ["peace", "speed", "money"],
            THAN_MONEY: ["5"],
            THAN_PEACE: ["2"],
            THAN_SPEED: ["7"],
            ABOUT: ["leave"],
        },
    ),
}
"""Ways on which nothing is taken back."""


def changed(first: str, second: str, *, at_review: bool) -> Way:
    """Weigh one way, then another one, or the same once more."""
    once, then = BY[first], (OTHERWISE if first == second else BY)[second]
    both = {title: [*once.get(title, []), *then.get(title, [])] for title in {**once, **then}}
    ends: Replies = (
        {MEANT: ["go-on", "go-on"], NOW: ["priorities", "go-on"]}
        if at_review
        else {MEANT: ["weights", "go-on"], NOW: ["go-on"]}
    )
    return Way({**both, **ends, WAY: [first, second]}, start=FACTS)


KINDS = ("rate", "rank", "share", "compare", "rate")
CHANGED = {
    **{f"{a} to {b} at the bars": changed(a, b, at_review=False) for a, b in pairwise(KINDS)},
    **{f"{a} again at the bars": changed(a, a, at_review=False) for a in KINDS[:3]},
    **{f"{b} to {a} at the review": changed(b, a, at_review=True) for a, b in pairwise(KINDS)},
    **{f"{a} again at the review": changed(a, a, at_review=True) for a in KINDS[1:4]},
    # Peace over money, money over speed, and yet speed over peace: money over peace mends it.
    "the worst pair once more": weighed(
        "compare",
        {
            MORE: ["peace", "speed", "money", "money", "money"],
            THAN_MONEY: ["3"],
            THAN_PEACE: ["3", "3", "5"],
            THAN_SPEED: ["3"],
            ABOUT: ["again", "again"],
        },
    ),
    "back within what matters": Way(
        {
            WAY: ["share", "rank", "compare"],
            POINTS: [BACK],
            ORDER: [BACK],
            MORE: ["money", "peace", "-", BACK, "peace", "-", "-", "-"],
            THAN_PEACE: [BACK],
            THAN_MONEY: ["2"],
            THAN_SPEED: ["2"],
            MEANT: [BACK, BACK, "go-on"],
            NOW: ["go-on"],
        },
        start=FACTS,
    ),
}


@by_hand({**STRAIGHT, **CHANGED})
def test_by_hand_it_weighs_the_same(
    kb: KnowledgeBase, tmp_path: Path, way: Way, hands: Hands
) -> None:
    person, profile = alike(kb, way, hands, tmp_path)

    kind = str(way.replies[WAY][-1])
    name = {"rate": "priorities", "rank": "ranking", "share": "points", "compare": "comparisons"}
    assert profile.model_fields_set >= {name[kind]}
    assert getattr(profile, name[kind])
    assert read_profile(kb, profile_yaml(kb, profile), "saved") == profile
    assert person.sees("How much each priority counts")


@by_leaving({name: STRAIGHT[name] for name in ("rated", "in points", "compared, and left at odds")})
def test_whoever_leaves_while_weighing_goes_on_there(
    kb: KnowledgeBase, tmp_path: Path, way: Way, leaving: Hands, resuming: Hands
) -> None:
    assert resumable(kb, way, leaving, resuming, tmp_path) >= 4


# ── Answers that a slight weight does not go with ─────────────────────────────────────────────────
def tense(kb: KnowledgeBase) -> KnowledgeBase:
    rule = {
        "id": "rent",
        "when": {"boxes": ["rented"]},
        "priority": "money",
        "says": "somebody else's boxes are rented",
    }
    data = kb.model_dump()
    settings = {**data["settings"], "slight_weight": 0.5}
    return KnowledgeBase.model_validate({**data, "settings": settings, "tensions": [rule]})


def asked_about(replies: Replies) -> Way:
    start = Profile(organisation="Acme") if MATTER in replies else FACTS
    return Way({**PLAIN, **replies}, of=tense, start=start)


TENSE = {
    "both are meant": asked_about({RIGHT: ["go-on"]}),
    "what matters is changed": asked_about(
        {
            RIGHT: ["weights"],
            WAY: ["rate", "rate"],
            RATE: ["3", "0", "5", "3", "4", "5"],
            MEANT: ["go-on", "go-on"],
        }
    ),
    "what matters is changed, and slight again": asked_about(
        {
            RIGHT: ["weights", "go-on"],
            WAY: ["rate", "share"],
            POINTS: [{"peace": 50, "money": 1, "speed": 49}],
            MEANT: ["go-on", "go-on"],
        }
    ),
    "the answer is changed": asked_about({RIGHT: ["answer"], BOXES: ["owned"], MINDER: ["nobody"]}),
    "the answer is confirmed": asked_about({RIGHT: ["answer", "go-on"], BOXES: ["rented"]}),
    "back to the bars": asked_about({RIGHT: [BACK, "go-on"], MEANT: ["go-on", "go-on"]}),
    "in one of two kinds of work": asked_about(
        {
            **SPLIT,
            RIGHT: ["answer"],
            DIFFERENT: [("boxes",), ("boxes",)],
            BOXES: ["rented", "rented", "owned", "owned", "owned", "owned"],
            MINDER: ["somebody", "nobody"],
        }
    ),
}


@by_hand(TENSE)
def test_a_slight_weight_is_asked_about(
    kb: KnowledgeBase, tmp_path: Path, way: Way, hands: Hands
) -> None:
    person, _ = alike(kb, way, hands, tmp_path)

    assert person.sees("but you said that somebody else's boxes are rented")
    assert person.sees("chat: Money counts for only ") is (APART in way.replies)
