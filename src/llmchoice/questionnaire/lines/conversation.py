"""A conversation: something is asked until it is answered, or a word says what else to do."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from llmchoice.language import message, t, tell
from llmchoice.questionnaire.asker import Back, Enough, Pick, Prompt, Remarking, Reply
from llmchoice.questionnaire.lines.page import Keyboard, Page, Unclear

Answer = TypeVar("Answer")
CLEAR = "-"
"""Typed alone, it empties a text that may be empty."""
_ESCAPED = re.compile(r"\\+(?:back|why|note|again|help|enough|\?|-)", re.IGNORECASE)
LITERAL = message(
    r"To answer with one of these words, put a backslash before it: \back is the text 'back'."
)
LEAVE = message("Ctrl-C quits.")


class Word(StrEnum):
    """Something to do instead of answering."""

    BACK = "back"
    WHY = "why"
    NOTE = "note"
    AGAIN = "again"
    HELP = "help"
    ENOUGH = "enough"

    @property
    def does(self) -> str:
        """The word, and what it does."""
        return tell(_DOES[self], word=self.value)


_DOES = {
    Word.BACK: message("{word}: go back one step"),
    Word.WHY: message("{word}, or ?: why this is asked"),
    Word.NOTE: message("{word}: write a note on the answer"),
    Word.AGAIN: message("{word}: show the whole question again"),
    Word.HELP: message("{word}: how to answer"),
    Word.ENOUGH: message("{word}: end the questions; what is left counts as unknown"),
}
_MEANT = {**{word.value: word for word in Word}, "?": Word.WHY}
"""The words as they are typed, in any case of letters; whatever else is typed is an answer."""


def literal(typed: str) -> str:
    r"""A text without the backslash that kept it from being a word.

    Only in front of a whole word does a backslash mean anything: \\server\share stays as it is,
    \back is 'back', and \\back is '\back'.
    """
    return typed[1:] if _ESCAPED.fullmatch(typed) else typed


def available(prompt: Prompt) -> tuple[Word, ...]:
    """The words that do something at a prompt."""
    missing = {
        *([Word.WHY] if prompt.why is None else []),
        *([Word.NOTE] if prompt.remark is None else []),
        *([] if prompt.may_end else [Word.ENOUGH]),
    }
    return tuple(word for word in Word if word not in missing)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for, and how."""

    prompt: Prompt
    label: str
    """What stands before the cursor."""
    how: str
    """How to answer, in a sentence or two."""
    picks: Sequence[Pick] = ()
    keeps: str = ""
    """What an empty line does; empty where it does nothing."""
    so_far: Reply | None = None
    """What a note is written on."""


class Conversation:
    """Shows requests on a page and reads lines until one is an answer.

    A screen reader reads everything aloud, so what never changes is said once and not again: how
    to answer, when something is asked for in a new way, and the words, when there is one that was
    not there before. Whoever wants to hear it again types `help`, and is told so after every line
    that is no answer.
    """

    def __init__(self, page: Page, keyboard: Keyboard) -> None:
        self._page = page
        self._keyboard = keyboard
        self._shown: set[str] = set()

    def show(self, request: Request) -> None:
        """All of a request, down to how it is answered."""
        prompt = request.prompt
        # An empty line sets every request off from the answer before.
        self._page.show("")
        for line in (*([prompt.head] if prompt.head else []), *prompt.lead, prompt.title):
            self._page.show(line)
        for line in prompt.notes:
            self._page.row("  ", line)
        if prompt.remark:
            self._page.row("  ", t("Your note: {text}", text=prompt.remark))
        self._list(request.picks, prompt.first)
        if request.how not in self._shown:
            self._shown.add(request.how)
            self._page.show(request.how)
        words = available(prompt)
        if not self._shown.issuperset(words):
            self._shown.update(words)
            self._page.show(f"({', '.join(words)})")

    def answer(
        self, request: Request, read: Callable[[str], Answer], *, before: Sequence[str] = ()
    ) -> Answer:
        """What `read` makes of the first line that is no word and that it understands.

        The request was shown before; `read` raises Unclear; the lines of `before` are shown right
        before the person types.
        """
        self._lines(request, before)
        while True:
            self._page.write(f"{request.label} ")
            try:
                typed = self._keyboard.line()
                word = _MEANT.get(unicodedata.normalize("NFKC", typed).strip().lower())
                if word is None:
                    return read(typed)
                self._obey(word, request)
                if word is Word.AGAIN:
                    self._lines(request, before)
            except Unclear as unclear:
                self._page.show(str(unclear))

    def _lines(self, request: Request, before: Sequence[str]) -> None:
        for line in (*before, *([request.keeps] if request.keeps else [])):
            self._page.show(line)

    def _list(self, picks: Sequence[Pick], first: int) -> None:
        digits = len(str(len(picks)))
        group = ""
        for number, pick in enumerate(picks, first):
            if pick.group != group:
                group = pick.group
                self._page.show(group)
            mark = f"  {number:>{digits}}. "
            self._page.row(mark, pick.text)
            for note in pick.notes:
                self._page.row(" " * len(mark), note)

    def _obey(self, word: Word, request: Request) -> None:
        match word:
            case Word.BACK:
                raise Back
            case Word.WHY:
                why = request.prompt.why
                lines = why() if why is not None else ()
                for line in lines or (t("There is nothing more to say about this."),):
                    self._page.show(line)
            case Word.NOTE:
                if request.prompt.remark is None:
                    raise Unclear(t("You cannot write a note here."))
                raise Remarking(request.so_far)
            case Word.AGAIN:
                self.show(request)
            case Word.ENOUGH:
                if not request.prompt.may_end:
                    raise Unclear(t("You cannot end the questions here."))
                raise Enough
            case Word.HELP:
                self._help(request)

    def _help(self, request: Request) -> None:
        self._page.show(request.how)
        if request.keeps:
            self._page.show(request.keeps)
        for word in available(request.prompt):
            self._page.show(f"- {word.does}")
        if not request.picks:
            self._page.show(tell(LITERAL))
        self._page.show(tell(LEAVE))
