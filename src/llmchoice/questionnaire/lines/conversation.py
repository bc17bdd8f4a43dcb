"""A conversation: something is asked until it is answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from llmchoice.questionnaire.asker import Back, Enough, Pick, Prompt, Remarking, Reply
from llmchoice.questionnaire.lines.keyboard import Keyboard
from llmchoice.questionnaire.lines.page import Page
from llmchoice.questionnaire.lines.unclear import Unclear
from llmchoice.questionnaire.lines.words import LEAVE, LITERAL, Word, available, word_in

Answer = TypeVar("Answer")


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
        self._said: set[str] = set()

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
            self._page.row("  ", f"Your note: {prompt.remark}")
        self._list(request.picks)
        if request.how not in self._said:
            self._said.add(request.how)
            self._page.show(request.how)
        words = available(prompt)
        if not self._said.issuperset(words):
            self._said.update(words)
            self._page.show(f"({', '.join(words)})")

    def answer(
        self, request: Request, read: Callable[[str], Answer], *, before: Sequence[str] = ()
    ) -> Answer:
        """What `read` makes of the first line that is no word and that it understands.

        Args:
            request: was shown before.
            read: what a line means; raises Unclear.
            before: lines shown right before the person types.
        """
        self._lines(request, before)
        while True:
            self._page.label(request.label)
            try:
                typed = self._keyboard.line()
                word = word_in(typed)
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

    def _list(self, picks: Sequence[Pick]) -> None:
        digits = len(str(len(picks)))
        group = ""
        for number, pick in enumerate(picks, 1):
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
                self._explain(request.prompt)
            case Word.NOTE:
                if request.prompt.remark is None:
                    raise Unclear("You cannot write a note here.")
                raise Remarking(request.so_far)
            case Word.AGAIN:
                self.show(request)
            case Word.ENOUGH:
                if not request.prompt.may_end:
                    raise Unclear("You cannot end the questions here.")
                raise Enough
            case Word.HELP:
                self._help(request)

    def _explain(self, prompt: Prompt) -> None:
        lines = prompt.why() if prompt.why is not None else ()
        for line in lines or ("There is nothing more to say about this.",):
            self._page.show(line)

    def _help(self, request: Request) -> None:
        self._page.show(request.how)
        if request.keeps:
            self._page.show(request.keeps)
        for word in available(request.prompt):
            self._page.show(f"- {word.does}")
        if not request.picks:
            self._page.show(LITERAL)
        self._page.show(LEAVE)
