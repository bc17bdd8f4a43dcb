"""The asker on a terminal: the only module that imports questionary and prompt_toolkit."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import questionary
from prompt_toolkit.application import create_app_session, get_app_session
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.shortcuts import print_formatted_text
from prompt_toolkit.utils import get_cwidth

from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.plain import plain
from llmchoice.questionnaire.asker import Check, Interrupted, Pick
from llmchoice.questionnaire.wrap import wrapped

WIDEST = 88
"""Columns beyond which lines get hard to read, however wide the terminal is."""
MARGIN = 7
"""Columns that a pointer, a box and the edge take from the text of a pick."""
ARROWS = "(arrows move, Enter chooses)"
BOXES = "(Space ticks, Enter goes on)"
NO_CONSOLE = "NoConsoleScreenBufferError"
"""An error of prompt_toolkit that can be imported on Windows only."""


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
        with _trouble():
            return cls(create_input(), create_output(stdout=sys.stderr))

    def say(self, *lines: str) -> None:
        """Show lines, each wrapped on its own; leading spaces are kept."""
        with self._session():
            for line in lines:
                _show("", line)

    def head(self, line: str) -> None:
        """Show a heading, set off from what stands before."""
        with self._session():
            _show("", "")
            _show("bold underline", line)

    def one(
        self,
        title: str,
        picks: Sequence[Pick],
        *,
        notes: Sequence[str] = (),
        default: str | None = None,
    ) -> str:
        """The id of the one that was picked."""
        with self._session():
            _ask_title(title, notes)
            question = questionary.select(
                "",
                [_choice(pick) for pick in picks],
                default=default,
                qmark=" ",
                pointer=">",
                instruction=ARROWS,
                erase_when_done=True,
            )
            picked = str(question.unsafe_ask())
            _echo(picks, (picked,))
        return picked

    def many(
        self,
        title: str,
        picks: Sequence[Pick],
        *,
        notes: Sequence[str] = (),
        default: Sequence[str] = (),
    ) -> tuple[str, ...]:
        """The ids of all that were picked, at least one; one that stands alone has no company."""
        with self._session():
            _ask_title(title, notes)
            question = questionary.checkbox(
                "",
                [_choice(pick, checked=pick.id in default) for pick in picks],
                validate=_no_company(picks),
                qmark=" ",
                pointer=">",
                instruction=BOXES,
                erase_when_done=True,
            )
            picked = tuple(str(value) for value in question.unsafe_ask())
            _echo(picks, picked)
        return picked

    def text(
        self, title: str, check: Check, *, notes: Sequence[str] = (), default: str = ""
    ) -> str:
        """A text that the check finds nothing wrong with."""
        with self._session():
            _ask_title(title, notes)
            typed = default
            while True:
                typed = str(questionary.text("", default=typed, qmark="  >").unsafe_ask())
                problem = check(typed)
                if problem is None:
                    return typed
                # The toolbar of a validator cuts its message off at the edge: a line does not.
                _show("", f"  ! {problem}")

    @contextmanager
    def _session(self) -> Iterator[None]:
        with _trouble(), create_app_session(input=self._source, output=self._target):
            yield


@contextmanager
def _trouble() -> Iterator[None]:
    try:
        yield
    except (KeyboardInterrupt, EOFError) as error:
        raise Interrupted from error
    except Exception as error:
        if type(error).__name__ != NO_CONSOLE:
            raise
        raise LlmchoiceError(
            [
                Problem(
                    "this terminal cannot show questions",
                    why="it is not a Windows console",
                    fix="answer in a file and pass it with --profile, or use another terminal",
                )
            ],
            ExitCode.INCOMPLETE,
        ) from error


def _ask_title(title: str, notes: Sequence[str]) -> None:
    _show("bold", title)
    for note in notes:
        _show("", f"  {note}")


def _echo(picks: Sequence[Pick], picked: Sequence[str]) -> None:
    """What was picked, in place of the list, which is gone by now."""
    for pick in picks:
        if pick.id in picked:
            _show("", f"  > {pick.text}")


def _choice(pick: Pick, *, checked: bool = False) -> questionary.Choice:
    # questionary cuts a line off at the edge: only line breaks of our own keep all of it.
    title = "\n     ".join(_wrapped(pick.text))
    notes = [line for note in pick.notes for line in _wrapped(note)]
    note = "".join(f"\n  {line}" for line in notes) or None
    return questionary.Choice(title, value=pick.id, checked=checked, description=note)


def _wrapped(text: str) -> list[str]:
    return wrapped(plain(text), _columns() - MARGIN, get_cwidth, cut=True)


def _no_company(picks: Sequence[Pick]) -> Callable[[list[str]], bool | str]:
    names = {pick.id: pick.text for pick in picks if pick.alone}

    def check(picked: list[str]) -> bool | str:
        if not picked:
            return "Tick at least one with Space."
        lonely = [name for name in picked if name in names]
        if lonely and len(picked) > 1:
            return f"'{plain(names[lonely[0]])}' stands alone."
        return True

    return check


def _columns() -> int:
    return min(get_app_session().output.get_size().columns, WIDEST)


def _show(style: str, line: str) -> None:
    text = plain(line)
    indent = " " * (len(text) - len(text.lstrip(" ")))
    body = text[len(indent) :]
    # What follows a mark such as "> " or "- " stays clear of it.
    hang = indent + "  " if body[:2] in {"> ", "- ", "! "} else indent
    room = max(_columns() - 1 - len(hang), 1)
    first, *rest = wrapped(body, room, get_cwidth)
    shown = "\n".join([indent + first, *(hang + part for part in rest)])
    print_formatted_text(FormattedText([(style, shown)]))
