"""`llmchoice panel`: several people of one organisation, and where they disagree."""

from typing import Annotated

import typer

from llmchoice.cli.completion import callbacks
from llmchoice.cli.grouped import grouped
from llmchoice.cli.inputs import Study
from llmchoice.cli.options import Criteria, Expect
from llmchoice.cli.report import Report

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


@grouped
def panel(  # noqa: PLR0913 - one parameter per option, or group of options
    study: Study,
    report: Report,
    *,
    profiles: Profiles = None,
    say: Say = None,
    criteria: Criteria = None,
    expect: Expect = None,
) -> None:
    """Combine the views of several people in one organisation, and show where they disagree.

    Their weights are averaged; their facts never are: until a contradiction is settled, each
    simulation takes one of the answers that members gave.
    """
    from llmchoice.api import load_criteria, priced
    from llmchoice.catalogue.supplement import supplemented
    from llmchoice.cli.dates import warn_of_age
    from llmchoice.cli.inputs import the_store
    from llmchoice.cli.members import member_names, read_members, read_say
    from llmchoice.cli.verdicts import exit_code
    from llmchoice.engine.panel import Member, assess_panel
    from llmchoice.model.panel import Panel

    names = member_names(profiles or [])
    delivery = report.begin(Panel, *names.values())
    counts = read_say(say or [], tuple(names))
    kb = load_criteria(criteria)
    read = read_members(kb, names, study.missing)
    members = [Member(name, profile, counts[name]) for name, profile in read.items()]
    result = assess_panel(kb, members, date=study.date, draws=study.draws, price=priced)
    profile = result.aggregate.profile.content
    aggregate = supplemented(result.aggregate, priced(kb, profile), profile, the_store())
    warn_of_age(kb, aggregate)
    delivery.deliver(
        result.model_copy(update={"aggregate": aggregate}),
        about=f"verdict: {aggregate.recommendation.verdict}",
    )
    if code := exit_code(aggregate, expect):
        raise typer.Exit(code)
