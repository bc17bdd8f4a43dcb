"""A Markdown decision record (MADR 4), for docs/decisions/.

No suffix stands for it: a record ends in .md, and .md is the memo.
"""

from typing import TYPE_CHECKING

from llmchoice.report.madr.whole import record

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment
    from llmchoice.report.style import Style

SUFFIXES: tuple[str, ...] = ()


def render(assessment: "Assessment", _style: "Style") -> str:
    """The record; a file looks the same whatever the terminal."""
    return record(assessment)
