"""Files are written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from llmchoice.errors import LlmchoiceError, usage_error


def write_whole(path: Path, text: str, *, force: bool) -> None:
    """Write text as UTF-8 so that a failure at any moment leaves an old file as it was.

    A link is kept and what it points to is replaced; a device or a pipe is written to as it is,
    for there is nothing in it to lose.

    Raises:
        LlmchoiceError: when the file exists and force is not set, or cannot be written.
    """
    try:
        check_target(path, force=force)
        if is_stream(path):
            path.write_text(text, encoding="utf-8", newline="\n")
        else:
            _replace(path.resolve(), text, force=force)
    except FileExistsError as error:
        raise _in_the_way(path) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise usage_error(
            f"cannot write {path}: {reason}",
            why="nothing was written; an existing file is as it was",
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
        raise usage_error(f"there is no folder {path.parent}", fix="make it, or choose another")


def is_stream(path: Path) -> bool:
    """Whether a name stands for a device or a pipe, such as /dev/stdout."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)  # noqa: PTH110, PTH112, PTH113 - never raise


def _in_the_way(path: Path) -> LlmchoiceError:
    return usage_error(
        f"{path} exists already", fix="add --force to replace it, or choose another name"
    )


def _replace(path: Path, text: str, *, force: bool) -> None:
    spare = path.with_name(f".{path.name[:80]}.{os.urandom(4).hex()}.part")
    try:
        _write_spare(spare, text, like=path if force else None)
        if force:
            spare.replace(path)
        else:
            # A hard link refuses an existing name: no other program's file is lost in between.
            _link(spare, path)
    finally:
        with suppress(OSError):
            spare.unlink()


def _write_spare(spare: Path, text: str, *, like: Path | None) -> None:
    with spare.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if like is not None and like.is_file():
        spare.chmod(like.stat().st_mode & 0o777)


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
