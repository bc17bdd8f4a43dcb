"""A memo for a board, in GitHub-flavoured Markdown."""

from typing import TYPE_CHECKING

from llmchoice.report.memo.whole import memo

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment
    from llmchoice.report.style import Style

SUFFIXES = (".md", ".markdown")


def render(assessment: "Assessment", _style: "Style") -> str:
    """The memo; a file looks the same whatever the terminal."""
    return memo(assessment)
