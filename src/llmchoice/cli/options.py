"""Options that several commands have, written once: the same word means the same everywhere."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from llmchoice.cli import completion
from llmchoice.errors import usage_error
from llmchoice.report.registry import FORMATS, ROW_FORMATS, Format

STATUSES = ("proposed", "accepted", "rejected", "deprecated")

File = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE",
        help="Profile: a file, a packaged example, or - for stdin.",
        show_default=False,
        autocompletion=completion.profiles,
    ),
]
Profiles = Annotated[
    list[str] | None,
    typer.Option(
        "--profile",
        "-p",
        metavar="FILE",
        help="The same as FILE alone.",
        autocompletion=completion.profiles,
    ),
]


def files(about: str) -> object:
    """The argument that names many profiles."""
    return typer.Argument(
        metavar="FILE...", help=about, show_default=False, autocompletion=completion.profiles
    )


Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ID=VALUE",
        help="Replace an answer of the profile (several values joined by commas) or a priority"
        " (0 to 5); ID+=VALUE adds to the values of the profile. Repeatable.",
        autocompletion=completion.settings,
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
        autocompletion=completion.words(*names),
    )


def _output(about: str) -> object:
    return typer.Option("--output", "-o", metavar="FILE", help=about)


BlockFormat = Annotated[str | None, _format(form for form in FORMATS if not form.record)]
"""The formats of every result but for decision records."""
RowFormat = Annotated[
    str | None, _format((*(form for form in FORMATS if not form.record), *ROW_FORMATS))
]
"""Those of a result that is made of rows."""
RecordFormat = Annotated[str | None, _format(FORMATS)]
"""The formats of a result that a decision record can be made of."""
Full = Annotated[bool, typer.Option("--full", help="Show everything, for people who check it.")]
Status = Annotated[
    str | None,
    typer.Option(
        metavar="STATUS",
        help="Of a decision record: proposed, accepted, rejected, deprecated or 'superseded by"
        " ADR-0123'. By default proposed.",
        autocompletion=completion.words(*STATUSES),
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
RecordOutput = Annotated[
    str | None,
    _output(
        "Write the report to a file, in the format of its suffix, which is .madr.md for a decision"
        " record; - for stdout."
    ),
]
TextOutput = Annotated[str | None, _output("Write it to a file; - for stdout.")]
"""Of what is no report."""
Recursive = Annotated[bool, typer.Option("--recursive", "-r", help="Also look in subfolders.")]
Force = Annotated[bool, typer.Option("--force", help="Replace an existing output file.")]
Draws = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        max=10_000_000,
        help="How many simulations to draw; by default as many as the criteria ask for.",
    ),
]
Missing = Annotated[
    Literal["unknown"] | None,
    typer.Option(metavar="unknown", help="Treat every missing answer as unknown."),
]


def day(text: str | None) -> str | None:
    """What `--date` says, as YYYY-MM-DD; None where it is not given.

    Raises:
        LlmchoiceError: exit code 2 when it is not a date.
    """
    if text is None:
        return None
    if text == "today":
        return today()
    # Python reads 20261121 and 2026-W47-6 too, which nobody else would take for the same day.
    with suppress(ValueError):
        if date.fromisoformat(text).isoformat() == text:
            return text
    raise usage_error(f"--date {text} is not a date", fix="write YYYY-MM-DD, or today")


def today() -> str:
    """YYYY-MM-DD."""
    return datetime.now(UTC).date().isoformat()


def on_day(about: str) -> object:
    """The option `--date`, which means something else in each command."""
    return typer.Option(
        "--date",
        metavar="DATE",
        callback=day,
        help=about,
        autocompletion=completion.words("today"),
    )


Date = Annotated[
    str | None,
    on_day(
        "Day of the assessment, as YYYY-MM-DD or today: printed, used to mark facts that are old,"
        " and the day whose prices count. Without it the report has no date, so that the same input"
        " gives the same output."
    ),
]
PriceDate = Annotated[
    str | None,
    on_day(
        "Day whose prices count, as YYYY-MM-DD or today; without it that on which they were read."
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print nothing except the report and errors.")
]


def amount(least: float = 0, most: float = 1e16) -> Callable[[str], float]:
    """A reader of an option that takes a number within limits.

    The reader raises:
        BadParameter: exit code 2, for what is no number, and for one outside the limits.
    """

    def read(text: str) -> float:
        from llmchoice.amounts import LEAST, Fault, decimal, read_number

        number = read_number(text)
        if isinstance(number, Fault):
            fix = number.fix or "write a number, such as 40000000 or 40 million"
            raise typer.BadParameter(f"'{text}': {number.why}; {fix}")
        if not least <= number <= most:
            raise typer.BadParameter(f"'{text}' is not between {least:g} and {most:g}")
        if 0 < number < LEAST:
            raise typer.BadParameter(
                f"'{text}' is next to nothing; write 0, or {decimal(LEAST)} or more"
            )
        return number

    read.__name__ = "number"
    return read


def whole(least: float = 0, most: float = 1e16) -> Callable[[str], int]:
    """The same of a whole number; a fraction is rounded."""
    reader = amount(least, most)

    def read(text: str) -> int:
        return round(reader(text))

    read.__name__ = "number"
    return read
