"""Compare two assessments that were written as JSON."""

from typing import Annotated

import typer

from llmchoice.cli.report import Report

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


def diff(a: Earlier, b: Later, report: Report, *, fail_if_changed: Gate = False) -> None:
    """Compare two assessments that were written as JSON.

    Verdict, option, scores, contributions, weights, answers and costs; nothing is assessed again.
    """
    from llmchoice.cli.inputs import read_all, refuse_both_from_stdin
    from llmchoice.cli.verdicts import gate_failed
    from llmchoice.engine.comparison import compare
    from llmchoice.model.comparison import Comparison

    delivery = report.begin(Comparison, a, b)
    refuse_both_from_stdin(a, b)
    before, after = read_all(a, b)
    comparison = compare(before.assessment, after.assessment)
    about = "changed" if comparison.changed else "verdict and option are the same"
    delivery.deliver(comparison, about=about)
    if fail_if_changed and comparison.changed:
        raise typer.Exit(gate_failed("verdict or option are different"))
