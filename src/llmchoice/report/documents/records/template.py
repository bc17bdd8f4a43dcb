"""The headings of the template, and what its lists begin with."""

from typing import TYPE_CHECKING

from llmchoice.language import t
from llmchoice.report.blocks import Bullets, Heading, Item, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmchoice.report.blocks import Block, Inline


def section(title: str, items: "Iterable[Inline]", level: int = 2) -> "Iterator[Block]":
    """A heading and a list; nothing without an item."""
    if found := tuple(map(Item, items)):
        yield Heading(title, level)
        yield Bullets(found)


def told(title: str, sentences: "Iterable[Inline]", level: int = 2) -> "Iterator[Block]":
    """A heading and sentences, a paragraph each."""
    yield Heading(title, level)
    yield from map(Paragraph, sentences)


def context() -> str:
    """What is decided, and why now."""
    return t("Context and Problem Statement")


def drivers() -> str:
    """What the decision has to do justice to."""
    return t("Decision Drivers")


def considered() -> str:
    """Every option that was looked at."""
    return t("Considered Options")


def outcome() -> str:
    """What is decided."""
    return t("Decision Outcome")


def consequences() -> str:
    """What follows from it."""
    return t("Consequences")


def confirmation() -> str:
    """How to see whether it is right, and stays so."""
    return t("Confirmation")


def pros_and_cons() -> str:
    """What speaks for and against each option."""
    return t("Pros and Cons of the Options")


def more() -> str:
    """What the decision can be checked with."""
    return t("More Information")
