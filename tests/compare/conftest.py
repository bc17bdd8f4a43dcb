"""Profiles in files, and the command line: in this process, or in one of its own."""

import errno
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO

import pytest
import yaml
from tests import forked
from tests.cli.conftest import Run, _in_an_empty_folder, environment
from tests.cli.conftest import run as command_line

from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.folders import packaged
from llmchoice.model.knowledge import KnowledgeBase

__all__ = ["_in_an_empty_folder", "command_line", "environment"]

Write = Callable[..., str]
Begin = Callable[..., "subprocess.Popen[str]"]
Opened = Callable[..., IO[str]]
PATIENCE = 30
"""Seconds."""


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return load_criteria()


@pytest.fixture
def write() -> Write:
    """Writes the packaged start-up's profile to a file, with parts replaced."""
    text = (packaged("profiles") / "startup.yaml").read_text(encoding="utf-8")
    startup = yaml.safe_load(text)

    def put(name: str, answers: dict[str, object] | None = None, **parts: object) -> str:
        whole = startup | parts | {"answers": startup["answers"] | (answers or {})}
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(yaml.safe_dump(whole, sort_keys=False), encoding="utf-8")
        return name

    return put


@pytest.fixture
def nothing_left(write: Write) -> str:
    """A file with a profile under which every option is ruled out."""
    return write(
        "nothing-left.yaml",
        {
            "data": "secret",
            "data-location": "premises",
            "hardware": "no-budget",
            "regimes": "defence-rules",
        },
    )


@pytest.fixture
def run(command_line: Run) -> Run:
    """`llmchoice compare` in this process; no stream is a terminal."""
    return partial(command_line, "compare")


@pytest.fixture
def begin(environment: dict[str, str]) -> Iterator[Begin]:
    """Starts `llmchoice compare` in a process of its own, in a process group of its own."""
    begun: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> "subprocess.Popen[str]":
        # Under nohup it would be ignored, and so it would in what is started here.
        before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
        process = subprocess.Popen(
            [*forked.COMMAND, "compare", *arguments],
            env=environment,
            preexec_fn=forked.program(("compare", *arguments), environment),  # noqa: PLW1509 - as in forked.run
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        signal.signal(signal.SIGHUP, before)
        begun.append(process)
        return process

    yield start
    for process in begun:
        # The whole group: a process that is left would keep its streams open, and us waiting.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)


@pytest.fixture
def read_by() -> Opened:
    """Opens a pipe that a process reads, or fails with what the process said instead."""

    def opened(name: str, process: "subprocess.Popen[str]") -> IO[str]:
        return os.fdopen(_opened(name, process), "w", encoding="utf-8")

    return opened


def _opened(name: str, process: "subprocess.Popen[str]") -> int:
    """A pipe, once somebody reads it: to open it otherwise waits, for ever where nobody comes."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            number = os.open(name, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            time.sleep(0.02)
            continue
        os.set_blocking(number, True)
        return number
    process.kill()
    pytest.fail(f"nobody reads {name}; the program said: {process.communicate()[1]}")
