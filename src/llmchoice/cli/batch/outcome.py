"""What becomes of one profile: its rows, or what is wrong with it."""

from dataclasses import dataclass

from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.model.row import Row


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rows or problems, never both: plain data that travels between processes."""

    file: str
    rows: tuple[Row, ...] = ()
    """The organisation's, then one for each of its workloads."""
    problems: tuple[Problem, ...] = ()
    code: ExitCode = ExitCode.DONE


def failed(file: str, error: LlmchoiceError) -> Outcome:
    """The outcome of a profile that cannot be assessed."""
    return Outcome(file, problems=error.problems, code=error.exit_code)
