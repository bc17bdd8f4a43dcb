"""A screen as SVG, in the frame that the other pictures of the documents have."""

import re
from collections.abc import Sequence
from io import StringIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from runpy import run_path

from docs.recording.terminal import Line, Terminal
from pyte.screens import Char
from rich.console import Console
from rich.style import Style
from rich.text import Text

DRAW = Path(__file__).resolve().parents[1] / "pictures" / "draw.py"
COLOURS = {"default": None, "brown": "yellow", "brightbrown": "bright_yellow"}
"""What rich calls otherwise than pyte."""


def drawn(terminal: Terminal, top: str = "") -> list[Text]:
    """The lines in sight, with the cursor; or as many from the last one on that begins so."""
    cursor = terminal.screen.cursor
    shown = not (top or cursor.hidden)
    return [
        _text(line, terminal.screen.columns, cursor.x if shown and row == cursor.y else None)
        for row, line in enumerate(terminal.lines(top))
    ]


def _text(line: Line, columns: int, cursor: int | None) -> Text:
    chars = ((line[at].data, _style(line[at], here=at == cursor)) for at in range(columns))
    runs = groupby(chars, key=itemgetter(1))
    return Text.assemble(*(("".join(data for data, _ in run), style) for style, run in runs))


def _style(char: Char, *, here: bool) -> Style:
    return Style(
        color=_colour(char.fg),
        bgcolor=_colour(char.bg),
        bold=char.bold,
        underline=char.underscore,
        reverse=char.reverse != here,
    )


def _colour(name: str) -> str | None:
    if re.fullmatch("[0-9a-f]{6}", name):
        return f"#{name}"
    return COLOURS.get(name, name.replace("bright", "bright_"))


def svg(lines: Sequence[Text], columns: int, title: str, name: str) -> str:
    """Lines in a window of that title; `name` tells pictures on one page apart."""
    console = Console(
        record=True, width=columns, file=StringIO(), force_terminal=True, color_system="truecolor"
    )
    # rich cuts off the feet of the last line.
    for line in (*lines, Text()):
        console.print(line, soft_wrap=True)
    frame: str = run_path(str(DRAW))["FRAME"]
    return console.export_svg(
        title=title, code_format=frame.replace("TITLE", f"{title}: {name}"), unique_id=name
    )
