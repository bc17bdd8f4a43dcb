"""Blocks as plain lines: one line per sentence, never cut, for pipes and files."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.report.outline_blocks import Banner, Heading, Item
from llmchoice.report.sink import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from llmchoice.report.outline_blocks import Block


def flat(blocks: "Iterable[Block]", *, unicode: bool) -> str:
    """The blocks as text without any control character but the line break."""
    lines = (line for block in blocks for line in _lines(block))
    return "\n".join(shown(line, unicode=unicode) for line in lines)


def _lines(block: "Block") -> "Iterator[str]":
    if isinstance(block, Banner):
        yield ""
        yield from block.lines
    elif isinstance(block, Heading):
        yield ""
        yield block.text
    elif isinstance(block, Item):
        score = "" if block.score is None else f": {figures.score(block.score)}"
        yield f"{block.mark} {block.text}{score}"
        yield from (f"  {detail}" for detail in block.details)
    else:
        yield block.text
