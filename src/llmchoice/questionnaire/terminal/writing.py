"""Typing a text, on questionary's text."""

import questionary
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.styles import Style

from llmchoice.questionnaire.asker import Check, Prompt
from llmchoice.questionnaire.terminal.frame import Room, hint_lines, status_lines
from llmchoice.questionnaire.terminal.keys import every, named
from llmchoice.questionnaire.terminal.paper import Paper
from llmchoice.questionnaire.terminal.stage import fragments, run

PLAIN = Style([("qmark", "noinherit"), ("answer", "noinherit")])
"""questionary colours the sign before the text, and the text."""


def type_text(paper: Paper, prompt: Prompt, check: Check, default: str) -> str:
    """A text that the check finds nothing wrong with."""
    paper.announce(prompt)
    question = questionary.text("", default=default, qmark="  >", style=PLAIN, erase_when_done=True)
    buffer = question.application.current_buffer
    problem: str | None = None

    def accept(_buffer: Buffer) -> bool:
        nonlocal problem
        problem = check(buffer.text)
        if problem is None:
            question.application.exit(result=buffer.text)
        return True

    # Not a validator: the toolbar that says what it found cuts it off at the edge.
    buffer.accept_handler = accept

    def above() -> StyleAndTextTuples:
        return fragments(hint_lines(named(prompt, "Enter goes on"), _room(paper)))

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
        buffer.insert_text(" ".join(event.data.splitlines()))

    every_prompts = every(prompt, paper, lambda: buffer.text or None, typing=True)
    typed = str(run(question, paper, keys, every_prompts))
    paper.answer(typed)
    return typed


def _room(paper: Paper) -> Room:
    return Room(paper.columns, paper.rows)
