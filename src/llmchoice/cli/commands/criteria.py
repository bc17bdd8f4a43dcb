"""`llmchoice criteria`: what is judged, by which table, on which evidence."""

from pathlib import Path
from typing import Annotated

import typer

from llmchoice.cli.completion import callbacks

Folder = Annotated[
    Path | None,
    typer.Option(
        "--criteria",
        metavar="DIR",
        help="Folder of your own criteria, used on top of the packaged ones.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(
        no_args_is_help=True,
        help="List, show and check the criteria.",
        rich_markup_mode=None,
    )
    group.command("list")(list_)
    group.command("show")(show)
    group.command("check")(check)
    app.add_typer(group, name="criteria")


def list_(*, criteria: Folder = None) -> None:
    """List the criteria, with their priority and the question that they use."""
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.report.criteria import criteria_table

    typer.echo(criteria_table(load_criteria(criteria)), nl=False)


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A criterion, or a rule that a report names.",
            autocompletion=callbacks.criteria_names,
        ),
    ],
    *,
    criteria: Folder = None,
) -> None:
    """Show a criterion: question, value table, reasons, and claims with their standing.

    Also shows a constraint or a condition: when it applies, and which sources support it.
    """
    from llmchoice.engine.values import unknown_rows
    from llmchoice.errors import usage_error
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.knowledge.suggest import did_you_mean
    from llmchoice.report.criteria import criterion_page, rule_ids, rule_page

    kb = load_criteria(criteria)
    known = [criterion.id for _, criterion in kb.criteria()]
    known += [c.computed.constraint for _, c in kb.criteria() if c.computed is not None]
    if name in rule_ids(kb):
        typer.echo(rule_page(kb, name), nl=False)
        return
    if name not in known:
        fix = did_you_mean(name, [*known, *rule_ids(kb)])
        raise usage_error(f"there is no criterion or rule '{name}'", fix=fix)
    typer.echo(criterion_page(kb, name, unknown_rows(kb)), nl=False)


def check(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]", help="Folder of your own criteria; without it, the packaged ones."
        ),
    ] = None,
) -> None:
    """Check criteria, and show every error with its place."""
    from llmchoice.knowledge.criteria import load_criteria

    kb = load_criteria(folder)
    claims = sum(len(article.claims) for article in kb.articles)
    typer.echo(
        f"valid: {len(kb.criteria())} criteria under {len(kb.priorities)} priorities,"
        f" {len(kb.questions)} questions, {len(kb.constraints)} constraints,"
        f" {len(kb.conditions)} conditions, {claims} claims, {len(kb.references)} references"
    )
