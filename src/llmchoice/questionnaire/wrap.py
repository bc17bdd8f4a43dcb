"""Text in lines that fit."""

from collections.abc import Callable


def wrapped(
    text: str, width: int, columns: Callable[[str], int] = len, *, cut: bool = False
) -> list[str]:
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


def _fitting(text: str, width: int, columns: Callable[[str], int]) -> int:
    """How many characters fit: at least one, and never all of them."""
    used = 0
    for at, char in enumerate(text):
        used += columns(char)
        if used > width:
            return max(at, 1)
    return len(text) - 1
