"""Blocks as text for a terminal, a pipe or a text file; colour only repeats what words say."""

from collections.abc import Sequence
from io import StringIO
from typing import Literal

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from llmchoice.plain import plain
from llmchoice.report.backends.drawing import bar, charts, gauge
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
    Tone,
)

PIPE = 80
"""Columns where there is no terminal to ask."""
_NARROWEST, _WIDEST = 20, 100
"""Longer lines are hard to read."""
_GUTTER = 9
"""Columns for the label of a group, where there is room beside it."""
_ROOMY = 60
_STYLES: "dict[Tone, str]" = {
    "plain": "",
    "open": "cyan",
    "closed": "magenta",
    "good": "green",
    "bad": "red",
    "warn": "yellow",
    "faint": "dim",
}
_MARKS = {"plain": "-", "for": "+", "against": "-", "ask": "?"}
_MARK_STYLES = {"plain": "", "for": "green", "against": "red", "ask": "yellow"}
_ASCII = str.maketrans({"\N{MINUS SIGN}": "-", "\N{RETURN SYMBOL}": "\\n", "\N{EN DASH}": "-"})


def render(blocks: Sequence[Block], settings: Settings) -> str:
    """The blocks as lines no wider than the terminal, or than 80 columns where there is none."""
    width = min(max(settings.width or PIPE, _NARROWEST), _WIDEST)
    page = _Page(width, settings)
    page.draw_all(blocks)
    return "\n".join(line.rstrip(" ") for line in page.text().split("\n")).strip("\n")


class _Page:
    """Draws block after block at a width."""

    def __init__(self, width: int, settings: Settings) -> None:
        self._width = width
        self._settings = settings
        self._file = StringIO()
        # Everything is given, so that rich asks neither the environment nor the terminal.
        self._console = Console(
            file=self._file,
            width=width,
            height=100,
            color_system="standard" if settings.colour else None,
            force_terminal=settings.colour,
            no_color=not settings.colour,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )
        self._indent: list[Text] = []
        """What stands before each further line, outermost first."""
        self._label = Text()
        """What stands before the next line only."""

    def text(self) -> str:
        """What has been drawn."""
        return self._file.getvalue()

    def draw_all(self, blocks: Sequence[Block]) -> None:
        """Add blocks, with an empty line wherever something new begins."""
        before: Block | None = None
        for block in blocks:
            if before is not None and _apart(before, block):
                self._console.print()
            self._draw(block)
            before = block

    def _draw(self, block: Block) -> None:  # noqa: C901, PLR0912 - one line for each kind of block
        match block:
            case Heading():
                self._line(self._inline(block.text, "bold"))
            case Paragraph():
                self._line(self._inline(block.text, _STYLES[block.tone]))
            case Bullets():
                for item in block.items:
                    self._item(_MARKS[item.mark], item, _MARK_STYLES[item.mark])
            case Numbered():
                for number, item in enumerate(block.items, start=1):
                    self._item(f"{number}.", item, "")
            case Facts():
                for name, value in block.rows:
                    self._line(Text.assemble(self._inline(name), ": ", self._inline(value)))
            case Table():
                self._table(block)
            case Bars():
                self._bars(block)
            case Gauge():
                self._gauge(block)
            case Ranges():
                for row in block.rows:
                    self._item("-", Item(row.text), "")
            case Callout():
                self._callout(block)
            case Group():
                self._group(block)
            case Details():
                self.draw_all([Heading(block.summary, block.level), *block.blocks])
            case Plot():
                self._verbatim(charts(block, self._room, unicode=self._settings.unicode))
            case Code():
                self._verbatim([f"  {line}" for line in block.text.split("\n")])
            case Hint():
                self._line(self._styled(_hint(block), "dim"))
            case Metadata() | PageBreak() | Sliders():
                pass

    @property
    def _room(self) -> int:
        return self._width - sum(part.cell_len for part in self._indent)

    def _group(self, group: Group) -> None:
        label = self._words(group.label)
        if self._width < _ROOMY:
            self._line(Text(label, "bold"))
            self._below(Text("  "), group.blocks)
            return
        lines = Text(label, "bold").wrap(self._console, _GUTTER - 1)
        body = _Page(self._room - _GUTTER, self._settings)
        body.draw_all(group.blocks)
        drawn = Text.from_ansi(body.text()).split("\n", allow_blank=False)
        for number in range(max(len(lines), len(drawn))):
            mark = lines[number] if number < len(lines) else Text()
            mark.rstrip()
            mark.pad_right(_GUTTER - mark.cell_len)
            rest = drawn[number] if number < len(drawn) else Text()
            self._print(Text.assemble(mark, rest))

    def _below(self, indent: Text, blocks: Sequence[Block]) -> None:
        self._indent.append(indent)
        self.draw_all(blocks)
        self._indent.pop()

    def _item(self, mark: str, item: Item, style: str) -> None:
        prefix = Text(f"{mark} ", style)
        self._line(self._inline(item.text), prefix)
        for detail in item.details:
            self._line(self._inline(detail, "dim"), Text(" " * prefix.cell_len))

    def _callout(self, callout: Callout) -> None:
        style = f"bold {_STYLES[callout.tone]}".strip()
        title, aside = self._styled(callout.title, style), self._styled(callout.aside, style)
        gap = self._room - 2 - title.cell_len - aside.cell_len
        indent = Text("  ")
        if callout.aside and gap > 1:
            self._print(Text.assemble(indent, title, " " * gap, aside))
        else:
            self._line(title, indent)
            if callout.aside:
                self._line(aside, indent)
        for line in callout.text:
            self._line(self._inline(line), indent)

    def _gauge(self, drawn: Gauge) -> None:
        text = self._styled(f"{drawn.text} ")
        meaning = self._styled(f" {drawn.threshold_text}")
        longest = self._room - 2 - text.cell_len - meaning.cell_len
        alone = longest < _GUTTER
        length = min(30, self._room - 4 if alone else longest)
        picture = Text(
            gauge(drawn.share, drawn.threshold, length, unicode=self._settings.unicode),
            _STYLES[drawn.tone],
        )
        if alone:
            self._line(self._styled(drawn.text), Text("  "))
            self._line(picture, Text("  "))
            self._line(self._styled(drawn.threshold_text), Text("  "))
        else:
            self._print(Text.assemble("  ", text, picture, meaning))

    def _bars(self, bars: Bars) -> None:
        labels = [self._styled(row.label, _STYLES[row.tone]) for row in bars.rows]
        widest = max((label.cell_len for label in labels), default=0)
        figure = max((cell_len(self._words(row.figure)) for row in bars.rows), default=0)
        beside = self._room - 2 - widest - 2 - figure - 1
        wrapped = beside < _GUTTER
        length = self._room - 4 - figure if wrapped else min(40, beside)
        for row, label in zip(bars.rows, labels, strict=True):
            value = Text(f"{self._words(row.figure):>{figure}}", "bold")
            share = row.value / bars.top if bars.top else 0
            strip = Text(bar(share, length, unicode=self._settings.unicode), _STYLES[row.tone])
            if wrapped:
                self._line(label, Text("  "))
                self._print(Text.assemble("    ", value, " ", strip))
            else:
                label.pad_right(widest - label.cell_len)
                self._print(Text.assemble("  ", label, "  ", value, " ", strip))
            if row.note:
                self._line(self._styled(row.note, "dim"), Text("    "))

    def _table(self, table: Table) -> None:
        """Side by side where the longest words fit, else one row below the other."""
        from rich.table import Table as Grid  # noqa: PLC0415 - few reports have one

        cells = [[self._inline(cell) for cell in row] for row in table.rows]
        needed = [
            max(_longest_word(column.title), *(_longest_word(row[at].plain) for row in cells), 0)
            for at, column in enumerate(table.columns)
        ]
        if sum(needed) + 2 * len(table.columns) > self._room:
            self._stacked(table)
            return
        grid = Grid(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
        for column, least in zip(table.columns, needed, strict=True):
            justify: Literal["right", "left"] = "right" if column.figures else "left"
            grid.add_column(self._styled(column.title), justify=justify, min_width=least)
        for number, row in enumerate(cells, start=1):
            grid.add_row(*row, style="bold" if table.total and number == len(cells) else "")
        body = _Page(self._room, self._settings)
        body._console.print(grid)
        self._verbatim(body.text().rstrip("\n").split("\n"), ansi=True)

    def _stacked(self, table: Table) -> None:
        for row in table.rows:
            self._line(self._inline(row[0], "bold"))
            for column, cell in zip(table.columns[1:], row[1:], strict=True):
                if cell:
                    words = Text.assemble(self._styled(f"{column.title}: "), self._inline(cell))
                    self._line(words, Text("  "))

    def _verbatim(self, lines: Sequence[str], *, ansi: bool = False) -> None:
        for line in lines:
            self._print(Text.from_ansi(line) if ansi else self._styled(line))

    def _line(self, text: Text, mark: Text | None = None) -> None:
        """Print text behind a mark; its further lines stand under its first."""
        mark = mark or Text()
        room = max(1, self._room - mark.cell_len)
        for number, line in enumerate(text.wrap(self._console, room)):
            line.rstrip()
            self._print(Text.assemble(Text(" " * mark.cell_len) if number else mark, line))

    def _print(self, line: Text) -> None:
        whole = Text.assemble(*self._indent, line)
        self._console.print(whole, soft_wrap=True)

    def _inline(self, inline: Inline, style: str = "") -> Text:
        spans: tuple[Span, ...] = (inline,) if isinstance(inline, str) else inline
        return Text.assemble(*(self._span(span, style) for span in spans))

    def _span(self, span: Span, style: str) -> Text:
        match span:
            case str():
                return self._styled(span, style)
            case Strong():
                return self._styled(span.text, f"bold {style}")
            case Link():
                return self._styled(f"{span.text} ({span.url})" if span.url else span.text, style)
            case _:
                return self._styled(span.text, style)

    def _styled(self, text: str, style: str = "") -> Text:
        return Text(self._words(text), style)

    def _words(self, text: str) -> str:
        """One line, harmless; with our own signs in ASCII where the place has no others."""
        harmless = plain(text)
        return harmless if self._settings.unicode else harmless.translate(_ASCII)


def _apart(before: Block, block: Block) -> bool:
    """Whether an empty line belongs between two blocks."""
    if isinstance(before, Callout) and isinstance(block, Gauge):
        return False
    if isinstance(before, Group) and isinstance(block, Group):
        return block.prominent
    if isinstance(before, (Heading, Bars)) and isinstance(block, (Paragraph, Bullets, Facts)):
        return isinstance(before, Heading) and before.level == 1
    if isinstance(before, Heading):
        return before.level == 1
    return not (isinstance(before, Paragraph) and isinstance(block, (Bullets, Numbered, Paragraph)))


def _hint(hint: Hint) -> str:
    return "    ".join(f"{purpose}: {command}" for purpose, command in hint.commands)


def _longest_word(text: str) -> int:
    return max((cell_len(word) for word in text.split()), default=0)
