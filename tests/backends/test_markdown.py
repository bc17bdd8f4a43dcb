"""Blocks as Markdown: what is easily written so that it is read as something else."""

import re

import pytest
import yaml
from markdown_it import MarkdownIt

from llmchoice.report.backends.markdown import render
from llmchoice.report.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Code,
    Column,
    Details,
    Facts,
    Group,
    Heading,
    Inline,
    Item,
    Link,
    Metadata,
    Mono,
    Numbered,
    Paragraph,
    Settings,
    Strong,
    Table,
)


def _html(*blocks: Block) -> str:
    return str(MarkdownIt("gfm-like", {"linkify": False}).render(render(blocks, Settings())))


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (("1", ". not an item"), "<p>1. not an item</p>"),
        (("    not code",), "<p>not code</p>"),
        ("    not code", "<p>not code</p>"),
        (("a", Strong(" b "), "c"), "<p>a <strong>b</strong> c</p>"),
        (("a", Strong("b"), "c"), "<p>a<strong>b</strong>c</p>"),
        # Between a letter and a bracket, marks would be shown.
        (("a", Strong("(b)"), "c"), "<p>a(b)c</p>"),
        ((Strong("(b)"), ": c"), "<p><strong>(b)</strong>: c</p>"),
        ((Strong("a"), Strong(""), Strong("b")), "<p><strong>ab</strong></p>"),
        ((Strong(""), Mono(""), "c"), "<p>c</p>"),
        ((Mono("a`b"),), "<p>a`b</p>"),
        ((Link("a", "https://example.org/?a=b&c"),), "<p><a href=.*>a</a></p>"),
        ((Link("a", "javascript:x"),), r"<p>a (javascript:x)</p>"),
    ],
)
def test_a_line_is_shown_as_it_is(line: Inline, shown: str) -> None:
    pattern = ".*".join(map(re.escape, shown.split(".*")))
    assert re.fullmatch(pattern, _html(Paragraph(line)).strip())


def test_nothing_is_left_of_what_is_empty() -> None:
    empty: tuple[Block, ...] = (
        Heading(""),
        Paragraph(""),
        Bullets(()),
        Numbered(()),
        Facts(()),
        Table((), ()),
        Group("", ()),
        Details("", ()),
    )
    assert render([Paragraph("a"), *empty, Paragraph("b")], Settings()) == "a\n\nb"


def test_a_table_without_rows_keeps_its_head() -> None:
    html = _html(Table((Column("a"), Column("b", figures=True)), ()))
    assert "<th>a</th>" in html
    assert '<th style="text-align:right">b</th>' in html


def test_a_column_is_aligned_by_what_it_holds_and_not_by_its_title() -> None:
    html = _html(Table((Column("a "), Column("b", figures=True)), (("1", "2"),)))
    assert "<td>1</td>" in html
    assert '<td style="text-align:right">2</td>' in html


def test_marks_and_lines_of_tables_do_not_get_into_each_others_way() -> None:
    cell = (Mono("a|b"), " ", Strong("c|d"), " ", Mono("\\"))
    html = _html(Table((Column("x"), Column("y")), ((cell, cell), (cell, cell)), total=True))
    assert html.count("<td>a|b <strong>c|d</strong> <code>\\</code></td>") == 2
    assert html.count("<td><strong>a|b c|d \\</strong></td>") == 2


def test_bars_are_a_table_of_their_figures() -> None:
    rows = (Bar("a", 1, "1.0"), Bar("b", 2, "2.0"))
    text = render([Bars(rows, 2, "Option", "Score")], Settings())
    assert text.split("\n")[2:] == ["| a | 1.0 |", "| b | 2.0 |"]


def test_details_belong_to_items_with_numbers_of_any_length() -> None:
    html = _html(Numbered((*[Item("a")] * 9, Item("ten", details=("below",)))))
    assert html.count("<ol>") == 1
    assert "<li>ten\n<ul>\n<li>below</li>" in html


def test_headings_are_never_deeper_than_html_has_them() -> None:
    assert _html(Heading("a", 9)) == "<h6>a</h6>\n"


@pytest.mark.parametrize("text", ["``` a", "a ```` b", "```\n~~~\n````````"])
def test_code_ends_where_its_text_ends(text: str) -> None:
    (token,) = MarkdownIt().parse(render([Code(text, "text\n")], Settings()))
    assert token.content == f"{text}\n"
    assert token.info == ""


@pytest.mark.parametrize(
    "value",
    ["proposed", "", "2026-11-28", "yes", "null", "a: b", "# c", "- d", "1.5", "'\"\\", "[x]", "é"],
)
def test_programs_read_metadata_as_they_were(value: str) -> None:
    text = render([Metadata((("status", value),))], Settings())
    _, front, _ = f"{text}\n".split("---\n")
    assert str(yaml.safe_load(front)["status"]) == value
