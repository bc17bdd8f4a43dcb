"""An assessment at a terminal: ask, assess, offer to keep the answers."""

import shlex
import sys
from typing import TYPE_CHECKING

from llmchoice.cli.messages import note, tell
from llmchoice.errors import ExitCode
from llmchoice.questionnaire.draft import Draft, draft_path
from llmchoice.questionnaire.flow import interview
from llmchoice.questionnaire.offer import offer_to_save
from llmchoice.questionnaire.terminal import TerminalAsker

if TYPE_CHECKING:
    from collections.abc import Callable

    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.profile import Profile


def ask_and_conclude(
    kb: "KnowledgeBase",
    start: "Profile | None",
    *,
    quick: bool,
    conclude: "Callable[[Profile], tuple[ExitCode, str]]",
) -> ExitCode:
    """Ask for what is missing, conclude with the whole profile, and offer to save it.

    A quick interview asks in order of influence and leaves out what cannot change the side.

    Until the answers are saved or declined they are kept in a draft, whatever happens.
    """
    asker = TerminalAsker.on_stderr()
    draft = Draft(kb, draft_path(start.organisation if start else None))
    try:
        profile = interview(kb, start, asker=asker, draft=draft, quick=quick)
        code, summary = conclude(profile)
        # The report has scrolled by: its first lines are what everybody looks for.
        note(f"In short: {summary}")
        saved = offer_to_save(asker, kb, profile)
    except KeyboardInterrupt:
        _tell_of_draft("Stopped.", draft, quick=quick)
        return ExitCode.INTERRUPTED
    except BaseException:
        # A full disk, a closed pipe, a bug: whatever it is, the answers are not lost.
        _tell_of_draft("The report could not be finished.", draft, quick=quick)
        raise
    draft.discard()
    if saved is not None:
        note(f"saved; to repeat it: llmchoice assess --profile {shlex.quote(str(saved))}")
    return code


def _tell_of_draft(what: str, draft: Draft, *, quick: bool) -> None:
    sys.stderr.write("\n")
    if draft.kept:
        tell(f"{what} Your answers are kept; to go on:")
        command = "llmchoice assess --quick" if quick else "llmchoice assess"
        tell(f"  {command} --profile {shlex.quote(str(draft.path))}")
    else:
        tell(f"{what} No answer was kept.")
