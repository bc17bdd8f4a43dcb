"""Drafts: one file per run, kept privately, shared with nobody, gone when no longer needed."""

import errno
import os
from pathlib import Path

import pytest
from tests.questionnaire.person import (
    BACK,
    BOXES,
    LEAVE,
    MATTER,
    NAME,
    NOW,
    PLACE,
    PLAIN,
    PROMISE,
    VOLUME,
    Person,
    Replies,
    interviewed,
    kept,
)

from llmchoice import files
from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Interrupted
from llmchoice.questionnaire.draft import Draft, is_in_use, new_draft_path
from llmchoice.questionnaire.flow import ALL
from llmchoice.questionnaire.journal import Journal, entry_of
from llmchoice.questionnaire.shelf import (
    delete_draft,
    find_draft,
    journal_from,
    kept_drafts,
    resumed,
)
from llmchoice.questionnaire.sofar import journal_of, profile_so_far

ACME = Profile(organisation="Acme", answers={"place": "inside"})


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "llmchoice" / "drafts"


def left_at(kb: KnowledgeBase, title: str, replies: Replies | None = None) -> Draft:
    """The draft of somebody who left at that question."""
    draft = Draft(kb, new_draft_path("Acme"), ALL)
    with pytest.raises(Interrupted):
        interviewed(kb, Person({**PLAIN, **(replies or {})}, leaves_at=title), draft)
    draft.release()
    return draft


@pytest.mark.skipif("sys.platform != 'linux'", reason="where state is kept differs elsewhere")
def test_each_run_has_a_file_of_its_own(state: Path) -> None:
    first, second = new_draft_path("Łódź / Co. [bold]"), new_draft_path("Łódź / Co. [bold]")

    assert first != second
    assert first.parent == second.parent == state
    assert first.name.startswith("lodz-co-bold-")
    assert new_draft_path().name.startswith("draft-")


def test_a_draft_is_written_whole_replaced_and_discarded(kb: KnowledgeBase, draft: Draft) -> None:
    assert draft.prepare() is None
    assert draft.save(journal_of(kb, ACME)) is None
    changed = ACME.model_copy(update={"answers": {"place": "outside"}})
    assert draft.save(journal_of(kb, changed)) is None

    assert profile_so_far(kb, kept(draft)) == changed
    assert {path.suffix for path in draft.path.parent.iterdir()} == {".json", ".lock"}

    draft.discard()
    draft.discard()
    assert list(draft.path.parent.iterdir()) == []
    assert not draft.kept


@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows keeps no such permissions")
def test_only_the_owner_sees_the_drafts(draft: Draft) -> None:
    draft.save(Journal())

    assert draft.path.parent.stat().st_mode & 0o077 == 0


def test_a_draft_that_fails_later_is_told_once(kb: KnowledgeBase, tmp_path: Path) -> None:
    draft = Draft(kb, tmp_path / "drafts" / "draft.json", ALL)
    assert draft.prepare() is None
    draft.path.mkdir()

    reason = draft.save(Journal())

    assert reason is not None
    assert str(draft.path.parent) in reason
    assert draft.save(Journal()) is None
    assert not draft.kept


def test_a_full_disk_leaves_the_answers_before_it(
    kb: KnowledgeBase, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Fills(Person):
        def say(self, *lines: str) -> None:
            super().say(*lines)
            if self.asked[-1:] == [PLACE]:
                monkeypatch.setattr(files.WholeFile, "write", _full)

    person = Fills({**PLAIN, PLACE: ["outside"]}, leaves_at=BOXES)
    with pytest.raises(Interrupted):
        interviewed(kb, person, draft)

    assert set(profile_so_far(kb, kept(draft)).answers) >= {"matter", "place"}
    assert person.hears("No draft can be saved")
    assert not draft.kept


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_what_was_taken_back_is_kept_all_the_same(
    kb: KnowledgeBase, state: Path, draft: Draft
) -> None:
    # Two steps back from the boxes to the place, and gone.
    left_at(kb, "", {VOLUME: ["1k", BACK], BOXES: [BACK], PLACE: ["inside", LEAVE]})

    (found,) = kept_drafts()

    so_far = profile_so_far(kb, journal_from(kb, found))
    assert so_far.answers == {"matter": ("calm",), "place": "inside", "volume": 1000}
    person = Person({**PLAIN, BOXES: ["owned"], "Who minds them?": ["nobody"]})
    interviewed(kb, person, draft, start=resumed(kb, found, None))
    assert person.asked[0] == BOXES
    assert state.exists()


def test_drafts_are_found_the_latest_first_and_can_be_deleted(
    kb: KnowledgeBase, state: Path
) -> None:
    first, second = left_at(kb, PLACE), left_at(kb, VOLUME)
    os.utime(first.path, (2_000_000_000, 2_000_000_000))
    (state / "broken-1.json").write_text("{", encoding="utf-8")

    found = kept_drafts()

    names = [draft.name for draft in found if draft.record]
    assert names == [first.path.stem, second.path.stem]
    assert [(d.organisation, d.answers) for d in found if d.record] == [("Acme", 1), ("Acme", 2)]
    delete_draft(find_draft(first.path.stem))
    delete_draft(find_draft("broken-1"))
    assert [draft.name for draft in kept_drafts()] == [second.path.stem]


def test_a_name_that_is_no_drafts_is_told_with_the_nearest(kb: KnowledgeBase, state: Path) -> None:
    name = left_at(kb, PLACE).path.stem

    with pytest.raises(LlmchoiceError) as caught:
        find_draft(f"{name[:-1]}")

    assert caught.value.exit_code is ExitCode.USAGE
    assert name in str(caught.value.problems[0].fix)
    assert state.exists()


def test_a_damaged_draft_says_how_to_get_rid_of_it(kb: KnowledgeBase, state: Path) -> None:
    state.mkdir(parents=True)
    (state / "acme-1.json").write_text('{"schema": 99}', encoding="utf-8")

    with pytest.raises(LlmchoiceError) as caught:
        journal_from(kb, find_draft("acme-1"))

    assert caught.value.exit_code is ExitCode.INVALID
    assert "llmchoice drafts delete acme-1" in str(caught.value.problems[0].fix)


def test_two_runs_never_write_to_the_same_draft(kb: KnowledgeBase, state: Path) -> None:
    draft = left_at(kb, PLACE)
    assert not is_in_use(draft.path)
    other = Draft(kb, draft.path, ALL)
    assert other.prepare() is None

    assert is_in_use(draft.path)
    with pytest.raises(LlmchoiceError, match="in another terminal"):
        Draft(kb, draft.path, ALL).prepare()
    with pytest.raises(LlmchoiceError, match="in another terminal"):
        delete_draft(find_draft(draft.path.stem))

    other.release()
    assert not is_in_use(draft.path)
    assert state.exists()


# ── After an upgrade ──────────────────────────────────────────────────────────────────────────────
def test_only_what_has_changed_with_the_criteria_is_asked_again(
    kb: KnowledgeBase, state: Path, draft: Draft
) -> None:
    left_at(kb, BOXES)
    new = [
        q.model_copy(update={"text": "Where on earth may it go?"}) if q.id == "place" else q
        for q in kb.questions
    ]
    upgraded = kb.model_copy(update={"questions": tuple(new), "sha256": "1"})
    (found,) = kept_drafts()
    person = Person({**PLAIN, "Where on earth may it go?": ["inside"]})
    person.replies[BOXES] = ["owned"]
    person.replies["Who minds them?"] = ["nobody"]

    profile = interviewed(upgraded, person, draft, start=resumed(upgraded, found, None))

    assert person.asked[:3] == ["Where on earth may it go?", BOXES, "Who minds them?"]
    # The earlier answer is preselected.
    assert person.defaults[0] == "outside"
    assert profile.answers["volume"] == 40_000_000
    assert state.exists()


def test_a_question_that_is_gone_keeps_no_answer(
    kb: KnowledgeBase, state: Path, draft: Draft
) -> None:
    left_at(kb, BOXES)
    gone = tuple(q for q in kb.questions if q.id != "volume")
    upgraded = kb.model_copy(update={"questions": gone, "sha256": "1"})
    (found,) = kept_drafts()
    person = Person(PLAIN)

    profile = interviewed(upgraded, person, draft, start=resumed(upgraded, found, None))

    assert NAME not in person.asked
    assert person.asked[0] == BOXES
    assert "volume" not in profile.answers
    assert state.exists()


def test_a_choice_that_is_gone_is_asked_again_without_it(
    kb: KnowledgeBase, state: Path, draft: Draft
) -> None:
    left_at(kb, BOXES)
    new = [
        q.model_copy(update={"choices": q.choices[1:]}) if q.id == "place" else q
        for q in kb.questions
    ]
    upgraded = kb.model_copy(update={"questions": tuple(new), "sha256": "1"})
    (found,) = kept_drafts()
    person = Person({**PLAIN, PLACE: ["inside"], BOXES: ["owned"], "Who minds them?": ["nobody"]})

    interviewed(upgraded, person, draft, start=resumed(upgraded, found, None))

    assert person.asked[0] == PLACE
    assert person.defaults[0] is None
    assert state.exists()


def test_a_profile_and_settings_go_before_the_draft(
    kb: KnowledgeBase, state: Path, draft: Draft
) -> None:
    left_at(kb, BOXES, {MATTER: [("grave",)], PROMISE: ["much"]})
    (found,) = kept_drafts()
    start = Profile(organisation="Acme", answers={"place": "inside", "boxes": "owned"})
    person = Person({**PLAIN, "Who minds them?": ["nobody"]})

    profile = interviewed(kb, person, draft, start=resumed(kb, found, start))

    assert person.asked[0] == "Who minds them?"
    assert profile.organisation == "Acme"
    assert profile.answers["place"] == "inside"
    assert profile.answers["promise"] == "much"
    assert person.asked[-1] == NOW
    assert state.exists()


def test_a_reply_that_fits_no_prompt_is_asked_again(kb: KnowledgeBase, draft: Draft) -> None:
    entries = [
        entry_of("organisation", ("not", "a", "name")),
        entry_of("facts/matter", "calm"),
        entry_of("facts/place", "nowhere at all"),
        entry_of("facts/volume", {"many": 3}),
        entry_of("weigh/way", "by heart"),
        entry_of("facts/nothing@x", "odd"),
    ]
    person = Person(PLAIN)

    profile = interviewed(kb, person, draft, start=Journal(None, entries))

    assert profile == interviewed(kb, Person(PLAIN), draft)


def test_a_profile_of_another_organisation_is_no_part_of_a_draft(
    kb: KnowledgeBase, state: Path
) -> None:
    left_at(kb, BOXES)
    (found,) = kept_drafts()

    with pytest.raises(LlmchoiceError, match="is for Acme, but the profile is for Other"):
        resumed(kb, found, Profile(organisation="Other", answers={"place": "inside"}))
    assert state.exists()
