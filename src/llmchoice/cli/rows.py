"""What many profiles give: rows, and an exit code in the end."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from llmchoice.cli.assessor import Outcome
from llmchoice.cli.messages import note, tell
from llmchoice.cli.report import Delivery
from llmchoice.cli.verdicts import Gates
from llmchoice.errors import ExitCode, gravest
from llmchoice.files import writing_whole
from llmchoice.model.row import Row, RowList
from llmchoice.model.verdict import Verdict
from llmchoice.plain import quoted
from llmchoice.report.registry import ROW_FORMATS
from llmchoice.report.rows import WRITERS

Take = Callable[[tuple[Row, ...]], object]
NAMED = 100
"""Files that are named where a gate fails: all of most repositories, and no endless line."""


@contextmanager
def writing(delivery: Delivery, gate: "Gate") -> Iterator[Take]:
    """What takes the rows of one profile after the other: they are written, or all in the end.

    What is printed in the end is printed too when the run is interrupted: the rows that are there.

    Raises:
        LlmchoiceError: exit code 2 when the file exists and force is not set, or is not writable.
    """
    file = delivery.report.file
    if delivery.form not in ROW_FORMATS:
        rows: list[Row] = []
        try:
            yield rows.extend
        except KeyboardInterrupt:
            if file is None and rows:
                delivery.deliver(RowList(rows=tuple(rows)), gate.counts())
                note(gate.counts())
            raise
        # For a person it would be an empty table; a program finds that there are no rows.
        if rows or not delivery.form.backend or file is not None:
            delivery.deliver(RowList(rows=tuple(rows)), gate.counts())
    elif file is None:
        yield _writer(delivery, _say)
    else:
        with writing_whole(file, force=delivery.report.force) as whole:
            yield _writer(delivery, whole.write)
        note(f"wrote {delivery.report.output} ({gate.counts()})")
    if file is None:
        note(gate.counts())


def seen(delivery: Delivery) -> bool:
    """Whether somebody sees the rows come: they go to a terminal one by one."""
    return delivery.form in ROW_FORMATS and delivery.report.file is None and sys.stdout.isatty()


def _writer(delivery: Delivery, write: Callable[[str], object]) -> Take:
    """Writes rows as they come, below the heading of the format."""
    head, line = WRITERS[delivery.form.backend]
    if head:
        write(head)
    return lambda rows: rows and write("".join(map(line, rows)))


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


@dataclass(slots=True)
class Gate:
    """Looks at every outcome, and keeps no more than counts and a few names."""

    gates: Gates
    """What must come out for every organisation."""
    compared: int = 0
    left_out: int = 0
    others: int = 0
    """Organisations for which something else came out."""
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
        whole = outcome.rows[0]
        self.nothing_left += whole.verdict is Verdict.NONE
        unmet = self.gates.unmet(
            whole.verdict.value, outcome.strength, outcome.starts, partly=whole.kind is not None
        )
        if unmet is not None:
            self.others += 1
            if len(self.named) < NAMED:
                self.named.append(f"{quoted(outcome.file)} ({unmet})")

    def counts(self) -> str:
        """How many profiles there were."""
        left_out = f", {self.left_out} left out" if self.left_out else ""
        return f"{self.compared} compared{left_out}"

    def code(self) -> ExitCode:
        """How the run ended; what a gate has to say goes to stderr."""
        if self.others:
            rest = ", ..." if self.others > len(self.named) else ""
            tell(f"gate failed for {self.others} of {self.compared}: {', '.join(self.named)}{rest}")
        if self.codes:
            return gravest(self.codes)
        if self.others:
            return ExitCode.GATE_FAILED
        if self.gates.expect is not None:
            return ExitCode.DONE
        return ExitCode.NOTHING_ADMISSIBLE if self.nothing_left else ExitCode.DONE
