"""How blocks share the page: what belongs together, and what is seen first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from llmchoice.report import blocks
from llmchoice.report.blocks import Block, Heading, plain_text

_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 40
_TOP = 2


class Anchors:
    """Hands out every id of one page once."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def of(self, text: str) -> str:
        """An id for what the text names; a number is added where it was given before.

        It begins with `on-`, so that no text can take an id that the page itself uses.
        """
        words = _OTHER.sub("-", text.lower()).strip("-")[:_LONGEST].strip("-")
        name = f"on-{words}"
        number = self._given[name] = self._given.get(name, 0) + 1
        # Two underscores never come from a text: an id with a number is no other text's id.
        return name if number == 1 else f"{name}__{number}"


@dataclass(slots=True)
class Part:
    """A verdict with what explains it, or a run of blocks without one."""

    level: int
    """Of the heading that its verdict is."""
    lead: list[Block] = field(default_factory=list)
    """What is seen first."""
    aside: list[blocks.Group] = field(default_factory=list)
    """The prominent groups: after the lead, or beside it where there is room."""
    groups: list[blocks.Group] = field(default_factory=list)
    rest: list[Block] = field(default_factory=list)
    """What comes after the groups."""

    @property
    def is_verdict(self) -> bool:
        """Whether it begins with what is to be seen first."""
        return any(isinstance(block, blocks.Callout) for block in self.lead)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A block that is looked up."""

    block: Block
    title: str
    """What the contents call it; empty where they leave it out."""
    id: str
    """Of its element; empty where it has no title."""


@dataclass(frozen=True, slots=True)
class Page:
    """The title, the parts that are read, and the chapters that are looked up."""

    title: Heading | None
    parts: tuple[Part, ...]
    chapters: "tuple[Chapter, ...]"
    """From the first folded part or panel on."""


def kind(block: object) -> str:
    """The name of the type of a block or span, in small letters: that of its macro."""
    return type(block).__name__.lower()


def laid_out(content: Sequence[Block], anchors: Anchors) -> Page:
    """The same blocks, arranged."""
    rest = [block for block in content if not isinstance(block, (blocks.Hint, blocks.Metadata))]
    titles = [block for block in rest if isinstance(block, Heading) and block.level == 1]
    title = titles[0] if titles else None
    rest = [block for block in rest if block is not title]
    folded = (
        at for at, block in enumerate(rest) if isinstance(block, (blocks.Details, blocks.Sliders))
    )
    end = next(folded, len(rest))
    # What stands right before the first folded part belongs to it.
    while end and isinstance(rest[end - 1], Heading):
        end -= 1
    return Page(title, tuple(_parts(rest[:end])), tuple(_chapters(rest[end:], anchors)))


def _chapters(content: Sequence[Block], anchors: Anchors) -> Iterator[Chapter]:
    for block in content:
        title = block.summary if isinstance(block, blocks.Details) else ""
        if isinstance(block, Heading):
            title = plain_text(block.text)
        yield Chapter(block, title, anchors.of(title) if title else "")


def panels_of(content: Sequence[Block]) -> Iterator[blocks.Sliders]:
    """Every panel, however deep."""
    for block in content:
        if isinstance(block, blocks.Sliders):
            yield block
        elif isinstance(block, (blocks.Group, blocks.Details)):
            yield from panels_of(block.blocks)


def _parts(content: Sequence[Block]) -> Iterator[Part]:
    parts: list[Part] = []
    level = _TOP
    for block in content:
        if isinstance(block, Heading):
            level = block.level + 1
        if not parts or _begins(block, parts[-1]):
            parts.append(Part(level))
        _put(block, parts)
    yield from parts


def _begins(block: Block, before: Part) -> bool:
    """Whether a block opens a part of its own."""
    if isinstance(block, blocks.Callout):
        return any(not isinstance(other, Heading) for other in before.lead)
    return isinstance(block, Heading) and block.level <= _TOP and bool(before.lead)


def _put(block: Block, parts: list[Part]) -> None:
    part = parts[-1]
    if isinstance(block, blocks.Group):
        if not block.prominent:
            part.groups.append(block)
        elif block.level <= _TOP:
            parts[0].aside.append(block)
        else:
            part.aside.append(block)
    elif part.groups:
        part.rest.append(block)
    else:
        part.lead.append(block)
