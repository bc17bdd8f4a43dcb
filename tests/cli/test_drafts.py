"""What is said of unfinished questionnaires: answers and ratings are counted, and nothing else."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
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
