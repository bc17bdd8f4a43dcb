"""Files are written whole or not at all."""

import errno
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from llmchoice.errors import LlmchoiceError, usage_error

_PRIVATE = 0o600
_PART = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{16}\.part", re.DOTALL)
_LONGEST = 80
"""Characters of a file's name that the name of its part has."""


def write_whole(path: Path, content: str | bytes, *, force: bool, private: bool = False) -> None:
    """Write text as UTF-8, or bytes, so that a failure at any moment leaves an old file as it was.

    A link is kept and what it points to is replaced; a device or a pipe is written to as it is,
    for there is nothing in it to lose.

    Args:
        path: its name.
        content: all of it.
        force: whether a file of that name is replaced.
        private: whether nobody but its owner may read it, whatever an old file allowed.

    Raises:
        LlmchoiceError: when the file exists and force is not set, or cannot be written.
    """
    with writing_whole(path, force=force, private=private) as file:
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
def writing_whole(path: Path, *, force: bool, private: bool = False) -> Iterator[WholeFile]:
    """A file to write to in many pieces, whole or not at all as in `write_whole`.

    When the block ends in an exception, an old file is as it was and nothing else is left. What a
    run that was killed left of the same file is removed.

    Raises:
        LlmchoiceError: when the file exists and force is not set, or cannot be written.
    """
    with _saying(path):
        check_target(path, force=force)
        streams = is_stream(path)
        target = path if streams else _end_of_links(path)
        # A name beside the file, that nobody else has.
        own = f".{target.name[:_LONGEST]}.{os.urandom(8).hex()}.part"
        spare = path if streams else target.with_name(own)
        if not streams:
            remove_parts(target)
    opened = ExitStack()
    try:
        # From its first moment on the file is one that is removed: a signal may come at once.
        with _saying(path):
            binary = opened.enter_context(path.open("wb") if streams else _held(spare))
            file = opened.enter_context(
                TextIOWrapper(binary, "utf-8", newline="\n", line_buffering=streams)
            )
        yield WholeFile(path, file)
        with _saying(path):
            file.flush()
            if not streams:
                os.fsync(file.fileno())
                if os.name == "nt":  # an open file has its name for good there
                    file.close()
                if not private:
                    with suppress(OSError):  # not every file system knows modes
                        spare.chmod(_mode_of(target))
                _name(spare, target, force=force)
    finally:
        with suppress(OSError):
            opened.close()
        if not streams:
            with suppress(OSError):
                spare.unlink()


def parts(folder: Path) -> dict[Path, str]:
    """What runs that were killed left in a folder, by the beginning of the name it was to have.

    A part that a run still writes to is none of them.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        leftovers = [
            (Path(entry.path), match["name"])
            for entry in entries
            if (match := _PART.fullmatch(entry.name)) and entry.is_file(follow_symlinks=False)
        ]
        return {part: name for part, name in sorted(leftovers) if not _is_held(part)}
    return {}


def remove_parts(path: Path) -> None:
    """Remove what runs that were killed left of a file, as far as that is allowed."""
    for part, name in parts(path.parent).items():
        if name == path.name[:_LONGEST]:
            with suppress(OSError):
                part.unlink()


def _end_of_links(path: Path) -> Path:
    """The file that a name leads to, whether there is one yet or not."""
    # Path.resolve differs between versions of Python where links run in a circle.
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return target


def _held(spare: Path) -> BinaryIO:
    """A new file that only its owner may read, held as long as it is open."""
    while True:
        descriptor = os.open(spare, os.O_CREAT | os.O_EXCL | os.O_RDWR | _BINARY, _PRIVATE)
        _lock(descriptor)
        if os.fstat(descriptor).st_nlink:
            return os.fdopen(descriptor, "wb")
        os.close(descriptor)  # between the two, another run took it for one that was left


def _is_held(part: Path) -> bool:
    """Whether a run that has not ended writes to a part."""
    try:
        descriptor = os.open(part, os.O_RDWR | _BINARY)
    except OSError:
        return True
    try:
        return not _lock(descriptor)
    finally:
        os.close(descriptor)


_BINARY = getattr(os, "O_BINARY", 0)


def _lock(descriptor: int) -> bool:
    """Hold a file until it is closed; whether nobody else does."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows, where an open file cannot be removed

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        return True
    except OSError as error:
        # Some file systems have no locks: then it may be in use.
        return error.errno not in {errno.EWOULDBLOCK, errno.EACCES, errno.ENOLCK, errno.ENOTSUP}
    return True


def _mode_of(target: Path) -> int:
    """What an old file allows, else what a new one would."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


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
        message = f"cannot write {path}: {error.strerror or error}"
        if is_stream(path):
            raise usage_error(message, fix="write to a file instead") from error
        raise usage_error(
            message,
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
    leads = os.path.islink(path)  # noqa: PTH114 - never raises
    folder = Path(os.path.realpath(path)).parent if leads else path.parent
    if not os.path.isdir(folder):  # noqa: PTH112 - never raises
        raise usage_error(
            f"there is no folder {folder}",
            why=f"{path} is a link to a file in it" if leads else None,
            fix="create it, or choose another",
        )


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


def _name(spare: Path, path: Path, *, force: bool) -> None:
    """Give what was written its name."""
    if force:
        spare.replace(path)
        return
    try:
        # A hard link refuses an existing name: no other program's file is lost in between.
        path.hardlink_to(spare)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no hard links: the next best thing is to look first.
        if path.exists():
            raise FileExistsError(path) from None
        spare.replace(path)
