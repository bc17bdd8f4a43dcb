"""Blocks as GitHub-flavoured Markdown in which nothing but our own marks has a meaning.

Text has one form for every place: paragraph, heading, list item, table cell. Entities are used
where a backslash is not enough: `|` splits table cells first, `$` and `@` are looked for by GitHub
in ways of its own, and of a mail address the `@` is code. In a file that is all. Where a memo is
pasted into an issue, GitHub looks for @names, #numbers and :emoji: once more, after rendering, and
no escape that leaves the text as it is keeps it from them.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from unicodedata import category
from urllib.parse import quote

from llmchoice.plain import plain
from llmchoice.report import blocks
from llmchoice.report.backends import is_ordinary
from llmchoice.report.backends.drawing import charts
from llmchoice.report.blocks import Block, Inline, Item, Settings, Span, Strong, Table, plain_text
from llmchoice.report.composition import numeric

_PLOT_WIDTH = 76
_DEEPEST = 6
_BARE = re.compile(r"(?!(?:true|false|yes|no|on|off|null|y|n)$)[a-z][a-z-]*|\d{4}-\d{2}-\d{2}")
"""What YAML reads as a word, or a day, without quotes."""
_ENTITIES = {"|": "&#124;", "$": "&#36;", "@": "&#64;"}
_SPECIAL = re.compile(
    r"""
      [\\`*_~\[\]<>\#|$@]        # marks that mean something anywhere
    | &(?=\w+;)                  # an entity
    | :(?=\S)                    # https://, :smile:
    | (?<=www)\.                 # a link without a scheme
    | ^[-+=]                     # a list item, an underline
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAIL = re.compile(r"(?<=[A-Za-z0-9.+_-])@(?=[A-Za-z0-9_-])")
"""The middle of what could be a mail address."""
_LEADING_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_URL_MARKS = ":/?#[]!'*+,;=%&"


def render(content: Sequence[Block], _settings: Settings) -> str:
    """The blocks, an empty line between two; a file looks the same whatever the terminal."""
    return "\n\n".join(part for part in _parts(content) if part)


def _parts(content: Sequence[Block]) -> Iterator[str]:
    return (part for block in content for part in _written(block))


def _written(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - one line for each kind of block
    match block:
        case blocks.Heading():
            yield _heading(_line(block.text), block.level)
        case blocks.Paragraph():
            yield _inline(block.text)
        case blocks.Bullets():
            yield "\n".join(_item("-", item) for item in block.items)
        case blocks.Numbered():
            yield "\n".join(_item(f"{n}.", item) for n, item in enumerate(block.items, start=1))
        case blocks.Facts():
            yield "\n".join(f"- {_inline(name)}: {_inline(value)}" for name, value in block.rows)
        case Table():
            yield _table(block)
        case blocks.Bars():
            heads = (block.things, numeric(block.measure))
            yield _table(Table(heads, tuple((bar.label, bar.figure) for bar in block.rows)))
        case blocks.Gauge():
            yield f"{_inline(block.text)} {escape(f'({block.threshold_text})')}"
        case blocks.Ranges():
            yield "\n".join(f"- {_inline(row.text)}" for row in block.rows)
        case blocks.Callout():
            aside = f" ({escape(block.aside)})" if block.aside else ""
            if block.level:
                yield _heading(f"{escape(block.title)}{aside}", block.level)
            else:
                yield f"{_inline((Strong(block.title),))}{aside}"
            yield from map(_inline, block.text)
        case blocks.Group(title, inside, level) | blocks.Details(title, inside, level):
            yield _heading(escape(title), level)
            yield from _parts(inside)
        case blocks.Plot():
            yield _fenced(charts(block, _PLOT_WIDTH, unicode=True), "text")
        case blocks.Code():
            yield _fenced(block.text.split("\n"), block.language)
        case blocks.Metadata():
            facts = (f"{_yaml(name)}: {_yaml(value)}" for name, value in block.rows)
            yield "\n".join(["---", *facts, "---"])
        case blocks.Hint() | blocks.Sliders():
            pass


def _heading(text: str, level: int) -> str:
    return f"{'#' * min(level, _DEEPEST)} {text}" if text else ""


def _item(mark: str, item: Item) -> str:
    inner = " " * (len(mark) + 1)
    return "\n".join(
        [f"{mark} {_inline(item.text)}", *(f"{inner}- {_inline(text)}" for text in item.details)]
    )


def _table(block: Table) -> str:
    if not block.columns:
        return ""
    rows = [[_inline(cell) for cell in row] for row in block.rows]
    if block.total and rows:
        rows[-1] = [_inline((Strong(plain_text(cell)),)) for cell in block.rows[-1]]
    titles = [escape(column.title) for column in block.columns]
    rule = ["---:" if column.figures else "---" for column in block.columns]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (titles, rule, *rows))


def _fenced(lines: Sequence[str], language: str) -> str:
    """Lines between fences that are longer than any run of the same mark in them."""
    body = "\n".join(map(plain, lines))
    fence = "```"
    while fence in body:
        fence += "`"
    return f"{fence}{language if language.isalnum() else ''}\n{body}\n{fence}"


def _yaml(value: str) -> str:
    """A value that YAML reads as it is: in quotes, where it could mean something else."""
    line = plain(value)
    return line if _BARE.fullmatch(line) else json.dumps(line, ensure_ascii=False)


def _inline(inline: Inline) -> str:
    """One line; a number at its start, which may come from two spans, begins no list."""
    return _LEADING_NUMBER.sub(r"\1\\\2", _line(inline))


def _line(inline: Inline) -> str:
    """The same where no list can begin, as in a heading."""
    if isinstance(inline, str):
        return escape(inline)
    spans = list(_joined(inline))
    texts = [plain_text((span,)) for span in spans]
    around = [("".join(texts[:at]), "".join(texts[at + 1 :])) for at in range(len(texts))]
    return "".join(map(_span, spans, around)).strip(" ")


def _joined(spans: tuple[Span, ...]) -> Iterator[Span]:
    """Marks of strong text side by side would be read as text."""
    for kind, group in groupby(spans, type):
        alike = tuple(group)
        yield from [Strong(plain_text(alike))] if kind is Strong else alike


def _span(span: Span, around: tuple[str, str]) -> str:
    match span:
        case Strong():
            return _strong(span.text, *around)
        case blocks.Mono():
            return _mono(span.text)
        case blocks.Link():
            return link(span.text, span.url)
        case _:
            return _between(span, escape)


def _strong(text: str, before: str, after: str) -> str:
    """Text that stands out, where its neighbours let the marks be marks; else as plain text."""
    words = plain(text).strip(" ")
    opens = words[:1].isalnum() or text[:1] == " " or _sets_apart(before[-1:])
    closes = words[-1:].isalnum() or text[-1:] == " " or _sets_apart(after[:1])
    if not (opens and closes):
        return _between(text, escape)
    return _between(text, lambda inner: f"**{escape(inner)}**")


def _sets_apart(neighbour: str) -> bool:
    """Whether a mark next to that character, or to the end of a line, is read as one."""
    return not neighbour.strip() or category(neighbour)[0] in "PS"


def _mono(text: str) -> str:
    """Code in a line; where it holds a mark of code itself, as plain text."""
    line = plain(text)
    return _between(line, escape) if "`" in line or "|" in line else _between(line, "`{}`".format)


def _between(text: str, mark: Callable[[str], str]) -> str:
    """Text with its mark; the spaces at its ends belong to the line."""
    line = plain(text)
    inner = line.strip(" ")
    if not inner:
        return line
    start = line.index(inner)
    return f"{line[:start]}{mark(inner)}{line[start + len(inner) :]}"


def escape(text: str) -> str:
    """Part of a line that is shown as it is, and obeyed nowhere in it."""
    # GitHub looks for mail addresses after it has read entities and escapes, but not in code.
    parts = _MAIL.split(plain(text).strip(" "))
    return "`@`".join(_SPECIAL.sub(_escaped, part) for part in parts)


def link(text: str, url: str | None) -> str:
    """A link, where the address is an ordinary one of the web; else both as text."""
    if not url:
        return escape(text)
    if not is_ordinary(url):
        return f"{escape(text)} ({escape(url)})"
    target = quote(url, safe=_URL_MARKS).replace("&", "&amp;")
    return f"[{escape(text)}]({target})"


def _escaped(match: re.Match[str]) -> str:
    mark = match.group()
    return _ENTITIES.get(mark, f"\\{mark}")
