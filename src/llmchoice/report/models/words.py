"""Amounts of the catalogue as people read them; what is not known says so."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from llmchoice.model.catalogue import PricesOrigin
from llmchoice.plain import plain

WIDTH = 100
_NARROWEST = 20
UNKNOWN = "unknown"


def money(amount: float | None) -> str:
    """US dollars, with as many digits as they have: 0.1, 2, 1.05."""
    if amount is None:
        return UNKNOWN
    return f"{amount:.4f}".rstrip("0").rstrip(".")


def billions(amount: float | None) -> str:
    """Parameters: 116.8B."""
    return UNKNOWN if amount is None else f"{amount:g}B"


def tokens(amount: int | None) -> str:
    """A whole number with its thousands marked."""
    return UNKNOWN if amount is None else f"{amount:,}"


def listed(items: Iterable[str]) -> str:
    """Several names, or that none is known."""
    return ", ".join(items) or "none known"


def as_of(origin: PricesOrigin) -> str:
    """Which prices these are."""
    where = "packaged" if origin.origin == "packaged" else f"refreshed, in {origin.origin}"
    return (
        f"Prices as of {origin.as_of} ({where}; {origin.package} {origin.version}), in US dollars"
        " per million tokens. Unknown is not free."
    )


class Flowing(NamedTuple):
    """Text that is broken into lines where the page ends."""

    text: str
    first: str
    rest: str


Line = str | Flowing
"""A line as it is, or text that flows."""


def table(rows: Sequence[Sequence[str]], width: int | None = None) -> list[Line]:
    """Rows in columns, the first row being the heading; a list where that is too wide."""
    safe = [[plain(cell) for cell in row] for row in rows]
    widths = [max(len(row[at]) for row in safe) for at in range(len(safe[0]))]
    lines: list[Line] = [
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in safe
    ]
    if width is None or max(len(line) for line in lines) <= width:
        return lines
    head, *others = safe
    return [_record(head, row) for row in others]


def wrapped(text: str, first: str = "", rest: str | None = None) -> list[Line]:
    """Harmless text, broken where the page ends."""
    return [Flowing(plain(text), first, first if rest is None else rest)]


def page(lines: Iterable[Line], width: int | None = None) -> str:
    """Everything, in lines of ordinary width or of a narrower terminal's."""
    return "".join(f"{part}\n" for line in lines for part in _broken(line, width))


def _record(head: Sequence[str], row: Sequence[str]) -> Flowing:
    pairs = zip(head[1:], row[1:], strict=True)
    rest = ", ".join(f"{name.lower()} {cell}" for name, cell in pairs)
    return Flowing(f"{row[0]}: {rest}", "", "  ")


def _broken(line: Line, width: int | None) -> Sequence[str]:
    if isinstance(line, str):
        if width is None or len(line) <= width:
            return (line,)
        indent = line[: len(line) - len(line.lstrip())]
        line = Flowing(line.strip(), indent, f"{indent}  ")
    return textwrap.wrap(
        line.text,
        WIDTH if width is None else min(WIDTH, max(width, _NARROWEST)),
        initial_indent=line.first,
        subsequent_indent=line.rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
