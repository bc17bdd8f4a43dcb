"""An assessment at a terminal: ask, assess, offer to keep the answers."""

import os
import shlex
import sys
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from llmchoice import language
from llmchoice.cli.asking import Asking, Plan, asker_on_stderr
from llmchoice.cli.messages import put, tell
from llmchoice.cli.options import today
from llmchoice.errors import ExitCode
from llmchoice.files import as_argument
from llmchoice.language import t
from llmchoice.questionnaire.closing import Report, close
from llmchoice.questionnaire.draft import Draft, new_draft_path
from llmchoice.questionnaire.flow import interview
from llmchoice.questionnaire.journal import Journal
from llmchoice.questionnaire.save import profile_yaml
from llmchoice.questionnaire.session import Mode
from llmchoice.questionnaire.shelf import find_draft, resumed
from llmchoice.questionnaire.sofar import journal_of, profile_so_far
from llmchoice.report.documents.verdict import callout
from llmchoice.report.registry import formats_of, is_installed, render
from llmchoice.report.subject import names_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from llmchoice.cli.inputs import Inputs
    from llmchoice.model.assessment import Assessment
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.report.registry import Format


ON_SCREEN = "text"
"""The format that has just been read."""


def ask_and_conclude(
    plan: Plan,
    asking: Asking,
    criteria: Path | None,
    date: str | None,
    conclude: "Callable[[Inputs], tuple[ExitCode, Assessment]]",
) -> ExitCode:
    """Ask for what is missing, conclude with the whole profile, and offer to keep it.

    Until the answers are saved or declined they are kept in a draft, whatever happens.

    What the plan gives goes before what its draft holds. A folder of criteria of one's own is named
    in the command to go on.
    """
    asker = asker_on_stderr(plain=asking.plain)
    basis, begun, draft = plan.inputs.basis, plan.begun, plan.kept
    kb = basis.kb
    own = f" --criteria {shlex.quote(str(criteria))}" if criteria else ""
    command = f"llmchoice assess{own}{' --plain' if asking.plain else ''}"
    journal = journal_of(kb, begun)
    mode, path = Mode(asking.quick, not asking.no_preview, asking.member, date or today()), None
    if draft is not None:
        path, record = draft.path, draft.record
        if record is not None:
            # A draft goes on as it began; what the command line asks for comes on top.
            quick, member = mode.quick or record.quick, mode.member or record.member
            mode = replace(mode, quick=quick, member=member)
    name = begun.organisation if begun else None
    keeper = Draft(kb, path or new_draft_path(name), mode)
    if draft is not None:
        # Before it is read: until then another run may still go on with it.
        keeper.prepare()
        kept = find_draft(draft.name)
        journal = resumed(kb, kept, begun)
        if kept.record is not None and kept.record.criteria != kb.sha256:
            asker.say(
                "! " + t("Started with other criteria: questions that differ are asked again.")
            )
    try:
        profile = interview(basis, journal, asker=asker, draft=keeper, mode=mode)
        # What was not asked is left out of the file, so that it is asked from there.
        replied = profile_so_far(kb, journal)
        code, assessment = conclude(replace(plan.inputs, profile=profile))
        # The report has scrolled by: its first lines are what everybody looks for.
        asker.say("", in_short(assessment))
        whole = replied if profile.unasked else profile
        saved = close(asker, kb, whole, _reports(assessment), partial(_schema, kb))
    except KeyboardInterrupt:
        _tell_of_draft(t("Stopped."), keeper, kb, journal, command)
        return ExitCode.INTERRUPTED
    except BaseException:
        # A full disk, a closed pipe, a bug: whatever it is, the answers are not lost.
        _tell_of_draft(t("The report could not be finished."), keeper, kb, journal, command)
        raise
    keeper.discard()
    if saved is not None:
        again = t("Saved; to answer the rest:") if profile.unasked else t("Saved; to repeat it:")
        asker.say(again)
        asker.say(f"  {command} {as_argument(str(saved))}")
    return code


def in_short(assessment: "Assessment") -> str:
    """The verdict in one line."""
    verdict = callout(assessment, names_of(assessment))
    if not verdict.aside:
        return t("In short: {verdict}", verdict=verdict.title)
    return t("In short: {verdict} ({strength})", verdict=verdict.title, strength=verdict.aside)


def _reports(assessment: "Assessment") -> list[Report]:
    return [
        Report(
            form.name,
            form.suffixes[0],
            language.tell(form.about),
            content=partial(_rendered, form, assessment),
        )
        for form in formats_of(type(assessment))
        if form.name != ON_SCREEN and is_installed(form)
    ]


def _rendered(form: "Format", assessment: "Assessment", _file: Path) -> str | bytes:
    return render(assessment, form)


def _schema(kb: "KnowledgeBase") -> str:
    from json import dumps

    from llmchoice.schemas import schemas

    return f"{dumps(schemas(kb)['profile.schema.json'], indent=2, ensure_ascii=False)}\n"


def _tell_of_draft(
    ending: str, draft: Draft, kb: "KnowledgeBase", journal: Journal, command: str
) -> None:
    # The terminal may be gone: then there is nobody to tell.
    with suppress(OSError):
        put("", err=True)
        if draft.kept:
            tell(ending + " " + t("Your answers are saved; to continue:"))
            for line in _to_continue(command, draft.path.stem):
                tell(line)
        elif any(journal.known()):
            unsaved = t("Your answers could not be saved. Copy the following into a file:")
            tell(f"{ending} {unsaved}")
            put(f"\n{profile_yaml(kb, profile_so_far(kb, journal))}", err=True)
        else:
            tell(ending + " " + t("No answer was saved."))
    draft.release()


def _to_continue(command: str, draft: str) -> tuple[str, ...]:
    """What to type; in two lines where a narrow terminal would break the draft's name."""
    option = f"--draft {shlex.quote(draft)}"
    whole = f"  {command} {option}"
    columns = os.get_terminal_size(sys.stderr.fileno()).columns if sys.stderr.isatty() else 0
    # The shell of Windows knows no such continued line.
    if os.name == "nt" or not 0 < columns < len(whole):
        return (whole,)
    return (f"  {command} \\", f"    {option}")
