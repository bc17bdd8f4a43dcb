"""Text that is read: of a file, of standard input, and of the profile that a name means."""

import codecs
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from llmchoice.errors import ExitCode, LlmchoiceError, Place, Problem, invalid_error, usage_error
from llmchoice.knowledge.folders import SUFFIXES, packaged, profile_names
from llmchoice.suggest import did_you_mean

LARGEST = 1_000_000
"""Bytes that a YAML file may have: a profile has a few thousand."""

STREAM = "-"
STDIN = "<stdin>"
"""What messages call standard input."""


def read_text(path: Path | None) -> str:
    """The text of a UTF-8 file, or of standard input where there is none.

    Raises:
        LlmchoiceError: exit code 2 when there is no such file, 3 when it cannot be read, when
            what it holds is no text, is empty or is larger than any profile or criteria file.
    """
    text = decode(path, LARGEST)
    if not text.strip():
        fix = "start from 'llmchoice profile new'"
        raise invalid_error("the file is empty", Place(str(path or STDIN)), fix=fix)
    return text


def read_bytes(path: Path | None, most: int) -> bytes:
    """What a file holds, or standard input where there is none: at most one byte beyond `most`.

    Raises:
        LlmchoiceError: exit code 2 when there is no such file, 3 when it cannot be read.
    """
    try:
        if path is None:
            return sys.stdin.buffer.read(most + 1)
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError as error:
        raise _unreadable(
            path, "there is no such file", "check the name", ExitCode.USAGE
        ) from error
    except IsADirectoryError as error:
        raise _unreadable(path, "it is a directory", "name a file in it") from error
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        fix = "name a file, or pipe one in" if path is None else "make the file readable"
        raise _unreadable(path, reason, fix) from error


def decode(path: Path | None, most: int) -> str:
    """The text of a file of so many bytes at most; see read_text. It may be empty."""
    data, name = read_bytes(path, most), str(path or STDIN)
    if len(data) > most:
        message = f"the file is larger than {most:,} bytes"
        raise invalid_error(message, Place(name), fix="is this the file that you meant?")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = "the file is not UTF-8 text but UTF-16"
        raise invalid_error(message, Place(name, 1, 1), fix="save the file as UTF-8")
    data = data.removeprefix(codecs.BOM_UTF8)
    zero = data.find(b"\0")
    if zero >= 0:
        message = "the file is not text: it contains binary data"
        raise invalid_error(message, _place(name, data, zero), fix="give a file of text")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        place = _place(name, data, error.start)
        message, fix = "the file is not UTF-8 text", "save the file as UTF-8"
        raise invalid_error(message, place, fix=fix) from error


def _place(name: str, data: bytes, offset: int) -> Place:
    line = data.count(b"\n", 0, offset) + 1
    before = data[data.rfind(b"\n", 0, offset) + 1 : offset]
    return Place(name, line, len(before.decode(errors="replace")) + 1)


def _unreadable(
    path: Path | None, why: str, fix: str, code: ExitCode = ExitCode.INVALID
) -> LlmchoiceError:
    return LlmchoiceError([Problem(f"cannot read {path or STDIN}: {why}", fix=fix)], code)


@dataclass(frozen=True, slots=True)
class ProfileText:
    """A profile that is still to be read."""

    text: str
    """YAML."""
    file: str
    """What messages call it."""
    packaged: bool = False
    """Whether it is an example that came with the program."""


def find_profile(name: str) -> ProfileText:
    """The file of that name, else the packaged example; `-` is standard input.

    Raises:
        LlmchoiceError: exit code 2 when there is neither, and as for any unreadable file.
    """
    if name == STREAM:
        return ProfileText(read_text(None), STDIN)
    if not name:
        raise usage_error("the profile has no name", fix="name a file, or a packaged example")
    path = Path(name)
    stem = path.stem if path.suffix in SUFFIXES else path.name
    is_example = path.name == name and stem in profile_names()
    if _exists(path) and not (is_example and os.path.isdir(path)):  # noqa: PTH112 - never raises
        return ProfileText(read_text(path), name)
    if is_example:
        text = read_text(packaged("profiles") / f"{stem}.yaml")
        return ProfileText(text, f"{stem}.yaml", packaged=True)
    raise usage_error(
        f"there is no file {name}, and no packaged example of that name",
        fix=did_you_mean(stem, profile_names(), "see 'llmchoice profile list'"),
    )


def _exists(path: Path) -> bool:
    try:
        path.stat()  # since Python 3.14 `exists` says no where it may not look
    except PermissionError:
        return True  # it cannot be looked at: reading it says why
    except (OSError, ValueError):
        return False
    return True
