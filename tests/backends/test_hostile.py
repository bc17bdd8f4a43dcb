"""Whatever a text holds, every backend shows it and obeys nothing of it."""

import unicodedata
from functools import cache

import pytest
from tests.backends.readers import READERS, Seen
from tests.backends.samples import every_block
from tests.hostile.payloads import PAYLOADS

from llmchoice.plain import plain
from llmchoice.report.backends.ink import shown
from llmchoice.report.blocks import Settings

HARMLESS = "word"
INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
MORE = (
    *("*", "a*", "**", "(x)", '"q"', "\ufffe\uffff", "\ud800", "=1+1", "\\", " \t x", "7.", "& ;"),
    *("+ item", "3) item", "---", "<div class=x", "[a]: https://x.example 'b'", "- [ ] task [^1]"),
    *("| a | b |", ":+1:"),
)
"""What is hard for marks, for XML, or for a spreadsheet."""
HOSTILE = pytest.mark.parametrize("payload", [*PAYLOADS, *MORE], ids=ascii)


@cache
def _seen(form: str, text: str) -> Seen:
    return READERS[form](every_block(text), Settings(width=100))


def _compact(lines: list[str]) -> str:
    """Without spaces: lines are broken at them."""
    return "\n".join("".join(line.split()) for line in lines)


STRUCTURED = [form for form in READERS if _seen(form, HARMLESS).made_of]
LINES = [form for form in READERS if form not in STRUCTURED]
"""Formats in which a text may be broken anywhere."""


@HOSTILE
@pytest.mark.parametrize("form", STRUCTURED)
def test_a_report_is_made_of_the_same_whatever_it_says(form: str, payload: str) -> None:
    assert _seen(form, payload).made_of == _seen(form, HARMLESS).made_of


@HOSTILE
@pytest.mark.parametrize("form", STRUCTURED)
def test_a_reader_sees_the_text_itself_in_every_place(form: str, payload: str) -> None:
    places = _compact(_seen(form, HARMLESS).says).count(HARMLESS)
    in_code = 1 if "\n" in payload else 0  # its lines stay lines there
    words = "".join(plain(payload).split())
    assert _compact(_seen(form, payload).says).count(words) == places - in_code


@HOSTILE
@pytest.mark.parametrize("form", READERS)
def test_nothing_invisible_gets_through(form: str, payload: str) -> None:
    said = "".join(_seen(form, payload).says)
    assert not {char for char in said if unicodedata.category(char) in INVISIBLE}


@HOSTILE
@pytest.mark.parametrize("form", LINES)
def test_lines_show_the_text_itself(form: str, payload: str) -> None:
    """Where a place has no other signs than those of ASCII, in these."""
    shows = _compact(_seen(form, payload).says).replace("\n", "")
    signs = (True,) if form == "text" else (True, False)
    ways = [shown(payload, unicode=unicode) for unicode in signs]
    assert any("".join(way.split()) in shows for way in ways)
