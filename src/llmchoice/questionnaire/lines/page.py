"""Lines that are written once, one below the other, and lines that are read."""

import os
import shutil
import unicodedata
from collections.abc import Sequence
from typing import TextIO

from llmchoice.language import t
from llmchoice.plain import plain, without_codes
from llmchoice.questionnaire.asker import Interrupted
from llmchoice.questionnaire.wrap import WIDEST, behind, hung

LONGEST = 10_000
"""Characters that a line may have; more than a terminal's own line buffer holds."""


class Unclear(ValueError):  # noqa: N818 - no error: the person is told and asked again
    """A line that cannot be taken for an answer; its text says what to type instead."""


class Page:
    """Writes wrapped lines to a stream, harmless whatever they hold.

    A word that is longer than a line stays whole: a path can be copied, and a screen reader does
    not read two halves. A character that the stream cannot encode becomes a visible escape.

    Every method raises Interrupted when the stream is gone: nobody is there to read.
    """

    def __init__(self, target: TextIO, columns: int | None) -> None:
        self._target = target
        self._columns = columns

    def show(self, line: str, *, kept: str = "") -> None:
        """A line; its leading spaces, and a mark such as "- ", are kept clear in what follows.

        Some invisible characters may be kept as they are.
        """
        self._lines(hung(plain(line, kept=kept), self._width()))

    def row(self, mark: str, line: str) -> None:
        """A line behind a mark; what does not fit stands below the line, not below the mark."""
        self._lines(behind(mark, plain(line), self._width()))

    def _width(self) -> int:
        """Columns to use: the last one stays free, for some consoles break the line there."""
        return max((self._columns or min(_measured(self._target), WIDEST)) - 1, 1)

    def _lines(self, lines: Sequence[str]) -> None:
        self.write("".join(f"{line.rstrip(' ')}\n" for line in lines))

    def write(self, text: str) -> None:
        """Text as it is, such as what stands before the cursor while a person types."""
        encoding = getattr(self._target, "encoding", None)
        if encoding:
            text = text.encode(encoding, "backslashreplace").decode(encoding)
        try:
            self._target.write(text)
            self._target.flush()
        except (OSError, ValueError, KeyboardInterrupt) as error:
            raise Interrupted from error


def _measured(target: TextIO) -> int:
    """Columns of the terminal behind a stream; without one, COLUMNS or 80."""
    try:
        columns = os.get_terminal_size(target.fileno()).columns
    except (OSError, ValueError):
        columns = 0
    return columns or shutil.get_terminal_size().columns


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
            piece = typed
            while piece and not piece.endswith("\n"):
                piece = self._piece()
            raise Unclear(
                t("That line is too long: type at most {number} characters.", number=LONGEST)
            )
        if any(unicodedata.category(char) == "Cs" for char in typed):
            raise _unreadable()
        return without_codes(typed.rstrip("\r\n")).strip()

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


def _unreadable() -> Unclear:
    return Unclear(t("Part of that is not readable text: type it again."))
