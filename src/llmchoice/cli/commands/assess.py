"""`llmchoice assess`: the questions, the engine, the report."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from llmchoice.errors import ExitCode
    from llmchoice.model.assessment import Assessment
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.profile import Profile

UNNAMED = "Unnamed organisation"
NO_PROFILE = f"organisation: {UNNAMED}"

Profiles = Annotated[
    str | None,
    typer.Option(
        "--profile",
        "-p",
        metavar="FILE",
        help="Profile to assess: a file, a packaged example, or - for stdin. Without it, you"
        " are asked; with it, only what it leaves out.",
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ID=VALUE",
        help="Answer (several joined by commas) or priority (0 to 5) in place of the profile's."
        " Repeatable.",
    ),
]
Criteria = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Folder of your own criteria, laid over the packaged ones."),
]
Format = Annotated[
    str | None,
    typer.Option("--format", metavar="NAME", help="text, markdown or json."),
]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write the report to a file, in the format of its suffix; - for stdout.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace an existing output file.")]
Expect = Annotated[
    str | None,
    typer.Option(
        metavar="SIDE",
        help="Exit with 6 unless the verdict is this: open, closed, mixed, undecided or none.",
    ),
]
Quick = Annotated[
    bool,
    typer.Option("--quick", help="Ask only the decisive questions; the others count as unknown."),
]
Missing = Annotated[
    Literal["unknown"] | None,
    typer.Option(metavar="unknown", help="Take every missing answer as unknown."),
]
Date = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Day of the assessment, as YYYY-MM-DD or today: printed, and used to mark facts"
        " that are old. Without it the report has no date, so that the same input gives the"
        " same bytes.",
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Say nothing beside the report and errors.")
]
NoInput = Annotated[bool, typer.Option("--no-input", help="Never ask, even at a terminal.")]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("assess")(assess)


def assess(  # noqa: PLR0913 - one parameter per option of the command
    *,
    profile: Profiles = None,
    set_: Settings = None,
    criteria: Criteria = None,
    format_: Format = None,
    json: Json = False,
    output: Output = None,
    force: Force = False,
    expect: Expect = None,
    quick: Quick = False,
    missing: Missing = None,
    date: Date = None,
    quiet: Quiet = False,
    no_input: NoInput = False,
) -> None:
    """Assess an organisation and recommend open or closed models, with the reasons.

    At a terminal it asks what the profile leaves out; elsewhere it names what is missing and
    exits with 4.
    """
    from llmchoice.cli.messages import be_quiet
    from llmchoice.cli.report import chosen_format, deliver, refuse_existing
    from llmchoice.cli.verdicts import check_expectation, exit_code
    from llmchoice.engine.assess import assess as engine
    from llmchoice.knowledge.completeness import demand_complete, gaps
    from llmchoice.knowledge.criteria import load_criteria

    be_quiet(wanted=quiet)
    check_expectation(expect)
    name = chosen_format(format_, output, json=json)
    refuse_existing(output, profile, force=force)
    day = _day(date)
    kb = load_criteria(criteria)

    def conclude(whole: "Profile") -> "tuple[ExitCode, str]":
        assessment = engine(kb, whole, date=day)
        if day is None:
            _warn_of_age(kb, assessment)
        deliver(assessment, name, output, force=force)
        return exit_code(assessment, expect), assessment.recommendation.summary

    start = _start(kb, profile, set_ or [])
    given = _with_unknown(kb, start, quick=quick, all_missing=missing is not None)
    if not gaps(kb, given) and start is not None:
        code, _ = conclude(given)
    elif not no_input and sys.stdin.isatty() and sys.stderr.isatty():
        from llmchoice.cli.interactive import ask_and_conclude

        begun = given if start is not None or missing is not None else None
        code = ask_and_conclude(kb, begun, quick=quick, conclude=conclude)
    else:
        demand_complete(kb, given, profile or "no profile")
        code, _ = conclude(given)
    if code:
        raise typer.Exit(code)


def _start(kb: "KnowledgeBase", name: str | None, texts: list[str]) -> "Profile | None":
    """The profile as far as it is given: a file, settings, or nothing."""
    from llmchoice.cli.profiles import profile_text
    from llmchoice.knowledge.profile import read_profile
    from llmchoice.knowledge.settings import read_settings

    settings = read_settings(kb, texts)
    if name is None and not settings:
        return None
    text, file = profile_text(name) if name is not None else (NO_PROFILE, "--set")
    return read_profile(kb, text, file, settings)


def _with_unknown(
    kb: "KnowledgeBase", start: "Profile | None", *, quick: bool, all_missing: bool
) -> "Profile":
    """What is given, with `unknown` where the command line accepts it for a missing answer."""
    from llmchoice.knowledge.completeness import with_unknown
    from llmchoice.model.profile import Profile

    given = start or Profile(organisation=UNNAMED)
    if all_missing:
        return with_unknown(kb, given)
    if quick and start is not None:
        return with_unknown(kb, given, keep=frozenset(q.id for q in kb.questions if q.quick))
    return given


def _day(text: str | None) -> str | None:
    from llmchoice.errors import usage_error

    if text is None:
        return None
    if text == "today":
        return datetime.now(UTC).date().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise usage_error(f"--date {text} is no date", fix="write YYYY-MM-DD, or today") from error


def _warn_of_age(kb: "KnowledgeBase", assessment: "Assessment") -> None:
    """Facts age although the report has no date: say so beside it, never in it."""
    from llmchoice.cli.messages import note
    from llmchoice.engine.followup import is_stale

    today = datetime.now(UTC).date().isoformat()
    old = [s.id for s in assessment.sources if s.checked_on and is_stale(kb, s.checked_on, today)]
    if old:
        note(f"warning: {len(old)} sources were last checked long ago; see --date today")
