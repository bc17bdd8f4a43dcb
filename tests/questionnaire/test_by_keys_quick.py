"""The quick interview, and one that goes on after an upgrade, by hand."""

from pathlib import Path

from tests.questionnaire.person import (
    BOXES,
    MEANT,
    MINDER,
    NAME,
    NOW,
    PLACE,
    PLAIN,
    WAY,
    Replies,
    Reply,
)
from tests.questionnaire.person import ORDER as PUT_IN_ORDER
from tests.questionnaire.scales import BIG, GATE, SMALL, scales
from tests.questionnaire.ways import Hands, Way, alike, by_hand, by_leaving, resumable

from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.journal import Journal, entry_of
from llmchoice.questionnaire.session import Mode

QUICK = Mode(quick=True)
RANKED = Profile(organisation="Acme", ranking=("peace", "money"))


def quick(replies: Replies, start: Profile | None = RANKED) -> Way:
    return Way({MEANT: ["go-on"], NOW: ["go-on"], **replies}, mode=QUICK, of=scales, start=start)


FAST = {
    "settled by one answer": quick(
        {NAME: ["Acme"], PUT_IN_ORDER: [(("peace",), ("money",))], BIG: ["aye"]}, None
    ),
    "settled by two": quick({BIG: ["nay"], GATE: ["nay"]}),
    "unsettled by a change": quick(
        {BIG: ["aye", "nay"], GATE: ["nay"], NOW: ["facts/big", "go-on"]}
    ),
    "one more that was not asked": quick(
        {BIG: ["aye"], SMALL: ["unknown"], NOW: ["facts/small", "go-on"]}
    ),
}


@by_hand(FAST)
def test_a_quick_interview_spares_the_same_questions(
    kb: KnowledgeBase, tmp_path: Path, way: Way, hands: Hands
) -> None:
    person, profile = alike(kb, way, hands, tmp_path)

    assert "unknown" in profile.answers.values()
    assert person.sees("Settled: with your priorities, the best option stays on the")


@by_leaving({"unsettled": FAST["settled by one answer"]})
def test_whoever_leaves_a_quick_interview_goes_on_there(
    kb: KnowledgeBase, tmp_path: Path, way: Way, leaving: Hands, resuming: Hands
) -> None:
    assert resumable(kb, way, leaving, resuming, tmp_path) == 5


# ── After an upgrade ──────────────────────────────────────────────────────────────────────────────
def replied(boxes: str = "owned") -> Journal:
    """What somebody replied to the questions as they were."""
    replies: dict[str, Reply] = {
        "matter": ("calm",),
        "place": "outside",
        "volume": "4k",
        "boxes": boxes,
    }
    marks = {"place": "of other words"}
    return Journal(
        None,
        [
            entry_of("organisation", "Acme"),
            *(entry_of(f"facts/{name}", reply, marks.get(name)) for name, reply in replies.items()),
            entry_of("facts/gone", "whatever"),
            entry_of("weigh/way", "by dice"),
        ],
    )


def rented() -> Journal:
    return replied("rented")


def without_rented_boxes(kb: KnowledgeBase) -> KnowledgeBase:
    questions = [
        q.model_copy(update={"choices": q.choices[:1]}) if q.id == "boxes" else q
        for q in kb.questions
    ]
    return kb.model_copy(update={"questions": tuple(questions), "contradictions": ()})


UPGRADED = {
    "other words": Way({**PLAIN, PLACE: ["inside"], MINDER: ["nobody"]}, start=replied),
    "the same once more": Way({**PLAIN, PLACE: ["outside"], MINDER: ["nobody"]}, start=replied),
    "a choice is gone": Way(
        {**PLAIN, PLACE: ["unknown"], BOXES: ["owned"], MINDER: ["unknown"]},
        of=without_rented_boxes,
        start=rented,
    ),
}


@by_hand(UPGRADED)
def test_after_an_upgrade_only_what_is_stale_is_asked(
    kb: KnowledgeBase, tmp_path: Path, way: Way, hands: Hands
) -> None:
    person, profile = alike(kb, way, hands, tmp_path)

    assert person.asked[0] == PLACE
    assert NAME not in person.asked
    assert WAY in person.asked
    # The earlier reply is preselected wherever it can still be given.
    assert person.default_of(PLACE) == ["outside"]
    assert set(person.default_of(BOXES)) <= {None}
    assert profile.answers["volume"] == 4000
