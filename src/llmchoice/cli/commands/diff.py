"""`llmchoice diff`: two assessments side by side."""

from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli.options import BlockFormat, Force, Full, Json, Output, Quiet

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment

Earlier = Annotated[
    str,
    typer.Argument(
        metavar="A.json",
        help="The earlier assessment, as 'assess --json' wrote it; - for stdin.",
        show_default=False,
    ),
]
Later = Annotated[
    str,
    typer.Argument(
        metavar="B.json", help="The later assessment, in the same form.", show_default=False
    ),
]
Gate = Annotated[
    bool,
    typer.Option(
        "--fail-if-changed", help="Exit with code 6 if the verdict or the option differs."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("diff")(diff)


def diff(  # noqa: PLR0913 - one parameter per option of the command
    a: Earlier,
    b: Later,
    *,
    fail_if_changed: Gate = False,
    full: Full = False,
    format_: BlockFormat = None,
    json: Json = False,
    output: Output = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Compare two assessments that were written as JSON.

    Verdict, option, scores, contributions, weights, answers and costs; nothing is assessed again.
    """
    from llmchoice.cli.decisions import gate_failed, refuse_same_file
    from llmchoice.cli.messages import be_quiet
    from llmchoice.cli.report import deliver_result, format_of, refuse_existing
    from llmchoice.engine.comparison import compare
    from llmchoice.errors import ExitCode
    from llmchoice.model.comparison import Comparison

    be_quiet(wanted=quiet)
    form = format_of(Comparison, format_, output, json=json)
    refuse_same_file(output, a, b)
    refuse_existing(output, None, force=force)
    before, after = _read(a, b)
    comparison = compare(before, after)
    deliver_result(
        comparison,
        form,
        output,
        force=force,
        full=full,
        about="changed" if comparison.changed else "verdict and option are the same",
    )
    if fail_if_changed and comparison.changed:
        gate_failed("verdict or option are different")
        raise typer.Exit(ExitCode.GATE_FAILED)


def _read(a: str, b: str) -> "tuple[Assessment, Assessment]":
    """Both assessments; with what is wrong with either of them.

    Raises:
        LlmchoiceError: exit code 2 or 3.
    """
    from llmchoice.cli.decisions import read_all, refuse_both_from_stdin

    refuse_both_from_stdin(a, b)
    first, second = read_all(a, b)
    return first.assessment, second.assessment
