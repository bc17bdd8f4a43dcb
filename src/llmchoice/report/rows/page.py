"""A table for reading at once; on a narrow terminal, a few lines for each row."""

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size

from llmchoice.report.rows import words
from llmchoice.report.sink import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmchoice.model.row import Row
    from llmchoice.report.blocks import Settings

GAP = "  "
_ROOMY = 100
"""Columns of a terminal that holds a table; with fewer, names would be cut to a few letters."""
_NARROWEST = 20
_NAME = 32
"""Columns of a name where nothing limits the line; a file, which comes last, is whole there."""


class _Column(NamedTuple):
    title: str
    width: int
    right: bool = False


_FIGURES = (
    _Column("VERDICT", 9),
    _Column("OPTION", 14),
    _Column("MARGIN", 9, right=True),
    _Column("CONFIDENCE", 10, right=True),
    _Column("COST A MONTH", 17, right=True),
)
"""Rows are written when they are there, so that no width can follow from what is in them."""
_TAKEN = sum(len(GAP) + column.width for column in _FIGURES)


def head(settings: "Settings") -> str:
    """The titles of the columns; nothing where each row says what its figures are."""
    if settings.width is not None and settings.width < _ROOMY:
        return ""
    return _line("ORGANISATION", [column.title for column in _FIGURES], "FILE", settings)


def line(row: "Row", settings: "Settings") -> str:
    """One row; that of a workload is set in, below its organisation."""
    if settings.width is not None and settings.width < _ROOMY:
        return _record(row, max(_NARROWEST, settings.width), settings)
    name, file = (row.organisation, row.file) if row.workload is None else (f"  {row.workload}", "")
    figures = (
        row.verdict.value,
        words.option(row),
        words.margin(row),
        words.confidence(row),
        words.cost(row),
    )
    return _line(name, figures, file, settings)


def _line(name: str, figures: "Sequence[str]", file: str, settings: "Settings") -> str:
    names, files = _name_widths(settings.width)
    cells = [
        f"{text:>{column.width}}" if column.right else f"{text:<{column.width}}"
        for text, column in zip(figures, _FIGURES, strict=True)
    ]
    last = (
        shown(file, unicode=settings.unicode) if files is None else _fitted(file, files, settings)
    )
    cells = [_fitted(name, names, settings), *cells, last]
    return GAP.join(cells).rstrip() + "\n"


def _name_widths(width: int | None) -> tuple[int, int | None]:
    """Of the organisation and of the file, in columns; None where that may be of any width."""
    if width is None:
        return _NAME, None
    room = width - _TAKEN - len(GAP)
    return room - room // 2, room // 2


def _fitted(text: str, width: int, settings: "Settings") -> str:
    """A text in exactly so many columns of a terminal; a wide letter takes two of them."""
    harmless = shown(text, unicode=settings.unicode)
    if cell_len(harmless) <= width:
        return harmless + " " * (width - cell_len(harmless))
    mark = "\N{HORIZONTAL ELLIPSIS}" if settings.unicode else "..."
    return set_cell_size(harmless, width - len(mark)) + mark


def _record(row: "Row", width: int, settings: "Settings") -> str:
    """A row as lines of its own, for a narrow terminal."""
    indent = "" if row.workload is None else "  "
    below = f"{indent}  "
    lines = [_fitted(indent + (row.workload or row.organisation), width, settings).rstrip()]
    if row.workload is None:
        lines.append(_fitted(below + row.file, width, settings).rstrip())
    for part in (row.verdict.value + (f": {row.option}" if row.option else ""), _figures(row)):
        lines += textwrap.wrap(
            part, width, initial_indent=below, subsequent_indent=below, break_on_hyphens=False
        )
    return "".join(f"{one}\n" for one in lines)


def _figures(row: "Row") -> str:
    """The figures that there are, each with what it is."""
    found = (
        f"margin {words.margin(row)}" if row.margin is not None else "",
        f"confidence {words.confidence(row)}" if row.confidence is not None else "",
        f"{words.cost(row)} a month" if row.cost is not None else "",
    )
    return ", ".join(figure for figure in found if figure)
