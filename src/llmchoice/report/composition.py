"""How a document is put together of blocks: lists, tables, and what stands under a title."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from llmchoice.report import blocks
from llmchoice.report.blocks import Block, Column, Inline, Item, Mark

Entry = TypeVar("Entry")
"""What a table has rows of."""
Value = TypeVar("Value", int, float)
"""What a figure is written of."""


def numeric(title: str) -> Column:
    """The head of a column of figures."""
    return Column(title, figures=True)


def table(
    title: str,
    entries: Iterable[Entry],
    *columns: tuple[str | Column, Callable[[Entry], Inline]] | Literal[False],
) -> blocks.Table:
    """A row for each entry; a column is its head, and what of an entry stands below it.

    One that is False is left out, so that what decides on a column stands beside it.
    """
    present = [column for column in columns if column]
    rows = tuple(tuple(cell(entry) for _, cell in present) for entry in entries)
    return blocks.Table(tuple(head for head, _ in present), rows, title)


def summed(parts: blocks.Table, last: tuple[Inline, ...]) -> blocks.Table:
    """The table with a last row that sums up the others."""
    return replace(parts, rows=(*parts.rows, last), total=True)


def shown(figure: Callable[[Value], str], value: Value | None, missing: str = "") -> str:
    """A figure in a cell; `missing` where there is none."""
    return missing if value is None else figure(value)


def item(text: Inline, *details: Inline, mark: Mark = "plain") -> Item:
    """An entry of a list with what belongs to it; an empty text is left out."""
    return Item(text, mark, tuple(filter(None, details)))


def _items(entries: Iterable[Inline | Item], mark: Mark = "plain") -> tuple[Item, ...]:
    return tuple(entry if isinstance(entry, Item) else Item(entry, mark) for entry in entries)


def bullets(entries: Iterable[Inline | Item], mark: Mark = "plain") -> blocks.Bullets:
    """A list in no particular order; a mere text becomes an item with that mark."""
    return blocks.Bullets(_items(entries, mark))


def numbered(entries: Iterable[Inline | Item]) -> blocks.Numbered:
    """A list in its order."""
    return blocks.Numbered(_items(entries))


def _is_filled(block: Block) -> bool:
    match block:
        case blocks.Bullets() | blocks.Numbered():
            return bool(block.items)
        case blocks.Facts() | blocks.Table():
            return bool(block.rows)
        case _:
            return True


def filled(content: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, less the lists and tables without an entry."""
    return tuple(filter(_is_filled, content))


def below(content: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks a level deeper, as they stand under a heading that is not their own."""
    return tuple(map(_deeper, content))


def _deeper(block: Block) -> Block:
    match block:
        case blocks.Heading():
            return replace(block, level=block.level + 1)
        case blocks.Group() | blocks.Details():
            return replace(block, level=block.level + 1, blocks=below(block.blocks))
        case _:
            return block


def _inside(content: Iterable[Inline | Item | Block], mark: Mark) -> tuple[Block, ...]:
    """The entries as one list, then the blocks; a level deeper than what they stand in."""
    some = list(content)
    entries = [each for each in some if isinstance(each, str | tuple | Item)]
    others = [each for each in some if not isinstance(each, str | tuple | Item)]
    return below(filled((bullets(entries, mark), *others)))


def section(title: str, content: Iterable[Inline | Item | Block]) -> Iterator[Block]:
    """Entries of a list, or blocks, under a heading; nothing without any."""
    if inside := _inside(content, "plain"):
        yield from (blocks.Heading(title), *inside)


def group(
    label: str,
    content: Iterable[Inline | Item | Block],
    mark: Mark = "plain",
    *,
    prominent: bool = False,
) -> Iterator[blocks.Group]:
    """The same under a short label."""
    if inside := _inside(content, mark):
        yield blocks.Group(label, inside, prominent=prominent)


def chapter(
    summary: str, content: Iterable[Inline | Item | Block], mark: Mark = "plain"
) -> Iterator[blocks.Details]:
    """The same, folded."""
    if inside := _inside(content, mark):
        yield blocks.Details(summary, inside)


def fitting(texts: Sequence[str], room: int, beside: Iterable[str]) -> Sequence[str]:
    """The first of some texts that have room in a list of so many words, beside others."""
    # The mark before a line counts as a word too.
    taken = sum(1 + len(text.split()) for text in beside)
    for at, text in enumerate(texts):
        taken += 1 + len(text.split())
        if taken > room:
            return texts[:at]
    return texts
