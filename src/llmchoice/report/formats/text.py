"""For reading at once: boxes and bars on a terminal, plain lines anywhere else."""

from typing import TYPE_CHECKING

from llmchoice.report.drawn import drawn
from llmchoice.report.outline import outline

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment
    from llmchoice.report.style import Style

SUFFIXES = (".txt",)


def render(assessment: "Assessment", style: "Style") -> str:
    """The outline of the assessment, drawn as the style allows."""
    blocks = outline(assessment)
    return drawn(blocks, style)
