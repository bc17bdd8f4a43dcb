"""Typing a text, on questionary's text."""

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.styles import Style

from llmchoice.language import t
from llmchoice.plain import unseen, without_codes
from llmchoice.questionnaire.asker import Check, Prompt
from llmchoice.questionnaire.terminal.frame import hint_lines, status_lines
from llmchoice.questionnaire.terminal.paper import Paper
from llmchoice.questionnaire.terminal.stage import answered, every, fragments, named

PLAIN = Style([("qmark", "noinherit"), ("answer", "noinherit")])
"""questionary colours the sign before the text, and the text."""


class Visible(Processor):
    """Shows what cannot be seen, or would turn a line around, as a question mark."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """The line as it is drawn; prompt_toolkit shows the control characters by itself."""
        return Transformation(
            [
                (style, "".join(_visible(char) for char in text))
                for style, text, *_ in transformation_input.fragments
            ]
        )


def _visible(char: str) -> str:
    return "?" if not char.isascii() and unseen(char) else char


def type_text(paper: Paper, prompt: Prompt, check: Check, default: str) -> str:
    """A text that the check finds nothing wrong with."""
    paper.announce(prompt)
    problem: str | None = None
    keys = KeyBindings()

    # Not a validator: the toolbar that says what it found cuts it off at the edge.
    @keys.add("enter", eager=True)
    @keys.add("escape", "enter", eager=True)
    def _accept(event: KeyPressEvent) -> None:
        nonlocal problem
        text = without_codes(event.current_buffer.text)
        problem = check(text)
        if problem is None:
            event.app.exit(result=text)

    @keys.add(Keys.BracketedPaste, eager=True)
    def _paste(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(without_codes(" ".join(event.data.splitlines())))

    def so_far() -> str | None:
        return get_app().current_buffer.text or None

    question = questionary.text(
        "",
        default=default,
        qmark="  >",
        style=PLAIN,
        erase_when_done=True,
        input_processors=[Visible()],
        key_bindings=merge_key_bindings([keys, every(prompt, paper, so_far, typing=True)]),
    )

    def above() -> StyleAndTextTuples:
        return fragments(hint_lines(named(prompt, t("Enter continues")), paper.room()))

    def below() -> StyleAndTextTuples:
        return fragments(status_lines((f"  ! {problem}",) if problem else (), paper.room()))

    line = question.application.layout
    question.application.layout = Layout(
        HSplit(
            [
                Window(FormattedTextControl(above), dont_extend_height=True),
                line.container,
                Window(FormattedTextControl(below), dont_extend_height=True),
            ]
        ),
        focused_element=line.current_window,
    )
    typed = str(answered(question.unsafe_ask, paper))
    paper.answer(typed)
    return typed
