"""What many profiles give: rows one by one, and an exit code in the end."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from llmchoice.cli.assessor import Outcome
from llmchoice.cli.messages import tell
from llmchoice.cli.report import STDOUT, terminal_settings
from llmchoice.cli.verdicts import Gates
from llmchoice.errors import ExitCode, gravest
from llmchoice.files import writing_whole
from llmchoice.model.row import Row
from llmchoice.model.verdict import Verdict
from llmchoice.plain import quoted
from llmchoice.report.blocks import Settings
from llmchoice.report.registry import ROW_FORMATS, Format, named, of_file
from llmchoice.report.rows import WRITERS

Write = Callable[[str], object]
NAMED = 100
"""Files that are named where a gate fails: all of most repositories, and no endless line."""


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
        self._head = self._form.head(settings)
        if not self._form.head_waits:
            self._put("")

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
        if rows:
            self._put("".join(self._form.line(row, self._settings) for row in rows))

    def _put(self, lines: str) -> None:
        """Lines, the first of them below the heading."""
        self._write(self._head + lines)
        self._head = ""


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


@dataclass(slots=True)
class Gate:
    """Looks at every outcome, and keeps no more than counts and a few names."""

    gates: Gates
    """What must come out for every organisation."""
    compared: int = 0
    left_out: int = 0
    others: int = 0
    """Organisations for which something else came out."""
    nothing_left: int = 0
    """Organisations for which no option is admissible."""
    codes: set[ExitCode] = field(default_factory=set)
    named: list[str] = field(default_factory=list)

    def look(self, outcome: Outcome) -> None:
        """Count one profile."""
        if not outcome.rows:
            self.left_out += 1
            self.codes.add(outcome.code)
            return
        self.compared += 1
        whole = outcome.rows[0]
        self.nothing_left += whole.verdict is Verdict.NONE
        unmet = self.gates.unmet(
            whole.verdict.value, outcome.strength, outcome.starts, partly=whole.kind is not None
        )
        if unmet is not None:
            self.others += 1
            if len(self.named) < NAMED:
                self.named.append(f"{quoted(outcome.file)} ({unmet})")

    def counts(self) -> str:
        """How many profiles there were."""
        left_out = f", {self.left_out} left out" if self.left_out else ""
        return f"{self.compared} compared{left_out}"

    def code(self) -> ExitCode:
        """How the run ended; what a gate has to say goes to stderr."""
        if self.others:
            rest = ", ..." if self.others > len(self.named) else ""
            tell(f"gate failed for {self.others} of {self.compared}: {', '.join(self.named)}{rest}")
        if self.codes:
            return gravest(self.codes)
        if self.others:
            return ExitCode.GATE_FAILED
        if self.gates.expect is not None:
            return ExitCode.DONE
        return ExitCode.NOTHING_ADMISSIBLE if self.nothing_left else ExitCode.DONE
