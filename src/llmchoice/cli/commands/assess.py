"""`llmchoice assess`: the questions, the engine, the report."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli.completion import callbacks
from llmchoice.cli.options import (
    Criteria,
    Date,
    Draws,
    Expect,
    File,
    Force,
    Full,
    Json,
    Missing,
    Number,
    Output,
    Profiles,
    Quiet,
    RecordFormat,
    Status,
)

if TYPE_CHECKING:
    from llmchoice.errors import ExitCode
    from llmchoice.model.assessment import Assessment
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.profile import Profile
    from llmchoice.questionnaire.shelf import Kept

Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ID=VALUE",
        autocompletion=callbacks.settings,
        help="Answer (several joined by commas) or priority (0 to 5) in place of the profile's."
        " Repeatable.",
    ),
]
Quick = Annotated[
    bool,
    typer.Option(
        "--quick",
        help="Ask the questions that matter most first; stop when no answer can change the side.",
    ),
]
NoInput = Annotated[bool, typer.Option("--no-input", help="Never ask, even at a terminal.")]
Resume = Annotated[bool, typer.Option("--resume", help="Continue an unfinished questionnaire.")]
DraftName = Annotated[
    str | None,
    typer.Option(
        "--draft",
        metavar="NAME",
        autocompletion=callbacks.drafts,
        help="Which unfinished questionnaire to continue; see 'llmchoice drafts list'.",
    ),
]
Plain = Annotated[
    bool,
    typer.Option(
        "--plain",
        help="Ask with numbered lists and lines to fill in, for screen readers and simple"
        " terminals. Also with ACCESSIBLE=1 or TERM=dumb.",
    ),
]
NoPreview = Annotated[
    bool,
    typer.Option("--no-preview", help="Do not show after each section which side leads so far."),
]
Member = Annotated[
    bool,
    typer.Option(
        "--member",
        help="You answer as one member of a panel: which side leads is not shown until all your"
        " facts are entered.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("assess")(assess)


def assess(  # noqa: PLR0913 - one parameter per option of the command
    file: File = None,
    *,
    profiles: Profiles = None,
    set_: Settings = None,
    criteria: Criteria = None,
    full: Full = False,
    format_: RecordFormat = None,
    status: Status = None,
    number: Number = None,
    json: Json = False,
    output: Output = None,
    force: Force = False,
    expect: Expect = None,
    draws: Draws = None,
    quick: Quick = False,
    missing: Missing = None,
    date: Date = None,
    quiet: Quiet = False,
    no_input: NoInput = False,
    resume: Resume = False,
    draft: DraftName = None,
    plain: Plain = False,
    no_preview: NoPreview = False,
    member: Member = False,
) -> None:
    """Assess an organisation and recommend open or closed models, with the reasons.

    At a terminal it asks for what the profile leaves out, and for everything where there is none;
    elsewhere it names what is missing and exits with code 4.
    """
    from llmchoice.cli.assessing import assessed
    from llmchoice.cli.dates import day, warn_of_age
    from llmchoice.cli.messages import be_quiet
    from llmchoice.cli.priced import priced
    from llmchoice.cli.profiles import chosen_profile
    from llmchoice.cli.records import record_of
    from llmchoice.cli.report import deliver_result, format_of, refuse_existing
    from llmchoice.cli.verdicts import check_expectation, exit_code
    from llmchoice.knowledge.completeness import demand_complete, gaps
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.model.assessment import Assessment

    be_quiet(wanted=quiet)
    profile = chosen_profile(file, profiles)
    check_expectation(expect)
    form = format_of(Assessment, format_, output, json=json)
    record = record_of(form, status, number)
    refuse_existing(output, profile, force=force)
    on = day(date)
    kb = load_criteria(criteria)

    def conclude(whole: "Profile") -> "tuple[ExitCode, Assessment]":
        assessment = assessed(kb, whole, date=on, draws=draws)
        warn_of_age(kb, assessment)
        deliver_result(
            assessment,
            form,
            output,
            force=force,
            full=full,
            about=f"verdict: {assessment.recommendation.verdict}",
            record=record,
        )
        return exit_code(assessment, expect), assessment

    asks = not no_input and sys.stdin.isatty() and sys.stderr.isatty()
    start = _start(kb, profile, set_ or [])
    begins = start is None and missing is None
    kept = None
    if resume or draft is not None or (asks and begins):
        kept = _draft(draft, plain=plain, asks=asks, resume=resume or draft is not None)
    given = _with_unknown(kb, _so_far(kb, start, kept), all_missing=missing is not None)
    kb = priced(kb, given)
    if not gaps(kb, given) and start is not None and (kept is None or not asks):
        code, _ = conclude(given)
    elif asks:
        from llmchoice.cli.interactive import Manner, ask_and_conclude
        from llmchoice.questionnaire.session import Mode

        manner = Manner(Mode(quick, not no_preview, member), plain, criteria)
        begun = start if missing is None else given
        code = ask_and_conclude(kb, begun, kept, manner, conclude)
    else:
        from llmchoice.cli.sparing import spare

        name_of_profile = profile or (f"draft {kept.name}" if kept else "no profile")
        if quick or (kept is not None and kept.record is not None and kept.record.quick):
            given = spare(kb, given, name_of_profile)
        demand_complete(kb, given, name_of_profile)
        code, _ = conclude(given)
    if code:
        raise typer.Exit(code)


def _start(kb: "KnowledgeBase", name: str | None, texts: list[str]) -> "Profile | None":
    """The profile as far as it is given: a file, settings, or nothing."""
    from llmchoice.cli.priced import check_costs
    from llmchoice.cli.profiles import profile_text
    from llmchoice.knowledge.profile import read_profile
    from llmchoice.knowledge.settings import read_settings
    from llmchoice.model.profile import UNNAMED

    settings = read_settings(kb, texts)
    if name is None and not settings:
        return None
    text, file = (f"organisation: {UNNAMED}", "--set") if name is None else profile_text(name)
    start = read_profile(kb, text, file, settings)
    check_costs(start, text, file)
    return start


def _draft(name: str | None, *, plain: bool, asks: bool, resume: bool) -> "Kept | None":
    """The draft to go on with; where there are several, or none was asked for, the person chooses.

    It is chosen first of all: what it says of costs decides what is computed.
    """
    from llmchoice.questionnaire.shelf import draft_to_resume, offer_drafts

    asker = None
    if asks:
        from llmchoice.cli.interactive import asker_on_stderr

        asker = asker_on_stderr(plain=plain)
        if not resume:
            return offer_drafts(asker)
    return draft_to_resume(name, asker)


def _so_far(kb: "KnowledgeBase", start: "Profile | None", kept: "Kept | None") -> "Profile | None":
    """What is given and, behind it, what a draft holds."""
    if kept is None:
        return start
    from llmchoice.questionnaire.shelf import resumed
    from llmchoice.questionnaire.sofar import profile_so_far

    return profile_so_far(kb, resumed(kb, kept, start))


def _with_unknown(kb: "KnowledgeBase", start: "Profile | None", *, all_missing: bool) -> "Profile":
    """What is given, with `unknown` where the command line accepts it for a missing answer."""
    from llmchoice.knowledge.completeness import with_unknown
    from llmchoice.model.profile import UNNAMED, Profile

    given = start or Profile(organisation=UNNAMED)
    return with_unknown(kb, given) if all_missing else given
