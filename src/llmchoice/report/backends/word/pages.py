"""Writes block after block into a document."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.shared import Pt, Twips

from llmchoice.plain import plain
from llmchoice.report.backends.drawing import charts, gauge
from llmchoice.report.backends.word.grids import add_bars, add_callout, add_table
from llmchoice.report.backends.word.lists import INDENT, Lists
from llmchoice.report.backends.word.runs import add_inline
from llmchoice.report.blocks import (
    Bars,
    Block,
    Bullets,
    Callout,
    Code,
    Details,
    Facts,
    Flow,
    Gauge,
    Group,
    Heading,
    Hint,
    Inline,
    Item,
    Metadata,
    Mono,
    Numbered,
    PageBreak,
    Paragraph,
    Plot,
    Ranges,
    Sliders,
    Strong,
    Table,
    plain_text,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Line

_PLOT_WIDTH = 84
"""Columns of the font of the style Verbatim that fit on a line."""
_GAUGE_WIDTH = 20
_DEEPEST = 9


class Pages:
    """The pages of a document that is being written."""

    def __init__(self, document: "Document") -> None:
        self._document = document
        self._lists = Lists(document)
        self._turned = False
        """Whether the next line begins a page."""

    def write_all(self, blocks: Sequence[Block]) -> None:
        """Add blocks."""
        for block in blocks:
            self._write(block)

    def _write(self, block: Block) -> None:  # noqa: C901, PLR0912 - one line for each kind of block
        match block:
            case Heading():
                self._heading(block.text, block.level)
            case Paragraph():
                add_inline(self._line(), block.text, block.tone)
            case Bullets():
                for item in block.items:
                    self._lists.bullet(self._item(item), item.mark)
            case Numbered():
                numbers = self._lists.new_numbers()
                for item in block.items:
                    self._lists.number(self._item(item), numbers)
            case Facts():
                self._facts(block)
            case Ranges():
                self._write(Bullets(tuple(Item(row.text) for row in block.rows)))
            case Gauge():
                self._gauge(block)
            case Table() | Bars() | Callout():
                self._grid(block)
            case Group():
                self._heading(block.label, block.level)
                self.write_all(block.blocks)
            case Details():
                self._heading(block.summary, block.level)
                self.write_all(block.blocks)
            case Plot():
                self._verbatim(charts(block, _PLOT_WIDTH, unicode=True))
            case Code():
                self._verbatim(block.text.split("\n"))
            case PageBreak():
                self._turned = True
            case Flow() | Metadata() | Hint() | Sliders():
                pass

    def _line(self, style: str | None = None) -> "Line":
        line = self._document.add_paragraph(style=style)
        if self._turned:
            line.paragraph_format.page_break_before = True
            self._turned = False
        return line

    def _heading(self, text: Inline, level: int) -> None:
        if plain_text(text):
            add_inline(self._line(f"Heading {min(level, _DEEPEST)}"), text)

    def _item(self, item: Item) -> "Line":
        """An item with its details below; what is returned is its own line."""
        line = self._line()
        add_inline(line, item.text)
        line.paragraph_format.space_after = Pt(1 if item.details else 2)
        for detail in item.details:
            below = self._line()
            below.paragraph_format.left_indent = Twips(INDENT)
            below.paragraph_format.space_after = Pt(2)
            add_inline(below, detail, "faint")
        return line

    def _facts(self, facts: Facts) -> None:
        for name, value in facts.rows:
            line = self._line()
            line.paragraph_format.space_after = Pt(2)
            add_inline(line, name, bold=True)
            add_inline(line, ": ", bold=True)
            add_inline(line, value)

    def _gauge(self, drawn: Gauge) -> None:
        picture = gauge(drawn.share, drawn.threshold, _GAUGE_WIDTH, unicode=True)
        line = self._line()
        add_inline(line, (Strong(drawn.text), "  "))
        add_inline(line, (Mono(picture),), drawn.tone)
        add_inline(line, f"  {drawn.threshold_text}", "faint")

    def _grid(self, block: Table | Bars | Callout) -> None:
        if self._turned:
            # A table cannot begin a page; a line before it can.
            self._line("Gap")
        match block:
            case Table():
                add_table(self._document, block)
            case Bars():
                add_bars(self._document, block)
            case Callout():
                add_callout(self._document, block)
        # Word joins tables that nothing stands between.
        self._document.add_paragraph(style="Gap")

    def _verbatim(self, lines: Sequence[str]) -> None:
        run = self._line("Verbatim").add_run()
        for number, line in enumerate(lines):
            if number:
                run.add_break()
            run.add_text(plain(line))
