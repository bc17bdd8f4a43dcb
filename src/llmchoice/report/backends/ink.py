"""Words for a terminal: harmless, with their style, in lines and in the columns of a table."""

from collections.abc import Sequence
from io import StringIO
from itertools import zip_longest
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from rich.text import Text

from llmchoice.plain import plain
from llmchoice.report.blocks import Column, Inline, Link, Settings, Span, Strong, Table, Tone

if TYPE_CHECKING:
    from rich.console import Console

STYLES: "dict[Tone, str]" = {
    "plain": "",
    "open": "cyan",
    "closed": "magenta",
    "bad": "red",
    "warn": "yellow",
    "faint": "dim",
}
_GAP = 2
"""Columns between those of a table."""
_GLUE = "\ue000"
"""Stands for the space between a figure and its percent sign while lines are broken."""
_ASCII = str.maketrans(
    {
        "\N{MINUS SIGN}": "-",
        "\N{EN DASH}": "-",
        "\N{RETURN SYMBOL}": "\\n",
        "\N{HORIZONTAL ELLIPSIS}": "...",
    }
)


class Ink:
    """Turns words into lines, as far as a place can show them."""

    def __init__(self, settings: Settings) -> None:
        self._unicode = settings.unicode
        self._colour = settings.colour

    def printed(self, lines: list[Text]) -> str:
        """The lines, with the signs that a terminal takes for colours."""
        for line in lines:
            line.rstrip()
        if not self._colour:
            return "".join(f"{line.plain}\n" for line in lines)
        # Only here, for most pages are files: it takes as long to import as a page to be written.
        from rich.console import Console  # noqa: PLC0415 - see above

        file = StringIO()
        # Everything is given, so that rich asks neither the environment nor the terminal.
        console = Console(
            file=file,
            width=100,
            height=100,
            color_system="standard",
            force_terminal=True,
            no_color=False,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )
        for line in lines:
            console.print(line, soft_wrap=True)
        return file.getvalue()

    def words(self, text: str, style: str = "") -> Text:
        """One line, harmless; with our own signs in ASCII where the place has no others."""
        return Text(shown(text, unicode=self._unicode), style)

    def inline(self, inline: Inline, style: str = "") -> Text:
        """One line with its marks."""
        spans: tuple[Span, ...] = (inline,) if isinstance(inline, str) else inline
        return Text.assemble(*(self._span(span, style) for span in spans))

    def wrapped(self, text: Text, room: int, mark: Text | str = "") -> list[Text]:
        """Lines of at most `room` columns behind a mark; further ones stand under the first."""
        mark = Text(mark) if isinstance(mark, str) else mark
        glue = " " if _GLUE in text.plain else _GLUE
        whole = text.copy()
        whole.plain = text.plain.replace(" %", f"{glue}%")
        # What is no more than broken into lines asks the console nothing.
        lines = whole.wrap(cast("Console", None), max(1, room - mark.cell_len))
        for line in lines:
            line.plain = line.plain.replace(glue, " ")
            line.rstrip()
        under = Text(" " * mark.cell_len)
        return [Text.assemble(under if number else mark, line) for number, line in enumerate(lines)]

    def _span(self, span: Span, style: str) -> Text:
        match span:
            case str():
                return self.words(span, style)
            case Strong():
                return self.words(span.text, f"bold {style}")
            case Link():
                return self.words(f"{span.text} ({span.url})" if span.url else span.text, style)
            case _:
                return self.words(span.text, style)


def indented(lines: list[Text], columns: int) -> list[Text]:
    """The lines, moved to the right."""
    return [Text.assemble(" " * columns, line) for line in lines]


def shown(line: str, *, unicode: bool) -> str:
    """One line, harmless; with our own signs in ASCII where the stream has no others."""
    harmless = plain(line)
    return harmless if unicode else harmless.translate(_ASCII)


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
