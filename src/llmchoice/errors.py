"""Errors for the person who made them: what is wrong, where, why, and what to do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

Value = TypeVar("Value")


class ExitCode(IntEnum):
    """How a run ended."""

    DONE = 0
    BUG = 1
    USAGE = 2
    INVALID = 3
    INCOMPLETE = 4
    NOTHING_ADMISSIBLE = 5
    GATE_FAILED = 6
    INTERRUPTED = 130
    PIPE_CLOSED = 141
    """The reader of standard output went away; never 0, for a gate may not pass unread."""


def gravest(codes: Iterable[ExitCode]) -> ExitCode:
    """How several things ended together: an invalid file goes before one that is not there.

    Raises:
        ValueError: where there are no codes.
    """
    order = (ExitCode.BUG, ExitCode.INVALID, ExitCode.USAGE, ExitCode.INCOMPLETE)
    return min(codes, key=lambda code: order.index(code) if code in order else len(order))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file; line and column count from 1."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = (self.file, self.line, self.column)
        return ":".join(str(part) for part in parts if part is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong."""

    message: str
    place: Place | None = None
    why: str | None = None
    fix: str | None = None


class LlmchoiceError(Exception):
    """Problems that end the run; every one of them is shown."""

    def __init__(self, problems: Iterable[Problem], exit_code: ExitCode) -> None:
        self.problems = tuple(problems)
        self.exit_code = exit_code
        super().__init__("; ".join(problem.message for problem in self.problems))


def usage_error(message: str, *, why: str | None = None, fix: str | None = None) -> LlmchoiceError:
    """An error in how the command was called, with exit code 2."""
    return LlmchoiceError([Problem(message, why=why, fix=fix)], ExitCode.USAGE)


def invalid_error(
    message: str, place: Place | None = None, *, why: str | None = None, fix: str | None = None
) -> LlmchoiceError:
    """An error in a file, with exit code 3."""
    return LlmchoiceError([Problem(message, place, why, fix)], ExitCode.INVALID)


def read_each(names: Iterable[str], read: Callable[[str], Value]) -> list[Value]:
    """What each name stands for, in order.

    Raises:
        LlmchoiceError: the problems of all names at once, with the gravest of their exit codes.
    """
    values: list[Value] = []
    errors: list[LlmchoiceError] = []
    for name in names:
        try:
            values.append(read(name))
        except LlmchoiceError as error:
            errors.append(error)
    if errors:
        problems = (problem for error in errors for problem in error.problems)
        raise LlmchoiceError(problems, gravest(error.exit_code for error in errors))
    return values
