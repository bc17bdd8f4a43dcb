"""What is kept after the report: new files, never one that was there before."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from tests.questionnaire.person import BACK, Person, Replies

from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Asker
from llmchoice.questionnaire.closing import Report, close
from llmchoice.questionnaire.terminal import TerminalAsker

DOWN, UP, ENTER, CTRL_U = "\x1b[B", "\x1b[A", "\r", "\x15"
SAVE, LEAVE = DOWN + ENTER, UP + ENTER
ACME = Profile(organisation="Åcme & Söns [bold]", answers={"place": "inside"})
WHAT, NAME = "What do you want to save?", "Which file name?"
DROP = "Your answers are not saved anywhere else. Discard them?"
SCHEMA = "llmchoice-profile.schema.json"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def closed(asker: Asker, kb: KnowledgeBase, profile: Profile = ACME) -> Path | None:
    reports = [
        Report("markdown", ".md", "for a board", lambda path: f"# {path.name}\n"),
        Report("madr", ".madr.md", "for docs", lambda _: "record\n"),
    ]
    return close(asker, kb, profile, reports, lambda: '{"title": "Profile"}\n')


def written(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_the_name_is_made_from_the_organisation(kb: KnowledgeBase, keys: PipeInput) -> None:
    keys.send_text(SAVE + ENTER + LEAVE)

    path = closed(TerminalAsker(), kb)

    assert path == Path("acme-sons-bold.yaml")
    text = path.read_text(encoding="utf-8")
    assert read_profile(kb, text, str(path)) == ACME
    first, *rest = text.splitlines()
    assert first == f"# yaml-language-server: $schema={SCHEMA}"
    assert rest[1] == "# Assess them with: llmchoice assess acme-sons-bold.yaml"
    assert json.loads(Path(SCHEMA).read_text(encoding="utf-8")) == {"title": "Profile"}


@pytest.mark.parametrize(
    ("organisation", "file"),
    [
        ("Ørsted", "orsted.yaml"),
        ("Łódź", "lodz.yaml"),
        ("Žižkov", "zizkov.yaml"),
        ("Газпром", "gazprom.yaml"),
        ("東京 🚀 Lab", "dongjing-lab.yaml"),
        ("مصر", "msr.yaml"),
        ("🚀🏢", "profile.yaml"),
    ],
)
def test_a_name_in_any_script_gives_a_file_name_that_can_be_read(
    organisation: str, file: str, kb: KnowledgeBase, keys: PipeInput
) -> None:
    keys.send_text(SAVE + ENTER + LEAVE)
    profile = ACME.model_copy(update={"organisation": organisation})
    assert closed(TerminalAsker(), kb, profile) == Path(file)
    assert read_profile(kb, Path(file).read_text(encoding="utf-8"), file) == profile


def test_a_file_that_exists_is_left_alone(
    kb: KnowledgeBase, keys: PipeInput, tmp_path: Path
) -> None:
    (tmp_path / "acme-sons-bold.yaml").write_text("precious", encoding="utf-8")
    (tmp_path / SCHEMA).write_text("somebody's own", encoding="utf-8")
    keys.send_text(SAVE + ENTER + CTRL_U + "new" + ENTER + LEAVE)

    assert closed(TerminalAsker(), kb) == Path("new.yaml")
    found = written(tmp_path)
    assert found.pop("new.yaml").startswith("# yaml-language-server: $schema=new.schema.json\n")
    assert found == {
        "acme-sons-bold.yaml": "precious",
        SCHEMA: "somebody's own",
        "new.schema.json": '{"title": "Profile"}\n',
    }


@pytest.mark.skipif("sys.platform == 'win32'", reason="links need a privilege there")
def test_a_link_in_the_way_of_the_schema_is_not_followed(kb: KnowledgeBase, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / SCHEMA).symlink_to(elsewhere)
    os.mkfifo(tmp_path / "a.schema.json")
    person = Person({WHAT: ["save", "leave"], NAME: ["a"]})

    closed(person, kb)

    assert not elsewhere.exists()
    assert "yaml-language-server" not in Path("a.yaml").read_text(encoding="utf-8")


def test_the_schema_is_shared_by_the_profiles_of_a_folder(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    person = Person({WHAT: ["save", "save", "leave"], NAME: ["one", "two"]})

    assert closed(person, kb) == Path("two.yaml")
    assert sorted(written(tmp_path)) == [SCHEMA, "one.yaml", "two.yaml"]


@pytest.mark.parametrize(
    ("what", "name"),
    [
        (["leave"], []),
        (["save", "leave"], [""]),
        (["save", "leave"], [BACK]),
        (["save", "leave"], ["no/folder/x", ""]),
        (["save", "leave"], ["~nobody-at-all/x.yaml", ""]),
        (["markdown", "leave"], [""]),
        ([BACK, "leave"], []),
    ],
)
def test_nothing_is_written_that_is_not_wanted(
    kb: KnowledgeBase, tmp_path: Path, what: list[str], name: list[str]
) -> None:
    replies: Replies = {WHAT: list(what), NAME: list(name), DROP: ["leave"]}

    assert closed(Person(replies), kb) is None
    assert written(tmp_path) == {}


@pytest.mark.parametrize(
    ("name", "file"), [("a.yml", "a.yml"), ("a.b", "a.b.yaml"), (" a ", "a.yaml"), ("./", "x.yaml")]
)
def test_the_suffix_is_added(kb: KnowledgeBase, name: str, file: str) -> None:
    person = Person({WHAT: ["save", "leave"], NAME: [name, "x"]})

    assert closed(person, kb) == Path(file)


def test_another_kind_of_file_is_not_made_by_its_name(kb: KnowledgeBase, tmp_path: Path) -> None:
    names = ["memo.pdf", "memo", "a.docx", "a"]
    person = Person({WHAT: ["markdown", "save", "leave"], NAME: names})

    closed(person, kb)

    assert sorted(written(tmp_path)) == ["a.yaml", SCHEMA, "memo.md"]
    assert person.hears("ends in .pdf would be of another kind: end the name with .md, or leave it")
    assert person.hears("end the name with .yaml or .yml")


def test_reports_are_written_as_often_as_wanted(kb: KnowledgeBase, tmp_path: Path) -> None:
    replies: Replies = {NAME: ["memo", "0007"], DROP: ["save", "leave"]}
    person = Person({WHAT: ["markdown", "madr", "leave", "leave"], **replies})

    assert closed(person, kb) is None
    assert written(tmp_path) == {"memo.md": "# memo.md\n", "0007.madr.md": "record\n"}
    assert person.default_of(NAME) == ["acme-sons-bold.md", "acme-sons-bold.madr.md"]
    # Answers that are kept nowhere are dropped only when that is said twice.
    assert person.asked.count(WHAT) == 4


def test_what_was_saved_is_said_and_can_be_saved_again(kb: KnowledgeBase) -> None:
    person = Person({WHAT: ["save", "leave"], NAME: ["a"]})

    closed(person, kb)

    assert person.hears("wrote a.yaml")
    assert person.hears(f"and next to it {SCHEMA}")
    assert [picks[-1].text for picks in person.picks if picks] == [
        "nothing: discard the answers",
        "nothing more: finish",
    ]
