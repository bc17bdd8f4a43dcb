"""Text in lines that fit."""

from collections.abc import Callable, Sequence

Columns = Callable[[str], int]
"""How many columns a text takes: some characters take two."""

MARKS = frozenset({"> ", "- ", "! "})
"""Beginnings of a line that what follows stays clear of."""


def wrapped(text: str, width: int, columns: Columns = len, *, cut: bool = False) -> list[str]:
    """The text in lines of at most that many columns, broken at spaces.

    Unlike textwrap it can count columns instead of characters: some characters take two.
    A longer word stays whole, so that a path can be copied, unless it is to be cut.
    """
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if columns(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        line = word
        while cut and columns(line) > width and len(line) > 1:
            end = _fitting(line, width, columns)
            lines.append(line[:end])
            line = line[end:]
    return [*lines, line]


def hung(text: str, width: int, columns: Columns = len, *, cut: bool = False) -> list[str]:
    """The text in lines of at most that many columns, all indented as the first one is.

    What follows a mark such as "> " or "- " stays clear of it.
    """
    body = text.lstrip(" ")
    indent = text[: len(text) - len(body)]
    mark = body[:2] if body[:2] in MARKS else ""
    hang = " " * len(indent + mark)
    first, *rest = wrapped(body[len(mark) :], max(width - len(hang), 1), columns, cut=cut)
    return [indent + mark + first, *(hang + part for part in rest)]


def packed(parts: Sequence[str], width: int, columns: Columns = len) -> list[str]:
    """The parts with commas between them, in lines that break between parts wherever they can."""
    lines: list[str] = []
    line = ""
    for at, part in enumerate(parts):
        ended = part if at == len(parts) - 1 else f"{part},"
        joined = f"{line} {ended}" if line else ended
        if columns(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = wrapped(ended, width, columns, cut=True)
        lines += full
    return [*lines, line] if line else lines


def clipped(text: str, width: int, columns: Columns = len) -> str:
    """The text, or as much of its beginning as fits before three dots."""
    if columns(text) <= width:
        return text
    while text and columns(text) > max(width - 3, 0):
        text = text[:-1]
    return f"{text.rstrip()}..."


def _fitting(text: str, width: int, columns: Columns) -> int:
    """How many characters fit: at least one, and never all of them."""
    used = 0
    for at, char in enumerate(text):
        used += columns(char)
        if used > width:
            return max(at, 1)
    return len(text) - 1
