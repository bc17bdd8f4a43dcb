"""Runs the program: in this process for speed, or in a process of its own where that matters."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests import forked

from llmchoice.__main__ import main

Run = Callable[..., CompletedProcess[str]]
PINNED_TOO = Path(__file__).parents[1] / "pinned" / "site"
"""What makes a process of its own read the pinned criteria."""
SAID_BY_THE_TERMINAL = (
    "NO_COLOR",
    "FORCE_COLOR",
    "TERM",
    "COLUMNS",
    "LLMCHOICE_DEBUG",
    "PYTHONUNBUFFERED",
)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in SAID_BY_THE_TERMINAL:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line in this process; neither stream is a terminal."""

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


@pytest.fixture
def environment() -> dict[str, str]:
    """What a process of its own needs to find this source tree, and nothing of a terminal.

    It writes no bytecode: one that may write little, or is killed, would leave half a file.
    """
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    paths = os.pathsep.join([str(PINNED_TOO), *sys.path])
    return {**kept, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture
def program(environment: dict[str, str]) -> Run:
    """The command line in a process of its own. Keywords go to subprocess.run.

    It is a copy of this one, unless `anew` asks for a Python that is started for it.
    """

    def start(
        *arguments: str | Path,
        env: dict[str, str] | None = None,
        anew: bool = False,
        **keywords: object,
    ) -> CompletedProcess[str]:
        given: dict[str, object] = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "encoding": "utf-8",
            **keywords,
        }
        if "input" in given:
            del given["stdin"]
        whole = environment | (env or {})
        if not anew:
            return forked.run(*arguments, env=whole, timeout=60, **given)  # type: ignore[arg-type] # keywords are the caller's
        done: CompletedProcess[str] = subprocess.run(  # type: ignore[call-overload] # keywords are the caller's
            [*forked.COMMAND, *map(str, arguments)], env=whole, check=False, timeout=60, **given
        )
        return done

    return start


@pytest.fixture
def startup() -> str:
    """A complete profile, whose verdict is `closed`."""
    path = Path(__file__).parents[1] / "pinned" / "profiles" / "startup.yaml"
    return path.read_text(encoding="utf-8")


@pytest.fixture
def nothing_left() -> str:
    """A profile under which every option is ruled out."""
    return """
organisation: Nothing left
ranking: [privacy, compliance, budget, customisation, expertise, capability, independence]
answers: {data: secret, data-location: premises, regimes: defence-rules, audit: exact-years,
  task: skilled, own-test: unknown, breadth: one-task, customisation: prompting, deadline: year,
  monthly-tokens: 1_000_000, traffic: steady, hardware: no-budget, team-skills: app-developers,
  support: ourselves, latency: relaxed, availability: best-effort, criticality: helpful,
  exit: wait, licence: plain-use}
"""
