"""The schema of profiles beside a saved one: editors complete and check what is changed there."""

from contextlib import suppress
from pathlib import Path

from llmchoice.errors import LlmchoiceError
from llmchoice.files import write_whole

NAME = "llmchoice-profile.schema.json"


def schema_beside(profile: Path, text: str) -> str | None:
    """The name of a schema in the folder of a profile, written if need be; None if there is none.

    A file of that name with something else in it is left alone.
    """
    for name in (NAME, f"{profile.stem}.schema.json"):
        path = profile.parent / name
        if path.is_symlink() or (path.exists() and not path.is_file()):
            # Reading a pipe would wait for ever, and a link may point to anything.
            continue
        with suppress(OSError, ValueError):
            if path.read_text(encoding="utf-8") == text:
                return name
        with suppress(LlmchoiceError):
            write_whole(path, text, force=False)
            return name
    return None
