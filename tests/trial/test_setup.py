"""`trial new` writes what `trial run` reads; mistakes in trial.yaml are told with their place."""

import os
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from tests.cli.conftest import Run

from llmchoice.errors import LlmchoiceError
from llmchoice.model.option import Side
from llmchoice.model.trial import Mark, Scale, Setup
from llmchoice.trial.folder import read_cases, read_setup


def test_a_new_folder_can_be_read_as_it_is(run: Run) -> None:
    ran = run("trial", "new", "mine")
    assert ran.returncode == 0, ran.stderr
    setup = read_setup(Path("mine"))
    assert {candidate.side for candidate in setup.candidates} == set(Side)
    cases = read_cases(Path("mine") / setup.cases)
    assert len(cases) == 3
    data = yaml.safe_load(Path("mine/trial.yaml").read_text(encoding="utf-8"))
    jsonschema.validate(data, Setup.model_json_schema())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("name", ["trial.yaml", "cases.csv"])
@pytest.mark.parametrize("kind", ["pipe", "link to a pipe", "link to a device", "folder"])
@pytest.mark.parametrize("command", ["score", "run", "import", "judge"])
def test_what_is_no_file_in_its_folder_is_never_waited_for(
    run: Run, name: str, kind: str, command: str
) -> None:
    assert run("trial", "new", "mine").returncode == 0
    path = Path("mine") / name
    path.unlink()
    if kind == "folder":
        path.mkdir()
    elif kind == "link to a device":
        path.symlink_to("/dev/zero")
    else:
        os.mkfifo("pipe" if kind == "link to a pipe" else path)
        if kind == "link to a pipe":
            path.symlink_to(Path("pipe").resolve())
    Path("marks.csv").write_text("case,answer\n", encoding="utf-8")
    given = ["marks.csv", "mine"] if command == "import" else ["mine"]
    ran = run("trial", command, *given)
    assert ran.returncode == 3, ran.stderr
    assert ran.stderr.startswith(f"error: this is no file ({path})\n"), ran.stderr


def test_nothing_that_is_there_is_replaced(run: Run) -> None:
    Path("mine").mkdir()
    Path("mine/trial.yaml").write_text("mine", encoding="utf-8")
    ran = run("trial", "new", "mine")
    assert ran.returncode == 2
    assert "is there already" in ran.stderr
    assert [path.name for path in Path("mine").iterdir()] == ["trial.yaml"]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("side: closed", "side: open", "at least one must be open and one closed"),
        ("id: closed-one", "id: open-one", "the id open-one is there twice"),
        ("side: closed", "side: shut", "there is no 'shut'"),
        ("http://localhost:8080/v1", "localhost:8080", "must be an address such as"),
        ("https://api.", "https://user:secret@api.", "must be an address such as"),
        ("localhost:8080/v1", "localhost:99999/v1", "must be an address such as"),
        ("http://localhost:8080/v1", "'http://[::1/v1'", "must be an address such as"),
        ("{max_tokens: 1000}", "{stream: true}", "may not hold stream"),
        ("passes: usable-after-edits", "passes: fine", "there is no 'fine'"),
        ("currency: USD", "currency: dollars", "must be the code of a currency"),
        ("budget: 5", "budjet: 5", "unknown key 'budjet'"),
    ],
)
def test_a_mistake_is_told_with_its_place(run: Run, old: str, new: str, what: str) -> None:
    run("trial", "new", "mine")
    path = Path("mine/trial.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LlmchoiceError) as refused:
        read_setup(Path("mine"))
    problem = refused.value.problems[0]
    assert what in problem.message
    assert problem.place is not None
    assert problem.place.line is not None


@pytest.mark.parametrize("key", ["sk-proj-AbC123", "gsk_aBcDeF123", "hf_xyz"])
def test_a_key_in_place_of_its_name_is_refused_and_not_repeated(run: Run, key: str) -> None:
    run("trial", "new", "mine")
    path = Path("mine/trial.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("CLOSED_ONE_KEY", key), encoding="utf-8")
    with pytest.raises(LlmchoiceError, match="never the key itself") as refused:
        read_setup(Path("mine"))
    assert key not in str(refused.value.problems)


def test_a_mark_passes_from_the_least_that_passes_on() -> None:
    passed = {least: {mark for mark in Mark if Scale(passes=least).passed(mark)} for least in Mark}
    assert passed[Mark.USABLE] == {Mark.USABLE}
    assert passed[Mark.AFTER_EDITS] == {Mark.USABLE, Mark.AFTER_EDITS}
