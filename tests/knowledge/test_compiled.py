"""What a wheel holds as JSON is what its YAML files hold, and every mistake keeps its place."""

from pathlib import Path

import pytest

from llmchoice.catalogue.load import DATA, load_catalogue
from llmchoice.errors import LlmchoiceError, Problem
from llmchoice.knowledge import compiled, document
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.document import parse
from llmchoice.knowledge.folders import packaged

SOURCE = Path(compiled.__file__).parents[1]
QUESTION = """\
questions:
  - id: task
    section: work
    kind: one
    text: t
    why: w
    choices: [{id: routine, text: a}, {id: other, text: b}]
"""


def yaml_files() -> list[Path]:
    return [file for folder in (packaged("criteria"), DATA) for file in folder.rglob("*.yaml")]


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As in a wheel: the file is there."""
    file = tmp_path / "compiled.jsonl"
    file.write_text(compiled.compiled(f.read_text("utf-8") for f in yaml_files()), "utf-8")
    monkeypatch.setattr(compiled, "FILE", file)
    return file


def problems(own: Path) -> list[Problem]:
    with pytest.raises(LlmchoiceError) as raised:
        load_criteria(own)
    return list(raised.value.problems)


def test_a_source_tree_has_no_such_file() -> None:
    assert not (SOURCE / "compiled.jsonl").exists()


@pytest.fixture
def anew(tmp_path: Path) -> Path:
    """A folder that changes nothing. Without any, tests share what was read once."""
    own = tmp_path / "anew"
    own.mkdir()
    (own / "settings.yaml").write_bytes((packaged("criteria") / "settings.yaml").read_bytes())
    return own


def test_every_packaged_file_is_in_it_and_reads_the_same(
    wheel: Path, anew: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(wheel.read_text("utf-8").splitlines()) == len(yaml_files())
    as_json = load_criteria(anew), load_catalogue()
    monkeypatch.setattr(compiled, "FILE", wheel.with_name("none"))
    assert as_json == (load_criteria(anew), load_catalogue())


@pytest.mark.usefixtures("wheel")
def test_with_it_no_yaml_is_read(anew: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def parsed(text: str, file: str, *, layer: int = 0) -> document.Document:
        read.append(file)
        return parse(text, file, layer=layer)

    for module in (compiled, document):
        monkeypatch.setattr(module, "parse", parsed)
    load_criteria(anew)
    load_catalogue()
    assert read == []


def test_a_packaged_file_of_which_something_is_wrong_is_located_all_the_same(
    tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "questions.yaml").write_text(QUESTION, "utf-8")
    found = problems(own)
    assert any("capability.yaml:" in str(problem.why) for problem in found)
    monkeypatch.setattr(compiled, "FILE", wheel.with_name("none"))
    assert found == problems(own)


@pytest.mark.usefixtures("wheel")
def test_a_file_that_was_changed_is_read_as_what_it_is(tmp_path: Path) -> None:
    text = (packaged("criteria") / "settings.yaml").read_text("utf-8")
    (tmp_path / "settings.yaml").write_text(f"{text}\nclear: 0.97\n", "utf-8")
    with pytest.raises(LlmchoiceError, match="duplicate key 'clear'"):
        load_criteria(tmp_path)


@pytest.mark.parametrize("text", ["", "nonsense", "\0", "{}\n{}"])
def test_a_file_that_is_none_of_ours_changes_nothing(
    text: str, tmp_path: Path, anew: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load_criteria(anew)
    (tmp_path / "compiled.jsonl").write_text(text, "utf-8")
    monkeypatch.setattr(compiled, "FILE", tmp_path / "compiled.jsonl")
    assert load_criteria(anew) == before


@pytest.mark.parametrize(
    "text",
    ["a: 1", "1: 1.0\n2: {x: null}", "- true\n- '1'\n- -0.0\n- 2e3", '"": [[1, 2]]', "a: {'': b}"],
)
def test_json_holds_what_yaml_does(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "compiled.jsonl").write_text(compiled.compiled([text]), "utf-8")
    assert (tmp_path / "compiled.jsonl").stat().st_size
    monkeypatch.setattr(compiled, "FILE", tmp_path / "compiled.jsonl")
    assert repr(compiled.read_packaged(text, "x").data) == repr(parse(text, "x").data)


def test_what_is_wrong_is_left_to_yaml() -> None:
    assert compiled.compiled(["a: 1\na: 2\n", "a: [\n"]) == ""
