"""Columns of a table: how wide they are, and for a terminal how they stand beside each other."""

from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text

from llmchoice.report.backends.ink import Ink
from llmchoice.report.blocks import Column, Table

_GAP = 2


def longest_word(text: str) -> int:
    """Columns that a text needs at least where no word of it may be broken."""
    return max((cell_len(word) for word in text.split()), default=0)


def longest_words(rows: Sequence[Sequence[str]]) -> list[int]:
    """The same for each column of a table."""
    return [max(map(longest_word, column)) for column in zip(*rows, strict=True)]


def fitted(rows: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """Widths of which the sum is at most `room`: the widest columns give way first.

    None where a word would have to be broken.
    """
    least = longest_words(rows)
    if sum(least) > room:
        return None
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    while sum(widths) > room:
        movable = [at for at, width in enumerate(widths) if width > least[at]]
        widths[max(movable, key=widths.__getitem__)] -= 1
    return widths


def table_lines(table: Table, room: int, ink: Ink) -> list[Text]:
    """A table in at most `room` columns; only a word that is longer still is broken."""
    head = [ink.words(column.title, "dim") for column in table.columns]
    rows = [[ink.inline(cell) for cell in row] for row in table.rows]
    if table.total and rows:
        for cell in rows[-1]:
            cell.stylize("bold")
    words = [[cell.plain for cell in row] for row in (head, *rows)]
    widths = fitted(words, room - _GAP * (len(head) - 1))
    if widths is None:
        return [line for row in rows for line in _stacked(table.columns, row, room, ink)]
    return [line for row in [head, *rows] for line in _beside(table.columns, row, widths, ink)]


def _beside(
    columns: Sequence[Column], row: Sequence[Text], widths: Sequence[int], ink: Ink
) -> list[Text]:
    cells = [ink.wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    lines = []
    for parts in zip_longest(*cells):
        line = Text()
        for column, part, width in zip(columns, parts, widths, strict=True):
            text = part or Text()
            space = Text(" " * (width - text.cell_len))
            gap = Text(" " * _GAP if line.plain or column is not columns[0] else "")
            line = Text.assemble(line, gap, *((space, text) if column.figures else (text, space)))
        lines.append(line)
    return lines


def _stacked(columns: Sequence[Column], row: Sequence[Text], room: int, ink: Ink) -> list[Text]:
    name, *cells = row
    name.stylize("bold")
    lines = ink.wrapped(name, room)
    for column, cell in zip(columns[1:], cells, strict=True):
        if cell.plain:
            words = Text.assemble(ink.words(f"{column.title}: "), cell)
            lines += ink.wrapped(words, room, "  ")
    return lines
