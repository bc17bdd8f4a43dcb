"""What is said beside the report: problems and notes, always on stderr."""

import sys
from collections.abc import Sequence

from llmchoice.errors import Problem
from llmchoice.plain import plain

MOST = 20


def show_problems(problems: Sequence[Problem]) -> None:
    """Every problem as `error: what (place)`, why, and what to do; the first twenty in full."""
    for problem in problems[:MOST]:
        sys.stderr.write(_in_words(problem))
    left = len(problems) - MOST
    if left > 0:
        sys.stderr.write(f"error: and {left} more\n")


def note(text: str) -> None:
    """One line that is neither the report nor an error."""
    sys.stderr.write(f"{plain(text)}\n")


def _in_words(problem: Problem) -> str:
    place = f" ({plain(str(problem.place))})" if problem.place else ""
    lines = [f"error: {plain(problem.what)}{place}"]
    if problem.why:
        lines.append(f"  why: {plain(problem.why)}")
    if problem.fix:
        first, *rest = problem.fix.splitlines() or [""]
        lines.append(f"  fix: {plain(first)}")
        lines.extend(f"  {plain(line)}" for line in rest)
    return "\n".join(lines) + "\n"
