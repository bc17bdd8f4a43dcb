"""From what came out, and what was expected, to an exit code."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from llmchoice.cli.messages import tell
from llmchoice.errors import ExitCode

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment, Recommendation


PARTLY = "partly decided"
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Gates:
    """The options that say what must come out, so that scripts can rely on it."""

    expect: Annotated[
        Literal["open", "closed", "mixed", "undecided", "none"] | None,
        typer.Option(
            metavar="SIDE",
            help="Exit with 6 unless the verdict is this one: open, closed, mixed, undecided or"
            " none.",
        ),
    ] = None
    at_least: Annotated[
        Literal["likely", "clear"] | None,
        typer.Option(
            metavar="STRENGTH",
            help="Exit with 6 unless a side is recommended, for all of the work so firmly: likely"
            " or clear.",
        ),
    ] = None
    expect_start: Annotated[
        Literal["open", "closed"] | None,
        typer.Option(
            metavar="SIDE",
            help="Exit with 6 unless the option to start with is of this side, for all of the work:"
            " open or closed.",
        ),
    ] = None

    def unmet(
        self, verdict: str, strength: str | None, starts: tuple[str, ...], *, partly: bool
    ) -> str | None:
        """The first thing that is not as expected, beside what was; None where all is.

        Args:
            verdict: what came out.
            strength: how firm the side is; None without one.
            starts: the sides of what to begin with, over all kinds of work, as `starts` has them.
            partly: whether it is undecided although some of the work is decided.
        """
        if self.expect is not None and verdict != self.expect:
            rest = f" ({PARTLY})" if partly else ""
            return f"expected the verdict '{self.expect}', got '{verdict}'{rest}"
        if self.at_least is not None and strength not in {self.at_least, "clear"}:
            actual = "no side" if strength is None else f"one that is {strength}"
            return f"expected a side that is at least {self.at_least}, got {actual}"
        if self.expect_start is not None and starts != (self.expect_start,):
            actual = " and ".join(starts)
            return f"expected to start with the side '{self.expect_start}', got {actual}"
        return None


def in_words(conclusion: "Recommendation") -> str:
    """The verdict as reports call it: where some of the work is decided, that it is partly."""
    return PARTLY if conclusion.kind == "partly" else conclusion.verdict.value


def exit_code(assessment: "Assessment", gates: Gates) -> ExitCode:
    """0, or why not: 6 when something else was expected, 5 when nothing is admissible."""
    recommendation = assessment.recommendation
    verdict = recommendation.verdict.value
    partly = recommendation.kind == "partly"
    unmet = gates.unmet(verdict, recommendation.strength, starts(assessment), partly=partly)
    if unmet is not None:
        return gate_failed(unmet)
    if gates.expect is not None:
        return ExitCode.DONE
    return ExitCode.NOTHING_ADMISSIBLE if verdict == "none" else ExitCode.DONE


def starts(assessment: "Assessment") -> tuple[str, ...]:
    """The sides of what to begin with, over all kinds of work; `nothing` where there is none."""
    parts = assessment.workloads or (assessment,)
    first_steps = [part.recommendation.start_with for part in parts]
    sides = {NOTHING if start is None else start.side.value for start in first_steps}
    return tuple(sorted(sides, key=lambda side: (side == NOTHING, side)))


def gate_failed(why: str) -> ExitCode:
    """Say why the exit code is 6, also where notes are not wanted."""
    tell(f"gate failed: {why}")
    return ExitCode.GATE_FAILED
