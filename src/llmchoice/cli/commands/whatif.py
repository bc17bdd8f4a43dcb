"""Show what other answers or priorities would change."""

from typing import TYPE_CHECKING

import typer

from llmchoice.cli.inputs import Given, Inputs, Study, setting_text, warn_of_age
from llmchoice.cli.messages import note
from llmchoice.cli.report import Report
from llmchoice.cli.verdicts import Gates, exit_code, in_words
from llmchoice.errors import usage_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from llmchoice.knowledge.settings import Setting
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.profile import Profile


def whatif(given: Given, study: Study, report: Report, gates: Gates) -> None:
    """Show what would change if some answers or priorities were different.

    Verdict and scores before and after, and the criteria that moved them.
    """
    from llmchoice.api import load_criteria
    from llmchoice.engine.comparison import compare
    from llmchoice.knowledge.settings import read_settings
    from llmchoice.model.comparison import Comparison

    name = given.demanded_name()
    delivery = report.begin(Comparison, name, given.criteria)
    kb = load_criteria(given.criteria)
    if not given.set_:
        raise usage_error(
            "nothing is changed", fix="say what to change: --set ID=VALUE, such as --set privacy=5"
        )
    settings = read_settings(kb, given.set_)
    old, new = _both(kb, name, given.set_, settings, study)
    _note_what_is_so(kb, old.profile, settings)
    before, after = study.assessed(old), study.assessed(new)
    warn_of_age(kb, after)
    comparison = compare(before, after, settings=[setting_text(setting) for setting in settings])
    verdicts = [in_words(outcome) for outcome in (comparison.before, comparison.after) if outcome]
    delivery.deliver(comparison, about=f"verdict: {' -> '.join(dict.fromkeys(verdicts))}")
    if code := exit_code(after, gates):
        raise typer.Exit(code)


def _both(
    kb: "KnowledgeBase",
    name: str,
    texts: "Sequence[str]",
    settings: "Sequence[Setting]",
    study: Study,
) -> tuple[Inputs, Inputs]:
    """The profile as it is and as it would be, both complete.

    Raises:
        LlmchoiceError: exit code 3 or 2 when either is not valid, 4 when it lacks an answer.
    """
    from llmchoice.cli.inputs import profile_text
    from llmchoice.knowledge.completeness import demand_all

    source = profile_text(name)
    old = Inputs.read(source, kb, missing=study.missing, complete=False, date=study.date)
    message = f"{old.file}: the profile itself is not complete"
    why = "what --set says is compared with the profile as it is"
    demand_all(kb, old.profile, message, why, by_file=True)
    new = Inputs.read(source, kb, texts, study.missing, complete=False, date=study.date)
    changes = ", ".join(setting_text(setting) for setting in settings)
    why = f"{changes} raises questions that the profile as it is leaves out"
    demand_all(kb, new.profile, "not answered in the changed profile", why)
    return old, new


def _note_what_is_so(
    kb: "KnowledgeBase", profile: "Profile", settings: "Iterable[Setting]"
) -> None:
    for setting in settings:
        rated = setting.rating is not None
        rating = (profile.priorities or {}).get(setting.target)
        if rating == setting.rating if rated else _says(kb, profile, setting):
            note(f"--set {setting_text(setting)} changes nothing: the profile says so already")
        else:
            _note_what_it_replaces(kb, profile, setting)


def _note_what_it_replaces(kb: "KnowledgeBase", profile: "Profile", setting: "Setting") -> None:
    """Where other answers were ticked: whoever wanted one more may not have meant that."""
    from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
    from llmchoice.model.question import AnyOf

    before = profile.answers.get(setting.target)
    if setting.answer is None or setting.adds_to is not None or not isinstance(before, tuple):
        return
    several = isinstance(kb.question(setting.target), AnyOf)
    new = setting.answer if isinstance(setting.answer, tuple) else (setting.answer,)
    if several and not set(new) & {*before, UNKNOWN, NOT_APPLICABLE}:
        adding = setting_text(setting).replace("=", "+=", 1)
        note(
            f"--set {setting_text(setting)} takes the place of {', '.join(before)};"
            f" --set {adding} comes to them"
        )


def _says(kb: "KnowledgeBase", profile: "Profile", setting: "Setting") -> bool:
    from llmchoice.engine.parts import parts
    from llmchoice.knowledge.settings import with_settings

    given = [profile.answers] if not profile.workloads else [p.answers for p in parts(kb, profile)]
    return all(with_settings(answers, [setting]) == answers for answers in given)
