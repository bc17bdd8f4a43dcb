"""From what came out to an exit code."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from llmchoice.cli.messages import tell
from llmchoice.cli.options import AtLeast, Expect, ExpectStart
from llmchoice.errors import ExitCode

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment


@dataclass(frozen=True, slots=True)
class Gates:
    """The options that say what must come out, so that scripts can rely on it."""

    expect: Expect = None
    at_least: AtLeast = None
    expect_start: ExpectStart = None


def exit_code(assessment: "Assessment", gates: Gates) -> ExitCode:
    """0, or why not: 6 when something else was expected, 5 when nothing is admissible."""
    recommendation = assessment.recommendation
    verdict = recommendation.verdict.value
    if gates.expect is not None and verdict != gates.expect:
        return gate_failed(f"expected the verdict '{gates.expect}', got '{verdict}'")
    firm = recommendation.strength
    if gates.at_least is not None and firm not in {gates.at_least, "clear"}:
        got = "no side" if firm is None else f"one that is {firm}"
        return gate_failed(f"expected a side that is at least {gates.at_least}, got {got}")
    if gates.expect_start is not None:
        sides = sorted(_starts(assessment))
        if sides != [gates.expect_start]:
            got = " and ".join(sides) or "nothing"
            return gate_failed(f"expected to start with the side '{gates.expect_start}', got {got}")
    if gates.expect is not None:
        return ExitCode.DONE
    return ExitCode.NOTHING_ADMISSIBLE if verdict == "none" else ExitCode.DONE


def _starts(assessment: "Assessment") -> set[str]:
    """The sides of what to begin with, of each kind of work."""
    parts = assessment.workloads or (assessment,)
    starts = [part.recommendation.start_with for part in parts]
    return {start.side.value for start in starts if start is not None}


def gate_failed(why: str) -> ExitCode:
    """Say why the exit code is 6, also where notes are not wanted."""
    tell(f"gate failed: {why}")
    return ExitCode.GATE_FAILED
