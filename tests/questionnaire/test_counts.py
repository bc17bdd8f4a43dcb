"""Counts of a test are asked for as numbers, after the choice that there are some."""

import pytest
from tests.questionnaire.byhand import KeyboardPerson, LinePerson
from tests.questionnaire.person import BACK, BOXES, ENOUGH, NOW, PLAIN, Person, interviewed, kept

from llmchoice.knowledge.profile import read_profile
from llmchoice.model.estimate import Passed
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.question import Question
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.save import profile_yaml

ASKS = "Write the cases, and how many each passed."


@pytest.fixture
def counting(kb: KnowledgeBase) -> KnowledgeBase:
    """The small knowledge base; its question about boxes takes counts."""
    counts = {
        "text": "we counted",
        "asks": ASKS,
        "usable": 0.5,
        "amounts_to": [{"choice": "owned", "difference_below": 0}, {"choice": "rented"}],
    }
    questions = [
        Question.model_validate({**question.model_dump(exclude_none=True), "counts": counts})
        if question.id == "boxes"
        else question
        for question in kb.questions
    ]
    return kb.model_copy(update={"questions": tuple(questions)})


@pytest.mark.parametrize("hands", [Person, KeyboardPerson, LinePerson])
def test_counts_are_asked_for_once_somebody_has_some(
    counting: KnowledgeBase, draft: Draft, hands: type[Person]
) -> None:
    person = hands({**PLAIN, BOXES: ["counts"], ASKS: ["60 44 53"], "Who minds them?": ["nobody"]})

    profile = interviewed(counting, person, draft)

    answer = profile.answers["boxes"]
    assert isinstance(answer, Passed)
    assert str(answer) == "60:44:53"
    # What counts amount to decides what is asked, as the word itself would.
    assert profile.answers["minder"] == "nobody"
    assert read_profile(counting, profile_yaml(counting, profile), "p.yaml") == profile


def test_what_are_no_counts_is_asked_again(counting: KnowledgeBase, draft: Draft) -> None:
    person = Person({**PLAIN, BOXES: ["counts"], ASKS: ["sixty", "60 64 53", "60 54 53"]})

    profile = interviewed(counting, person, draft)

    assert str(profile.answers["boxes"]) == "60:54:53"
    assert person.hears("These are no counts")
    assert person.hears(
        "open models passed 64 of 60 cases: write at most 60, or correct the number"
    )


def test_going_back_from_the_counts_leads_to_the_choices(
    counting: KnowledgeBase, draft: Draft
) -> None:
    person = Person({**PLAIN, BOXES: ["counts", "rented"], ASKS: [BACK]})

    profile = interviewed(counting, person, draft)

    assert profile.answers["boxes"] == "rented"
    assert person.default_of(BOXES) == [None, "counts"]


def test_whoever_has_had_enough_at_the_counts_has_none(
    counting: KnowledgeBase, draft: Draft
) -> None:
    person = Person({**PLAIN, BOXES: ["counts"], ASKS: [ENOUGH]})

    profile = interviewed(counting, person, draft)

    assert profile.answers["boxes"] == "unknown"
    assert person.asked[-2:] == [ASKS, NOW]


def test_a_draft_keeps_counts(counting: KnowledgeBase, draft: Draft) -> None:
    way = "How do you want to say what matters?"
    person = Person({**PLAIN, BOXES: ["counts"], ASKS: ["60 54 53"], way: ["<leave>"]})
    with pytest.raises(KeyboardInterrupt):
        interviewed(counting, person, draft)

    again = Person({**PLAIN, BOXES: [], ASKS: []})
    profile = interviewed(counting, again, draft, start=kept(draft))

    assert str(profile.answers["boxes"]) == "60:54:53"
