"""`trial new` writes what `trial run` reads; mistakes in trial.yaml are told with their place."""

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
