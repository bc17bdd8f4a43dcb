"""Blocks on a terminal: a box, bars, wrapped lines; colour only repeats what words say."""

from io import StringIO
from typing import TYPE_CHECKING

from rich.box import ASCII, ROUNDED
from rich.cells import cell_len
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from llmchoice import figures
from llmchoice.report.outline_blocks import Banner, Heading, Item
from llmchoice.report.sink import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmchoice.report.outline_blocks import Block, Tone

_NARROWEST = 20
_WIDEST = 100
"""Longer lines are hard to read."""
_LONGEST_BAR = 40
_SCORE_COLUMNS = 7
_TONES: "dict[Tone, str]" = {"plain": "", "good": "green", "bad": "red", "faint": "dim"}


def boxed(blocks: "Iterable[Block]", *, width: int, colour: bool, unicode: bool) -> str:
    """The blocks drawn at that width."""
    page = _Page(width=min(max(width, _NARROWEST), _WIDEST), colour=colour, unicode=unicode)
    for block in blocks:
        page.draw(block)
    return page.text()


class _Page:
    """Draws block after block."""

    def __init__(self, *, width: int, colour: bool, unicode: bool) -> None:
        self._width = width
        self._unicode = unicode
        self._file = StringIO()
        # Everything is given, so that rich asks neither the environment nor the terminal.
        self._console = Console(
            file=self._file,
            width=width,
            height=100,
            color_system="standard" if colour else None,
            force_terminal=colour,
            no_color=not colour,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )

    def text(self) -> str:
        """What has been drawn."""
        return "\n".join(line.rstrip(" ") for line in self._file.getvalue().split("\n"))

    def draw(self, block: "Block") -> None:
        """Add one block."""
        if isinstance(block, Banner):
            self._banner(block)
        elif isinstance(block, Heading):
            self._console.print()
            self._hang("", self._styled(block.text, "bold"))
        elif isinstance(block, Item):
            self._item(block)
        else:
            self._hang("", self._styled(block.text))

    def _banner(self, banner: Banner) -> None:
        first, *others = banner.lines
        lines = [self._styled(first, "bold"), *(self._styled(line) for line in others)]
        box = ROUNDED if self._unicode else ASCII
        self._console.print()
        self._console.print(Panel(Text("\n").join(lines), box=box, width=self._width))

    def _item(self, item: Item) -> None:
        indent = " " * (cell_len(shown(item.mark, unicode=self._unicode)) + 1)
        self._hang(f"{item.mark} ", self._styled(item.text), _TONES[item.tone])
        if item.score is not None:
            self._hang(indent, self._bar(item.score, self._width - len(indent)))
        for detail in item.details:
            self._hang(indent, self._styled(detail, "dim"))

    def _bar(self, score: float, room: int) -> Text:
        length = min(_LONGEST_BAR, room - _SCORE_COLUMNS)
        filled = round(score * length / 100)
        full, empty = ("\N{FULL BLOCK}", "\N{LIGHT SHADE}") if self._unicode else ("#", ".")
        bar = self._styled(full * filled + empty * (length - filled), "cyan")
        return bar.append(f" {figures.score(score):>5}", "bold")

    def _hang(self, mark: str, text: Text, tone: str = "") -> None:
        """Print text behind a mark; its further lines stand under its first."""
        prefix = self._styled(mark, tone)
        indent = Text(" " * prefix.cell_len)
        for number, line in enumerate(text.wrap(self._console, self._width - prefix.cell_len)):
            line.rstrip()
            self._console.print(Text.assemble(indent if number else prefix, line), soft_wrap=True)

    def _styled(self, text: str, style: str = "") -> Text:
        return Text(shown(text, unicode=self._unicode), style)
