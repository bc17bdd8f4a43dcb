"""What is written: how it is laid out, and that nothing in it is obeyed."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.questionnaire.typist import KINDS, PICKS, PROMPT, fine, typing

from llmchoice.plain import unseen
from llmchoice.questionnaire.asker import Interrupted, Pick, Prompt
from llmchoice.questionnaire.lines import PlainAsker

EVIL = "\x1b[31mred\x1b]0;title\x07\x9b2J\r\nover\u202ewritten\ud800"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("columns", [20, 40, 80])
def test_lines_fit_and_are_ascii(kind: str, columns: int) -> None:
    page = typing("help\nwhy\nagain\n?!\n", KINDS[kind], columns).page
    assert max(map(len, page.splitlines())) < columns + len("Number for 1: ")
    lines = [part for line in page.splitlines() for part in _without_label(line)]
    assert max(map(len, lines)) < columns
    assert page.isascii()


def _without_label(line: str) -> list[str]:
    """What a person sees in lines of its own, for typing ends the line of a label."""
    for label in ("Number: ", "Numbers: ", "Answer: ", "Order: ", "Number for 1: "):
        if line.startswith(label):
            return [label, line.removeprefix(label)]
    return [line]


def test_a_list_hangs_below_its_numbers() -> None:
    prompt = Prompt(
        "What goes in?", head="Question 1 - Data", lead=("About data.",), notes=("Why: laws.",)
    )
    asked = typing("", lambda asker: asker.pick(prompt, PICKS[:4]), 20)
    assert asked.page == (
        "\nQuestion 1 - Data\nAbout data.\nWhat goes in?\n  Why: laws.\n"
        "  1. Public texts\n"
        "Grave\n"
        "  2. Personal data\n     of staff\n     Names count.\n"
        "  3. Patient\n     records\n"
        "Other\n"
        "  4. Source code\n"
        "Type one number.\n(back, again, help)\nNumber: "
    )


def test_numbers_line_up() -> None:
    picks = [Pick(f"id-{at}", f"Thing {at}") for at in range(1, 13)]
    page = typing("12\n", lambda asker: asker.pick(PROMPT, picks)).page
    assert "   9. Thing 9\n  10. Thing 10\n" in page


def test_wide_characters_take_two_columns() -> None:
    picks = [Pick("wide", "\u8a55\u4fa1 " * 12)]
    page = typing("", lambda asker: asker.pick(Prompt("\u8a55\u4fa1 " * 12), picks), 20).page
    assert max(map(cell_len, page.splitlines())) < 20
    assert page.count("\u8a55\u4fa1") == 24


def test_said_lines_keep_their_indent() -> None:
    page = typing("", lambda asker: asker.say("  - one two three four", "", "x"), 14).page
    assert page == "  - one two\n    three\n    four\n\nx\n"


def test_a_long_word_stays_whole() -> None:
    path = "/home/somebody/profiles/the-profile.yaml"
    assert typing("", lambda asker: asker.say(path), 20).page == f"{path}\n"


def test_nothing_is_obeyed() -> None:
    evil = [Pick("a", EVIL, notes=(EVIL,), group=EVIL), Pick("b", EVIL, alone=True)]
    prompt = Prompt(EVIL, head=EVIL, lead=(EVIL,), notes=(EVIL,), why=lambda: [EVIL], remark=EVIL)

    def ask(asker: PlainAsker) -> None:
        asker.head(EVIL)
        asker.say(EVIL, f"  - {EVIL}")
        asker.pick(prompt, evil, default="a")
        asker.many(prompt, evil)
        asker.order(prompt, evil)
        asker.share(prompt, evil, total=9)
        asker.text(prompt, lambda text: EVIL if text == "x" else None, default=EVIL)

    page = typing("why\n\n1-2\nq\n1\n1 2\n9 0\nx\nhelp\nagain\n\n", ask).page
    assert "Enter keeps this" in page
    assert not [char for char in page if unseen(char) and char != "\n"]


@given(st.text(max_size=60), st.integers(1, 90))
def test_whatever_is_typed_is_shown_harmlessly(typed: str, columns: int) -> None:
    line = typed.replace("\n", " ")
    page = typing(f"{line}\n", lambda asker: asker.pick(PROMPT, PICKS), columns).page
    assert not [char for char in page if unseen(char) and char != "\n"]


def test_control_characters_that_were_typed_are_dropped() -> None:
    assert typing("1\x1b[D\x1b[A\x1bOP\x00\x7f\n", KINDS["one"]).reply == "public"
    typed = "A\tB\x1b[31m\x07 \u8a55\r\n"
    assert typing(typed, lambda asker: asker.text(PROMPT, fine)).reply == "A B \u8a55"


def test_half_a_character_is_told_and_asked_again() -> None:
    answer = typing("\udcff\nAcme\n", lambda asker: asker.text(PROMPT, fine))
    assert answer.reply == "Acme"
    assert "not readable text" in answer.page


def test_bytes_that_are_no_text_are_told_and_asked_again() -> None:
    class Slow(io.BytesIO):
        """Yields a line at a time, as a terminal does."""

        def read1(self, _: int | None = -1, /) -> bytes:
            return self.readline()

    source = io.TextIOWrapper(Slow(b"\xff\n\xff\nAcme\nend\xc3"), encoding="utf-8")
    target = io.StringIO()
    asker = PlainAsker(source, target, 80)
    assert asker.text(PROMPT, fine) == "Acme"
    assert target.getvalue().count("not readable text") == 2
    with pytest.raises(Interrupted):
        asker.text(PROMPT, fine)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("filler", ["1 ", "x", "= ", "- ", " ", "\x1b["])
def test_a_line_of_a_megabyte_is_refused(kind: str, filler: str) -> None:
    long = filler * (1_000_000 // len(filler))
    answer = typing(f"{long}\nback\n", KINDS[kind])
    longest = typing(f"{long[:10_000]}\n", KINDS[kind])
    assert "too long" in answer.page
    assert "too long" not in longest.page


def test_a_title_of_spaces_costs_no_more_than_its_length() -> None:
    title = " " * 5000 + "x " * 5000
    assert len(typing("", lambda asker: asker.text(Prompt(title), fine), 40).page) < 60_000


def test_a_stream_that_cannot_encode_shows_an_escape() -> None:
    raw = io.BytesIO()
    target = io.TextIOWrapper(raw, encoding="ascii")
    PlainAsker(io.StringIO(), target, 40).say("M\u00fcller")
    assert raw.getvalue() == b"M\\xfcller\n"
