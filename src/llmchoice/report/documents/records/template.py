"""How a chapter of the template is laid out."""

from collections.abc import Collection, Iterable, Iterator

from llmchoice.language import t
from llmchoice.report.blocks import Block, Bullets, Heading, Inline, Item, Paragraph


def section(title: str, items: Iterable[Inline], level: int = 2) -> Iterator[Block]:
    """A heading and a list; nothing without an item."""
    if shown := tuple(map(Item, items)):
        yield Heading(title, level)
        yield Bullets(shown)


def told(title: str, sentences: Iterable[Inline], level: int = 2) -> Iterator[Block]:
    """A heading and sentences, a paragraph each."""
    yield Heading(title, level)
    yield from map(Paragraph, sentences)


def option(name: str, admissible: Collection[bool]) -> str:
    """An option that was looked at, and whether it is ruled out for the kinds of work."""
    if all(admissible):
        return name
    if any(admissible):
        return t("{option} (ruled out for some of the work)", option=name)
    return t("{option} (ruled out)", option=name)
