"""The figures that a document tells, format by format."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from unittest.mock import patch

from tests.backends.readers import READERS

from llmchoice.report.backends import terminal
from llmchoice.report.blocks import (
    Bars,
    Block,
    Details,
    Group,
    Hint,
    Metadata,
    Plot,
    Settings,
    Sliders,
)

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_ADDRESS = re.compile(r"\(?https?://\S+")
_WIDE = 5000
"""Columns in which nothing is broken."""


def figures(form: str, blocks: Iterable[Block]) -> list[str]:
    """Every figure in the order in which a reader of that format meets it.

    Pictures, the heads of bars, the labels of groups, addresses and what is for programs are
    left out: each format has its own way with them.
    """
    with patch.object(terminal, "_WIDEST", _WIDE):
        seen = READERS[form](list(_told(blocks)), Settings(width=_WIDE))
    return _FIGURE.findall(_ADDRESS.sub("", "\n".join(seen.says)))


def _told(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Plot() | Sliders() | Metadata() | Hint():
                pass
            case Group():
                # Its label may stand beside its blocks, broken over their lines.
                yield Group("", tuple(_told(block.blocks)))
            case Details():
                yield replace(block, blocks=tuple(_told(block.blocks)))
            case Bars():
                yield replace(block, things="", measure="")
            case _:
                yield block
