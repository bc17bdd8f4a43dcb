"""How blocks are written: a module per format, which knows blocks and nothing else of ours.

What all of them agree on is which addresses may become links.
"""

import re
from urllib.parse import quote

_ORDINARY = re.compile(
    r"https?://[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?([/?#][!-~]*)?", re.IGNORECASE
)
_URL_MARKS = ":/?#[]@!$&'()*+,;=%-._~"


def is_ordinary(url: str) -> bool:
    """Whether an address is one of http or https, with a host and without a user."""
    return _ORDINARY.fullmatch(url) is not None


def safe_url(url: str) -> str | None:
    """The address, where it is an ordinary one of the web; None for all others."""
    return quote(url, safe=_URL_MARKS) if is_ordinary(url) else None
