"""`llmchoice recheck`: does a past decision still hold."""

from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli.completion import callbacks
from llmchoice.cli.options import (
    Criteria,
    Date,
    Draws,
    Force,
    Full,
    Json,
    Missing,
    Number,
    Output,
    Quiet,
    RecordFormat,
    Status,
)

if TYPE_CHECKING:
    from llmchoice.errors import ExitCode
    from llmchoice.knowledge.decision import Decision
    from llmchoice.knowledge.replay import Replay
    from llmchoice.knowledge.settings import Setting
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.profile import Profile
    from llmchoice.model.recheck import Recheck

Decisions = Annotated[
    str,
    typer.Argument(
        metavar="DECISION.json",
        help="A past assessment, as 'assess --json' wrote it; - for stdin.",
        show_default=False,
    ),
]
Profiles = Annotated[
    list[str] | None,
    typer.Option(
        "--profile",
        "-p",
        metavar="FILE",
        help="Profile to assess in place of the one in the decision.",
        autocompletion=callbacks.profiles,
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ID=VALUE",
        help="Answer or priority in place of the profile's, such as one that is asked only now."
        " Repeatable.",
        autocompletion=callbacks.settings,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("recheck")(recheck)


def recheck(  # noqa: PLR0913 - one parameter per option of the command
    decision: Decisions,
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
    draws: Draws = None,
    missing: Missing = None,
    date: Date = None,
    quiet: Quiet = False,
) -> None:
    """Assess the profile of a past decision again, and say whether the decision still holds.

    Exits with code 0 if the verdict holds and with 6 if it does not.
    """
    from llmchoice.cli.assessing import assessed
    from llmchoice.cli.dates import day, warn_of_age
    from llmchoice.cli.decisions import read_all, refuse_both_from_stdin, refuse_same_file
    from llmchoice.cli.messages import be_quiet
    from llmchoice.cli.profiles import chosen_profile
    from llmchoice.cli.records import record_of
    from llmchoice.cli.report import deliver_result, format_of, refuse_existing
    from llmchoice.engine.recheck import recheck as compared
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.knowledge.settings import read_settings
    from llmchoice.model.recheck import Recheck

    be_quiet(wanted=quiet)
    profile = chosen_profile(None, profiles)
    refuse_both_from_stdin(decision, profile)
    form = format_of(Recheck, format_, output, json=json)
    record = record_of(form, status, number)
    refuse_same_file(output, decision, profile)
    refuse_existing(output, None, force=force)
    on = day(date)
    (past,) = read_all(decision)
    kb = load_criteria(criteria)
    settings = read_settings(kb, set_ or [])
    replay = _today(kb, past, profile, settings)
    whole = _complete(kb, replay, past, accept=missing is not None)
    after = assessed(kb, whole.profile, date=on, draws=draws)
    found = compared(
        past.assessment,
        after,
        dropped=whole.dropped,
        settings=tuple(set_ or []),
        other_profile=profile is not None and _is_other(replay, past),
    )
    warn_of_age(kb, after)
    _warn_of_days(found)
    deliver_result(
        found,
        form,
        output,
        force=force,
        full=full,
        about=_about(found),
        record=record,
    )
    if code := _exit_code(found):
        raise typer.Exit(code)


def _today(
    kb: "KnowledgeBase", past: "Decision", name: str | None, settings: "tuple[Setting, ...]"
) -> "Replay":
    """The profile of then under the questions of today, or another one that is given.

    Raises:
        LlmchoiceError: exit code 3 or 2, as for any profile.
    """
    from llmchoice.cli.priced import check_costs
    from llmchoice.cli.profiles import profile_text
    from llmchoice.knowledge.decision import demand_profile
    from llmchoice.knowledge.profile import read_profile
    from llmchoice.knowledge.replay import Replay, replayed

    if name is not None:
        text, file = profile_text(name)
        other = read_profile(kb, text, file, settings)
        check_costs(other, text, file)
        return Replay(other, ())
    demand_profile(past)
    replay = replayed(kb, past.assessment.profile.content, past.file, settings)
    _demand_known(replay.profile, past.file)
    return replay


def _demand_known(profile: "Profile", file: str) -> None:
    """Refuse a GPU or a model that the catalogue no longer has: nobody may change the past file.

    Raises:
        LlmchoiceError: exit code 3.
    """
    from dataclasses import replace

    from llmchoice.catalogue.cost.names import name_problems
    from llmchoice.cli.priced import the_book
    from llmchoice.errors import ExitCode, LlmchoiceError, Place

    inputs = profile.costs
    if inputs is None or not (inputs.gpu or inputs.closed_model or inputs.open_model):
        return
    fix = "give the profile with --profile FILE, and name another GPU or model in it"
    problems = [
        replace(problem, place=Place(file), fix=fix)
        for problem in name_problems(the_book(), inputs)
    ]
    if problems:
        raise LlmchoiceError(problems, ExitCode.INVALID)


def _complete(kb: "KnowledgeBase", replay: "Replay", past: "Decision", *, accept: bool) -> "Replay":
    """The profile with every answer, missing ones as unknown where that is accepted.

    Raises:
        LlmchoiceError: exit code 4 when it lacks any.
    """
    from dataclasses import replace

    from llmchoice.errors import ExitCode, LlmchoiceError, Problem
    from llmchoice.knowledge.completeness import gaps, line_to_add, with_unknown

    whole = with_unknown(kb, replay.profile) if accept else replay.profile
    left = gaps(kb, whole)
    if not left:
        return replace(replay, profile=whole)
    names = [*left.priorities, *(question.id for question in left.questions)]
    lines = [
        *(f"  --set {priority}=3" for priority in left.priorities),
        *(f"  --set {line_to_add(q).replace(': ', '=', 1)}" for q in left.questions),
    ]
    accepted = "" if accept else ", or accept missing answers as unknown with --missing unknown"
    problem = Problem(
        f"{past.file}: asked today, but not answered: {', '.join(names)}",
        why="the earlier profile is assessed with today's questions",
        fix="\n".join([f"answer with --set{accepted}", *lines]),
    )
    raise LlmchoiceError([problem], ExitCode.INCOMPLETE)


def _is_other(replay: "Replay", past: "Decision") -> bool:
    from llmchoice.engine.canonical import profile_sha256

    return profile_sha256(replay.profile) != past.assessment.profile.sha256


def _warn_of_days(found: "Recheck") -> None:
    """Days pass although a report has no date: say so beside it, never in it."""
    from llmchoice.cli.dates import day
    from llmchoice.cli.messages import note

    today = day("today") or ""
    late = [e.question for e in found.expiries if e.expired is None and e.day < today]
    if late:
        note(f"warning: confirm your answers to {', '.join(late)} again; see --date today")


def _about(found: "Recheck") -> str:
    after = found.comparison.after
    if not found.holds:
        return "the verdict no longer holds"
    undecided = after is not None and after.verdict == "undecided"
    return "still undecided" if undecided else "the verdict holds"


def _exit_code(found: "Recheck") -> "ExitCode":
    """0 while the verdict holds, else 6."""
    from llmchoice.cli.decisions import gate_failed
    from llmchoice.errors import ExitCode

    if found.holds:
        return ExitCode.DONE
    before, after = found.comparison.before, found.comparison.after
    old, new = (outcome.verdict.value if outcome else "" for outcome in (before, after))
    same = "that of a workload has changed"
    gate_failed(f"the verdict was '{old}', and " + (same if old == new else f"is '{new}' today"))
    return ExitCode.GATE_FAILED
