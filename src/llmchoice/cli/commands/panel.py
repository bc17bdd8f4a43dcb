"""`llmchoice panel`: several people of one organisation, and where they disagree."""

from typing import Annotated

import typer

from llmchoice.cli.completion import callbacks
from llmchoice.cli.options import (
    BlockFormat,
    Criteria,
    Date,
    Draws,
    Expect,
    Force,
    Full,
    Json,
    Missing,
    Output,
    Quiet,
)

Profiles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE...",
        help="A profile for each member: a file, a packaged example, or - for stdin. A member has"
        " the name of the file.",
        show_default=False,
        autocompletion=callbacks.profiles,
    ),
]
Say = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=NUMBER",
        help="How much a member counts compared with the others; 1 by default. Repeatable.",
        autocompletion=callbacks.members,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("panel")(panel)


def panel(  # noqa: PLR0913 - one parameter per option of the command
    profiles: Profiles = None,
    *,
    say: Say = None,
    criteria: Criteria = None,
    full: Full = False,
    format_: BlockFormat = None,
    json: Json = False,
    output: Output = None,
    force: Force = False,
    expect: Expect = None,
    draws: Draws = None,
    missing: Missing = None,
    date: Date = None,
    quiet: Quiet = False,
) -> None:
    """Combine the views of several people in one organisation, and show where they disagree.

    Their weights are averaged; their facts never are: until a contradiction is settled, each
    simulation takes one of the answers that members gave.
    """
    from llmchoice.cli.assessing import completed
    from llmchoice.cli.dates import day, warn_of_age
    from llmchoice.cli.members import member_names, read_members, read_say
    from llmchoice.cli.messages import be_quiet
    from llmchoice.cli.priced import priced
    from llmchoice.cli.report import deliver_result, format_of, refuse_existing
    from llmchoice.cli.verdicts import check_expectation, exit_code
    from llmchoice.engine.panel import Member, assess_panel
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.model.panel import Panel

    be_quiet(wanted=quiet)
    check_expectation(expect)
    form = format_of(Panel, format_, output, json=json)
    names = member_names(profiles or [])
    counts = read_say(say or [], tuple(names))
    for profile in names.values():
        refuse_existing(output, profile, force=force)
    on = day(date)
    kb = load_criteria(criteria)
    read = read_members(kb, names, all_missing=missing is not None)
    members = [Member(member, profile, counts[member]) for member, profile in read.items()]
    result = assess_panel(kb, members, date=on, draws=draws, price=priced)
    result = result.model_copy(update={"aggregate": completed(result.aggregate, kb)})
    warn_of_age(kb, result.aggregate)
    deliver_result(
        result,
        form,
        output,
        force=force,
        full=full,
        about=f"verdict: {result.aggregate.recommendation.verdict}",
    )
    if code := exit_code(result.aggregate, expect):
        raise typer.Exit(code)
