"""Typing a text, on questionary's text."""

import questionary
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.styles import Style

from llmchoice.plain import unseen
from llmchoice.questionnaire.asker import Check, Prompt
from llmchoice.questionnaire.terminal.frame import Room, hint_lines, status_lines
from llmchoice.questionnaire.terminal.keys import every, named
from llmchoice.questionnaire.terminal.paper import Paper
from llmchoice.questionnaire.terminal.stage import fragments, run
from llmchoice.questionnaire.typed import without_codes

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
    question = questionary.text(
        "",
        default=default,
        qmark="  >",
        style=PLAIN,
        erase_when_done=True,
        input_processors=[Visible()],
    )
    buffer = question.application.current_buffer
    problem: str | None = None

    def accept(_buffer: Buffer) -> bool:
        nonlocal problem
        text = without_codes(buffer.text)
        problem = check(text)
        if problem is None:
            question.application.exit(result=text)
        return True

    # Not a validator: the toolbar that says what it found cuts it off at the edge.
    buffer.accept_handler = accept

    def above() -> StyleAndTextTuples:
        return fragments(hint_lines(named(prompt, "Enter continues"), _room(paper)))

    def below() -> StyleAndTextTuples:
        return fragments(status_lines((f"  ! {problem}",) if problem else (), _room(paper)))

    question.application.layout = Layout(
        HSplit(
            [
                Window(FormattedTextControl(above), dont_extend_height=True),
                question.application.layout.container,
                Window(FormattedTextControl(below), dont_extend_height=True),
            ]
        ),
        focused_element=question.application.layout.current_window,
    )
    keys = KeyBindings()

    @keys.add(Keys.BracketedPaste, eager=True)
    def _paste(event: KeyPressEvent) -> None:
        buffer.insert_text(without_codes(" ".join(event.data.splitlines())))

    every_prompts = every(prompt, paper, lambda: buffer.text or None, typing=True)
    typed = str(run(question, paper, keys, every_prompts))
    paper.answer(typed)
    return typed


def _room(paper: Paper) -> Room:
    return Room(paper.columns, paper.rows)
