"""List, show, start and check profiles."""

from typing import Annotated

import typer

from llmchoice.cli import completion
from llmchoice.cli.options import Criteria, Force, Recursive, TextOutput

Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="A file or a packaged example.",
        autocompletion=completion.profiles,
    ),
]


def list_() -> None:
    """List the packaged example profiles."""
    from llmchoice.cli.messages import put
    from llmchoice.knowledge.folders import packaged, profile_names
    from llmchoice.knowledge.source import read_text

    width = max(len(name) for name in profile_names())
    for name in profile_names():
        text = read_text(packaged("profiles") / f"{name}.yaml")
        remarks = " ".join(
            line.removeprefix("#").strip()
            for line in text.splitlines()
            if line.startswith("#") and "$schema" not in line
        )
        first, stop, _ = remarks.partition(". ")
        put(f"{name:<{width}}  {first}{stop.rstrip()}".rstrip())


def show(name: Name) -> None:
    """Print a profile, for you to copy."""
    from llmchoice.cli.inputs import profile_text
    from llmchoice.cli.messages import put
    from llmchoice.plain import JOINERS

    text = profile_text(name).text
    # The line that names the schema holds only where the file stands.
    lines = (line for line in text.split("\n") if not line.startswith("# yaml-language-server"))
    # A copy is the same profile, with the same fingerprint.
    put("\n".join(lines).rstrip("\n"), kept=JOINERS)


def new(
    *,
    output: TextOutput = None,
    criteria: Criteria = None,
    force: Force = False,
) -> None:
    """Print an empty profile: every question with its answers, for you to fill in."""
    from llmchoice.api import load_criteria
    from llmchoice.cli.report import deliver_text, refuse_output
    from llmchoice.files import as_argument
    from llmchoice.knowledge.template import profile_template

    refuse_output(output, criteria, force=force)
    fill_in = f"fill it in, then run 'llmchoice assess {as_argument(str(output))}'"
    text = profile_template(load_criteria(criteria))
    deliver_text(text, output, force=force, about=f": {fill_in}")


def check(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="Files, folders or packaged examples.",
            autocompletion=completion.profiles,
        ),
    ],
    *,
    recursive: Recursive = False,
    criteria: Criteria = None,
) -> None:
    """Check profiles, and show everything that is wrong or missing in each of them."""
    from llmchoice.api import load_criteria
    from llmchoice.cli.inputs import checked
    from llmchoice.cli.messages import put, show_problems
    from llmchoice.cli.sources import opened, sources
    from llmchoice.errors import ExitCode, LlmchoiceError, gravest
    from llmchoice.knowledge.source import ProfileText
    from llmchoice.plain import plain

    listed, kb = sources(names, recursive=recursive), load_criteria(criteria)
    codes: list[ExitCode] = []
    valid: list[str] = []
    for source in opened(listed):
        try:
            if source.error is not None:
                raise source.error
            text = source.name if source.text is None else ProfileText(source.text, source.name)
            _, file = checked(text, kb)
        except LlmchoiceError as error:
            show_problems(error.problems)
            codes.append(error.exit_code)
        else:
            valid.append(f"{plain(file)}: valid and complete")
    for line in valid:
        put(line, err=bool(codes))
    if codes:
        raise typer.Exit(gravest(codes))


COMMANDS = (list_, show, new, check)
