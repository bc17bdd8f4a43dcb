"""Blocks at a terminal: nothing is wider than it is, lost, or told by colour alone."""

import pytest
from rich.cells import cell_len
from tests.backends.readers import read_text
from tests.backends.samples import every_block, page
from tests.hostile.payloads import LONG

from llmchoice.report.backends.terminal import render
from llmchoice.report.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Callout,
    Code,
    Column,
    Details,
    Facts,
    Gauge,
    Group,
    Heading,
    Item,
    Metadata,
    Numbered,
    Paragraph,
    Settings,
    Table,
)

WIDE = "日本語 モデル"
TEXTS = ["short", "a sentence that has a few more words than fit on a line", LONG, WIDE, ""]


def _drawn(*blocks: Block, width: int = 80, colour: bool = False, unicode: bool = True) -> str:
    return render(blocks, Settings(width=width, colour=colour, unicode=unicode))


@pytest.mark.parametrize("width", range(20, 60))
def test_a_figure_and_its_percent_sign_stay_together(width: int) -> None:
    told = "now 16.7 % of it, not 20 %. " * 9
    lines = _drawn(Paragraph(told), Bullets((Item(told),)), width=width).split("\n")
    assert not [line for line in lines if line.strip().startswith("%")]
    assert " ".join(" ".join(lines).replace("- ", "").split()) == " ".join((told * 2).split())


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
@pytest.mark.parametrize("width", [20, 21, 33, 40, 59, 60, 61, 80, 100, 200])
def test_no_line_but_one_of_code_is_wider_than_the_terminal(width: int, text: str) -> None:
    blocks = [block for block in every_block(text) if not isinstance(block, Code)]
    for drawn in (_drawn(*blocks, width=width), _drawn(*blocks, width=width, unicode=False)):
        assert max(map(cell_len, drawn.split("\n"))) <= width


def test_a_table_takes_columns_that_prose_does_not() -> None:
    """Nobody reads across all of a table."""
    prose = _drawn(Paragraph("word " * 60), width=200)
    assert 90 < max(map(len, prose.split("\n"))) <= 100
    cells = ("word " * 15, "word " * 15)
    head, row = _drawn(Table(("A", "B"), (cells,)), width=200).split("\n")
    assert (head.split(), row.split()) == (["A", "B"], ["word"] * 30)


@pytest.mark.parametrize("width", [20, 80])
def test_code_is_never_broken(width: int) -> None:
    assert _drawn(Paragraph("a"), Code(LONG), width=width) == f"a\n\n  {LONG}"


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
@pytest.mark.parametrize("width", [20, 80])
def test_every_letter_is_there_at_every_width(width: int, text: str) -> None:
    rows = ((text, "Q", text), ("Z", text, text))
    columns = (Column("a"), Column("b", figures=True), Column("c"))
    for block in (Table(columns, rows), Group(text, (Paragraph(text), Callout(text, text)))):
        drawn = _drawn(block, width=width)
        shown = sum(drawn.count(letter) for letter in set(text) - {" "})
        assert shown >= 4 * len(text.replace(" ", ""))


@pytest.mark.parametrize("blocks", [page(), every_block("word [bold]x[/]")], ids=["page", "all"])
def test_colours_add_escape_codes_and_nothing_else(blocks: list[Block]) -> None:
    plain, coloured = _drawn(*blocks), _drawn(*blocks, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert [line.rstrip() for line in read_text(coloured).says] == plain.split("\n")


def test_without_unicode_everything_of_ours_is_ascii() -> None:
    drawn = _drawn(*page(), Paragraph("\N{MINUS SIGN}3 to\n5 \N{EN DASH} 7"), unicode=False)
    assert drawn.isascii()
    assert "#" in drawn
    assert "-3 to\\n5 - 7" in drawn


@pytest.mark.parametrize("colour", [False, True])
def test_no_line_ends_in_spaces(colour: bool) -> None:  # noqa: FBT001 - a parameter of the test
    for line in read_text(_drawn(*every_block("a b"), colour=colour)).says:
        assert line == line.rstrip()


def test_a_label_stands_beside_its_group_and_is_broken_between_words() -> None:
    group = Group("Changes it", (Paragraph("first"), Paragraph("second"), Paragraph("third")))
    assert _drawn(group).split("\n") == [
        "Changes  first",
        "it       second",
        "         third",
    ]
    assert _drawn(Group("Changes it", (Paragraph("alone"),))).split("\n") == [
        "Changes  alone",
        "it",
    ]


def test_a_label_stands_above_where_there_is_no_room_beside() -> None:
    group = Group("Changes it", (Paragraph("first"),))
    assert _drawn(group, width=40) == "Changes it\n  first"
    assert _drawn(Group("Alternatives", (Paragraph("x"),))) == "Alternatives\n         x"


def test_cells_are_aligned_by_the_columns_that_their_letters_take() -> None:
    rows = ((WIDE, "1.5", "x"), ("ab", "日本", "y"))
    head, first, second = _drawn(
        Table((Column("name"), Column("figure", figures=True), Column("z")), rows)
    ).split("\n")
    assert {cell_len(head[: head.index("z")]), cell_len(first[: first.index("x")])} == {
        cell_len(second[: second.index("y")])
    }
    bars = _drawn(Bars((Bar(WIDE, 1, "日1"), Bar("a", 1, "100")), 1, "", "")).split("\n")
    assert len({cell_len(line[: line.index("\N{FULL BLOCK}")]) for line in bars}) == 1


def test_a_narrow_column_gives_way_before_a_word_is_broken() -> None:
    words = "many short words " * 8
    drawn = _drawn(Table((Column("id"), Column("text")), ((LONG[:40], words),)))
    assert LONG[:40] in drawn
    assert max(map(len, drawn.split("\n"))) <= 80


def test_a_table_that_does_not_fit_stands_row_below_row() -> None:
    rows = (("first", "1", ""), ("second", LONG[:30], "x"))
    drawn = _drawn(Table((Column("a"), Column("b"), Column("c")), rows), width=24)
    assert drawn.split("\n") == ["first", "  b: 1", "second", "  b:", *_folded(LONG[:30]), "  c: x"]


def _folded(word: str) -> list[str]:
    return [f"  {word[:22]}", f"  {word[22:]}"]


def test_bars_are_as_long_as_their_figures_and_stay_within_the_place() -> None:
    rows = (Bar("a", 50, "50"), Bar("b", 100, "100"), Bar("c", 0, "0"), Bar("d", 900, "900"))
    drawn = _drawn(Bars(rows, 100, "", ""), unicode=False).split("\n")
    assert [line.count("#") for line in drawn] == [20, 40, 0, 40]
    assert "#" not in _drawn(Bars(rows[:1], 0, "", ""), unicode=False)


def test_a_gauge_shows_its_threshold_and_its_words_at_every_width() -> None:
    gauge = Gauge(0.5, 0.75, "Half of them.", "75 % is enough")
    for width in (20, 50, 100):
        drawn = _drawn(gauge, width=width, unicode=False)
        assert all(word in drawn for word in ("Half of them.", "75 % is enough", "|", "#", "."))


def test_what_draws_nothing_leaves_no_empty_line() -> None:
    nothing: tuple[Block, ...] = (
        Metadata((("a", "b"),)),
        Bullets(()),
        Numbered(()),
        Facts(()),
        Table((), ()),
        Heading(""),
        Paragraph(""),
        Details("", ()),
        Group("", ()),
    )
    assert _drawn(Code("a"), *nothing, Code("b")) == "  a\n\n  b"
    assert _drawn() == ""


def test_items_hang_and_their_details_stand_below() -> None:
    item = Item("one two three four five", "ask", ("detail that is long enough",))
    assert _drawn(Numbered((*[Item("x")] * 9, item)), width=20).split("\n")[9:] == [
        "10. one two three",
        "    four five",
        "    detail that is",
        "    long enough",
    ]
    assert _drawn(Bullets((item,)), width=40).startswith("? one two")
