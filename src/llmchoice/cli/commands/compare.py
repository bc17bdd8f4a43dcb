"""Assess many profiles, one row each."""

from typing import Annotated

import typer

from llmchoice.cli import options
from llmchoice.cli.report import RowReport
from llmchoice.cli.verdicts import Gates

Profiles = Annotated[
    list[str] | None,
    options.files("Profiles: files, folders of *.yaml files, packaged examples, or - for stdin."),
]


def compare(  # noqa: PLR0913 - one parameter per option, or group of options
    report: RowReport,
    gates: Gates,
    *,
    profiles: Profiles = None,
    recursive: options.Recursive = False,
    criteria: options.Criteria = None,
    draws: options.Draws = None,
    missing: options.Missing = None,
    date: options.PriceDate = None,
) -> None:
    """Assess many profiles, and show one row each: verdict, option, lead over the other side, cost.

    In CSV and JSON lines each row is written as soon as it is ready, in the order given; another
    format is written in the end. Errors in a profile go to stderr, and the other profiles are
    still assessed.
    """
    from llmchoice.api import load_criteria
    from llmchoice.cli.assessor import Assessor
    from llmchoice.cli.bars import comparing
    from llmchoice.cli.messages import show_problems
    from llmchoice.cli.report import refuse_output
    from llmchoice.cli.rows import Gate, seen, writing
    from llmchoice.cli.sources import sources
    from llmchoice.model.row import RowList

    delivery = report.begin(RowList, criteria)
    listed = sources(profiles or [], recursive=recursive)
    refuse_output(report.output, *(source.name for source in listed), force=report.force)
    assessor = Assessor(
        load_criteria(criteria), draws, missing, date, starts=gates.expect_start is not None
    )
    gate = Gate(gates)
    with (
        writing(delivery, gate) as take,
        comparing(len(listed), wanted=not seen(delivery)) as advance,
    ):
        for outcome in assessor.outcomes(listed):
            gate.look(outcome)
            take(outcome.rows)
            show_problems(outcome.problems)
            advance()
    if code := gate.code():
        raise typer.Exit(code)
