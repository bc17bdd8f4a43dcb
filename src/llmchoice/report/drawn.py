"""Blocks drawn as the place can show them: boxes and bars on a terminal, plain lines elsewhere."""

from typing import TYPE_CHECKING

from llmchoice.report.flat import flat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmchoice.report.outline_blocks import Block
    from llmchoice.report.style import Style


def drawn(blocks: "Sequence[Block]", style: "Style") -> str:
    """The text of the blocks."""
    if style.width is None:
        return flat(blocks, unicode=style.unicode)
    from llmchoice.report.boxed import boxed  # noqa: PLC0415 - rich is slow; only terminals need it

    return boxed(blocks, width=style.width, colour=style.colour, unicode=style.unicode)
