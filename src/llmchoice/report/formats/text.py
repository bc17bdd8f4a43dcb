"""For reading at once: boxes and bars on a terminal, plain lines anywhere else."""

from typing import TYPE_CHECKING

from llmchoice.report.flat import flat
from llmchoice.report.outline import outline

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment
    from llmchoice.report.style import Style

SUFFIXES = (".txt",)


def render(assessment: "Assessment", style: "Style") -> str:
    """The outline of the assessment, drawn as the style allows."""
    blocks = outline(assessment)
    if style.width is None:
        return flat(blocks, unicode=style.unicode)
    from llmchoice.report.boxed import boxed  # noqa: PLC0415 - rich is slow; only terminals need it

    return boxed(blocks, width=style.width, colour=style.colour, unicode=style.unicode)
