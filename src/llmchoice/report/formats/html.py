"""A page that opens in any browser, from a disk or an e-mail, without a network."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment
    from llmchoice.report.style import Style

SUFFIXES = (".html", ".htm")


def render(assessment: "Assessment", _style: "Style") -> str:
    """The page; a file looks the same whatever the terminal."""
    from llmchoice.report.html.page import page  # noqa: PLC0415 - only pages need templates

    return page(assessment)
