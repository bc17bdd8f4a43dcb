"""Blocks as text for a terminal, a pipe or a text file; colour only repeats what words say."""

from collections.abc import Sequence
from itertools import zip_longest

from rich.text import Text

from llmchoice.report import blocks
from llmchoice.report.backends.drawing import bar, charts, gauge
from llmchoice.report.backends.ink import STYLES, Ink, indented, longest_word, table_lines
from llmchoice.report.blocks import Block, Item, Settings
from llmchoice.report.composition import bullets

PIPE = 80
"""Columns where there is no terminal to ask."""
_NARROWEST, _WIDEST = 20, 100
"""Longer lines are hard to read."""
_GUTTER = 9
"""Columns for the label of a group, where there is room beside it."""
_ROOMY = 60
_SHORTEST, _LONGEST_BAR, _LONGEST_GAUGE = 9, 40, 30
_MARKS = {"plain": "-", "for": "+", "against": "-", "ask": "?"}
_MARK_STYLES = {"plain": "", "for": "green", "against": "red", "ask": "yellow"}


def render(content: Sequence[Block], settings: Settings) -> str:
    """The blocks as lines no wider than the terminal, or than 80 columns where there is none.

    Only lines of code may be wider: broken, they could not be copied. Only a table takes more
    columns than a line of prose: nobody reads across all of it.
    """
    columns = max(settings.width or PIPE, _NARROWEST)
    width = min(columns, _WIDEST)
    ink = Ink(settings)
    return ink.printed(_Writer(settings, ink, columns - width).lines(content, width)).strip("\n")


class _Writer:
    """Turns blocks into lines for a number of columns."""

    def __init__(self, settings: Settings, ink: Ink, spare: int) -> None:
        self._spare = spare
        self._unicode = settings.unicode
        self._ink = ink

    def lines(self, content: Sequence[Block], room: int) -> list[Text]:
        """Blocks, with an empty line wherever something new begins."""
        lines: list[Text] = []
        before: Block | None = None
        for block in content:
            drawn = self._drawn(block, room)
            if not drawn:
                continue
            if before is not None and _apart(before, block):
                lines.append(Text())
            lines += drawn
            before = block
        return lines

    def _drawn(self, block: Block, room: int) -> list[Text]:  # noqa: C901, PLR0911, PLR0912 - one line for each kind of block
        ink = self._ink
        match block:
            case blocks.Heading() | blocks.Paragraph():
                style = "bold" if isinstance(block, blocks.Heading) else STYLES[block.tone]
                text = ink.inline(block.text, style)
                return ink.wrapped(text, room) if text.plain else []
            case blocks.Bullets():
                marks = [Text(f"{_MARKS[x.mark]} ", _MARK_STYLES[x.mark]) for x in block.items]
                return self._list(block.items, marks, room)
            case blocks.Numbered():
                marks = [Text(f"{number}. ") for number in range(1, len(block.items) + 1)]
                return self._list(block.items, marks, room)
            case blocks.Facts():
                rows = [Text.assemble(ink.inline(n), ": ", ink.inline(v)) for n, v in block.rows]
                return [line for row in rows for line in ink.wrapped(row, room)]
            case blocks.Table():
                return table_lines(block, room + self._spare, ink) if block.columns else []
            case blocks.Bars():
                return self._bars(block, room)
            case blocks.Gauge():
                return self._gauge(block, room)
            case blocks.Ranges():
                return self._drawn(bullets(row.text for row in block.rows), room)
            case blocks.Callout():
                return self._callout(block, room)
            case blocks.Group():
                return self._group(block, room)
            case blocks.Details():
                return self.lines([blocks.Heading(block.summary, block.level), *block.blocks], room)
            case blocks.Plot():
                return [ink.words(line) for line in charts(block, room, unicode=self._unicode)]
            case blocks.Code():
                return indented([ink.words(line) for line in block.text.split("\n")], 2)
            case blocks.Hint():
                commands = "    ".join(f"{purpose}: {typed}" for purpose, typed in block.commands)
                return ink.wrapped(ink.words(commands, "dim"), room)
            case blocks.Metadata() | blocks.Sliders():
                return []

    def _list(self, items: Sequence[Item], marks: Sequence[Text], room: int) -> list[Text]:
        lines = []
        for item, mark in zip(items, marks, strict=True):
            lines += self._ink.wrapped(self._ink.inline(item.text), room, mark)
            for detail in item.details:
                text = self._ink.inline(detail, "dim")
                lines += self._ink.wrapped(text, room, " " * mark.cell_len)
        return lines

    def _group(self, group: blocks.Group, room: int) -> list[Text]:
        """A label beside its blocks; above them, where that would break the one or the others."""
        label = self._ink.words(group.label, "bold")
        gutter = _GUTTER if room >= _ROOMY else 2
        beside = room >= _ROOMY and longest_word(label.plain) < _GUTTER
        marks = self._ink.wrapped(label, _GUTTER - 1 if beside else room) if label.plain else []
        body = self.lines(group.blocks, room - gutter)
        if not beside:
            return [*marks, *indented(body, gutter)]
        lines = []
        for mark, rest in zip_longest(marks, body):
            start = mark or Text()
            start.pad_right(_GUTTER - start.cell_len)
            lines.append(Text.assemble(start, rest or ""))
        return lines

    def _callout(self, callout: blocks.Callout, room: int) -> list[Text]:
        style = f"bold {STYLES[callout.tone]}".strip()
        title = self._ink.words(callout.title, style)
        aside = self._ink.words(callout.aside, style)
        gap = room - 2 - title.cell_len - aside.cell_len
        if callout.aside and gap > 1:
            first = [Text.assemble("  ", title, " " * gap, aside)]
        else:
            first = self._ink.wrapped(title, room, "  ")
            first += self._ink.wrapped(aside, room, "  ") if callout.aside else []
        texts = [self._ink.wrapped(self._ink.inline(text), room, "  ") for text in callout.text]
        return [*first, *(line for text in texts for line in text)]

    def _gauge(self, drawn: blocks.Gauge, room: int) -> list[Text]:
        text, meaning = self._ink.words(drawn.text), self._ink.words(drawn.threshold_text)
        beside = room - 4 - text.cell_len - meaning.cell_len
        alone = beside < _SHORTEST
        length = min(_LONGEST_GAUGE, room - 4 if alone else beside)
        picture = Text(
            gauge(drawn.share, drawn.threshold, length, unicode=self._unicode), STYLES[drawn.tone]
        )
        if not alone:
            return [Text.assemble("  ", text, " ", picture, " ", meaning)]
        parts = (text, picture, meaning)
        return [line for part in parts for line in self._ink.wrapped(part, room, "  ")]

    def _bars(self, bars: blocks.Bars, room: int) -> list[Text]:
        labels = [self._ink.words(row.label, STYLES[row.tone]) for row in bars.rows]
        figures = [self._ink.words(row.figure, "bold") for row in bars.rows]
        widest = max((label.cell_len for label in labels), default=0)
        longest = max((figure.cell_len for figure in figures), default=0)
        beside = room - 2 - widest - 2 - longest - 1
        below = beside < _SHORTEST
        length = min(_LONGEST_BAR, room - 4 - longest - 1 if below else beside)
        lines = []
        for row, label, figure in zip(bars.rows, labels, figures, strict=True):
            share = row.value / bars.top if bars.top else 0
            strip = Text(bar(share, length, unicode=self._unicode), STYLES[row.tone])
            space = " " * (longest - figure.cell_len)
            if not below:
                label.pad_right(widest - label.cell_len)
                lines.append(Text.assemble("  ", label, "  ", space, figure, " ", strip))
            else:
                lines += self._ink.wrapped(label, room, "  ")
                measured = Text.assemble(space, figure, " ", strip) if length > 0 else figure
                lines += self._ink.wrapped(measured, room, "    ")
        return lines


def _apart(before: Block, block: Block) -> bool:
    """Whether an empty line belongs between two blocks."""
    if isinstance(before, blocks.Callout) and isinstance(block, blocks.Gauge):
        return False
    if isinstance(before, blocks.Heading) and isinstance(block, blocks.Callout):
        return False
    if isinstance(before, blocks.Group) and isinstance(block, blocks.Group):
        return block.prominent
    if isinstance(before, (blocks.Heading, blocks.Bars)) and isinstance(
        block, (blocks.Paragraph, blocks.Bullets, blocks.Facts)
    ):
        return isinstance(before, blocks.Heading) and before.level == 1
    if isinstance(before, blocks.Heading):
        return before.level == 1
    return not (
        isinstance(before, blocks.Paragraph)
        and isinstance(block, (blocks.Bullets, blocks.Numbered, blocks.Paragraph))
    )
