"""The keyboard: one whole line after the other."""

import unicodedata
from typing import TextIO

from llmchoice.questionnaire.asker import Interrupted
from llmchoice.questionnaire.lines.unclear import Unclear
from llmchoice.questionnaire.typed import without_codes

LONGEST = 10_000
"""Characters that a line may have; more than a terminal's own line buffer holds."""


class Keyboard:
    """Reads lines from a stream."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._undecoded = b""

    def line(self) -> str:
        """A line without control characters and without the spaces around it.

        Raises:
            Interrupted: on Ctrl-C, at the end of the input, and when the stream is gone.
            Unclear: when the line is too long or no text in the encoding of the stream.
        """
        typed = self._piece()
        if not typed:
            raise Interrupted
        if len(typed) > LONGEST and not typed.endswith("\n"):
            self._drop_rest()
            raise Unclear(f"That line is too long: type at most {LONGEST} characters.")
        return _clean(typed)

    def _drop_rest(self) -> None:
        while True:
            piece = self._piece()
            if not piece or piece.endswith("\n"):
                return

    def _piece(self) -> str:
        try:
            return self._source.readline(LONGEST + 1)
        except UnicodeDecodeError as error:
            if b"\n" not in error.object and error.object == self._undecoded:
                # At its end a stream yields half a character again and again.
                raise Interrupted from error
            self._undecoded = error.object
            raise _unreadable() from error
        except (KeyboardInterrupt, EOFError, OSError, ValueError) as error:
            raise Interrupted from error


def _clean(typed: str) -> str:
    if any(unicodedata.category(char) == "Cs" for char in typed):
        raise _unreadable()
    return without_codes(typed.rstrip("\r\n")).strip()


def _unreadable() -> Unclear:
    return Unclear("Part of that is not readable text: type it again.")
