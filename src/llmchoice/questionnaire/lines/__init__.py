"""Asks in numbered lists and reads whole lines: for screen readers and terminals that draw nothing.

Nothing here imports questionary or prompt_toolkit, and nothing that is written is ever redrawn.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO, TypeVar

from llmchoice.figures import separated
from llmchoice.language import message, t, tell
from llmchoice.plain import JOINERS
from llmchoice.questionnaire.asker import Check, Pick, Prompt, Ranks, Reply
from llmchoice.questionnaire.lines.conversation import (
    CLEAR,
    LEAVE,
    LITERAL,
    Conversation,
    Request,
    Word,
    literal,
)
from llmchoice.questionnaire.lines.numbering import Numbering, Shares, keeping
from llmchoice.questionnaire.lines.page import Keyboard, Page, Unclear

__all__ = ["PlainAsker", "wants_plain"]

Answer = TypeVar("Answer", bound=Reply)
PICK = message("Type one number.")
MANY = message("Type the numbers of all that fit: 1 3 4, or 1,3-5.")
TEXT = message("Type an answer and press Enter.")
ORDER = message("Type the numbers, the most important first, with = between equals: {example}")
_UNABLE = frozenset({"dumb", "unknown"})
_OFF = frozenset({"", "0", "false"})


def wants_plain(environ: Mapping[str, str]) -> bool:
    """Whether questions should be asked in plain lines.

    True where `ACCESSIBLE` is set to anything but nothing, `0` or `false`, the convention of
    charmbracelet/huh, and where `TERM` is `dumb` or `unknown`, the two names that prompt_toolkit
    and rich take for a terminal without cursor control; in any case of letters. `ACCESSIBLE=0`
    cannot give a dumb terminal a cursor, so it does not overrule `TERM`.

    A `TERM` that is unset or empty says nothing: Windows' own consoles set none and can draw.
    prompt_toolkit, rich and huh draw then too; git alone takes it for dumb.
    """
    wish = environ.get("ACCESSIBLE", "").strip().lower()
    return wish not in _OFF or environ.get("TERM", "").strip().lower() in _UNABLE


class PlainAsker:
    r"""Asks in numbered lists and reads lines, as the Asker protocol says.

    It writes no escape code and redraws nothing. A list is answered with numbers or exact ids. An
    empty line keeps the default, where there is one. At every prompt the words back, why (or ?),
    note, again and help do something instead, and enough where the questions may be ended; in the
    middle of `share`, back goes back a line.

    The words hold where a text is asked, too: who expects `back` to go back must not end up with an
    organisation of that name. The text itself is typed with a backslash, `\back`; `help` says so.
    A lone `-` empties a text that may be empty, and the prompt says so where that is the case.
    """

    def __init__(self, source: TextIO, target: TextIO, columns: int | None) -> None:
        """Args are what to read, what to write, and in how many columns.

        None: as many as the terminal behind the target has, anew for each line, at most 88.
        """
        self._page = Page(target, columns)
        self._conversation = Conversation(self._page, Keyboard(source))

    @classmethod
    def on_stderr(cls) -> "PlainAsker":
        """An asker that writes to standard error: standard output is for the report."""
        return cls(sys.stdin, sys.stderr, None)

    @property
    def help(self) -> Sequence[str]:
        """Lines that say how to answer, go back, ask why, write a note and leave."""
        return (
            t("Type an answer after each question and press Enter. Lists are answered by number."),
            t("An empty line keeps an answer that you gave before."),
            t("At every question you can also type a word:"),
            *(f"- {word.does}" for word in Word),
            tell(LITERAL),
            tell(LEAVE),
        )

    def say(self, *lines: str) -> None:
        """Show lines, each wrapped on its own; leading spaces are kept."""
        for line in lines:
            self._page.show(line, kept=JOINERS)

    def head(self, line: str) -> None:
        """Show a heading, set off from what stands before."""
        self._page.show("")
        self._page.show(line)

    def pick(self, prompt: Prompt, picks: Sequence[Pick], *, default: str | None = None) -> str:
        """The id of the one that was picked."""
        numbers = Numbering(picks, prompt.first)
        kept = default if default in {pick.id for pick in picks} else None
        keeps = "" if kept is None else keeping(numbers.written([kept]))
        request = Request(prompt, t("Number:"), tell(PICK), picks, keeps, kept)
        picked = self._asked(request, numbers.pick, kept)
        self._confirm(pick.text for pick in picks if pick.id == picked)
        return picked

    def many(
        self, prompt: Prompt, picks: Sequence[Pick], *, default: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """The ids of all that were picked, at least one; one that stands alone has no company."""
        numbers = Numbering(picks)
        kept = _company(picks, default)
        keeps = keeping(numbers.written(kept)) if kept else ""
        request = Request(prompt, t("Numbers:"), tell(MANY), picks, keeps, kept)
        picked = self._asked(request, numbers.several, kept)
        self._confirm(pick.text for pick in picks if pick.id in picked)
        return picked

    def text(self, prompt: Prompt, check: Check, *, default: str = "") -> str:
        """A text that the check finds nothing wrong with."""
        clears = bool(default) and check("") is None
        keeps = t("Enter keeps this: {text}", text=default) if default else ""
        if clears:
            keeps = t("Enter keeps this, {sign} alone empties it: {text}", sign=CLEAR, text=default)

        def read(typed: str) -> str:
            text = "" if clears and typed == CLEAR else literal(typed) or default
            problem = check(text)
            if problem is not None:
                raise Unclear(problem)
            return text

        request = Request(prompt, t("Answer:"), tell(TEXT), (), keeps, default or None)
        return self._asked(request, read, None)

    def order(self, prompt: Prompt, picks: Sequence[Pick], *, default: Ranks = ()) -> Ranks:
        """All picks, put in order by their numbers; equals stand together.

        Without a default every number has to be typed, even those that stand in order already.
        """
        numbers = Numbering(picks)
        ids = sorted(pick.id for pick in picks)
        kept = default if sorted(name for equals in default for name in equals) == ids else ()
        keeps = keeping(numbers.written_ranks(kept)) if kept else ""
        example = [*map(str, range(len(picks), 2, -1)), "1=2" if len(picks) > 1 else "1"]
        how = tell(ORDER, example=" ".join(example))
        request = Request(prompt, t("Order:"), how, picks, keeps, kept or None)
        ranks = self._asked(request, numbers.ranks, kept or None)
        text = {pick.id: pick.text for pick in picks}
        self._confirm(" = ".join(text[name] for name in equals) for equals in ranks)
        return ranks

    def share(
        self,
        prompt: Prompt,
        picks: Sequence[Pick],
        *,
        total: int,
        default: Mapping[str, int] | None = None,
    ) -> Mapping[str, int]:
        """For each pick a whole number from 0 on; together they make the total.

        Every line says what is left. A default may lack some of the picks.
        """
        return Shares(self._page, self._conversation, prompt, picks).ask(total, default or {})

    def _asked(
        self, request: Request, read: Callable[[str], Answer], kept: Answer | None
    ) -> Answer:
        """What was typed, or what is kept where nothing was."""
        self._conversation.show(request)

        def answer(typed: str) -> Answer:
            return kept if kept is not None and not typed else read(typed)

        return self._conversation.answer(request, answer)

    def _confirm(self, texts: Iterable[str]) -> None:
        """Say what was picked: a mistyped number is noticed only by its text."""
        self._page.show(t("Chosen: {texts}", texts=separated(texts)))


def _company(picks: Sequence[Pick], default: Sequence[str]) -> tuple[str, ...] | None:
    """What of a default may still be picked; None where that is nothing, or no answer any more."""
    kept = [pick for pick in picks if pick.id in default]
    if not kept or (len(kept) > 1 and any(pick.alone for pick in kept)):
        return None
    return tuple(pick.id for pick in kept)
