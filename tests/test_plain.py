"""Text from people, made harmless."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmchoice.plain import plain

IGNORED = (
    *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0),
    *range(0xFE00, 0xFE0E),
    *range(0xE0100, 0xE01F0),
)
"""Default_Ignorable_Code_Point of Unicode 16 in marks and letters, but for the style of emoji."""
BLANK = {*map(chr, IGNORED), "\N{BRAILLE PATTERN BLANK}"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Müller | Søn [bold]</script>", "Müller | Søn [bold]</script>"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("one\ntwo\r", "one\u23cetwo\u23ce"),
        ("tab\there", "tab here"),
        ("abc\u202edef", "abc\\u202edef"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("nul\0", "nul\\x00"),
        ("a\u3164\u115f\u1160\uffa0b", "a\\u3164\\u115f\\u1160\\uffa0b"),
        ("a\u2800\u034f\u180e\u17b4\ufe00b", "a\\u2800\\u034f\\u180e\\u17b4\\ufe00b"),
        ("tag\U000e0041\U000e0100", "tag\\ue0041\\ue0100"),
        ("\u2764\ufe0f", "\u2764\ufe0f"),
    ],
)
def test_a_name_is_shown_and_nothing_in_it_is_obeyed(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text())
def test_no_control_or_invisible_character_is_left(text: str) -> None:
    kinds = {unicodedata.category(char) for char in plain(text)}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not set(plain(text)) & BLANK


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters=BLANK)))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert plain(text) == text
