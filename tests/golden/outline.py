"""The page of an HTML or Word report as text: headings, paragraphs, items and rows of tables."""

import io
import re
from html.parser import HTMLParser

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

_VOID = {"br", "col", "hr", "img", "input", "link", "meta"}
_UNREAD = {"nav", "script", "style", "svg", "title"}
_BLOCKS = {"div", "h1", "h2", "h3", "li", "ol", "p", "section", "summary", "table", "tr", "ul"}

_MARKS = {"h1": "# ", "h2": "## ", "h3": "### ", "summary": "+ "}


class _Outline(HTMLParser):
    """What is seen before anything is unfolded, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._text = ""
        self._mark = ""
        self._numbers: list[int | None] = []
        self._skipping = 0
        self._folded = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        given = dict(attrs)
        unread = tag in _UNREAD or "hidden" in given or given.get("aria-hidden") == "true"
        if self._skipping or unread:
            self._skipping += 1
            return
        if tag in _BLOCKS:
            self._end()
        if tag == "details":
            self._folded += 1
        elif tag in {"ol", "ul"}:
            self._numbers.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._mark = self._next()
        elif tag in {"th", "td"}:
            self._text += " | "
        if self._mark != "+ ":
            self._mark = _MARKS.get(tag, self._mark)

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= tag not in _VOID
            return
        if tag in _BLOCKS:
            self._end()
            self._mark = "+ " if self._mark == "+ " and tag != "summary" else ""
        if tag == "details":
            self._folded -= 1
        elif tag in {"ol", "ul"}:
            self._numbers.pop()

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._text += data

    def _next(self) -> str:
        if self._numbers[-1] is None:
            return "- "
        self._numbers[-1] += 1
        return f"{self._numbers[-1]}. "

    def _end(self) -> None:
        line = re.sub(r"\s+", " ", self._text).strip(" |")
        if line and (not self._folded or self._mark == "+ "):
            self.lines.append(self._mark + line)
        self._text = ""


def of_html(page: str) -> str:
    """What a browser shows first; of a folded chapter its title alone, marked with a plus."""
    reader = _Outline()
    reader.feed(page)
    reader.close()
    return "".join(f"{line}\n" for line in reader.lines)


def of_word(report: bytes) -> str:
    """Body of the document, in its order."""
    document = docx.Document(io.BytesIO(report))
    lines: list[str] = []
    for part in document.iter_inner_content():
        lines += _rows(part) if isinstance(part, Table) else [_line(part)]
    return "".join(f"{line}\n" for line in lines if line)


def _rows(table: Table) -> list[str]:
    """Each row, with cells that are joined told once."""
    rows = []
    for row in table.rows:
        cells = {id(cell._tc): cell.text for cell in row.cells}  # noqa: SLF001 - joined cells share it
        texts = (" ".join(text.split()) for text in cells.values())
        rows.append(" | ".join(filter(None, texts)))
    return rows


def _line(paragraph: Paragraph) -> str:
    style = paragraph.style.name if paragraph.style and paragraph.style.name else ""
    level = re.fullmatch(r"Heading (\d)", style)
    listed = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None  # noqa: SLF001
    mark = "#" * int(level[1]) + " " if level else "- " if listed else ""
    return mark + paragraph.text if paragraph.text.strip() else ""
