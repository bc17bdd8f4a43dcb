"""What is said of unfinished questionnaires: answers and ratings are counted, and nothing else."""

import json
import os
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

RATED = {"privacy": "5", "budget": "3"}
COUNTED: dict[str, tuple[dict[str, object], str]] = {
    "nothing but a name": ({}, "Acme: no answers, "),
    "an answer": ({"facts/data": ["public"]}, "Acme: 1 answer, "),
    "an answer of a workload": (
        {"facts/data": ["public"], "facts/data@0": ["personal"], "split/offer": "apart"},
        "Acme: 2 answers, ",
    ),
    "ratings": (
        {
            "facts/data": ["public"],
            "weigh/way": "rate",
            "weigh/agree": "leave",
            **{f"weigh/rate/{priority}": rating for priority, rating in RATED.items()},
        },
        "Acme: 1 answer, 2 ratings, ",
    ),
}


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    folder = tmp_path / "llmchoice" / "drafts"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("case", COUNTED)
def test_a_draft_is_listed_with_the_answers_and_ratings_given(
    case: str, run: Run, state: Path
) -> None:
    replies, words = COUNTED[case]
    entries = [{"key": key, "reply": reply} for key, reply in replies.items()]
    record: dict[str, object] = {"schema": 1, "criteria": "0" * 64}
    record["entries"] = [{"key": "organisation", "reply": "Acme"}, *entries]
    (state / "acme-1.json").write_text(json.dumps(record), encoding="utf-8")
    assert run("drafts", "list").stdout.startswith(f"acme-1  {words}20")


ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
RECORD = json.dumps({"schema": 1, "criteria": "0" * 64})


def leave(folder: Path) -> None:
    """What runs that were killed may leave: half a save, and locks with and without a draft."""
    (folder / "acme-1.json").write_text(RECORD, encoding="utf-8")
    for name in ("acme-1.lock", "gone-2.lock", *(f".acme-1.json.{n:016x}.part" for n in range(3))):
        (folder / name).write_text("personal data", encoding="utf-8")
    (folder / f".gone-3.json.{7:016x}.part").write_text("personal data", encoding="utf-8")


def test_what_a_killed_run_left_is_told_of_and_goes_with_all_drafts(run: Run, state: Path) -> None:
    leave(state)
    assert "left 5 files beside the drafts" in run("drafts", "list").stderr
    result = run("drafts", "delete", "--all")
    assert result.returncode == 0
    assert list(state.iterdir()) == []


def test_what_was_left_goes_although_there_is_no_draft(run: Run, state: Path) -> None:
    leave(state)
    (state / "acme-1.json").unlink()
    assert run("drafts", "delete", "--all").returncode == 0
    assert list(state.iterdir()) == []


def test_with_a_draft_goes_what_was_left_of_it(run: Run, state: Path) -> None:
    leave(state)
    assert run("drafts", "delete", "acme-1").returncode == 0
    assert not [path.name for path in state.iterdir() if "acme" in path.name]


def test_a_draft_that_is_cut_short_is_said_to_be_damaged_when_it_is_to_go_on(
    run: Run, state: Path
) -> None:
    (state / "acme-1.json").write_text(RECORD[:20], encoding="utf-8")
    done = run("assess", "--resume")
    assert done.returncode == 3
    assert "the draft 'acme-1' cannot be read" in done.stderr
    assert "llmchoice drafts delete acme-1" in done.stderr


def test_looking_at_drafts_leaves_no_file(run: Run, state: Path) -> None:
    (state / "acme-1.json").write_text(RECORD, encoding="utf-8")
    run("drafts", "list")
    assert [path.name for path in state.iterdir()] == ["acme-1.json"]


@ON_POSIX
@pytest.mark.parametrize("kind", ["pipe", "device", "circle", "gone", "huge"])
def test_what_is_no_file_of_usual_size_is_listed_as_unreadable_and_can_be_deleted(
    kind: str, run: Run, state: Path
) -> None:
    path = state / "odd-1.json"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "huge":
        with path.open("wb") as file:
            file.truncate(10**12)
    else:
        path.symlink_to({"device": "/dev/zero", "circle": path.name, "gone": "nowhere"}[kind])
    listed = run("drafts", "list")
    assert listed.returncode == 0
    assert "cannot be read" in listed.stdout
    assert run("drafts", "show", "odd-1").returncode == 3
    assert run("drafts", "delete", "--all").returncode == 0
    assert list(state.iterdir()) == []


@pytest.mark.parametrize("way", ["priorities", "points", "comparisons"])
def test_an_empty_way_of_stating_priorities_in_an_edited_draft_states_none(
    way: str, run: Run, state: Path
) -> None:
    record = {**json.loads(RECORD), "base": {"organisation": "Acme", way: {}}}
    record["entries"] = [{"key": "organisation", "reply": "Acme"}]
    (state / "acme-1.json").write_text(json.dumps(record), encoding="utf-8")
    shown = run("drafts", "show", "acme-1")
    assert shown.returncode == 0
    assert f"{way}:" not in shown.stdout
    assert run("assess", "--draft", "acme-1", "--no-input").returncode == 4
