"""Words that do something at every prompt, instead of answering it."""

import re
import unicodedata
from enum import StrEnum

from llmchoice.questionnaire.asker import Prompt


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
        return _DOES[self]


_DOES = {
    Word.BACK: "back: go back one step",
    Word.WHY: "why, or ?: why this is asked",
    Word.NOTE: "note: write a note on the answer",
    Word.AGAIN: "again: show the whole question again",
    Word.HELP: "help: how to answer",
    Word.ENOUGH: "enough: with --quick, end the questions and count the rest as unknown",
}
CLEAR = "-"
"""Typed alone, it empties a text that may be empty."""
_MEANT = {**{word.value: word for word in Word}, "?": Word.WHY}
_ESCAPED = re.compile(r"\\+(?:back|why|note|again|help|enough|\?|-)", re.IGNORECASE)
LITERAL = r"To answer with one of these words, put a backslash before it: \back is the text 'back'."
LEAVE = "Ctrl-C quits."


def word_in(typed: str) -> Word | None:
    """The word that a line is, in any case of letters; None where it is an answer."""
    return _MEANT.get(unicodedata.normalize("NFKC", typed).strip().lower())


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
