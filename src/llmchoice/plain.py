"""Text that comes from people or files, made harmless before it reaches a terminal."""

import unicodedata

_LATIN = 0xFF
_LONGEST = 60
_VISIBLE_CONTROL = {0x0A: "\u23ce", 0x0D: "\u23ce", 0x09: " "}


def plain(text: str) -> str:
    r"""One line without control, bidirectional or other invisible format characters.

    Line breaks become a visible sign; every other control character becomes a visible
    escape such as \\x1b, so that a name is shown as it is and nothing is obeyed.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def quoted(value: object) -> str:
    """Something from a file, in quotes, for a message: the beginning, where it is very long."""
    text = str(value)
    return f"'{text}'" if len(text) <= _LONGEST else f"'{text[:_LONGEST]}...'"


def _shown(char: str) -> str:
    code = ord(char)
    if code in _VISIBLE_CONTROL:
        return _VISIBLE_CONTROL[code]
    if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return f"\\x{code:02x}" if code <= _LATIN else f"\\u{code:04x}"
    return char
