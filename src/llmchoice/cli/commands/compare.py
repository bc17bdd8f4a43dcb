"""`llmchoice compare`: many profiles, one row each."""

from typing import Annotated

import typer

from llmchoice.cli import options
from llmchoice.cli.verdicts import Gates

Profiles = Annotated[
    list[str] | None,
    options.files("Profiles: files, folders of *.yaml files, packaged examples, or - for stdin."),
]


def compare(  # noqa: PLR0913 - one parameter per option of the command
    profiles: Profiles = None,
    *,
    gates: Gates,
    recursive: options.Recursive = False,
    criteria: options.Criteria = None,
    format_: options.RowFormat = None,
    output: options.RowOutput = None,
    force: options.Force = False,
    draws: options.Draws = None,
    missing: options.Missing = None,
    quiet: options.Quiet = False,
) -> None:
    """Assess many profiles, and show one row each: verdict, option, lead over the other side, cost.

    Each row is written as soon as it is ready, in the order given. Errors in a profile go to
    stderr, and the other profiles are still assessed.
    """
    from llmchoice.api import load_criteria
    from llmchoice.cli.assessor import Assessor
    from llmchoice.cli.bars import comparing
    from llmchoice.cli.messages import be_quiet, note, show_problems
    from llmchoice.cli.report import refuse_output
    from llmchoice.cli.rows import Gate, format_of, writing
    from llmchoice.cli.sources import sources

    be_quiet(wanted=quiet)
    form = format_of(format_, output)
    listed = sources(profiles or [], recursive=recursive)
    refuse_output(output, *(source.name for source in listed), criteria, force=force)
    assessor = Assessor(
        load_criteria(criteria), draws, missing, starts=gates.expect_start is not None
    )
    gate = Gate(gates)
    with (
        writing(form, output, force=force) as rows,
        comparing(len(listed), wanted=not quiet and rows.elsewhere) as advance,
    ):
        for outcome in assessor.outcomes(listed):
            gate.look(outcome)
            rows.write(outcome.rows)
            show_problems(outcome.problems)
            advance()
    note(f"{rows.where}{gate.counts()}")
    if code := gate.code():
        raise typer.Exit(code)
