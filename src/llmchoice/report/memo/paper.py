"""Markdown on which nothing but our own marks has a meaning.

Every function takes finished Markdown, so each caller escapes what it did not write itself.
"""

from typing import TYPE_CHECKING

from llmchoice.report.escape import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def heading(level: int, text: str) -> str:
    """A heading of that level."""
    return f"{'#' * level} {text}"


def bullets(items: "Iterable[str]") -> list[str]:
    """A list as one block; nothing at all without items."""
    lines = [f"- {item}" for item in items]
    return ["\n".join(lines)] if lines else []


def bullet(first: str, details: "Iterable[str]") -> str:
    """The content of a list item with items of its own."""
    return "\n".join([first, *(f"  - {detail}" for detail in details)])


def table(header: "Sequence[str]", rows: "Iterable[Sequence[str]]") -> str:
    """A table; a column is aligned right where its title ends in a space."""
    rule = ["---:" if title.endswith(" ") else "---" for title in header]
    return "\n".join(_row(cells) for cells in (header, rule, *rows))


def sentences(*parts: str) -> str:
    """The parts that say something, escaped, in one line."""
    return " ".join(escape(part) for part in parts if part)


def _row(cells: "Sequence[str]") -> str:
    return f"| {' | '.join(cell.strip() for cell in cells)} |"
