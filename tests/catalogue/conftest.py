"""The packaged catalogue, copies of it to spoil, and the command line in a home of its own."""

import gc
import shutil
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from llmchoice import places
from llmchoice.__main__ import main
from llmchoice.catalogue import load
from llmchoice.catalogue.load import load_catalogue
from llmchoice.catalogue.store import current_store
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.collection import Catalogue
from llmchoice.model.knowledge import KnowledgeBase

Run = Callable[..., CompletedProcess[str]]


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
def run(monkeypatch: pytest.MonkeyPatch, home: Path, tmp_path: Path) -> Run:
    """The command line in this process, each time as a program that has read nothing yet."""
    assert not home.exists()
    monkeypatch.chdir(tmp_path)

    def start(*words: str) -> CompletedProcess[str]:
        current_store.cache_clear()
        out, err = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["llmchoice", *words])
            patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(), encoding="utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as end:
                main()
        gc.enable()  # the program turns it off: it never lives long
        current_store.cache_clear()
        code = end.value.code
        return CompletedProcess(
            words, code if isinstance(code, int) else 0, stdout=_read(out), stderr=_read(err)
        )

    return start


def _read(stream: TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, BytesIO)
    return buffer.getvalue().decode()
