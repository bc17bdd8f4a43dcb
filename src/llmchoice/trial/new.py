"""A folder to begin a trial in: cases, setup and a short guide."""

from contextlib import suppress
from pathlib import Path

from llmchoice.errors import usage_error
from llmchoice.files import write_whole

_START = Path(__file__).parent / "start"
_OWNER = 0o700


def make_folder(folder: Path) -> tuple[Path, ...]:
    """Make the folder, for its owner alone, with the files of a trial in it; these, by name.

    Raises:
        LlmchoiceError: exit code 2 when one of the files is there already, and nothing is written
            then; when the folder cannot be made.
    """
    starts = sorted(_START.iterdir())
    for start in starts:
        if (folder / start.name).exists():
            raise usage_error(
                f"{folder / start.name} is there already", fix="choose a folder of another name"
            )
    try:
        folder.mkdir(mode=_OWNER, exist_ok=True)
    except OSError as error:
        raise usage_error(
            f"cannot make the folder {folder}: {(error.strerror or str(error)).lower()}",
            fix="choose a folder that you may write to; the one around it must exist",
        ) from error
    written: list[Path] = []
    try:
        for start in starts:
            write_whole(folder / start.name, start.read_bytes(), force=False)
            written.append(folder / start.name)
    except BaseException:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise
    return tuple(written)
