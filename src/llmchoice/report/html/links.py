"""Where a click leads: to a source on this page, or to an ordinary address of the web."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from llmchoice.report.addresses import is_ordinary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmchoice.model.assessment import SourceUsed

_MARKS = ":/?#[]@!$&'()*+,;=%-._~"


def anchors(sources: "Iterable[SourceUsed]") -> dict[str, str]:
    """The id of a source to the id of its element: a number, for its own may be any text."""
    return {source.id: f"source-{number}" for number, source in enumerate(sources, start=1)}


def safe_url(url: str | None) -> str | None:
    """The address, where it is an ordinary one of the web; None for all others."""
    return quote(url, safe=_MARKS) if url and is_ordinary(url) else None
