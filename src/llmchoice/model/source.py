"""Where the knowledge comes from: articles, their claims, and other references."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from llmchoice.model.base import Frozen, Id, Text, Whole


def is_day(value: object) -> bool:
    """Whether it is a day of the calendar, written as YYYY-MM-DD."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _real_day(value: str) -> str:
    if not is_day(value):
        raise ValueError("must be a day of the calendar, as YYYY-MM-DD")
    return value


Paragraph = Annotated[Whole, Field(ge=1, le=10_000)]
"""Number of a paragraph, from 1 on."""

IsoDate = Annotated[str, AfterValidator(_real_day)]
"""A day of the calendar, as YYYY-MM-DD."""


class Standing(StrEnum):
    """How well a claim of an article stands up today."""

    HOLDS = "holds"
    DATED = "dated"
    DISPUTED = "disputed"
    WRONG = "wrong"


class Favours(StrEnum):
    """The side that a claim speaks for."""

    OPEN = "open"
    CLOSED = "closed"
    NEITHER = "neither"


class Claim(Frozen):
    """One statement of an article, in our words, with what is known of its truth."""

    id: Id
    paragraphs: Annotated[tuple[Paragraph, ...], Field(min_length=1)]
    """Non-empty lines of the article's file, counted from 1."""
    paraphrase: Text
    favours: Favours
    standing: Standing
    correction: Text | None = None
    """Needed where the standing is not `holds`: what is the case instead."""
    correction_references: tuple[Id, ...] = ()


class Section(Frozen):
    """A heading of an article: the paragraphs below it."""

    id: Id
    title: Text
    first: Paragraph
    last: Paragraph


class Article(Frozen):
    """An article: its claims, and the paragraphs that make none."""

    id: Id
    title: Text
    publisher: Text
    file: Text
    """Name of the text file that the paragraph numbers refer to."""
    language: Text
    paragraph_count: Paragraph
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    no_claim: Mapping[Paragraph, Text]
    """Paragraph number to the reason why it carries no claim."""


class ReferenceKind(StrEnum):
    """What sort of thing a reference is."""

    LAW = "law"
    GUIDE = "guide"
    PAPER = "paper"
    LICENCE = "licence"
    DATA = "data"
    DOCUMENTATION = "documentation"


class ReadAs(StrEnum):
    """How much of a reference was read by whoever entered it."""

    FULL = "full"
    EXCERPT = "excerpt"
    PACKAGE = "package"
    """Data read from a published software package."""


class Reference(Frozen):
    """A source beyond the articles, with the day on which it was last checked."""

    id: Id
    kind: ReferenceKind
    title: Text
    publisher: Text
    url: Text
    says: Text
    """What it says that matters here, in our words."""
    checked_on: IsoDate
    read_as: ReadAs
