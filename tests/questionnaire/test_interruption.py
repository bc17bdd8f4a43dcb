"""Whoever leaves loses nothing, as long as there is somewhere to keep it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.questionnaire.person import BOXES, NOW, PLAIN, RATE, VOLUME, WAY, Person

from llmchoice.knowledge.completeness import gaps
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Check, Interrupted
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.flow import interview


def test_an_interruption_keeps_every_answer_so_far(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person(PLAIN, leaves_at=VOLUME)

    with pytest.raises(Interrupted):
        interview(kb, None, asker=person, draft=draft)

    assert draft.kept
    left = read_profile(kb, draft.path.read_text(encoding="utf-8"), "draft")
    assert left == Profile(organisation="Acme", answers={"matter": ("calm",), "place": "outside"})
    rest = Person(PLAIN)
    interview(kb, left, asker=rest, draft=draft)
    assert rest.asked == [VOLUME, BOXES, WAY, RATE, RATE, RATE, NOW]


def test_an_interrupted_rating_is_continued(kb: KnowledgeBase, draft: Draft) -> None:
    class Leaves(Person):
        def text(
            self, title: str, check: Check, *, notes: Sequence[str] = (), default: str = ""
        ) -> str:
            if self.asked.count(RATE) == 2:
                raise Interrupted
            return super().text(title, check, notes=notes, default=default)

    with pytest.raises(Interrupted):
        interview(kb, None, asker=Leaves(PLAIN), draft=draft)

    left = read_profile(kb, draft.path.read_text(encoding="utf-8"), "draft")
    assert left.priorities == {"peace": 3, "money": 0}
    rest = Person({RATE: ["1"], NOW: ["go-on"]})
    assert interview(kb, left, asker=rest, draft=draft).priorities == {
        "peace": 3,
        "money": 0,
        "speed": 1,
    }


def test_without_a_folder_for_drafts_the_interview_goes_on_and_says_so_once(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    draft = Draft(kb, blocked / "drafts" / "draft.yaml")
    person = Person(PLAIN)

    profile = interview(kb, None, asker=person, draft=draft)

    assert not gaps(kb, profile)
    assert sum("No draft can be kept" in line for line in person.heard) == 1
    assert not person.hears("Ctrl-C loses nothing")
    assert not draft.kept
