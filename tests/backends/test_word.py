"""Blocks as a Word file: what a reader of Word finds in it."""

import io
import time
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from tests.backends.samples import every_block, page

from llmchoice.report.backends.word import render
from llmchoice.report.blocks import (
    Bar,
    Bars,
    Block,
    Column,
    Heading,
    Item,
    Link,
    Mono,
    Numbered,
    Paragraph,
    Settings,
    Strong,
    Table,
)

if TYPE_CHECKING:
    from docx.document import Document


def _opened(*blocks: Block) -> "Document":
    return docx.Document(io.BytesIO(render(blocks, Settings())))


def test_the_same_blocks_are_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(page(), Settings())
    later = time.localtime(time.time() + 100_000)
    monkeypatch.setattr(time, "localtime", lambda *_given: later)
    assert render(page(), Settings()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {part.date_time for part in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_file_tells_its_title_and_nothing_of_who_or_what_wrote_it() -> None:
    report = render(page(), Settings())
    properties = docx.Document(io.BytesIO(report)).core_properties
    assert properties.title == "Example startup"
    assert (properties.author, properties.comments, properties.last_modified_by) == ("", "", "")
    assert (properties.created, properties.modified) == (None, None)
    with zipfile.ZipFile(io.BytesIO(report)) as file:
        assert not [name for name in file.namelist() if "thumbnail" in name]
        assert not [name for name in file.namelist() if b"python-docx" in file.read(name)]


def test_headings_are_headings_and_pages_are_numbered_on_a4() -> None:
    document = _opened(*page())
    styles = [line.style.name for line in document.paragraphs if line.style]
    assert styles[0] == "Heading 1"
    assert styles.count("Heading 2") == 5
    (section,) = document.sections
    assert (section.page_width, section.page_height) == (7560310, 10692130)
    fields = section.footer._element.iter(qn("w:fldSimple"))  # noqa: SLF001 - fields have no form
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


def test_a_long_title_stands_whole_at_the_foot_of_each_page() -> None:
    title = "Open or closed language models: " + "an association of associations " * 4
    (section,) = _opened(Heading(title, 1)).sections
    assert title in section.footer.paragraphs[0].text


def test_every_list_of_numbers_starts_at_one() -> None:
    items = Numbered((Item("a"), Item("b")))
    document = _opened(items, Paragraph("between"), items)
    lists = [number.get(qn("w:val")) for number in document.element.body.iter(qn("w:numId"))]
    assert len(lists) == 4
    assert (lists[0], lists[2]) == (lists[1], lists[3])
    assert lists[0] != lists[2]
    starts = document.part.numbering_part.element.iter(qn("w:startOverride"))
    assert [start.get(qn("w:val")) for start in starts] == ["1", "1"]


def test_a_table_repeats_its_head_and_aligns_figures() -> None:
    columns = (Column("Name"), Column("Figure", figures=True))
    rows = (("a", "1"), (("b ", Strong("c")), "2"), ("All", "3"))
    (table,) = _opened(Table(columns, rows, "What it shows", total=True)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Name", "Figure"],
        ["a", "1"],
        ["b c", "2"],
        ["All", "3"],
    ]
    repeated = [len(list(row._tr.iter(qn("w:tblHeader")))) for row in table.rows]  # noqa: SLF001 - no form
    assert repeated == [1, 0, 0, 0]
    line = table.cell(1, 1).paragraphs[0]
    assert line.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert [bool(row.cells[0].paragraphs[0].runs[0].bold) for row in table.rows] == [
        True,
        False,
        False,
        True,
    ]


def test_a_bar_is_a_line_shaded_up_to_its_length() -> None:
    rows = (Bar("a", 50, "50"), Bar("b", 25, "25"), Bar("c", 0, "0"), Bar("d", 60, "60"))
    (table,) = _opened(Bars(rows, 50, "Score", "Option")).tables

    assert len(table.columns) == 3
    drawn = [row.cells[2].paragraphs[0] for row in table.rows][1:]
    ends = [line.paragraph_format.right_indent for line in drawn]
    assert (ends[0], ends[2], ends[3]) == (0, None, 0)
    # Half a bar ends in the middle of its cell, which has a margin on both sides.
    width = table.columns[2].width - 2 * 70 * 635
    assert ends[1] == pytest.approx(width / 2, abs=635)
    assert [bool(line._p.xpath(".//w:shd")) for line in drawn] == [True, True, False, True]  # noqa: SLF001 - shades have no form


def test_cells_and_marks_have_their_styles() -> None:
    marked = (Mono("llmchoice"), Link("there", "https://example.org"))
    document = _opened(Table((Column("a"),), ((marked,),)))
    (table,) = document.tables
    assert {line.style.name for row in table.rows for line in row.cells[0].paragraphs} == {"Cell"}
    (line,) = table.rows[1].cells[0].paragraphs
    runs = [*line.runs, *(run for link in line.hyperlinks for run in link.runs)]
    assert [run.style.name for run in runs] == ["Mono", "Hyperlink"]


def test_only_ordinary_addresses_are_links() -> None:
    links = (Link("good", "https://example.org"), " ", Link("bad", "file:///x"), Link("none", ""))
    (line,) = _opened(Paragraph(links)).paragraphs
    assert [(link.text, link.address) for link in line.hyperlinks] == [
        ("good", "https://example.org")
    ]
    assert line.text == "good bad (file:///x)none"


def test_tables_and_lists_without_anything_in_them_do_no_harm() -> None:
    empty = _opened(Table((), ()), Table((Column("a"),), ()), Numbered(()), Heading(""))
    assert len(empty.tables) == 1
    assert not [line.text for line in empty.paragraphs if line.text]
    assert _opened().paragraphs == []


def test_parts_stand_in_the_order_that_word_asks_for() -> None:
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblCaption"]
    for table in _opened(*every_block("a")).tables:
        properties = table._tblPr  # noqa: SLF001 - has no form of its own
        tags = [part.tag.rpartition("}")[2] for part in properties]
        assert tags == sorted(tags, key=order.index)
