"""Blocks as GitHub-flavoured Markdown on which nothing but our own marks has a meaning."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date

from llmchoice.plain import plain
from llmchoice.report.backends.drawing import charts
from llmchoice.report.blocks import (
    Bars,
    Block,
    Bullets,
    Callout,
    Code,
    Details,
    Facts,
    Gauge,
    Group,
    Heading,
    Hint,
    Inline,
    Item,
    Link,
    Metadata,
    Mono,
    Numbered,
    PageBreak,
    Paragraph,
    Plot,
    Ranges,
    Settings,
    Sliders,
    Span,
    Strong,
    Table,
)
from llmchoice.report.escape import escape, link

_PLOT_WIDTH = 76
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def render(blocks: Sequence[Block], _settings: Settings) -> str:
    """The blocks, an empty line between two; a file looks the same whatever the terminal."""
    return "\n\n".join(part for block in blocks for part in _parts(block)).strip("\n")


def _parts(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - one line for each kind of block
    match block:
        case Heading():
            yield f"{'#' * block.level} {_inline(block.text)}"
        case Paragraph():
            yield _inline(block.text)
        case Bullets():
            yield "\n".join(_item("-", item) for item in block.items)
        case Numbered():
            yield "\n".join(_item(f"{n}.", item) for n, item in enumerate(block.items, start=1))
        case Facts():
            yield "\n".join(f"- {_inline(name)}: {_inline(value)}" for name, value in block.rows)
        case Table():
            yield _table(block)
        case Bars():
            yield _rows([block.things, f"{block.measure} "], _bars(block))
        case Gauge():
            yield f"{escape(block.text)} {escape(f'({block.threshold_text})')}"
        case Ranges():
            yield "\n".join(f"- {escape(row.text)}" for row in block.rows)
        case Callout():
            aside = f" ({escape(block.aside)})" if block.aside else ""
            yield f"**{escape(block.title)}**{aside}"
            yield from map(_inline, block.text)
        case Group():
            yield f"{'#' * block.level} {escape(block.label)}"
            for inner in block.blocks:
                yield from _parts(inner)
        case Details():
            yield f"{'#' * block.level} {escape(block.summary)}"
            for inner in block.blocks:
                yield from _parts(inner)
        case Plot():
            yield _fenced("\n".join(charts(block, _PLOT_WIDTH, unicode=True)), "text")
        case Code():
            yield _fenced(block.text, block.language)
        case Metadata():
            rows = (f"{name}: {_scalar(value)}".rstrip() for name, value in block.rows)
            yield "\n".join(["---", *rows, "---"])
        case Hint() | PageBreak() | Sliders():
            pass


def _item(mark: str, item: Item) -> str:
    inner = " " * (len(mark) + 1)
    return "\n".join(
        [f"{mark} {_inline(item.text)}", *(f"{inner}- {_inline(text)}" for text in item.details)]
    )


def _bars(bars: Bars) -> list[list[str]]:
    return [
        [escape(f"{row.label} ({row.note})" if row.note else row.label), escape(row.figure)]
        for row in bars.rows
    ]


def _table(table: Table) -> str:
    titles = [f"{column.title} " if column.figures else column.title for column in table.columns]
    rows = [[_inline(cell) for cell in row] for row in table.rows]
    if table.total and rows:
        rows[-1] = [f"**{cell}**" if cell else "" for cell in rows[-1]]
    return _rows(titles, rows)


def _rows(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; a column is aligned right where its title ends in a space."""
    rule = ["---:" if title.endswith(" ") else "---" for title in titles]
    lines = ([escape(title) for title in titles], rule, *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _fenced(text: str, language: str) -> str:
    """Text between fences that are longer than any run of the same mark in it."""
    fence = "```"
    while fence in text:
        fence += "`"
    body = "\n".join(plain(line) for line in text.split("\n"))
    return f"{fence}{language}\n{body}\n{fence}"


def _scalar(value: str) -> str:
    """A value as YAML reads it back: a day as it is, no value as none, other text in quotes."""
    return value if not value or _is_day(value) else json.dumps(plain(value), ensure_ascii=False)


def _is_day(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _inline(inline: Inline) -> str:
    if isinstance(inline, str):
        return escape(inline)
    return "".join(_span(span) for span in inline)


def _span(span: Span) -> str:
    match span:
        case Strong():
            return f"**{escape(span.text)}**"
        case Mono():
            return _mono(span.text)
        case Link():
            return link(span.text, span.url)
        case _:
            return _escaped_inside(span)


def _mono(text: str) -> str:
    """Code in a line; where it holds a mark of code itself, as plain text."""
    line = plain(text)
    return escape(line) if "`" in line or "|" in line or not line.strip() else f"`{line}`"


def _escaped_inside(text: str) -> str:
    """Text between marks: the spaces at its ends belong to the line."""
    start = text[: len(text) - len(text.lstrip(" "))]
    end = text[len(text.rstrip(" ")) :] if text.strip(" ") else ""
    return f"{start}{escape(text)}{end}"
