"""Where rows go, one by one: to stdout at once, or to a file that is there in the end."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from llmchoice.cli.report import STDOUT, terminal_settings
from llmchoice.errors import usage_error
from llmchoice.files import check_target, writing_whole
from llmchoice.knowledge.suggest import did_you_mean
from llmchoice.model.row import Row
from llmchoice.report.blocks import Settings
from llmchoice.report.registry import full_name
from llmchoice.report.rows import FORMATS, SUFFIXES, form

DEFAULT = "table"
Write = Callable[[str], object]


def format_of(name: str | None, output: str | None) -> str:
    """The format: --format, the suffix of the output file, or a table.

    Raises:
        LlmchoiceError: exit code 2 for an unknown format or suffix.
    """
    if name is not None:
        if full_name(name) not in FORMATS:
            raise usage_error(f"there is no format '{name}'", fix=did_you_mean(name, FORMATS))
        return full_name(name)
    if output is None or output == STDOUT:
        return DEFAULT
    path = Path(output)
    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        known = ", ".join(f"{suffix} ({name})" for suffix, name in SUFFIXES.items())
        raise usage_error(
            f"the suffix of {path.name} is not the suffix of a format for rows",
            why=f"known suffixes: {known}",
            fix=f"choose one with --format: {', '.join(FORMATS)}",
        )
    return found


def refuse_overwriting(output: str | None, names: Iterable[str], *, force: bool) -> None:
    """Say before anything is assessed that an output file is in the way, or is a profile.

    Raises:
        LlmchoiceError: exit code 2.
    """
    if output is None or output == STDOUT:
        return
    check_target(Path(output), force=force)
    if not Path(output).exists():
        return
    target = Path(output).resolve()
    if any(Path(name).resolve() == target for name in names):
        raise usage_error(
            f"-o {output} is one of the profiles", fix="give the rows a name of their own"
        )


@contextmanager
def writing(name: str, output: str | None, *, force: bool) -> Iterator["RowWriter"]:
    """Where to write rows in the format of that name, heading included.

    Raises:
        LlmchoiceError: exit code 2 when the file exists and force is not set, or is not writable.
    """
    if output is None or output == STDOUT:
        yield RowWriter(name, _say, terminal_settings())
        return
    with writing_whole(Path(output), force=force) as file:
        yield RowWriter(name, file.write, Settings(), output)


class RowWriter:
    """Writes rows in one format."""

    def __init__(
        self, name: str, write: Write, settings: Settings, file: str | None = None
    ) -> None:
        self._form = form(name)
        self._write = write
        self._style = settings
        self._file = file
        if head := self._form.head(settings):
            write(head)

    @property
    def elsewhere(self) -> bool:
        """Whether nobody sees the rows come: they do not go to a terminal."""
        return self._file is not None or not sys.stdout.isatty()

    @property
    def where(self) -> str:
        """The beginning of what is said of a file that was written."""
        return "" if self._file is None else f"wrote {self._file}: "

    def write(self, rows: Sequence[Row]) -> None:
        """The rows of one profile, together."""
        self._write("".join(self._form.line(row, self._style) for row in rows))


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
