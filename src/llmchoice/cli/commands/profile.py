"""`llmchoice profile`: the packaged examples, a new profile, and a check."""

from pathlib import Path
from typing import Annotated

import typer

from llmchoice.cli.completion import callbacks

Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="A file or a packaged example.",
        autocompletion=callbacks.profiles,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(
        no_args_is_help=True,
        help="List, show, start and check profiles.",
        rich_markup_mode=None,
    )
    group.command("list")(list_)
    group.command("show")(show)
    group.command("new")(new)
    group.command("check")(check)
    app.add_typer(group, name="profile")


def list_() -> None:
    """List the packaged example profiles."""
    from llmchoice.knowledge.folders import packaged, profile_names
    from llmchoice.knowledge.text import read_text

    width = max(len(name) for name in profile_names())
    for name in profile_names():
        text = read_text(packaged("profiles") / f"{name}.yaml")
        remarks = " ".join(
            line.removeprefix("#").strip()
            for line in text.splitlines()
            if line.startswith("#") and "$schema" not in line
        )
        first, stop, _ = remarks.partition(". ")
        typer.echo(f"{name:<{width}}  {first}{stop.rstrip()}".rstrip())


def show(name: Name) -> None:
    """Print a profile, for you to copy."""
    from llmchoice.cli.profiles import profile_text
    from llmchoice.plain import plain

    text, _ = profile_text(name)
    # The line that names the schema holds only where the file stands.
    lines = [line for line in text.splitlines() if not line.startswith("# yaml-language-server")]
    typer.echo("\n".join(plain(line) for line in lines))


def new(
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file; - for stdout."),
    ] = None,
    criteria: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of your own criteria.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
) -> None:
    """Print an empty profile: every question with its answers, for you to fill in."""
    from llmchoice.cli.messages import note
    from llmchoice.files import as_argument, write_whole
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.knowledge.template import profile_template
    from llmchoice.knowledge.text import STREAM

    text = profile_template(load_criteria(criteria))
    if output is None or str(output) == STREAM:
        typer.echo(text, nl=False)
        return
    write_whole(output, text, force=force)
    note(f"wrote {output}: fill it in, then run 'llmchoice assess {as_argument(str(output))}'")


def check(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="Files or packaged examples.",
            autocompletion=callbacks.profiles,
        ),
    ],
    *,
    criteria: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of your own criteria.")
    ] = None,
) -> None:
    """Check profiles, and show everything that is wrong or missing in each of them."""
    from llmchoice.cli.messages import show_problems
    from llmchoice.cli.priced import check_costs
    from llmchoice.cli.profiles import profile_text
    from llmchoice.errors import ExitCode, LlmchoiceError
    from llmchoice.knowledge.completeness import demand_complete
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.knowledge.profile import read_profile
    from llmchoice.plain import plain

    kb = load_criteria(criteria)
    codes: list[ExitCode] = []
    valid: list[str] = []
    for name in names:
        try:
            text, file = profile_text(name)
            profile = read_profile(kb, text, file)
            check_costs(profile, text, file)
            demand_complete(kb, profile, file)
        except LlmchoiceError as error:
            show_problems(error.problems)
            codes.append(error.exit_code)
        else:
            valid.append(f"{plain(file)}: valid and complete")
    for line in valid:
        typer.echo(line, err=bool(codes))
    for code in (ExitCode.INVALID, ExitCode.USAGE, ExitCode.INCOMPLETE):
        if code in codes:
            raise typer.Exit(code)
