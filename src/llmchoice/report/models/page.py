"""Blocks as text, as wide as the terminal; every word of them is harmless there."""

from collections.abc import Iterable, Iterator

from llmchoice.report.models import words
from llmchoice.report.models.blocks import Block, Heading, Item, Table, Title
from llmchoice.report.style import Style

_INDENT = "  "
_APART = Title | Heading
"""Blocks with an empty line above them."""


def page(blocks: Iterable[Block], style: Style) -> str:
    """The whole page."""
    return words.page(_lines(blocks, style.width), style.width)


def _lines(blocks: Iterable[Block], width: int | None) -> Iterator[words.Line]:
    before: Block | None = None
    for block in blocks:
        if before is not None and (isinstance(block, _APART) or isinstance(before, Table)):
            yield ""
        yield from _block(block, width)
        before = block


def _block(block: Block, width: int | None) -> Iterator[words.Line]:
    if isinstance(block, Table):
        yield from words.table([block.head, *block.rows], width)
    elif isinstance(block, Item):
        hanging = " " * (len(_INDENT) + len(block.mark) + 1)
        yield from words.wrapped(f"{block.mark} {block.text}", _INDENT, hanging)
        for detail in block.details:
            yield from words.wrapped(detail, hanging)
    else:
        yield from words.wrapped(block.text)
