"""Members of a made-up clinic, and the command line in this process."""

import gc
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from llmchoice.__main__ import main
from llmchoice.engine.panel import Member
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Profile

Run = Callable[..., CompletedProcess[str]]
CLINIC = ("clinic-ciso", "clinic-cfo", "clinic-cto")
SAID_BY_THE_TERMINAL = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "LLMCHOICE_DEBUG")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in SAID_BY_THE_TERMINAL:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return load_criteria()


@pytest.fixture(scope="session")
def clinic(kb: KnowledgeBase) -> tuple[Member, ...]:
    """The three packaged members."""
    return tuple(Member(name, read_profile(kb, text_of(name), name)) for name in CLINIC)


@pytest.fixture(scope="session")
def member(kb: KnowledgeBase) -> Callable[..., Member]:
    """A member with the answers of the start-up, but for those that are given."""
    startup = read_profile(kb, text_of("startup"), "startup")

    def make(
        name: str, say: float = 1, *, answers: dict[str, Answer] | None = None, **more: object
    ) -> Member:
        given: dict[str, object] = {
            "organisation": "Made up",
            "answers": {**startup.answers, **(answers or {})},
            **more,
        }
        if not {"priorities", "points", "ranking", "comparisons"} & given.keys():
            given["priorities"] = startup.priorities
        return Member(name, Profile.model_validate(given), say)

    return make


def text_of(name: str) -> str:
    return (packaged("profiles") / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line; neither stream is a terminal."""

    def start(*arguments: str | Path, stdin: bytes = b"") -> CompletedProcess[str]:
        out, err = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
        words = [str(argument) for argument in arguments]
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["llmchoice", *words])
            patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin), encoding="utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as end:
                main()
        gc.enable()  # the program turns it off: it never lives long
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
