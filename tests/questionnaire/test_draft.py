"""Drafts: one file per run, kept privately, gone when they are no longer needed."""

from pathlib import Path

import pytest

from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.draft import Draft, draft_path

ACME = Profile(organisation="Acme", answers={"place": "inside"})


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "llmchoice" / "drafts"


@pytest.mark.skipif("sys.platform != 'linux'", reason="where state is kept differs elsewhere")
def test_each_run_has_a_file_of_its_own(state: Path) -> None:
    first, second = draft_path("Łódź / Co. [bold]"), draft_path("Łódź / Co. [bold]")

    assert first != second
    assert first.parent == second.parent == state
    assert first.name.startswith("odz-co-bold-")
    assert draft_path().name.startswith("draft-")


def test_a_draft_is_written_whole_replaced_and_discarded(kb: KnowledgeBase, draft: Draft) -> None:
    assert draft.save(ACME) is None
    changed = ACME.model_copy(update={"answers": {"place": "outside"}})
    assert draft.save(changed) is None

    assert read_profile(kb, draft.path.read_text(encoding="utf-8"), "draft") == changed
    assert [path.name for path in draft.path.parent.iterdir()] == [draft.path.name]

    draft.discard()
    draft.discard()
    assert not draft.path.exists()
    assert not draft.kept


@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows keeps no such permissions")
def test_only_the_owner_sees_the_drafts(draft: Draft) -> None:
    draft.save(ACME)

    assert draft.path.parent.stat().st_mode & 0o077 == 0


def test_a_rating_of_nothing_but_zero_is_left_out(kb: KnowledgeBase, draft: Draft) -> None:
    draft.save(ACME.model_copy(update={"priorities": {"peace": 0}}))

    assert read_profile(kb, draft.path.read_text(encoding="utf-8"), "draft") == ACME


def test_a_draft_that_fails_later_is_told_once(kb: KnowledgeBase, tmp_path: Path) -> None:
    draft = Draft(kb, tmp_path / "drafts" / "draft.yaml")
    assert draft.prepare() is None
    draft.path.mkdir()

    reason = draft.save(ACME)

    assert reason is not None
    assert str(draft.path.parent) in reason
    assert draft.save(ACME) is None
    assert not draft.kept
