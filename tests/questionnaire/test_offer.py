"""The offer to save: a new file, never one that was there before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.offer import offer_to_save
from llmchoice.questionnaire.terminal import TerminalAsker

DOWN, ENTER, CTRL_U = "\x1b[B", "\r", "\x15"
ACME = Profile(organisation="Åcme & Söns [bold]", answers={"place": "inside"})


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeInput]:
    monkeypatch.chdir(tmp_path)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def test_the_name_is_made_from_the_organisation(kb: KnowledgeBase, keys: PipeInput) -> None:
    keys.send_text(ENTER + ENTER)

    path = offer_to_save(TerminalAsker(), kb, ACME)

    assert path == Path("acme-sons-bold.yaml")
    assert read_profile(kb, path.read_text(encoding="utf-8"), str(path)) == ACME


def test_a_file_that_exists_is_left_alone(
    kb: KnowledgeBase, keys: PipeInput, tmp_path: Path
) -> None:
    old = tmp_path / "acme-sons-bold.yaml"
    old.write_text("precious", encoding="utf-8")
    keys.send_text(ENTER + ENTER + CTRL_U + "new" + ENTER)

    assert offer_to_save(TerminalAsker(), kb, ACME) == Path("new.yaml")
    assert old.read_text(encoding="utf-8") == "precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == [old.name, "new.yaml"]


@pytest.mark.parametrize(
    "typed",
    [DOWN + ENTER, ENTER + CTRL_U + ENTER, ENTER + CTRL_U + "no/folder/x" + ENTER + CTRL_U + ENTER],
)
def test_nothing_is_saved_that_is_not_wanted(
    kb: KnowledgeBase, keys: PipeInput, tmp_path: Path, typed: str
) -> None:
    keys.send_text(typed)

    assert offer_to_save(TerminalAsker(), kb, ACME) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "file"), [("a.yml", "a.yml"), ("a.b", "a.b.yaml"), (" a ", "a.yaml"), ("./", "x.yaml")]
)
def test_the_suffix_is_added(kb: KnowledgeBase, keys: PipeInput, name: str, file: str) -> None:
    keys.send_text(ENTER + CTRL_U + name + ENTER + CTRL_U + "x" + ENTER)

    assert offer_to_save(TerminalAsker(), kb, ACME) == Path(file)
