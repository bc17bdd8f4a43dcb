"""The page: lines that are written once, one below the other."""

import os
import shutil
from typing import TextIO

from rich.cells import cell_len

from llmchoice.plain import plain
from llmchoice.questionnaire.asker import Interrupted
from llmchoice.questionnaire.wrap import wrapped

WIDEST = 88
"""Columns beyond which lines get hard to read, however wide the terminal is."""
_MARKS = frozenset({"> ", "- ", "! "})


class Page:
    """Writes wrapped lines to a stream, harmless whatever they hold.

    A word that is longer than a line stays whole: a path can be copied, and a screen reader does
    not read two halves. A character that the stream cannot encode becomes a visible escape.

    Every method raises Interrupted when the stream is gone: nobody is there to read.
    """

    def __init__(self, target: TextIO, columns: int | None) -> None:
        self._target = target
        self._columns = columns

    def show(self, line: str) -> None:
        """A line; its leading spaces, and a mark such as "- ", are kept clear in what follows."""
        text = plain(line)
        body = text.lstrip(" ")
        mark = " " * min(len(text) - len(body), self._width() // 2)
        if body[:2] in _MARKS:
            mark, body = mark + body[:2], body[2:]
        self.row(mark, body)

    def row(self, mark: str, line: str) -> None:
        """A line behind a mark; what does not fit stands below the line, not below the mark."""
        room = max(self._width() - cell_len(mark), 1)
        hang = " " * cell_len(mark)
        first, *rest = wrapped(plain(line), room, cell_len)
        shown = [mark + first, *(hang + part for part in rest)]
        self._write("".join(f"{part.rstrip(' ')}\n" for part in shown))

    def head(self, line: str) -> None:
        """A heading, set off by an empty line: a line of dashes would be read out."""
        self.show("")
        self.show(line)

    def label(self, text: str) -> None:
        """What stands before the cursor while a person types."""
        self._write(text)

    def _width(self) -> int:
        """Columns to use: the last one stays free, for some consoles break the line there."""
        return max((self._columns or min(_measured(self._target), WIDEST)) - 1, 1)

    def _write(self, text: str) -> None:
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
