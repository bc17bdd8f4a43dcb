"""Text that comes from people or files, made harmless before it reaches a terminal."""

import re
import unicodedata

_LATIN = 0xFF
_LONGEST = 60
# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt) as far as its categories do not
# say it, less U+FE0E and U+FE0F, which emoji need; the empty pattern of Braille; and two that are
# no characters, which XML and YAML refuse.
_BLANK = frozenset(
    {
        0x034F,
        *range(0x115F, 0x1161),
        *range(0x17B4, 0x17B6),
        *range(0x180B, 0x1810),
        0x2065,
        0x2800,
        0x3164,
        *range(0xFE00, 0xFE0E),
        0xFFA0,
        *range(0xFFF0, 0xFFF9),
        0xFFFE,
        0xFFFF,
    }
)
_IGNORED_PLANE = range(0xE0000, 0xE1000)
_CODES = re.compile(r"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)?|\[[0-?]*[ -/]*[@-~]|O[ -~]|.)?")
"""What arrow keys and the like leave where nobody interprets them, and what colours a text."""
_VISIBLE_CONTROL = {0x0A: "\u23ce", 0x0D: "\u23ce", 0x09: " "}


def plain(text: str, *, kept: str = "") -> str:
    r"""One line without control, bidirectional or other invisible format characters.

    Line breaks become a visible sign; every other control character becomes a visible
    escape such as \\x1b, so that a name is shown as it is and nothing is obeyed. Some characters
    may be kept as they are.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if char in kept else _shown(char) for char in text)


_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where YAML ends a line."""
JOINERS = "\u200c\u200d"
"""Invisible, but Persian and Indian names, and families of emoji, are others without them."""


def plain_lines(text: str, *, kept: str = "") -> str:
    """Several lines, each made harmless; some characters may be kept as they are."""
    return "\n".join(plain(line, kept=kept) for line in _BREAKS.split(text))


def unseen(char: str) -> bool:
    """Whether a character controls something or cannot be seen: a line break is one, a space none.

    Unicode's categories Cc, Cf, Cs, Zl and Zp: control, format (bidirectional overrides among
    them), surrogate, line separator and paragraph separator; and what every font leaves blank.
    """
    code = ord(char)
    if code in _BLANK or code in _IGNORED_PLANE:
        return True
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def without_codes(text: str) -> str:
    """The text without escape codes and control characters; a tab is a space."""
    bare = _CODES.sub("", text).replace("\t", " ")
    return "".join(char for char in bare if unicodedata.category(char) != "Cc")


def quoted(value: object) -> str:
    """Something from a file, in quotes, for a message: the beginning, where it is very long."""
    return f"'{shortened(str(value))}'"


def shortened(text: str) -> str:
    """A text for a message: the beginning, where it is very long."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _shown(char: str) -> str:
    code = ord(char)
    if code in _VISIBLE_CONTROL:
        return _VISIBLE_CONTROL[code]
    if unseen(char):
        return f"\\x{code:02x}" if code <= _LATIN else f"\\u{code:04x}"
    return char


def has_half(text: str) -> bool:
    """Whether a text holds half of a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def whole(text: str) -> str:
    """A text with a sign for what cannot be read in the place of each half."""
    if not has_half(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
