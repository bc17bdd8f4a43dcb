"""One run of a trial at a time: two would ask, and pay, for the same answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from llmchoice.errors import usage_error

_LOCK = "trial.lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """The only run in a folder until the block ends, also where that is by kill -9.

    Raises:
        LlmchoiceError: exit code 2 where another run has not ended.
    """
    lock = FileLock(folder / _LOCK, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise usage_error(
            "another run of this trial has not ended", fix="wait for it, or stop it"
        ) from error
    except (OSError, NotImplementedError) as error:
        raise usage_error(
            f"cannot write to {folder}: {error}", fix="choose a folder that you may write to"
        ) from error
    try:
        yield
    finally:
        lock.release()
