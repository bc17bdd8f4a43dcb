"""The exit code of many profiles: the gravest of what happened."""

from dataclasses import dataclass, field

from llmchoice.cli.batch.outcome import Outcome
from llmchoice.cli.messages import tell
from llmchoice.errors import ExitCode, gravest
from llmchoice.model.verdict import Verdict
from llmchoice.plain import quoted

NAMED = 10
"""Files that are named where a gate fails."""


@dataclass(slots=True)
class Gate:
    """Looks at every outcome, and keeps no more than counts and a few names."""

    expected: str | None = None
    """The verdict that every organisation must have; None for any."""
    compared: int = 0
    left_out: int = 0
    others: int = 0
    """Organisations with another verdict than the one that was expected."""
    nothing_left: int = 0
    """Organisations for which no option is admissible."""
    codes: set[ExitCode] = field(default_factory=set)
    named: list[str] = field(default_factory=list)

    def look(self, outcome: Outcome) -> None:
        """Count one profile."""
        if not outcome.rows:
            self.left_out += 1
            self.codes.add(outcome.code)
            return
        self.compared += 1
        verdict = outcome.rows[0].verdict
        self.nothing_left += verdict is Verdict.NONE
        if self.expected is not None and verdict.value != self.expected:
            self.others += 1
            if len(self.named) < NAMED:
                self.named.append(f"{quoted(outcome.file)} ({verdict.value})")

    def counts(self) -> str:
        """How many profiles there were."""
        left_out = f", {self.left_out} left out" if self.left_out else ""
        return f"{self.compared} compared{left_out}"

    def code(self) -> ExitCode:
        """How the run ended; what a gate has to say goes to stderr."""
        if self.others:
            rest = ", ..." if self.others > len(self.named) else ""
            tell(
                f"gate failed: expected the verdict '{self.expected}', got another for"
                f" {self.others} of {self.compared}: {', '.join(self.named)}{rest}"
            )
        if self.codes:
            return gravest(self.codes)
        if self.expected is not None:
            return ExitCode.GATE_FAILED if self.others else ExitCode.DONE
        return ExitCode.NOTHING_ADMISSIBLE if self.nothing_left else ExitCode.DONE
