"""Blocks as a Word file on A4 paper; the same bytes for the same blocks."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, Twips

from llmchoice.plain import plain
from llmchoice.report import blocks
from llmchoice.report.backends.drawing import charts, gauge
from llmchoice.report.backends.word.grids import add_bars, add_callout, add_table
from llmchoice.report.backends.word.sheet import add_inline, blank
from llmchoice.report.blocks import Block, Inline, Item, Settings, plain_text, title_of
from llmchoice.report.composition import bullets

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Line

_PLOT_WIDTH = 84
"""Columns of the font of the style Verbatim that fit on a line."""
_GAUGE_WIDTH = 20
_DEEPEST = 9
_SIGNS = {"plain": "\N{BULLET}", "for": "+", "against": "\N{MINUS SIGN}", "ask": "?"}
_INKS = {"plain": "1F2937", "for": "1B6B36", "against": "A3231B", "ask": "8A5200"}
_FIRST = 900
"""Above every number of the template's own lists."""
_INDENT = 360
"""Where the text of an item starts, in twentieths of a point."""
_UNIX = 3


def render(content: Sequence[Block], _settings: Settings) -> bytes:
    """The blocks as the bytes of a .docx file."""
    document = blank(title_of(content))
    Pages(document).write_all(content)
    return packed(document)


def packed(document: "Document") -> bytes:
    """The file, each part of it under the earliest time that such a file knows."""
    saved, steady = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(steady, "w") as target:
        for name in source.namelist():
            part = ZipInfo(name)
            part.compress_type = ZIP_DEFLATED
            # Else it would tell the system that wrote it.
            part.create_system = _UNIX
            target.writestr(part, source.read(name))
    return steady.getvalue()


class Pages:
    """The pages of a document that is being written."""

    def __init__(self, document: "Document") -> None:
        self._document = document
        self._lists = Lists(document)

    def write_all(self, content: Sequence[Block]) -> None:
        """Add blocks."""
        for block in content:
            self._write(block)

    def _write(self, block: Block) -> None:  # noqa: C901, PLR0912 - one line for each kind of block
        match block:
            case blocks.Heading():
                self._heading(block.text, block.level)
            case blocks.Paragraph():
                add_inline(self._line(), block.text, block.tone)
            case blocks.Bullets():
                for item in block.items:
                    _join(self._item(item), self._lists.kinds[item.mark])
            case blocks.Numbered():
                numbers = self._lists.new_numbers()
                for item in block.items:
                    _join(self._item(item), numbers)
            case blocks.Facts():
                self._facts(block)
            case blocks.Ranges():
                self._write(bullets(row.text for row in block.rows))
            case blocks.Gauge():
                self._gauge(block)
            case blocks.Table() | blocks.Bars() | blocks.Callout():
                self._grid(block)
            case blocks.Group(title, inside, level) | blocks.Details(title, inside, level):
                self._heading(title, level)
                self.write_all(inside)
            case blocks.Plot():
                self._verbatim(charts(block, _PLOT_WIDTH, unicode=True))
            case blocks.Code():
                self._verbatim(block.text.split("\n"))
            case blocks.Metadata() | blocks.Hint() | blocks.Sliders():
                pass

    def _line(self, style: str | None = None) -> "Line":
        return self._document.add_paragraph(style=style)

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
            below.paragraph_format.left_indent = Twips(_INDENT)
            below.paragraph_format.space_after = Pt(2)
            add_inline(below, detail, "faint")
        return line

    def _facts(self, facts: blocks.Facts) -> None:
        for name, value in facts.rows:
            line = self._line()
            line.paragraph_format.space_after = Pt(2)
            add_inline(line, name, bold=True)
            add_inline(line, ": ", bold=True)
            add_inline(line, value)

    def _gauge(self, drawn: blocks.Gauge) -> None:
        picture = gauge(drawn.share, drawn.threshold, _GAUGE_WIDTH, unicode=True)
        line = self._line()
        line.paragraph_format.keep_with_next = True
        add_inline(line, (blocks.Strong(drawn.text), "  "))
        add_inline(line, (blocks.Mono(picture),), drawn.tone)
        add_inline(line, f"  {drawn.threshold_text}", "faint")

    def _grid(self, block: blocks.Table | blocks.Bars | blocks.Callout) -> None:
        match block:
            case blocks.Table():
                add_table(self._document, block)
            case blocks.Bars():
                add_bars(self._document, block)
            case blocks.Callout():
                if len(self._document.paragraphs) > 1:
                    self._document.add_paragraph(style="Gap")
                add_callout(self._document, block)
        # Word joins tables that nothing stands between.
        gap = self._line("Gap")
        gap.paragraph_format.keep_with_next = isinstance(block, blocks.Callout) or None

    def _verbatim(self, lines: Sequence[str]) -> None:
        run = self._line("Verbatim").add_run()
        for number, line in enumerate(lines):
            if number:
                run.add_break()
            run.add_text(plain(line))


class Lists:
    """The kinds of lists of a document."""

    def __init__(self, document: "Document") -> None:
        self._numbering = document.part.numbering_part.element
        self.kinds: dict[str, int] = {}
        """Mark to the number of the list of its items."""
        for place, mark in enumerate(_SIGNS):
            self._define(_FIRST + place, "bullet", _SIGNS[mark], _INKS[mark])
            self.kinds[mark] = self._numbering.add_num(_FIRST + place).numId
        self._numbers = _FIRST + len(_SIGNS)
        self._define(self._numbers, "decimal", "%1.", _INKS["plain"])

    def new_numbers(self) -> int:
        """A list of numbers that starts at 1."""
        added = self._numbering.add_num(self._numbers)
        added.add_lvlOverride(0).add_startOverride(1)
        return int(added.numId)

    def _define(self, kind: int, form: str, sign: str, ink: str) -> None:
        xml = (
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}">'
            '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{_INDENT}" w:hanging="{_INDENT}"/></w:pPr>'
            '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
            f'<w:b/><w:color w:val="{ink}"/></w:rPr></w:lvl></w:abstractNum>'
        )
        # Every kind stands before every list.
        self._numbering.insert(0, parse_xml(xml))


def _join(line: "Line", number: int) -> None:
    """Make a paragraph the next item of the list of that number."""
    properties = line._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - lists have no form of their own
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number
