"""Runs a prompt: the keys of every prompt, and the frame that is drawn anew after each of them."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window

from llmchoice.language import message, t
from llmchoice.questionnaire.asker import Back, Enough, Interrupted, Prompt, Remarking, Reply
from llmchoice.questionnaire.terminal.frame import Frame, Line, drawn
from llmchoice.questionnaire.terminal.paper import Paper

HELP = (
    message(
        "Up and Down move, Enter chooses; where you may pick several, Space ticks. A digit does so"
        " at once."
    ),
    message("Shift-Tab goes back one step, F1 or ? says why, F2 adds a note, Ctrl-C quits."),
    message("F3 ends the questions: what is left counts as unknown, and you see the result."),
)
Answer = TypeVar("Answer")
Key = str | tuple[str, ...]
"""A key by its name in prompt_toolkit, or several, one after the other."""
Meaning = tuple[Callable[[], bool | None], tuple[Key, ...]]
"""What to do, and the keys that have it done; it is true of what makes an answer, as Enter does."""


class Surface(Protocol):
    """What a person moves, ticks or fills in until it is an answer."""

    def frame(self) -> Frame:
        """What is shown as it stands."""

    def meanings(self) -> Iterable[Meaning]:
        """The keys of its own, apart from Enter."""

    def so_far(self) -> Reply | None:
        """What a note is written on; None where nothing was done yet."""

    def accept(self) -> bool:
        """Whether Enter makes an answer of it; if not, the frame says why."""


def run(paper: Paper, prompt: Prompt, surface: Surface) -> None:
    """Show a prompt until its surface is an answer.

    Raises:
        Back, Enough, Interrupted, Remarking: as an Asker does.
    """
    above = paper.announce(prompt)
    control = FormattedTextControl(
        lambda: fragments(drawn(surface.frame(), paper.room(above))), show_cursor=False
    )
    app: Application[None] = Application(
        Layout(Window(control, always_hide_cursor=True)),
        key_bindings=merge_key_bindings([_own(surface), every(prompt, paper, surface.so_far)]),
        erase_when_done=True,
    )
    answered(app.run, paper)


def answered(ask: Callable[[], Answer], paper: Paper) -> Answer:
    """What a prompt yields; whoever goes back reads that."""
    try:
        return ask()
    except Back:
        paper.line("  < " + t("back"))
        raise


def _own(surface: Surface) -> KeyBindings:
    keys = KeyBindings()

    @keys.add(Keys.Any)
    def _nothing(_event: KeyPressEvent) -> None:
        """No key means anything but those that are bound."""

    def handler(do: Callable[[], bool | None]) -> Callable[[KeyPressEvent], None]:
        def handle(event: KeyPressEvent) -> None:
            if do() and surface.accept():
                event.app.exit()

        return handle

    for do, names in surface.meanings():
        for name in names:
            keys.add(*((name,) if isinstance(name, str) else name), eager=True)(handler(do))

    @keys.add("enter", eager=True)
    def _done(event: KeyPressEvent) -> None:
        if surface.accept():
            event.app.exit()

    return keys


def fragments(lines: list[Line]) -> StyleAndTextTuples:
    """The lines as prompt_toolkit takes them."""
    parts: StyleAndTextTuples = []
    for at, line in enumerate(lines):
        if line.has_cursor:
            parts.append(("[SetCursorPosition]", ""))
        parts.append((line.style, line.text if at == len(lines) - 1 else f"{line.text}\n"))
    return parts


def named(prompt: Prompt, *own: str) -> tuple[str, ...]:
    """The keys that work in a prompt: its own ones, and those of every prompt."""
    why = (t("F1 why"),) if prompt.why else ()
    note = (t("F2 note"),) if prompt.remark is not None else ()
    end = (t("F3 enough"),) if prompt.may_end else ()
    return (*own, t("Shift-Tab back"), *why, *note, *end)


def every(
    prompt: Prompt, paper: Paper, so_far: Callable[[], Reply | None], *, typing: bool = False
) -> KeyBindings:
    """Going back, asking why, writing a note, ending the questions, and leaving.

    Where a text is typed, a question mark belongs to it.
    """
    keys = KeyBindings()

    def leaves(error: Callable[[], BaseException], *names: Key) -> None:
        def handle(event: KeyPressEvent) -> None:
            event.app.exit(exception=error())

        for name in names:
            keys.add(*((name,) if isinstance(name, str) else name), eager=True)(handle)

    # The console of Linux sends Escape and Tab for Shift-Tab.
    leaves(Back, "s-tab", ("escape", "tab"))
    # Keys.SIGINT is what prompt_toolkit makes of the signal.
    leaves(Interrupted, "c-c", Keys.SIGINT)
    if prompt.remark is not None:
        leaves(lambda: Remarking(so_far()), "f2")
    if prompt.may_end:
        leaves(Enough, "f3")
    else:

        @keys.add("f3", eager=True)
        def _refuse(_event: KeyPressEvent) -> None:
            run_in_terminal(lambda: paper.line("! " + t("You cannot end the questions here.")))

    why = prompt.why
    if why:

        def explain(_event: KeyPressEvent) -> None:
            run_in_terminal(lambda: paper.explain(prompt, why()))

        for key in ("f1",) if typing else ("f1", "?"):
            keys.add(key, eager=True)(explain)
    return keys
