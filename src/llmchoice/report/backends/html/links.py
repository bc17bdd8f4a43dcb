"""Where a click may lead."""

from urllib.parse import quote

from llmchoice.report.addresses import is_ordinary

_MARKS = ":/?#[]@!$&'()*+,;=%-._~"


def safe_url(url: str) -> str | None:
    """The address, where it is an ordinary one of the web; None for all others."""
    return quote(url, safe=_MARKS) if is_ordinary(url) else None
