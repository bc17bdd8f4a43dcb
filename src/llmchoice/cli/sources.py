"""The profiles that the names on a command line stand for."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from llmchoice.cli.inputs import profile_text
from llmchoice.cli.messages import note
from llmchoice.errors import LlmchoiceError, usage_error
from llmchoice.knowledge.folders import SUFFIXES
from llmchoice.knowledge.source import STREAM


@dataclass(frozen=True, slots=True)
class Source:
    """A profile that is still to be read, or why there is none."""

    name: str
    """A file, a packaged example, or - for stdin."""
    text: str | None = None
    """Where it is not in a file."""
    error: LlmchoiceError | None = None


def sources(names: Sequence[str], *, recursive: bool) -> list[Source]:
    """Every profile that is named, those of a folder in the order of their names.

    Raises:
        LlmchoiceError: exit code 2 when nothing is named, or standard input twice.
    """
    if not names:
        raise usage_error(
            "no profile is named",
            fix="name files, folders or packaged examples: llmchoice compare profiles/",
        )
    if names.count(STREAM) > 1:
        raise usage_error("both files are -", fix="name one of them")
    listed = [source for name in names for source in _under(name, recursive=recursive)]
    seen: dict[str, str] = {}
    for source in listed:
        place = os.path.realpath(source.name)
        if seen.get(place) == source.name:
            note(f"{source.name} is named twice")
        elif place in seen:
            note(f"{source.name} is the same profile as {seen[place]}")
        seen.setdefault(place, source.name)
    return listed


def _under(name: str, *, recursive: bool) -> Iterator[Source]:
    # os.path, unlike Path, answers no where it may not look.
    if name == STREAM or not os.path.isdir(name):  # noqa: PTH112 - never raises
        yield Source(name) if name == STREAM or os.path.exists(name) else _named(name)  # noqa: PTH110 - never raises
        return
    problems: list[OSError] = []
    empty = True
    for folder, inner, files in os.walk(name, onerror=problems.append):
        inner[:] = sorted(at for at in inner if recursive and not at.startswith("."))
        for file in sorted(files):
            if file.endswith(SUFFIXES) and not file.startswith("."):
                empty = False
                yield _in_folder(str(Path(folder) / file))
    for problem in problems:
        reason = (problem.strerror or str(problem)).lower()
        error = usage_error(
            f"cannot look into {problem.filename}: {reason}", fix="make it readable"
        )
        yield Source(str(problem.filename), error=error)
    if empty and not problems:
        fix = "name a folder with *.yaml files" + ("" if recursive else ", or add --recursive")
        yield Source(name, error=usage_error(f"the folder {name} contains no profile", fix=fix))


def _in_folder(name: str) -> Source:
    """What a folder holds under a name: a pipe would be waited for, and a device never ends."""
    if os.path.isfile(name):  # noqa: PTH113 - never raises
        return Source(name)
    fix = "remove it from the folder, or name it by itself"
    return Source(name, error=usage_error(f"cannot read {name}: it is no file", fix=fix))


def _named(name: str) -> Source:
    """A packaged example, or why there is none."""
    try:
        profile = profile_text(name)
    except LlmchoiceError as error:
        return Source(name, error=error)
    return Source(profile.file, profile.text)


def opened(listed: Sequence[Source]) -> Iterator[Source]:
    """The same, with the text of standard input, which is read when its turn comes."""
    return (_named(source.name) if source.name == STREAM else source for source in listed)
