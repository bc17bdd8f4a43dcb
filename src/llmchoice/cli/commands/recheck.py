"""Say whether a past decision still holds."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli import completion
from llmchoice.cli.inputs import Given, Inputs, Study, warn_of_age
from llmchoice.cli.options import Criteria, Settings
from llmchoice.cli.report import RecordReport
from llmchoice.errors import ExitCode, LlmchoiceError, Place, usage_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmchoice.knowledge.decision import Decision
    from llmchoice.knowledge.replay import Replay
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
        autocompletion=completion.profiles,
    ),
]


def recheck(  # noqa: PLR0913 - one parameter per option, or group of options
    decision: Decisions,
    study: Study,
    report: RecordReport,
    *,
    profiles: Profiles = None,
    set_: Settings = None,
    criteria: Criteria = None,
) -> None:
    """Assess the profile of a past decision again, and say whether the decision still holds.

    Exits with code 0 if the verdict holds and with 6 if it does not.
    """
    from llmchoice.api import load_criteria
    from llmchoice.cli.inputs import read_all, refuse_both_from_stdin
    from llmchoice.engine.canonical import canonical, profile_sha256
    from llmchoice.engine.recheck import recheck as compared
    from llmchoice.knowledge.completeness import demand_all
    from llmchoice.model.recheck import Recheck

    name = Given(profiles=profiles).name()
    refuse_both_from_stdin(decision, name)
    delivery = report.begin(Recheck, decision, name, criteria)
    (past,) = read_all(decision)
    if study.date and past.assessment.date and study.date < past.assessment.date:
        raise usage_error(
            f"--date {study.date} is before the decision, which is of {past.assessment.date}",
            fix="name that day or a later one, or today",
        )
    kb = load_criteria(criteria)
    source: str | Profile
    if name is None:
        replay = _replayed(kb, past, set_ or [])
        source, dropped = replay.profile, replay.dropped
    else:
        source, dropped = name, ()
    inputs = Inputs.read(
        source, kb, set_, study.missing, complete=False, date=study.date, file=past.file
    )
    why = "the earlier profile is assessed with today's questions"
    demand_all(kb, inputs.profile, f"{past.file}: asked today, but not answered", why)
    after = study.assessed(inputs)
    same = profile_sha256(canonical(kb, inputs.profile)) == past.assessment.profile.sha256
    check = compared(
        past.assessment,
        after,
        dropped=dropped,
        settings=tuple(set_ or []),
        other_profile=name is not None and not same,
    )
    warn_of_age(kb, after)
    _warn_of_days(check)
    delivery.deliver(check, about=_about(check))
    if code := _exit_code(check):
        raise typer.Exit(code)


def _replayed(kb: "KnowledgeBase", past: "Decision", settings: "Sequence[str]") -> "Replay":
    """The profile of then under the questions of today.

    Raises:
        LlmchoiceError: exit code 3 where it is no longer valid, or there is none.
    """
    from llmchoice.knowledge.decision import demand_profile
    from llmchoice.knowledge.replay import replayed
    from llmchoice.knowledge.settings import read_settings

    read = read_settings(kb, settings)
    demand_profile(past)
    replay = replayed(kb, past.assessment.profile.content, past.file, read)
    _demand_known(replay.profile, past.file)
    return replay


def _demand_known(profile: "Profile", file: str) -> None:
    """Refuse a GPU or a model that the catalogue no longer has: nobody may change the past file."""
    from llmchoice.cli.inputs import the_store

    costs = profile.costs
    if costs is None or not (costs.gpu or costs.closed_model or costs.open_model):
        return
    try:
        the_store().check(costs)
    except LlmchoiceError as error:
        fix = "give the profile with --profile FILE, and name another GPU or model in it"
        problems = [replace(problem, place=Place(file), fix=fix) for problem in error.problems]
        raise LlmchoiceError(problems, error.exit_code) from error


def _warn_of_days(check: "Recheck") -> None:
    """Days pass although a report has no date: say so beside it, never in it."""
    from llmchoice.cli.messages import note
    from llmchoice.cli.options import today

    day = today()
    late = [e.question for e in check.expiries if e.expired is None and e.day < day]
    if late:
        note(f"warning: confirm your answers to {', '.join(late)} again; see --date today")
    by = check.decide_by
    if by is not None and by.passed is None and by.day < day:
        note(f"warning: you wanted to decide by {by.day}; see --date today")


def _about(check: "Recheck") -> str:
    from llmchoice.cli.verdicts import in_words

    after = check.comparison.after
    if not check.holds:
        return "the verdict no longer holds"
    if after is not None and after.verdict == "undecided":
        return f"still {in_words(after)}"
    return "the verdict holds"


def _exit_code(check: "Recheck") -> ExitCode:
    """0 while the verdict holds, else 6."""
    from llmchoice.cli.verdicts import gate_failed, in_words

    if check.holds:
        return ExitCode.DONE
    before, after = check.comparison.before, check.comparison.after
    old, new = (in_words(outcome) if outcome else "" for outcome in (before, after))
    same = "that of a workload has changed"
    return gate_failed(
        f"the verdict was '{old}', and " + (same if old == new else f"is '{new}' today")
    )
