"""What is said beside the report: problems and notes, always on stderr."""

import os
import sys
from collections.abc import Sequence
from contextvars import ContextVar

from llmchoice.errors import Place, Problem
from llmchoice.plain import plain, plain_lines
from llmchoice.version import __version__

DEBUG = "LLMCHOICE_DEBUG"

MOST = 20
"""Problems that are shown with why and what to do."""
LISTED = 200
"""Problems that are shown at all: a file with more is not what it was taken for."""
_quiet = ContextVar("quiet", default=False)
_redraws = ContextVar("redraws", default=True)
_noted = ContextVar[frozenset[str]]("noted", default=frozenset())


def put(text: str, *, kept: str = "", err: bool = False) -> None:
    """Lines that are no report, made harmless, to stdout or to stderr."""
    lines = f"{plain_lines(text, kept=kept)}\n"
    if err:
        _to_stderr(lines)
    else:
        sys.stdout.write(lines)


def _to_stderr(text: str) -> None:
    """What nobody can read is no reason to end: the report and the exit code are worth more."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - kept open until the end


def show_problems(problems: Sequence[Problem]) -> None:
    """Every problem as `error: what (place)`; the first ones with why and what to do."""
    for problem in problems[:MOST]:
        _to_stderr(_in_words(problem))
    for problem in problems[MOST:LISTED]:
        _to_stderr(f"{_headline(problem)}\n")
    if len(problems) > MOST:
        _to_stderr(f"  why: what to do about these is told once the first {MOST} are mended\n")
    if len(problems) > LISTED:
        _to_stderr(f"error: and {len(problems) - LISTED} more\n")


def bug(error: Exception, file: str | None = None) -> Problem:
    """What is said of an error that nobody has foreseen; with its traceback where that is wanted.

    Of many inputs, `file` is the one that it is about.
    """
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exception(error)
    return Problem(
        f"this is a bug in llmchoice {__version__} ({type(error).__name__})",
        place=None if file is None else Place(file),
        fix=f"run it again with {DEBUG}=1 and report what it prints",
    )


def tell(text: str) -> None:
    """One line that has to be read, although it is no error."""
    _to_stderr(f"{plain(text)}\n")


def note(text: str) -> None:
    """One line that may be missed, and is not repeated; nothing when notes are not wanted."""
    if not _quiet.get() and text not in _noted.get():
        _noted.set(_noted.get() | {text})
        tell(text)


def begin() -> None:
    """A run in which nothing has been noted yet, and notes are wanted."""
    _noted.set(frozenset())
    _quiet.set(False)
    _redraws.set(True)


def be_quiet(*, wanted: bool) -> None:
    """Whether to show the report and errors only from now on."""
    _quiet.set(wanted)


def redraw_nothing() -> None:
    """For whoever is asked in plain lines: a bar that moves is read aloud again and again."""
    _redraws.set(False)


def shows_bars() -> bool:
    """Whether a bar on stderr is wanted, and would be seen to move."""
    wanted = _redraws.get() and not _quiet.get()
    return wanted and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _headline(problem: Problem) -> str:
    place = f" ({plain(str(problem.place))})" if problem.place else ""
    return f"error: {plain(problem.message)}{place}"


def _in_words(problem: Problem) -> str:
    lines = [_headline(problem)]
    if problem.why:
        lines.append(f"  why: {plain(problem.why)}")
    if problem.fix:
        first, *rest = problem.fix.splitlines() or [""]
        lines.append(f"  fix: {plain(first)}")
        lines.extend(f"  {plain(line)}" for line in rest)
    return "\n".join(lines) + "\n"
