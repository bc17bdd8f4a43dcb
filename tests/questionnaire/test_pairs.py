"""Priorities compared two by two, and looked at again where they contradict each other."""

import pytest
from tests.questionnaire.person import MEANT, NOW, PLAIN, WAY, Person, Replies, interviewed, kept

from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Interrupted
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.save import profile_yaml

MORE = "Which matters more to you?"
THAN_MONEY, THAN_SPEED, THAN_PEACE = (
    f"How much more than {name}?" for name in ("Money", "Speed", "Peace")
)
AGAIN = "What do you want to do?"
COMPARING: Replies = {**PLAIN, WAY: ["compare"]}


def compared(kb: KnowledgeBase, draft: Draft, replies: Replies) -> tuple[Person, Profile]:
    person = Person({**COMPARING, **replies})
    return person, interviewed(kb, person, draft)


def test_every_pair_is_compared_once_and_kept(kb: KnowledgeBase, draft: Draft) -> None:
    more: Replies = {
        MORE: ["peace", "speed", "-"],
        THAN_MONEY: ["5"],
        THAN_PEACE: ["2"],
        AGAIN: ["leave"],
    }
    person, profile = compared(kb, draft, more)

    assert person.offers[person.asked.index(WAY)] == ["rate", "rank", "share", "compare"]
    assert person.asked[5:] == [WAY, MORE, THAN_MONEY, MORE, THAN_PEACE, MORE, AGAIN, MEANT, NOW]
    assert person.hears("3 of 3")
    assert profile.comparisons == {
        "peace": {"money": 5},
        "speed": {"peace": 2},
        "money": {"speed": 1},
    }
    assert (profile.priorities, profile.ranking, profile.points) == (None, None, None)
    assert read_profile(kb, profile_yaml(kb, profile), "saved") == profile


def test_comparisons_that_agree_are_not_questioned(kb: KnowledgeBase, draft: Draft) -> None:
    # Twice as much, and twice as much again, are four times as much: 5 is near enough.
    person, _ = compared(
        kb,
        draft,
        {MORE: ["peace", "peace", "money"], THAN_MONEY: ["2"], THAN_SPEED: ["5", "2"]},
    )

    assert AGAIN not in person.asked
    assert person.hears("The comparisons agree well enough")


def test_the_worst_comparison_is_made_again_until_they_agree(
    kb: KnowledgeBase, draft: Draft
) -> None:
    # Peace over money, money over speed, and yet speed over peace; then money over peace, more
    # and more so: with 9 for peace to money by way of speed, 3 is not near enough, and 5 is.
    person, profile = compared(
        kb,
        draft,
        {
            MORE: ["peace", "speed", "money", "money", "money"],
            THAN_MONEY: ["3"],
            THAN_PEACE: ["3", "3", "5"],
            THAN_SPEED: ["3"],
            AGAIN: ["again", "again"],
        },
    )

    assert person.hears("Consistency ratio: 1.")
    assert person.hears("You said: Peace matters moderately more than Money.")
    assert person.hears("All comparisons together say: ")
    defaults: dict[str, tuple[object, ...]] = dict.fromkeys((MORE, THAN_PEACE), ())
    for title, default in zip(person.asked, person.defaults, strict=True):
        if title in defaults:
            defaults[title] = (*defaults[title], default)
    assert defaults == {
        MORE: (None, None, None, "peace", "money"),
        THAN_PEACE: (None, None, "3"),
    }
    assert person.hears("The comparisons agree well enough")
    assert profile.comparisons == {"money": {"peace": 5, "speed": 3}, "speed": {"peace": 3}}


def test_leaving_before_the_last_pair_loses_none_of_those_before(
    kb: KnowledgeBase, draft: Draft
) -> None:
    person = Person({**COMPARING, MORE: ["-", "-", "money"]}, leaves_at=THAN_SPEED)

    with pytest.raises(Interrupted):
        interviewed(kb, person, draft)

    rest = Person({**COMPARING, THAN_SPEED: ["2"], AGAIN: ["leave"]})
    profile = interviewed(kb, rest, draft, start=kept(draft))
    assert rest.asked[0] == THAN_SPEED
    assert profile.comparisons == {"peace": {"money": 1, "speed": 1}, "money": {"speed": 2}}


def test_one_priority_alone_is_compared_with_nothing(kb: KnowledgeBase, draft: Draft) -> None:
    alone = kb.model_copy(update={"priorities": kb.priorities[:1]})
    person = Person({**PLAIN, "How much is the way from worst to best worth?": ["3"]})

    interviewed(alone, person, draft)

    assert person.offers[person.asked.index(WAY)] == ["rate", "rank", "share"]
