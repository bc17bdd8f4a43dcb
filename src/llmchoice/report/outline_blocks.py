"""What a report on a terminal is made of, before anything is drawn."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "good", "bad", "faint"]
"""How an item may be coloured; its words say the same."""


@dataclass(frozen=True, slots=True)
class Banner:
    """The lines to see first; the first of them above all."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One sentence or more."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: its mark, its text, and lines below it."""

    mark: str
    text: str
    score: float | None = None
    """Drawn as a bar where bars can be drawn."""
    details: tuple[str, ...] = ()
    tone: Tone = "plain"


Block = Banner | Heading | Paragraph | Item
