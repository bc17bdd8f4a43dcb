"""Where a report goes and how it may look there."""

import os
import re
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from llmchoice.cli import options
from llmchoice.cli.messages import be_quiet, note
from llmchoice.errors import usage_error
from llmchoice.files import check_target, write_whole
from llmchoice.report.registry import Record, format_named, format_of_file, formats_of, meant_by

if TYPE_CHECKING:
    from pydantic import BaseModel

    from llmchoice.model.assessment import Recommendation
    from llmchoice.report.blocks import Settings
    from llmchoice.report.registry import Format

STDOUT = "-"
_SUPERSEDED = re.compile(r"superseded by \S.*")


@dataclass(frozen=True)
class Report:
    """The options that say how a result is written, and where to."""

    full: options.Full = False
    format_: options.BlockFormat = None
    json: options.Json = False
    output: options.Output = None
    force: options.Force = False
    quiet: options.Quiet = False

    @property
    def file(self) -> Path | None:
        """Where it goes; None for stdout."""
        return file_of(self.output)

    def begin(self, kind: "type[BaseModel]", *inputs: "str | Path | None") -> "Delivery":
        """Check before anything is read, asked or computed that a result can be delivered.

        Args:
            kind: the type of the result.
            inputs: the files that the command reads, which no report may replace.

        Raises:
            LlmchoiceError: exit code 2 for an unknown format or suffix, two formats at once, a
                format whose extra is not installed or that a terminal cannot show, and an output
                file that is in the way.
        """
        be_quiet(wanted=self.quiet)
        form = self._format(kind)
        other = self.file and meant_by(self.file, formats_of(kind))
        if self.file and other and other.backend != form.backend:
            suffix = max(filter(self.file.name.lower().endswith, other.suffixes), key=len)
            note(f"note: {self.output} will hold {form.name}, but {suffix} stands for {other.name}")
        refuse_output(self.output, *inputs, force=self.force)
        return Delivery(self, form)

    def _format(self, kind: "type[BaseModel]") -> "Format":
        """That of --json, of --format, or of the file's suffix; else text."""
        if self.json and self.format_ not in {None, "json"}:
            raise usage_error(
                f"--json and --format {self.format_} contradict each other", fix="drop one"
            )
        if self.file is not None and not self.json and self.format_ is None:
            return format_of_file(self.file, kind)
        name = "text" if self.format_ is None else self.format_
        form = format_named("json" if self.json else name, kind)
        if form.binary and self.file is None and sys.stdout.isatty():
            raise usage_error(
                f"a terminal cannot show {form.name}", fix=f"add -o report{form.suffixes[0]}"
            )
        return form


@dataclass(frozen=True)
class RowReport(Report):
    """The same for a result that is made of rows."""

    format_: options.RowFormat = None


@dataclass(frozen=True)
class RecordReport(Report):
    """The same for a result that a decision record can be made of."""

    format_: options.RecordFormat = None
    output: options.RecordOutput = None
    status: options.Status = None
    number: options.Number = None

    def begin(self, kind: "type[BaseModel]", *inputs: "str | Path | None") -> "Delivery":
        """As for any report; refuses a status that there is not, or one of no decision record."""
        delivery = super().begin(kind, *inputs)
        return replace(delivery, record=self._record(delivery.form))

    def _record(self, form: "Format") -> Record | None:
        if form.record:
            status = self.status or options.STATUSES[0]
            if status in options.STATUSES or _SUPERSEDED.fullmatch(status):
                return Record(status, self.number)
            raise usage_error(
                f"there is no status '{status}'",
                fix=f"choose one of: {', '.join(options.STATUSES)}, 'superseded by ADR-0123'",
            )
        if self.status is None and self.number is None:
            return None
        option = "--number" if self.status is None else "--status"
        raise usage_error(f"{option} is only for a decision record", fix="add --format madr")


@dataclass(frozen=True, slots=True)
class Delivery:
    """A report that can be written, as soon as there is a result."""

    report: Report
    form: "Format"
    record: Record | None = None
    """What a decision record says of itself, if it is one."""

    def deliver(self, result: "BaseModel", about: str) -> None:
        """Write a result to stdout as the terminal can show it, or whole to a file.

        Args:
            result: of the type that it was begun for.
            about: what a note on stderr says of it in brackets, behind the file's name.

        Raises:
            LlmchoiceError: exit code 2 when the file exists by now and --force is not given, or is
                not writable.
        """
        from llmchoice.api import render
        from llmchoice.cli.bars import waiting

        full, file = self.report.full, self.report.file
        settings = None
        if self.form.backend:  # in JSON there is no page, and what one is made of takes its time
            from llmchoice.report.blocks import Settings

            settings = replace(terminal_settings() if file is None else Settings(), opened=full)
        with waiting("Writing"):
            written = render(result, self.form, full, settings, self.record)
        if self.record is not None and self.record.status == "accepted":
            _warn_of_open(result)
        if file is None:
            _show(written, paged=full)
            return
        write_whole(file, written, force=self.report.force)
        note(f"wrote {self.report.output} ({about})")


def _warn_of_open(result: "BaseModel") -> None:
    """Say what comes to no choice, of an assessment or of what became of one."""
    from llmchoice.figures import listed
    from llmchoice.model.assessment import Assessment
    from llmchoice.model.recheck import Recheck
    from llmchoice.model.verdict import Verdict

    conclusion: Recommendation | None = None
    works: list[tuple[str, Recommendation | None]] = []
    if isinstance(result, Assessment):
        conclusion = result.recommendation
        works = [(work.name, work.recommendation) for work in result.workloads]
    elif isinstance(result, Recheck):
        conclusion = result.comparison.after
        works = [(work.name, work.after) for work in result.comparison.workloads]
    no_choice = {Verdict.UNDECIDED, Verdict.NONE}
    still_open = [name for name, after in works if after and after.verdict in no_choice]
    some = f" for {listed(still_open)}" if 0 < len(still_open) < len(works) else ""
    if some or (conclusion is not None and conclusion.verdict in no_choice):
        note(f"warning: the record is 'accepted', but no option is chosen in it{some}")


def file_of(output: str | None) -> Path | None:
    """The file that an output is named for; None for stdout."""
    return None if output is None or output == STDOUT else Path(output)


def refuse_output(
    output: str | None, *inputs: "str | Path | None", option: str = "-o", force: bool
) -> None:
    """Raise LlmchoiceError with exit code 2 when an output file is in the way, or is an input."""
    target = file_of(output)
    if output is None or target is None:
        return
    fix = "give the report a name of its own"
    for name in inputs:
        if name is None:
            continue
        if is_same_file(output, name):
            raise usage_error(f"{option} {output} is {name} itself", fix=fix)
        file, folder = (os.path.realpath(path) for path in (output, name))
        if os.path.isfile(file) and file.startswith(f"{folder}{os.sep}"):  # noqa: PTH113 - never raises
            raise usage_error(f"{option} {output} is a file of {name} itself", fix=fix)
    check_target(target, force=force)


def is_same_file(name: str, other: "str | Path") -> bool:
    """Whether two names are those of one file that there is."""
    try:
        return os.path.samefile(name, other)  # noqa: PTH121 - of names, whatever they are
    except (OSError, ValueError):
        return False


def deliver_text(text: str, output: str | None, *, force: bool, about: str = "") -> None:
    """Write text that is no report to stdout, or whole to a file.

    A note on stderr says which file was written, and what `about` adds.

    Raises:
        LlmchoiceError: exit code 2 when the file exists and force is not set, or is not writable.
    """
    file = file_of(output)
    if file is None:
        _show(text, paged=False)
        return
    write_whole(file, text, force=force)
    note(f"wrote {output}{about}")


def terminal_settings() -> "Settings":
    """What stdout can show."""
    from llmchoice.report.blocks import Settings

    terminal = sys.stdout.isatty()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    forced = os.environ.get("FORCE_COLOR", "").lower() not in {"", "0", "false"}
    # As for rich and click, COLUMNS holds where there is no terminal to ask.
    sized = terminal or forced or "COLUMNS" in os.environ
    return Settings(
        width=shutil.get_terminal_size().columns if sized else None,
        colour=(terminal or forced) and not plain,
        unicode=(sys.stdout.encoding or "").lower().replace("-", "") == "utf8",
    )


def _show(written: str | bytes, *, paged: bool) -> None:
    """Write to stdout; what is long goes through the pager of a terminal, as `git` does it."""
    if isinstance(written, bytes):
        sys.stdout.buffer.write(written)
    elif paged and sys.stdin.isatty() and sys.stdout.isatty() and not os.environ.get("NO_PAGER"):
        from pydoc import pager

        # less shows colours, and leaves what fits on one screen where it is.
        os.environ.setdefault("LESS", "-RFX")
        pager(written)
    else:
        sys.stdout.write(written)
    sys.stdout.flush()
