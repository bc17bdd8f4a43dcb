"""Whoever leaves loses nothing, as long as there is somewhere to keep it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.questionnaire.person import (
    BOXES,
    MEANT,
    NOW,
    PLAIN,
    RATE,
    VOLUME,
    WAY,
    Person,
    interviewed,
    kept,
)

from llmchoice.knowledge.completeness import gaps
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Interrupted, Pick, Prompt
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.flow import ALL
from llmchoice.questionnaire.sofar import profile_so_far


def test_an_interruption_keeps_every_answer_so_far(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person(PLAIN, leaves_at=VOLUME)

    with pytest.raises(Interrupted):
        interviewed(kb, person, draft)

    assert draft.kept
    left = kept(draft)
    assert profile_so_far(kb, left) == Profile(
        organisation="Acme", answers={"matter": ("calm",), "place": "outside"}
    )
    rest = Person(PLAIN)
    interviewed(kb, rest, draft, start=left)
    assert rest.asked == [VOLUME, BOXES, WAY, RATE, RATE, RATE, MEANT, NOW]


def test_an_interrupted_rating_is_continued(kb: KnowledgeBase, draft: Draft) -> None:
    class Leaves(Person):
        def pick(self, prompt: Prompt, picks: Sequence[Pick], *, default: str | None = None) -> str:
            if self.asked.count(RATE) == 2:
                raise Interrupted
            return super().pick(prompt, picks, default=default)

    with pytest.raises(Interrupted):
        interviewed(kb, Leaves(PLAIN), draft)

    left = kept(draft)
    assert profile_so_far(kb, left).priorities == {"peace": 3, "money": 0}
    rest = Person({RATE: ["1"], MEANT: ["go-on"], NOW: ["go-on"]})
    assert interviewed(kb, rest, draft, start=left).priorities == {
        "peace": 3,
        "money": 0,
        "speed": 1,
    }


def test_without_a_folder_for_drafts_the_interview_goes_on_and_says_so_once(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    draft = Draft(kb, blocked / "drafts" / "draft.json", ALL)
    person = Person(PLAIN)

    profile = interviewed(kb, person, draft)

    assert not gaps(kb, profile)
    assert sum("No draft can be saved" in line for line in person.heard) == 1
    assert not person.hears("You can quit and continue later")
    assert not draft.kept
