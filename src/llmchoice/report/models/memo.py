"""Blocks as GitHub-flavoured Markdown on which nothing but our own marks has a meaning."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from llmchoice.report.escape import escape
from llmchoice.report.memo.paper import heading, table
from llmchoice.report.models.blocks import Block, Heading, Item, Table, Title


def memo(blocks: Iterable[Block]) -> str:
    """The whole page; a file looks the same whatever the terminal."""
    return "\n\n".join(_parts(blocks)) + "\n"


def _parts(blocks: Iterable[Block]) -> Iterator[str]:
    for kind, group in groupby(blocks, key=type):
        texts = [_block(block) for block in group]
        if kind is Item:
            yield "\n".join(texts)
        else:
            yield from texts


def _block(block: Block) -> str:
    if isinstance(block, Title):
        return heading(1, escape(block.text))
    if isinstance(block, Heading):
        return heading(2, escape(block.text))
    if isinstance(block, Table):
        return table(_cells(block.head), [_cells(row) for row in block.rows])
    if isinstance(block, Item):
        # An item of an item stands under its text, however long the number in front.
        inner = " " * (len(block.mark) + 1)
        details = (f"{inner}- {escape(detail)}" for detail in block.details)
        return "\n".join([f"{block.mark} {escape(block.text)}", *details])
    return escape(block.text)


def _cells(row: Iterable[str]) -> list[str]:
    return [escape(cell) for cell in row]
