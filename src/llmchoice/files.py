"""Files are written whole or not at all."""

import os
import shlex
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path

from llmchoice.errors import LlmchoiceError, usage_error


def write_whole(path: Path, content: str | bytes, *, force: bool) -> None:
    """Write text as UTF-8, or bytes, so that a failure at any moment leaves an old file as it was.

    A link is kept and what it points to is replaced; a device or a pipe is written to as it is,
    for there is nothing in it to lose.

    Raises:
        LlmchoiceError: when the file exists and force is not set, or cannot be written.
    """
    with writing_whole(path, force=force) as file:
        file.write(content)


class WholeFile:
    """A file that is written bit by bit, and takes its name when all of it is there."""

    def __init__(self, path: Path, file: TextIOWrapper) -> None:
        self._path = path
        self._file = file

    def write(self, content: str | bytes) -> None:
        """Add text, or bytes.

        Raises:
            LlmchoiceError: when it cannot be written.
        """
        with _saying(self._path):
            if isinstance(content, bytes):
                self._file.flush()
                self._file.buffer.write(content)
            else:
                self._file.write(content)


@contextmanager
def writing_whole(path: Path, *, force: bool) -> Iterator[WholeFile]:
    """A file to write to in many pieces, whole or not at all as in `write_whole`.

    When the block ends in an exception, an old file is as it was and nothing else is left.

    Raises:
        LlmchoiceError: when the file exists and force is not set, or cannot be written.
    """
    with _saying(path):
        check_target(path, force=force)
        streams = is_stream(path)
        target = path if streams else path.resolve()
        spare = path if streams else _spare(target)
    opened = ExitStack()
    try:
        # From its first moment on the file is one that is removed: a signal may come at once.
        with _saying(path):
            binary = opened.enter_context(spare.open("wb" if streams else "xb"))
            file = opened.enter_context(
                TextIOWrapper(binary, "utf-8", newline="\n", line_buffering=streams)
            )
        yield WholeFile(path, file)
        with _saying(path):
            file.flush()
            if not streams:
                os.fsync(file.fileno())
                file.close()
                _name(spare, target, force=force)
    finally:
        with suppress(OSError):
            opened.close()
        if not streams:
            with suppress(OSError):
                spare.unlink()


@contextmanager
def _saying(path: Path) -> Iterator[None]:
    """Turn what the system refuses into words."""
    try:
        yield
    except FileExistsError as error:
        raise _in_the_way(path) from error
    except BrokenPipeError:
        # The reader has what it wanted: that is no fault, and for the caller to end with.
        raise
    except OSError as error:
        what = f"cannot write {path}: {error.strerror or error}"
        if is_stream(path):
            raise usage_error(what, fix="write to a file instead") from error
        raise usage_error(
            what,
            why="nothing was written; an existing file is unchanged",
            fix="choose a folder that exists, that you may write to, and that has space",
        ) from error


def check_target(path: Path, *, force: bool) -> None:
    """Raise LlmchoiceError when a file, or no folder, is in the way of writing to a path."""
    # os.path, unlike Path, answers no where it may not look.
    if os.path.isdir(path):  # noqa: PTH112 - never raises
        raise usage_error(f"'{path}' is a folder", fix="name a file in it")
    if not force and os.path.exists(path) and not is_stream(path):  # noqa: PTH110 - never raises
        raise _in_the_way(path)
    if not os.path.isdir(path.parent):  # noqa: PTH112 - never raises
        raise usage_error(f"there is no folder {path.parent}", fix="create it, or choose another")


def as_argument(name: str) -> str:
    """A file's name as an argument for a shell, also where it looks like an option."""
    return shlex.quote(f"./{name}" if name.startswith("-") else name)


def is_stream(path: Path) -> bool:
    """Whether a name stands for a device or a pipe, such as /dev/stdout."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)  # noqa: PTH110, PTH112, PTH113 - never raise


def _in_the_way(path: Path) -> LlmchoiceError:
    return usage_error(
        f"{path} exists already", fix="add --force to replace it, or choose another name"
    )


def _spare(path: Path) -> Path:
    """A name beside a file, that nobody else has."""
    return path.with_name(f".{path.name[:80]}.{os.urandom(8).hex()}.part")


def _name(spare: Path, path: Path, *, force: bool) -> None:
    """Give what was written its name."""
    if not force:
        # A hard link refuses an existing name: no other program's file is lost in between.
        _link(spare, path)
        return
    if path.is_file():
        spare.chmod(path.stat().st_mode & 0o777)
    spare.replace(path)


def _link(spare: Path, path: Path) -> None:
    try:
        path.hardlink_to(spare)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no hard links: the next best thing is to look first.
        if path.exists():
            raise FileExistsError(path) from None
        spare.replace(path)
