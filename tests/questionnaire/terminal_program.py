"""A program that asks once on a real terminal, to be driven and looked at."""

import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

import pexpect

PROGRAM = """
import sys
from llmchoice.cli.streams import run_with_streams
from llmchoice.questionnaire.asker import Pick, Prompt
from llmchoice.questionnaire.terminal import TerminalAsker

def body():
    asker = TerminalAsker.on_stderr()
    picks = [Pick("a", "first"), Pick("b", "second")]
    prompt = Prompt("Which?", why=lambda: ["Because."])
    try:
        match sys.argv[1]:
            case "one": asker.pick(prompt, picks)
            case "text": asker.text(prompt, lambda _: None)
            case "share": asker.share(prompt, picks, total=100)
    except BaseException as error:
        print("ended by", type(error).__name__, error, flush=True)
        raise
    finally:
        # Somebody looks at the terminal now.
        sys.stdin.readline()
    return 0

run_with_streams(body)
"""
ENVIRONMENT = {
    **os.environ,
    "TERM": "xterm",
    "PYTHONPATH": os.pathsep.join(sys.path),
    "PROGRAM": PROGRAM,
}


@contextmanager
def asking(
    kind: str, *, size: tuple[int, int] = (24, 80), env: Mapping[str, str] = MappingProxyType({})
) -> Iterator[tuple["pexpect.spawn[str]", io.StringIO]]:
    """The program in a terminal of so many rows and columns, and all that it sends."""
    child = pexpect.spawn(
        sys.executable,
        ["-c", PROGRAM, kind],
        env={**ENVIRONMENT, **env},
        dimensions=size,
        encoding="utf-8",
        timeout=15,
    )
    seen = child.logfile_read = io.StringIO()
    try:
        yield child, seen
    finally:
        child.close(force=True)
