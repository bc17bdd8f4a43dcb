"""What a draft says so far: only what stands, whatever was replied on the way."""

import pytest
from tests.questionnaire.person import (
    APART,
    BACK,
    BOXES,
    LEAVE,
    MATTER,
    MEANT,
    NOW,
    ORDER,
    PLAIN,
    PROMISE,
    RATE,
    SPLIT,
    WAY,
    Person,
    Replies,
    interviewed,
    kept,
)

from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import UNNAMED, Profile
from llmchoice.questionnaire.asker import Interrupted, Reply
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.journal import Journal, entry_of
from llmchoice.questionnaire.session import Mode
from llmchoice.questionnaire.sofar import journal_of, profile_so_far

RANKS = (("money",), ("speed",), ("peace",))
MORE = "Which matters more to you?"


def left(kb: KnowledgeBase, draft: Draft, replies: Replies, mode: Mode | None = None) -> Journal:
    """The journal of somebody who left where the replies say so."""
    with pytest.raises(Interrupted):
        interviewed(kb, Person({**PLAIN, **replies}), draft, mode=mode)
    return kept(draft)


def test_only_the_way_of_weighing_that_stands_counts(kb: KnowledgeBase, draft: Draft) -> None:
    replies: Replies = {
        WAY: ["rank", "rate"],
        ORDER: [RANKS],
        MEANT: ["go-on", "go-on"],
        NOW: ["priorities", LEAVE],
    }
    journal = left(kb, draft, replies)

    assert profile_so_far(kb, journal).priorities == {"peace": 3, "money": 0, "speed": 5}
    assert profile_so_far(kb, journal).ranking is None


def test_ratings_count_one_by_one(kb: KnowledgeBase, draft: Draft) -> None:
    journal = left(kb, draft, {RATE: ["3", "0", LEAVE]})

    assert profile_so_far(kb, journal).priorities == {"peace": 3, "money": 0}


def test_comparisons_count_once_all_are_made(kb: KnowledgeBase, draft: Draft) -> None:
    replies: Replies = {WAY: ["compare"], MORE: ["-", "-", "-"], MEANT: [LEAVE]}

    found = profile_so_far(kb, left(kb, draft, replies)).comparisons

    assert found == {"peace": {"money": 1, "speed": 1}, "money": {"speed": 1}}
    fewer = left(kb, draft, {**replies, MORE: ["-", LEAVE]})
    assert profile_so_far(kb, fewer).comparisons is None


def test_kinds_of_work_that_were_put_together_again_are_none(
    kb: KnowledgeBase, draft: Draft
) -> None:
    replies: Replies = {
        **SPLIT,
        MATTER: [("calm", "grave"), BACK],
        "What do you call the first kind of work?": ["chat"],
        "And the second?": ["files", BACK],
        APART: ["apart", "together"],
        BOXES: ["rented"],
        WAY: [LEAVE],
    }
    replies["What do you call the first kind of work?"] += [BACK]

    assert profile_so_far(kb, left(kb, draft, replies)).workloads == ()


def test_a_quick_order_that_replaced_ratings_stands(kb: KnowledgeBase, draft: Draft) -> None:
    quick = Mode(quick=True)
    start = Profile(organisation="Acme", priorities={"peace": 5, "money": 1})
    replies: Replies = {
        **PLAIN,
        RATE: ["2"],
        MEANT: ["weights", "go-on"],
        WAY: ["rank"],
        ORDER: [RANKS],
        NOW: [LEAVE],
    }
    with pytest.raises(Interrupted):
        interviewed(kb, Person(replies), draft, start=start, mode=quick)
    again = Person({NOW: ["go-on"]})

    profile = interviewed(kb, again, draft, start=kept(draft), mode=quick)

    assert profile.ranking == ("money", "speed", "peace")
    assert again.asked == [NOW]


ODD: dict[str, Reply] = {
    "organisation": "   ",
    "weigh/way": "rank",
    "weigh/order": (("money",), ("gone",)),
    "weigh/rate/peace": "nan",
    "weigh/points": {"peace": 100},
    "facts/volume": "9" * 5000,
    f"facts/place@{'9' * 5000}": "inside",
    "facts/place@x": "inside",
    "split/offer": "apart",
    "split/first": "",
    "split/second": "b",
}


@pytest.mark.parametrize("way", ["rank", "rate", "share", "compare", "by heart"])
def test_what_other_criteria_or_somebody_else_wrote_is_no_bug(
    kb: KnowledgeBase, draft: Draft, way: str
) -> None:
    entries = [entry_of(key, reply) for key, reply in {**ODD, "weigh/way": way}.items()]

    found = profile_so_far(kb, Journal(None, entries))

    assert found == Profile(organisation=UNNAMED)
    more: Replies = {
        ORDER: [RANKS],
        "Share out 100 points: how much is each worth to you?": [
            {"peace": 0, "money": 0, "speed": 100}
        ],
        MORE: ["-", "-", "-"],
    }
    person = Person({**PLAIN, **more})
    profile = interviewed(kb, person, draft, start=Journal(None, entries))
    assert profile.organisation == "Acme"
    assert profile.answers["volume"] == 40_000_000


def test_answers_to_questions_of_other_criteria_are_not_lost(
    kb: KnowledgeBase, draft: Draft
) -> None:
    own = entry_of("facts/our-own-question", "yes")
    person = Person({**PLAIN, NOW: [LEAVE]})
    with pytest.raises(Interrupted):
        interviewed(kb, person, draft, start=Journal(None, [own]))

    assert own in tuple(kept(draft).known())
    assert not person.hears("No longer asked")


def test_a_profile_without_a_name_is_asked_for_one(kb: KnowledgeBase, draft: Draft) -> None:
    weights = {"peace": 1.0, "money": 2.0, "speed": 3.0}
    start = Profile(organisation=UNNAMED, priorities=weights, answers={"place": "outside"})

    profile = interviewed(kb, Person(PLAIN), draft, start=start)

    assert profile.organisation == "Acme"
    assert profile.priorities == weights


@pytest.mark.parametrize("amount", [123456789.125, 1e-5, 0.5, 40_000_000, 1e16])
def test_any_amount_of_a_profile_stands(kb: KnowledgeBase, draft: Draft, amount: float) -> None:
    start = Profile(
        organisation="Acme",
        answers={"volume": amount},
        priorities={"peace": 2.12345, "money": 1.0},
    )
    person = Person({**PLAIN, RATE: ["1"], PROMISE: []})

    profile = interviewed(kb, person, draft, start=start)

    assert profile.answers["volume"] == amount
    assert profile.priorities == {"peace": 2.12345, "money": 1.0, "speed": 1.0}
    assert profile_so_far(kb, journal_of(kb, start)).answers["volume"] == amount
