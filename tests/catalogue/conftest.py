"""The packaged catalogue, copies of it to spoil, and the command line in a home of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.cli.conftest import Run
from tests.cli.conftest import run as command_line

from llmchoice import places
from llmchoice.catalogue import load
from llmchoice.catalogue.load import load_catalogue
from llmchoice.catalogue.store import current_store
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.collection import Catalogue
from llmchoice.model.knowledge import KnowledgeBase

__all__ = ["command_line"]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def kb() -> KnowledgeBase:
    return load_criteria()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the data, to be spoilt."""
    return Path(shutil.copytree(load.DATA, tmp_path / "data"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where refreshed prices go, in place of the home of whoever runs the tests."""
    monkeypatch.setattr(places, "user_data_path", lambda name: tmp_path / "home" / name)
    return tmp_path / "home" / "llmchoice"


@pytest.fixture
def run(
    command_line: Run, monkeypatch: pytest.MonkeyPatch, home: Path, tmp_path: Path
) -> Iterator[Run]:
    """The command line in this process, each time as a program that has read nothing yet."""
    assert not home.exists()
    monkeypatch.chdir(tmp_path)

    def start(*words: str) -> CompletedProcess[str]:
        current_store.cache_clear()
        return command_line(*words)

    yield start
    current_store.cache_clear()
