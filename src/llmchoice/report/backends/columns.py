"""Tables for a terminal: side by side where every word fits, else row below row."""

from collections.abc import Sequence
from itertools import zip_longest

from rich.text import Text

from llmchoice.report.backends.ink import Ink
from llmchoice.report.backends.widths import fitted
from llmchoice.report.blocks import Column, Table

_GAP = 2


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
