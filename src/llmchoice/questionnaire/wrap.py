"""Text in lines that fit: characters take one column, two, or none."""

from collections.abc import Sequence
from functools import lru_cache

import wcwidth

WIDEST = 88
"""Columns beyond which lines get hard to read, however wide the terminal is."""
MARKS = frozenset({"> ", "- ", "! "})
"""Beginnings of a line that what follows stays clear of."""
_TOGETHER = "\N{NO-BREAK SPACE}"


def wrapped(text: str, width: int, *, cut: bool = False) -> list[str]:
    """The text in lines of at most that many columns, broken at spaces.

    A longer word stays whole, so that a path can be copied, unless it is to be cut.
    """
    return list(_wrapped(text, width, cut=cut))


@lru_cache(maxsize=1024)
def _wrapped(text: str, width: int, *, cut: bool) -> tuple[str, ...]:
    # A list is drawn anew after every key, and most of it is as it was.
    return tuple(wcwidth.wrap(text, width, break_long_words=cut, break_on_hyphens=False)) or ("",)


def behind(mark: str, text: str, width: int, *, cut: bool = False) -> list[str]:
    """The text behind a mark; what does not fit stands below the text, not below the mark."""
    hang = " " * wcwidth.width(mark)
    first, *rest = wrapped(text, max(width - len(hang), 1), cut=cut)
    return [mark + first, *(hang + part for part in rest)]


def hung(text: str, width: int, *, cut: bool = False) -> list[str]:
    """The text in lines of at most that many columns, all indented as the first one is.

    What follows a mark such as "> " or "- " stays clear of it.
    """
    body = text.lstrip(" ")
    indent = " " * min(len(text) - len(body), width // 2)
    mark = body[:2] if body[:2] in MARKS else ""
    return behind(indent + mark, body[len(mark) :], width, cut=cut)


def packed(parts: Sequence[str], width: int) -> list[str]:
    """The parts with commas between them, in lines that break between parts wherever they can."""
    text = ", ".join(part.replace(" ", _TOGETHER) for part in parts)
    lines = wrapped(text, width, cut=True)
    return [line.replace(_TOGETHER, " ").rstrip(" ") for line in lines]


def clipped(text: str, width: int) -> str:
    """The text, or as much of its beginning as fits before three dots."""
    if wcwidth.width(text) <= width:
        return text
    return f"{wcwidth.clip(text, 0, max(width - 3, 0)).rstrip()}..."
