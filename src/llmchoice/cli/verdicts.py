"""From a verdict to an exit code."""

from typing import TYPE_CHECKING

from llmchoice.cli.messages import tell
from llmchoice.errors import ExitCode, usage_error
from llmchoice.suggest import did_you_mean

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment

# The verdicts, written out: the types are imported only when a run needs them.
EXPECTATIONS = ("open", "closed", "mixed", "undecided", "none")


def check_expectation(expected: str | None) -> None:
    """Raise LlmchoiceError with exit code 2 when no verdict has this name."""
    if expected is not None and expected not in EXPECTATIONS:
        raise usage_error(
            f"--expect {expected} is not a verdict", fix=did_you_mean(expected, EXPECTATIONS)
        )


def exit_code(assessment: "Assessment", expected: str | None) -> ExitCode:
    """0, or why not: 6 when another verdict was expected, 5 when nothing is admissible."""
    verdict = assessment.recommendation.verdict.value
    if expected is not None:
        if verdict == expected:
            return ExitCode.DONE
        tell(f"gate failed: expected the verdict '{expected}', got '{verdict}'")
        return ExitCode.GATE_FAILED
    return ExitCode.NOTHING_ADMISSIBLE if verdict == "none" else ExitCode.DONE
