"""Who is asked, in which way, and what is known before."""

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli import completion
from llmchoice.cli.messages import redraw_nothing

if TYPE_CHECKING:
    from llmchoice.cli.inputs import Inputs
    from llmchoice.model.profile import Profile
    from llmchoice.questionnaire.asker import Asker
    from llmchoice.questionnaire.shelf import Kept


@dataclass(frozen=True, slots=True)
class Asking:
    """The options that say whether and how a person is asked."""

    quick: Annotated[
        bool,
        typer.Option(
            "--quick",
            help="Ask the questions that matter most first; stop when no answer can change the"
            " side, or all that is left is worth little.",
        ),
    ] = False
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask, even at a terminal.")] = (
        False
    )
    resume: Annotated[
        bool, typer.Option("--resume", help="Continue an unfinished questionnaire.")
    ] = False
    draft: Annotated[
        str | None,
        typer.Option(
            "--draft",
            metavar="NAME",
            autocompletion=completion.drafts,
            help="Which unfinished questionnaire to continue; see 'llmchoice drafts list'.",
        ),
    ] = None
    plain: Annotated[
        bool,
        typer.Option(
            "--plain",
            help="Ask with numbered lists and lines to fill in, for screen readers and simple"
            " terminals. Also with ACCESSIBLE=1 or TERM=dumb.",
        ),
    ] = False
    no_preview: Annotated[
        bool,
        typer.Option(
            "--no-preview", help="Do not show after each section which side leads so far."
        ),
    ] = False
    member: Annotated[
        bool,
        typer.Option(
            "--member",
            help="You answer as one member of a panel: which side leads is not shown until all"
            " your facts are entered.",
        ),
    ] = False

    @property
    def asks(self) -> bool:
        """Whether there is somebody to ask."""
        return not self.no_input and sys.stdin.isatty() and sys.stderr.isatty()

    @property
    def resumes(self) -> bool:
        """Whether an unfinished questionnaire is wanted."""
        return self.resume or self.draft is not None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known before anybody is asked anything."""

    inputs: "Inputs"
    """As far as it is given, by the command line and by a draft."""
    begun: "Profile | None"
    """What the command line gives; None for nothing."""
    kept: "Kept | None"
    """The draft to go on with."""
    complete: bool
    """Whether there is nothing left to ask."""


def asker_on_stderr(*, plain: bool) -> "Asker":
    """Whoever asks: on standard error, for standard output is for the report.

    Raises:
        LlmchoiceError: when the terminal cannot show questions.
    """
    from llmchoice.questionnaire.lines import PlainAsker, wants_plain

    if plain or wants_plain(os.environ):
        redraw_nothing()
        return PlainAsker.on_stderr()
    from llmchoice.questionnaire.terminal import TerminalAsker

    return TerminalAsker.on_stderr()
