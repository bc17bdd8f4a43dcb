"""Options that several commands have, written once: the same word means the same everywhere."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Literal

import typer

from llmchoice.cli.completion import callbacks
from llmchoice.cli.dates import day
from llmchoice.errors import usage_error
from llmchoice.report.registry import FORMATS, ROW_FORMATS, Format
from llmchoice.suggest import did_you_mean

STATUSES = ("proposed", "accepted", "rejected", "deprecated")
STRENGTHS = ("likely", "clear")
SIDES = ("open", "closed")
VERDICTS = ("open", "closed", "mixed", "undecided", "none")
"""Written out: the types are imported only when a run needs them."""


def _one_of(option: str, words: tuple[str, ...]) -> Callable[[str | None], str | None]:
    def check(name: str | None) -> str | None:
        if name is not None and name not in words:
            raise usage_error(f"{option} {name} is not known", fix=did_you_mean(name, words))
        return name

    return check


File = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE",
        help="Profile: a file, a packaged example, or - for stdin.",
        show_default=False,
        autocompletion=callbacks.profiles,
    ),
]
Profiles = Annotated[
    list[str] | None,
    typer.Option(
        "--profile",
        "-p",
        metavar="FILE",
        help="The same as FILE alone.",
        autocompletion=callbacks.profiles,
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ID=VALUE",
        help="Answer (several joined by commas) or priority (0 to 5) in place of the profile's;"
        " ID+=VALUE adds an answer to those of the profile. Repeatable.",
        autocompletion=callbacks.settings,
    ),
]
Criteria = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Folder of your own criteria, used on top of the packaged ones."
    ),
]


def _format(forms: Iterable[Format]) -> object:
    names = [form.name for form in forms]
    return typer.Option(
        "--format",
        metavar="NAME",
        help=f"{', '.join(names[:-1])} or {names[-1]}.",
        autocompletion=callbacks.words(*names),
    )


def _output(about: str) -> object:
    return typer.Option("--output", "-o", metavar="FILE", help=about)


BlockFormat = Annotated[str | None, _format(form for form in FORMATS if not form.record)]
"""The formats of every result but for decision records."""
RecordFormat = Annotated[str | None, _format(FORMATS)]
"""The formats of a result that a decision record can be made of."""
Full = Annotated[bool, typer.Option("--full", help="Show everything, for people who check it.")]
Status = Annotated[
    str | None,
    typer.Option(
        metavar="STATUS",
        help="Of a decision record: proposed, accepted, rejected, deprecated or 'superseded by"
        " ADR-0123'. By default proposed.",
        autocompletion=callbacks.words(*STATUSES),
    ),
]
Number = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=0, max=99_999, help="Number of a decision record, for its title."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Output = Annotated[
    str | None, _output("Write the report to a file, in the format of its suffix; - for stdout.")
]
TextOutput = Annotated[str | None, _output("Write it to a file; - for stdout.")]
"""Of what is no report."""
RowFormat = Annotated[str | None, _format(ROW_FORMATS)]
RowOutput = Annotated[
    str | None, _output("Write the rows to a file, in the format of its suffix; - for stdout.")
]
Recursive = Annotated[bool, typer.Option("--recursive", "-r", help="Also look in subfolders.")]
Force = Annotated[bool, typer.Option("--force", help="Replace an existing output file.")]
Expect = Annotated[
    str | None,
    typer.Option(
        metavar="SIDE",
        callback=_one_of("--expect", VERDICTS),
        help="Exit with 6 unless the verdict is this one: open, closed, mixed, undecided or none.",
        autocompletion=callbacks.words(*VERDICTS),
    ),
]
AtLeast = Annotated[
    str | None,
    typer.Option(
        "--at-least",
        metavar="STRENGTH",
        callback=_one_of("--at-least", STRENGTHS),
        help="Exit with 6 unless a side is recommended, and so firmly: likely or clear.",
        autocompletion=callbacks.words(*STRENGTHS),
    ),
]
ExpectStart = Annotated[
    str | None,
    typer.Option(
        "--expect-start",
        metavar="SIDE",
        callback=_one_of("--expect-start", SIDES),
        help="Exit with 6 unless the option to start with is of this side: open or closed.",
        autocompletion=callbacks.words(*SIDES),
    ),
]
Draws = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        max=10_000_000,
        help="Number of simulations; by default as many as the criteria ask for.",
    ),
]
Missing = Annotated[
    Literal["unknown"] | None,
    typer.Option(metavar="unknown", help="Treat every missing answer as unknown."),
]
Date = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        callback=day,
        help="Day of the assessment, as YYYY-MM-DD or today: printed, used to mark facts that"
        " are old, and the day whose prices count. Without it the report has no date, so that the"
        " same input gives the same output.",
        autocompletion=callbacks.words("today"),
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print nothing except the report and errors.")
]
