"""File names made from names that people give."""

import re
import unicodedata

LONGEST = 60
NAMELESS = "profile"
"""For a name without a letter or digit, such as an emoji alone."""
_WORD = frozenset("LMN")
"""Unicode's letters, marks and numbers."""


def slug(name: str) -> str:
    """Lower-case ASCII letters and digits of a name in any script, joined by hyphens."""
    plain = name if name.isascii() else _transliterated(name)
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:LONGEST].strip("-") or NAMELESS


def _transliterated(name: str) -> str:
    from anyascii import anyascii  # noqa: PLC0415 - only names beyond ASCII need its tables

    composed = unicodedata.normalize("NFKC", name)
    # Signs would become words: an emoji its description.
    words = (char if unicodedata.category(char)[0] in _WORD else " " for char in composed)
    return anyascii("".join(words))
