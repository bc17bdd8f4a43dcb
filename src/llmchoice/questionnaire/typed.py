"""What people type and paste, without what their terminal puts in between."""

import re
import unicodedata

_CODES = re.compile(r"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)?|\[[0-?]*[ -/]*[@-~]|O[ -~]|.)?")
"""What arrow keys and the like leave where nobody interprets them, and what colours a text."""


def without_codes(text: str) -> str:
    """The text without escape codes and control characters; a tab is a space."""
    bare = _CODES.sub("", text).replace("\t", " ")
    return "".join(char for char in bare if unicodedata.category(char) != "Cc")
