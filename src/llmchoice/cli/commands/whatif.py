"""`llmchoice whatif`: a profile as it is, and with some of it set otherwise."""

from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli.completion import callbacks
from llmchoice.cli.options import (
    BlockFormat,
    Criteria,
    Date,
    Draws,
    Expect,
    File,
    Force,
    Full,
    Json,
    Missing,
    Output,
    Profiles,
    Quiet,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmchoice.knowledge.settings import Setting
    from llmchoice.model.assessment import Assessment
    from llmchoice.model.comparison import Comparison
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.profile import Profile

Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ID=VALUE",
        help="An answer (several joined by commas) or priority (0 to 5) to change. Repeatable.",
        autocompletion=callbacks.settings,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("whatif")(whatif)


def whatif(  # noqa: PLR0913 - one parameter per option of the command
    file: File = None,
    *,
    profiles: Profiles = None,
    set_: Settings = None,
    criteria: Criteria = None,
    full: Full = False,
    format_: BlockFormat = None,
    json: Json = False,
    output: Output = None,
    force: Force = False,
    expect: Expect = None,
    draws: Draws = None,
    missing: Missing = None,
    date: Date = None,
    quiet: Quiet = False,
) -> None:
    """Show what would change if some answers or priorities were different.

    Verdict and scores before and after, and the criteria that moved them.
    """
    from llmchoice.cli.assessing import assessed
    from llmchoice.cli.dates import day, warn_of_age
    from llmchoice.cli.messages import be_quiet
    from llmchoice.cli.profiles import demanded_profile
    from llmchoice.cli.report import deliver_result, format_of, refuse_existing
    from llmchoice.cli.verdicts import check_expectation, exit_code
    from llmchoice.engine.comparison import compare
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.model.comparison import Comparison

    be_quiet(wanted=quiet)
    profile = demanded_profile(file, profiles)
    check_expectation(expect)
    form = format_of(Comparison, format_, output, json=json)
    refuse_existing(output, profile, force=force)
    on = day(date)
    kb = load_criteria(criteria)
    settings = _settings(kb, set_ or [])
    old, new = _profiles(kb, profile, settings, all_missing=missing is not None)
    _note_what_is_so(old, settings)
    before, after = (assessed(kb, one, date=on, draws=draws) for one in (old, new))
    _note_what_is_not_asked(after, settings)
    warn_of_age(kb, after)
    comparison = compare(before, after, settings=[_text(setting) for setting in settings])
    deliver_result(comparison, form, output, force=force, full=full, about=_verdicts(comparison))
    if code := exit_code(after, expect):
        raise typer.Exit(code)


def _settings(kb: "KnowledgeBase", texts: list[str]) -> "tuple[Setting, ...]":
    from llmchoice.errors import usage_error
    from llmchoice.knowledge.settings import read_settings

    if not texts:
        raise usage_error(
            "nothing is changed", fix="say what to change: --set ID=VALUE, such as --set privacy=5"
        )
    return read_settings(kb, texts)


def _profiles(
    kb: "KnowledgeBase", name: str, settings: "tuple[Setting, ...]", *, all_missing: bool
) -> "tuple[Profile, Profile]":
    """The profile as it is and as it would be, both complete.

    Raises:
        LlmchoiceError: exit code 3 or 2 when either is not valid, 4 when it lacks an answer.
    """
    from llmchoice.cli.completeness import demand_changed_complete, demand_whole
    from llmchoice.cli.priced import check_costs
    from llmchoice.cli.profiles import profile_text
    from llmchoice.knowledge.completeness import with_unknown
    from llmchoice.knowledge.profile import read_profile

    text, file = profile_text(name)
    old = read_profile(kb, text, file)
    check_costs(old, text, file)
    old = with_unknown(kb, old) if all_missing else old
    demand_whole(kb, old, file)
    new = read_profile(kb, text, file, settings)
    new = with_unknown(kb, new) if all_missing else new
    demand_changed_complete(kb, new, [_text(setting) for setting in settings])
    return old, new


def _note_what_is_so(profile: "Profile", settings: "Iterable[Setting]") -> None:
    from llmchoice.cli.messages import note
    from llmchoice.engine.answers import of_workload

    given = [of_workload(profile, w) for w in profile.workloads] or [profile.answers]
    for setting in settings:
        rated = setting.rating is not None
        rating = (profile.priorities or {}).get(setting.target)
        if (
            rating == setting.rating
            if rated
            else all(answers.get(setting.target) == setting.answer for answers in given)
        ):
            note(f"--set {_text(setting)} changes nothing: the profile says so already")


def _note_what_is_not_asked(after: "Assessment", settings: "Iterable[Setting]") -> None:
    from llmchoice.cli.messages import note

    parts = after.workloads or (after,)
    asked = {given.question for part in parts for given in part.answers}
    for setting in settings:
        if setting.rating is None and setting.target not in asked:
            note(f"--set {_text(setting)} changes nothing: the question does not apply")


def _text(setting: "Setting") -> str:
    """A setting as it can be given again."""
    if setting.rating is not None:
        return f"{setting.target}={setting.rating:g}"
    answer = setting.answer
    return f"{setting.target}={','.join(answer) if isinstance(answer, tuple) else answer}"


def _verdicts(comparison: "Comparison") -> str:
    verdicts = [outcome.verdict for outcome in (comparison.before, comparison.after) if outcome]
    return f"verdict: {' -> '.join(dict.fromkeys(verdicts))}"
