"""Tables, and what is drawn with their cells: bars and shaded boxes."""

from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Pt, Twips

from llmchoice.plain import plain
from llmchoice.report.backends.ink import fitted, longest_words
from llmchoice.report.backends.word.sheet import INKS, TEXT_WIDTH, add_inline, set_style
from llmchoice.report.blocks import Bar, Bars, Callout, Inline, Table, Tone, plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table as Grid
    from docx.table import _Cell as Cell
    from docx.text.paragraph import Paragraph

_LABEL, _FIGURE, _BAR = 0.34, 0.1, 0.56
"""Shares of the width of the text."""
_SHADES: "dict[Tone, str]" = {
    "plain": "EEF1F5",
    "open": "DDF0F7",
    "closed": "F4E6F5",
    "bad": "FBE6E4",
    "warn": "FDF1DA",
    "faint": "F4F5F7",
}
_STEEL = "5B6B80"
_LETTERS, _PADDING = 88, 4
"""Letters that fit on a line of a table in a wide font, and those that the edges of a cell take."""
_SIDES = 70
"""Twentieths of a point between the edges of a cell and its text."""
_ROOM = int(TEXT_WIDTH * _BAR) - 2 * Twips(_SIDES)
"""Where a bar of full length is drawn."""
_MARGINS = (
    '<w:tblCellMar {0}><w:top w:w="{1}" w:type="dxa"/><w:left w:w="{2}" w:type="dxa"/>'
    '<w:bottom w:w="{1}" w:type="dxa"/><w:right w:w="{2}" w:type="dxa"/></w:tblCellMar>'
)
_BORDERS = "<w:tblBorders {0}>{1}</w:tblBorders>"
_GREY = (
    '<w:bottom w:val="single" w:sz="4" w:color="C4CAD3"/>'
    '<w:insideH w:val="single" w:sz="4" w:color="C4CAD3"/>'
)


def add_table(document: "Document", table: Table) -> None:
    """Add a table whose head is repeated on every page it covers; nothing without columns."""
    if not table.columns:
        return
    rows: list[tuple[Inline, ...]] = [tuple(column.title for column in table.columns), *table.rows]
    grid = _grid(document, len(rows), _widths(rows), plain(table.title), lines=_GREY)
    for number, (row, cells) in enumerate(zip(grid.rows, rows, strict=True)):
        last = table.total and number == len(rows) - 1
        for column, cell, text in zip(table.columns, row.cells, cells, strict=True):
            line = _first_line(cell)
            set_style(line, "Cell")
            add_inline(line, text, bold=number == 0 or (last and number > 0))
            if column.figures:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _repeat_head(grid)


def add_bars(document: "Document", bars: Bars) -> None:
    """Add figures with their bars: a label, the figure, and a line shaded up to its length."""
    widths = [int(TEXT_WIDTH * share) for share in (_LABEL, _FIGURE, _BAR)]
    grid = _grid(document, 1 + len(bars.rows), widths, plain(bars.measure))
    head, *rows = (row.cells for row in grid.rows)
    add_inline(_first_line(head[0]), bars.things, "faint")
    add_inline(_first_line(head[1].merge(head[-1])), bars.measure, "faint")
    for bar, cells in zip(bars.rows, rows, strict=True):
        _add_bar(cells, bar, bar.value / bars.top if bars.top else 0)
    _repeat_head(grid)


def _add_bar(cells: "Sequence[Cell]", bar: Bar, share: float) -> None:
    label = _first_line(cells[0])
    # The bars are compared with one another, so they stay on one page.
    label.paragraph_format.keep_with_next = True
    add_inline(label, bar.label, bar.tone)
    figure = _first_line(cells[1])
    figure.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_inline(figure, bar.figure, bold=True)
    drawn = _first_line(cells[2])
    if share > 0:
        drawn.paragraph_format.right_indent = Emu(int(_ROOM * (1 - min(share, 1))))
        properties = drawn._p.get_or_add_pPr()  # noqa: SLF001 - shades have no form of their own
        shade = _shade(str(INKS[bar.tone] or _STEEL))
        properties.insert_element_before(shade, "w:spacing", "w:ind")


def add_callout(document: "Document", callout: Callout) -> None:
    """Add what is to be seen first, in a box of its colour."""
    cell = _grid(document, 1, [TEXT_WIDTH], "", padding=(90, 160)).cell(0, 0)
    # Shades have no form of their own.
    cell._tc.get_or_add_tcPr().append(_shade(_SHADES[callout.tone]))  # noqa: SLF001 - as above
    line = _first_line(cell)
    line.paragraph_format.tab_stops.add_tab_stop(
        Emu(TEXT_WIDTH - 2 * Pt(8)), WD_TAB_ALIGNMENT.RIGHT
    )
    add_inline(line, callout.title, callout.tone, bold=True)
    for run in line.runs:
        run.font.size = Pt(14)
    if callout.aside:
        line.add_run().add_tab()
        add_inline(line, callout.aside, callout.tone, bold=True)
    for text in callout.text:
        add_inline(_bare(cell.add_paragraph()), text)
    for line in cell.paragraphs:
        line.paragraph_format.keep_with_next = True


def _grid(  # noqa: PLR0913 - what a table is
    document: "Document",
    rows: int,
    widths: "Sequence[int]",
    title: str,
    *,
    lines: str = "",
    padding: tuple[int, int] = (25, _SIDES),
) -> "Grid":
    grid: Grid = document.add_table(rows, len(widths))
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Emu(width)
    for row in grid.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Emu(width)
    properties = grid._tblPr  # noqa: SLF001 - lines and margins have no form of their own
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    if lines:
        properties.append(parse_xml(_BORDERS.format(nsdecls("w"), lines)))
    layout = properties.find(qn("w:tblLayout"))
    if layout is not None:
        # The schema has borders before the layout, and margins behind it.
        properties.append(layout)
    properties.append(parse_xml(_MARGINS.format(nsdecls("w"), *padding)))
    if title:
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), title)
        properties.append(caption)
    return grid


def _repeat_head(grid: "Grid") -> None:
    for number, row in enumerate(grid.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - has no form of its own
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _shade(colour: str) -> "BaseOxmlElement":
    """What colours a cell, or the lines of a paragraph between its indents."""
    return parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')


def _first_line(cell: "Cell") -> "Paragraph":
    """The one paragraph of a cell that has had no text yet; joining cells leaves empty ones."""
    for spare in cell.paragraphs[1:]:
        spare._p.getparent().remove(spare._p)  # noqa: SLF001 - nothing else takes one away
    return _bare(cell.paragraphs[0])


def _bare(line: "Paragraph") -> "Paragraph":
    line.paragraph_format.space_after = Pt(0)
    return line


def _widths(rows: "Sequence[tuple[Inline, ...]]") -> list[int]:
    """Width of each column: as its texts ask for, so that no word is broken if possible."""
    texts = [[plain_text(cell) for cell in row] for row in rows]
    columns = len(texts[0])
    shares = fitted(texts, _LETTERS - _PADDING * columns) or longest_words(texts)
    whole = sum(shares) + _PADDING * columns
    return [int(TEXT_WIDTH * (share + _PADDING) / whole) for share in shares]
