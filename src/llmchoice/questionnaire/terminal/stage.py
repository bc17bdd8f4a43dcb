"""Runs a prompt."""

from collections.abc import Callable
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import (
    KeyBindings,
    KeyBindingsBase,
    KeyPressEvent,
    merge_key_bindings,
)
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from questionary import Question

from llmchoice.questionnaire.asker import Back
from llmchoice.questionnaire.terminal.frame import Frame, Line, Room, drawn
from llmchoice.questionnaire.terminal.paper import Paper


def run(question: Question, paper: Paper, *bindings: KeyBindingsBase) -> Any:  # noqa: ANN401 - the type of questionary
    """What a person answers; of the bindings for the same key the last one counts."""
    own = [one for one in (question.application.key_bindings, *bindings) if one is not None]
    question.application.key_bindings = merge_key_bindings(own)
    try:
        return question.unsafe_ask()
    except Back:
        paper.line("  < back")
        raise


def show(
    control: FormattedTextControl, frame: Callable[[], Frame], paper: Paper, above: int
) -> Layout:
    """A layout in which the control shows the frame, below so many rows of the prompt."""
    control.text = lambda: fragments(drawn(frame(), Room(paper.columns, paper.rows, above)))
    return Layout(Window(control, always_hide_cursor=True))


def fragments(lines: list[Line]) -> StyleAndTextTuples:
    """The lines as prompt_toolkit takes them."""
    parts: StyleAndTextTuples = []
    for at, line in enumerate(lines):
        if line.here:
            parts.append(("[SetCursorPosition]", ""))
        parts.append((line.style, line.text if at == len(lines) - 1 else f"{line.text}\n"))
    return parts


def bare() -> tuple[Question, FormattedTextControl]:
    """A question that has no keys yet, and what it shows.

    For what questionary has no prompt.
    """
    control = FormattedTextControl()
    keys = KeyBindings()

    @keys.add(Keys.Any)
    def _nothing(_event: KeyPressEvent) -> None:
        """No key means anything but those that are bound."""

    app: Application[None] = Application(
        Layout(Window(control)), key_bindings=keys, erase_when_done=True
    )
    return Question(app), control
