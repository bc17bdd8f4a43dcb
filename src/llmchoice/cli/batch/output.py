"""Where rows go, one by one: to stdout at once, or to a file that is there in the end."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from llmchoice.cli.report import STDOUT, terminal_settings
from llmchoice.files import writing_whole
from llmchoice.model.row import Row
from llmchoice.report.blocks import Settings
from llmchoice.report.registry import ROW_FORMATS, Format, named, of_file
from llmchoice.report.rows import WRITERS

Write = Callable[[str], object]


def format_of(name: str | None, output: str | None) -> Format:
    """The format: --format, the suffix of the output file, or a table.

    Raises:
        LlmchoiceError: exit code 2 for an unknown format or suffix.
    """
    if name is not None:
        return named(name, ROW_FORMATS)
    if output is None or output == STDOUT:
        return ROW_FORMATS[0]
    return of_file(Path(output), ROW_FORMATS)


@contextmanager
def writing(form: Format, output: str | None, *, force: bool) -> Iterator["RowWriter"]:
    """Where to write rows in a format, heading included.

    Raises:
        LlmchoiceError: exit code 2 when the file exists and force is not set, or is not writable.
    """
    if output is None or output == STDOUT:
        yield RowWriter(form, _say, terminal_settings())
        return
    with writing_whole(Path(output), force=force) as file:
        yield RowWriter(form, file.write, Settings(), output)


class RowWriter:
    """Writes rows in one format."""

    def __init__(
        self, form: Format, write: Write, settings: Settings, file: str | None = None
    ) -> None:
        self._form = WRITERS[form.backend]
        self._write = write
        self._settings = settings
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
        self._write("".join(self._form.line(row, self._settings) for row in rows))


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
