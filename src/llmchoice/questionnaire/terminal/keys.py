"""The keys that work in every prompt, and the words that name them."""

from collections.abc import Callable

from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from llmchoice.questionnaire.asker import Back, Enough, Interrupted, Prompt, Remarking, Reply
from llmchoice.questionnaire.terminal.paper import Paper

HELP = (
    "Up and Down move, Enter chooses and continues, Space ticks where you may pick several.",
    "Shift-Tab goes back one step, F1 or ? says why, F2 adds a note, Ctrl-C quits.",
)


def named(prompt: Prompt, *own: str) -> tuple[str, ...]:
    """The keys that work in a prompt: its own ones, and those of every prompt."""
    why = ("F1 why",) if prompt.why else ()
    note = ("F2 note",) if prompt.remark is not None else ()
    end = ("F3 enough",) if prompt.may_end else ()
    return (*own, "Shift-Tab back", *why, *note, *end)


def every(
    prompt: Prompt, paper: Paper, so_far: Callable[[], Reply | None], *, typing: bool = False
) -> KeyBindings:
    """Going back, asking why, writing a note, ending the questions, and leaving.

    Where a text is typed, a question mark belongs to it.
    """
    keys = KeyBindings()

    @keys.add("s-tab", eager=True)
    # The console of Linux sends this for Shift-Tab.
    @keys.add("escape", "tab", eager=True)
    def _back(event: KeyPressEvent) -> None:
        event.app.exit(exception=Back())

    # Keys.SIGINT is what prompt_toolkit makes of the signal.
    @keys.add("c-c", eager=True)
    @keys.add(Keys.SIGINT, eager=True)
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=Interrupted())

    why = prompt.why
    if why:

        def _why(_event: KeyPressEvent) -> None:
            run_in_terminal(lambda: paper.explain(prompt, why()))

        for key in ("f1",) if typing else ("f1", "?"):
            keys.add(key, eager=True)(_why)

    if prompt.remark is not None:

        @keys.add("f2", eager=True)
        def _note(event: KeyPressEvent) -> None:
            event.app.exit(exception=Remarking(so_far()))

    if prompt.may_end:

        @keys.add("f3", eager=True)
        def _end(event: KeyPressEvent) -> None:
            event.app.exit(exception=Enough())

    return keys
