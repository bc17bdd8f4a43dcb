"""Text from people, made harmless."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmchoice.plain import plain


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
    ],
)
def test_a_name_is_shown_and_nothing_in_it_is_obeyed(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text())
def test_no_control_or_invisible_character_is_left(text: str) -> None:
    kinds = {unicodedata.category(char) for char in plain(text)}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert plain(text) == text
