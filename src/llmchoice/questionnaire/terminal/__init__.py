"""The asker on a terminal: the only package that imports questionary and prompt_toolkit."""

from collections.abc import Mapping, Sequence

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style

from llmchoice.language import t, tell
from llmchoice.plain import JOINERS, unseen, without_codes
from llmchoice.questionnaire.asker import Check, Pick, Prompt, Ranks
from llmchoice.questionnaire.terminal.frame import hint_lines, status_lines
from llmchoice.questionnaire.terminal.ordering import put_in_order
from llmchoice.questionnaire.terminal.paper import Paper, drawing, opened
from llmchoice.questionnaire.terminal.picking import pick_many, pick_one
from llmchoice.questionnaire.terminal.sharing import share_out
from llmchoice.questionnaire.terminal.stage import HELP, answered, every, fragments, named

__all__ = ["TerminalAsker"]
PLAIN = Style([("qmark", "noinherit"), ("answer", "noinherit")])
"""questionary colours the sign before the text, and the text."""


class TerminalAsker:
    """Asks on a terminal; without input and output of its own, on prompt_toolkit's present ones."""

    def __init__(self, source: Input | None = None, target: Output | None = None) -> None:
        self._source = source
        self._target = target

    @classmethod
    def on_stderr(cls) -> "TerminalAsker":
        """An asker that draws on standard error: standard output is for the report.

        Raises:
            LlmchoiceError: when there is no terminal that prompts can be drawn on.
        """
        return cls(*opened())

    @property
    def help(self) -> Sequence[str]:
        """Lines that say how to answer, go back, ask why, write a note and leave."""
        return tuple(map(tell, HELP))

    def say(self, *lines: str) -> None:
        """Show lines, each wrapped on its own; leading spaces are kept."""
        with drawing(self._source, self._target) as paper:
            for line in lines:
                paper.line(line, kept=JOINERS)

    def head(self, line: str) -> None:
        """Show a heading, set off from what stands before."""
        with drawing(self._source, self._target) as paper:
            paper.head(line)

    def pick(self, prompt: Prompt, picks: Sequence[Pick], *, default: str | None = None) -> str:
        """The id of the one that was picked."""
        with drawing(self._source, self._target) as paper:
            return pick_one(paper, prompt, picks, default)

    def many(
        self, prompt: Prompt, picks: Sequence[Pick], *, default: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """The ids of all that were picked, at least one; one that stands alone has no company."""
        with drawing(self._source, self._target) as paper:
            return pick_many(paper, prompt, picks, default)

    def text(self, prompt: Prompt, check: Check, *, default: str = "") -> str:
        """A text that the check finds nothing wrong with."""
        with drawing(self._source, self._target) as paper:
            return type_text(paper, prompt, check, default)

    def order(self, prompt: Prompt, picks: Sequence[Pick], *, default: Ranks = ()) -> Ranks:
        """All picks, put in order by moving them; equals stand together."""
        with drawing(self._source, self._target) as paper:
            return put_in_order(paper, prompt, picks, default)

    def share(
        self,
        prompt: Prompt,
        picks: Sequence[Pick],
        *,
        total: int,
        default: Mapping[str, int] | None = None,
    ) -> Mapping[str, int]:
        """For each pick a whole number from 0 on; together they make the total."""
        with drawing(self._source, self._target) as paper:
            return share_out(paper, prompt, picks, total, default)


class Visible(Processor):
    """Shows what cannot be seen, or would turn a line around, as a question mark."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """The line as it is drawn; prompt_toolkit shows the control characters by itself."""
        shown: StyleAndTextTuples = []
        for style, text, *_ in transformation_input.fragments:
            chars = ("?" if not char.isascii() and unseen(char) else char for char in text)
            shown.append((style, "".join(chars)))
        return Transformation(shown)


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
