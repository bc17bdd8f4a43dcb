"""Text in lines that fit."""

from hypothesis import given
from hypothesis import strategies as st

from llmchoice.questionnaire.wrap import clipped, hung, packed, wrapped

TEXT = st.text("ab ", max_size=60)


@given(TEXT, st.integers(1, 20))
def test_lines_fit_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width, cut=True)

    assert all(len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_long_word_stays_whole_so_that_it_can_be_copied() -> None:
    assert wrapped("see /a/long/path there", 6) == ["see", "/a/long/path", "there"]


def test_what_follows_a_mark_stays_clear_of_it() -> None:
    assert hung("  - one two", 8) == ["  - one", "    two"]
    assert hung("  one two", 6) == ["  one", "  two"]


@given(st.lists(st.text("ab", min_size=1, max_size=9), max_size=9), st.integers(10, 40))
def test_parts_are_kept_together(parts: list[str], width: int) -> None:
    lines = packed(parts, width)

    assert all(len(line) <= width for line in lines)
    assert [part for line in lines for part in line.replace(",", "").split()] == parts


def test_a_part_that_is_too_long_is_broken_all_the_same() -> None:
    assert packed(["move", "takes a step"], 6) == ["move,", "takes", "a step"]


def test_what_is_clipped_says_so() -> None:
    assert clipped("one two", 7) == "one two"
    assert clipped("one two", 6) == "one..."
    assert clipped("one two", 2) == "..."
