"""Where a report goes and how it may look there."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from llmchoice.cli.messages import note
from llmchoice.errors import usage_error
from llmchoice.files import check_target, write_whole
from llmchoice.knowledge.suggest import did_you_mean
from llmchoice.report import format_for, format_names, render
from llmchoice.report.style import Style

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment

STDOUT = "-"


def chosen_format(name: str | None, output: str | None, *, json: bool) -> str:
    """The format: --json, --format, the output file's suffix, or text.

    Raises:
        LlmchoiceError: exit code 2 for an unknown format or suffix, or two formats at once.
    """
    if json and name not in {None, "json"}:
        raise usage_error(f"--json and --format {name} contradict each other", fix="drop one")
    if json:
        return "json"
    if name is not None:
        if name not in format_names():
            fix = did_you_mean(name, format_names())
            raise usage_error(f"there is no format '{name}'", fix=fix)
        return name
    if output not in {None, STDOUT}:
        return format_for(Path(str(output)))
    return "text"


def refuse_existing(output: str | None, profile: str | None, *, force: bool) -> None:
    """Say before anything is asked or computed that an output file is in the way."""
    if output is None or output == STDOUT:
        return
    check_target(Path(output), force=force)
    if profile is not None and Path(output).resolve() == Path(profile).resolve():
        raise usage_error(
            f"-o {output} is the profile itself", fix="give the report a name of its own"
        )


def deliver(assessment: "Assessment", name: str, output: str | None, *, force: bool) -> None:
    """Write the report to stdout, or whole to a file."""
    if output is None or output == STDOUT:
        sys.stdout.write(render(name, assessment, terminal_style()))
        sys.stdout.flush()
        return
    style = Style(width=None, colour=False, unicode=True)
    write_whole(Path(output), render(name, assessment, style), force=force)
    note(f"wrote {output} (verdict: {assessment.recommendation.verdict})")


def terminal_style() -> Style:
    """What stdout can show."""
    terminal = sys.stdout.isatty()
    environment = os.environ
    plain = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
    forced = bool(environment.get("FORCE_COLOR"))
    return Style(
        width=shutil.get_terminal_size().columns if terminal or forced else None,
        colour=(terminal or forced) and not plain,
        unicode=(sys.stdout.encoding or "").lower().replace("-", "") == "utf8",
    )
