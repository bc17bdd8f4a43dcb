"""From what came out to an exit code."""

from typing import TYPE_CHECKING

from llmchoice.cli.messages import tell
from llmchoice.errors import ExitCode

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment


def exit_code(assessment: "Assessment", expected: str | None) -> ExitCode:
    """0, or why not: 6 when another verdict was expected, 5 when nothing is admissible."""
    verdict = assessment.recommendation.verdict.value
    if expected is not None:
        if verdict == expected:
            return ExitCode.DONE
        return gate_failed(f"expected the verdict '{expected}', got '{verdict}'")
    return ExitCode.NOTHING_ADMISSIBLE if verdict == "none" else ExitCode.DONE


def gate_failed(why: str) -> ExitCode:
    """Say why the exit code is 6, also where notes are not wanted."""
    tell(f"gate failed: {why}")
    return ExitCode.GATE_FAILED
