"""The parts of a page about models, whatever its format. Their text is harmless in none yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """What the page, or a part as long as a page, is about."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What the blocks below are about."""

    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, and more about it."""

    text: str
    details: tuple[str, ...] = ()
    mark: str = "-"
    """In front of it: a dash, or its number with a point."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading; one by one where the page is too narrow."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = Title | Heading | Para | Item | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """One subject, for people and for programs."""

    blocks: tuple[Block, ...]
    parts: Mapping[str, object]
    """The same as models and plain values, by name."""
