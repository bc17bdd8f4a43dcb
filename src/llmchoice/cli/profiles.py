"""Finds the profile that a name on the command line means."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from llmchoice.cli.messages import note
from llmchoice.errors import usage_error
from llmchoice.knowledge.folders import packaged, profile_names
from llmchoice.knowledge.text import STREAM, read_stdin, read_text
from llmchoice.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence


def chosen_profile(file: str | None, given: "Sequence[str] | None") -> str | None:
    """The profile that a command line names, alone or behind --profile; None where it names none.

    Raises:
        LlmchoiceError: exit code 2 when it names several.
    """
    names = [*([] if file is None else [file]), *(given or ())]
    if len(names) > 1:
        raise usage_error(
            f"several profiles are named: {', '.join(names)}",
            fix="name one; 'llmchoice compare' and 'llmchoice panel' take many",
        )
    return names[0] if names else None


def demanded_profile(file: str | None, given: "Sequence[str] | None") -> str:
    """As `chosen_profile`, where a command cannot do without.

    Raises:
        LlmchoiceError: exit code 2 when it names none, or several.
    """
    name = chosen_profile(file, given)
    if name is None:
        raise usage_error(
            "no profile is named", fix="name a file or a packaged example, such as startup.yaml"
        )
    return name


def profile_text(name: str) -> tuple[str, str]:
    """Text and shown name of a profile: a file, else the packaged example, `-` for stdin.

    Raises:
        LlmchoiceError: exit code 2 when there is neither, and as for any unreadable file.
    """
    if name == STREAM:
        return read_stdin(), "<stdin>"
    if not name:
        raise usage_error("the profile has no name", fix="name a file, or a packaged example")
    path = Path(name)
    stem = path.stem if path.suffix in {".yaml", ".yml"} else path.name
    packaged_too = path.name == name and stem in profile_names()
    if _exists(path) and not (packaged_too and os.path.isdir(path)):  # noqa: PTH112 - never raises
        return read_text(path), name
    if packaged_too:
        note(f"using the packaged example '{stem}' (there is no file {name} here)")
        return read_text(packaged("profiles") / f"{stem}.yaml"), f"{stem}.yaml"
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
