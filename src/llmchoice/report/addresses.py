"""Which addresses may become links."""

import re

_ORDINARY = re.compile(
    r"https?://[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?([/?#][!-~]*)?", re.IGNORECASE
)


def is_ordinary(url: str) -> bool:
    """Whether an address is one of http or https, with a host and without a user."""
    return _ORDINARY.fullmatch(url) is not None
