"""Where a report goes and how it may look there."""

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from llmchoice.cli.messages import note
from llmchoice.errors import usage_error
from llmchoice.files import check_target, write_whole
from llmchoice.report import registry
from llmchoice.report.registry import format_named, format_of_file

if TYPE_CHECKING:
    from pydantic import BaseModel

    from llmchoice.report.blocks import Settings
    from llmchoice.report.registry import Format, Record

STDOUT = "-"


def refuse_existing(output: str | None, profile: str | None, *, force: bool) -> None:
    """Say before anything is asked or computed that an output file is in the way."""
    if output is None or output == STDOUT:
        return
    check_target(Path(output), force=force)
    if profile is not None and Path(output).resolve() == Path(profile).resolve():
        raise usage_error(
            f"-o {output} is the profile itself", fix="give the report a name of its own"
        )


def deliver_text(text: str, output: str | None, *, force: bool) -> None:
    """Write text that is no report to stdout, or whole to a file.

    Raises:
        LlmchoiceError: exit code 2 when the file exists and force is not set, or is not writable.
    """
    if output is None or output == STDOUT:
        _show(text, paged=False)
        return
    write_whole(Path(output), text, force=force)
    note(f"wrote {output}")


def format_of(
    kind: "type[BaseModel]", name: str | None, output: str | None, *, json: bool
) -> "Format":
    """The format of a result of that type: --json, --format, the file's suffix, or text.

    Raises:
        LlmchoiceError: exit code 2 for an unknown format or suffix, two formats at once, a format
            whose extra is not installed, or one that a terminal cannot show.
    """
    if json and name not in {None, "json"}:
        raise usage_error(f"--json and --format {name} contradict each other", fix="drop one")
    printed = output is None or output == STDOUT
    if output is not None and not printed and not json and name is None:
        return format_of_file(Path(output), kind)
    form = format_named("json" if json else "text" if name is None else name, kind)
    if form.binary and printed and sys.stdout.isatty():
        raise usage_error(
            f"a terminal cannot show {form.name}", fix=f"add -o report{form.suffixes[0]}"
        )
    return form


def deliver_result(  # noqa: PLR0913 - what the options of every command say of its report
    result: "BaseModel",
    form: "Format",
    output: str | None,
    *,
    force: bool,
    full: bool = False,
    about: str,
    record: "Record | None" = None,
) -> None:
    """Write a result to stdout as the terminal can show it, or whole to a file.

    A note on stderr says which file was written, and `about` in brackets.

    Raises:
        LlmchoiceError: exit code 2 when the file exists and force is not set, or is not writable.
    """
    printed = output is None or output == STDOUT
    if form.backend:
        from llmchoice.report.blocks import Level, Settings

        settings = replace(terminal_settings() if printed else Settings(), opened=full)
        level = Level.FULL if full else Level.PAGE
        written = registry.render(result, form, settings, level, record)
    else:  # every field at once: to load what pages are made of would take its time for nothing
        written = registry.render(result, form)
    if output is None or printed:
        _show(written, paged=full)
        return
    write_whole(Path(output), written, force=force)
    note(f"wrote {output} ({about})")


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


def terminal_settings() -> "Settings":
    """What stdout can show."""
    from llmchoice.report.blocks import Settings

    terminal = sys.stdout.isatty()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    forced = os.environ.get("FORCE_COLOR", "").lower() not in {"", "0", "false"}
    return Settings(
        width=shutil.get_terminal_size().columns if terminal or forced else None,
        colour=(terminal or forced) and not plain,
        unicode=(sys.stdout.encoding or "").lower().replace("-", "") == "utf8",
    )
