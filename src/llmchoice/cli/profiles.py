"""Finds the profile that a name on the command line means."""

import os
from pathlib import Path

from llmchoice.cli.messages import note
from llmchoice.errors import usage_error
from llmchoice.knowledge.folders import packaged, profile_names
from llmchoice.knowledge.suggest import nearest
from llmchoice.knowledge.text import STREAM, read_stdin, read_text


def profile_text(name: str) -> tuple[str, str]:
    """Text and shown name of a profile: a file, else the packaged example, `-` for stdin.

    Raises:
        LlmchoiceError: exit code 2 when there is neither, and as for any unreadable file.
    """
    if name == STREAM:
        return read_stdin(), "<stdin>"
    if not name:
        raise usage_error("--profile has no name", fix="name a file, or a packaged example")
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
