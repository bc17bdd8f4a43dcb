"""The program as a process of its own that need not import: it begins as a copy of this one.

Its streams, folder, environment, terminal, signals and exit code are real, and most of its time is
saved. What Python does when it starts is not in it: a test of that starts a Python.
"""

import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from subprocess import CompletedProcess
from typing import Any

import llmchoice
from llmchoice.__main__ import main
from llmchoice.knowledge import folders
from llmchoice.model.base import Frozen

Before = Callable[[], None]
COMMAND = (sys.executable, "-m", "llmchoice")
PINNED = Path(__file__).parent / "pinned"
SHIPPED = Path(llmchoice.__file__).parents[2]
_MOST_FILES = 4096


def run(
    *words: str | Path,
    env: Mapping[str, str] | None = None,
    before: Before | None = None,
    **keywords: Any,  # noqa: ANN401 - what subprocess.run takes
) -> CompletedProcess[Any]:
    """The program with these words. Keywords go to `subprocess.run`.

    Args:
        words: those of the command line.
        env: the environment; without it, that of this process.
        before: what the process does before the program begins. It needs a system that copies.
        keywords: for `subprocess.run`.
    """
    environment = dict(os.environ if env is None else env)
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        env=environment,
        check=keywords.pop("check", False),
        preexec_fn=program(words, environment, before),
        **keywords,
    )


def program(
    words: Sequence[str | Path], env: Mapping[str, str], before: Before | None = None
) -> Before | None:
    """What `subprocess` and `pexpect` are to call as `preexec_fn`, in place of `COMMAND`.

    None where the system cannot copy a process: then they start what they are told to.
    """
    if not hasattr(os, "fork"):
        return None
    _made_ready()

    def begin() -> None:
        code = 1
        try:
            if before is not None:
                before()
            code = _run(["llmchoice", *map(str, words)], env)
        except BaseException:  # noqa: BLE001 - nothing of this process may go on in its copy
            traceback.print_exc()
        finally:
            os._exit(code)

    return begin


@cache
def _made_ready() -> None:
    """Import all there is and build every type: each copy has it then, and builds none again."""
    for module in walk_packages(llmchoice.__path__, "llmchoice."):
        if not module.name.endswith(".__main__"):
            import_module(module.name)
    for kind in _below(Frozen):
        kind.model_rebuild()


def _below(kind: type[Frozen]) -> Iterator[type[Frozen]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def _run(words: list[str], env: Mapping[str, str]) -> int:
    os.closerange(3, _MOST_FILES)  # one of them tells the caller that the program has begun
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for received in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(received, signal.SIG_IGN)
    for received in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(received, signal.SIG_DFL)
    sys.dont_write_bytecode = True  # one that may write little would leave half a file
    os.environ.clear()
    os.environ.update(env)
    is_pinned = str(PINNED / "site") in env.get("PYTHONPATH", "")
    folders.ROOTS = (PINNED if is_pinned else SHIPPED,)
    sys.argv = words
    encoding = env.get("PYTHONIOENCODING", "utf-8")
    for name, descriptor, mode, errors in (
        ("stdin", 0, "r", "strict"),
        ("stdout", 1, "w", "strict"),
        ("stderr", 2, "w", "backslashreplace"),
    ):
        stream = None  # as Python has it where the stream is closed
        with suppress(OSError):
            stream = open(descriptor, mode, encoding=encoding, errors=errors)  # noqa: PTH123, SIM115 - no path, no end
        setattr(sys, name, stream)
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    try:
        for output in filter(None, (sys.stdout, sys.stderr)):
            output.flush()
    except OSError:
        code = 120
    return code
