"""Finds the profile that a name means."""

import os
from dataclasses import dataclass
from pathlib import Path

from llmchoice.errors import usage_error
from llmchoice.knowledge.folders import packaged, profile_names
from llmchoice.knowledge.text import STDIN, STREAM, read_stdin, read_text
from llmchoice.suggest import nearest


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
        return ProfileText(read_stdin(), STDIN)
    if not name:
        raise usage_error("the profile has no name", fix="name a file, or a packaged example")
    path = Path(name)
    stem = path.stem if path.suffix in {".yaml", ".yml"} else path.name
    is_example = path.name == name and stem in profile_names()
    if _exists(path) and not (is_example and os.path.isdir(path)):  # noqa: PTH112 - never raises
        return ProfileText(read_text(path), name)
    if is_example:
        text = read_text(packaged("profiles") / f"{stem}.yaml")
        return ProfileText(text, f"{stem}.yaml", packaged=True)
    near = nearest(stem, profile_names())
    raise usage_error(
        f"there is no file {name}, and no packaged example of that name",
        fix=f"did you mean '{near}'?" if near else "see 'llmchoice profile list'",
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except PermissionError:
        return True  # it cannot be looked at: reading it says why
    except (OSError, ValueError):
        return False
