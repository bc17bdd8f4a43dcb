"""A result field by field, for programs."""

import re
from typing import TYPE_CHECKING

from llmchoice.plain import unseen
from llmchoice.shared import share

if TYPE_CHECKING:
    from pydantic import BaseModel

_REFERENCE = re.compile(rb'\{\n *("\$ref": "#/shared/[0-9]+")\n *\}')
"""A line is enough for it; no text of a document holds a line break as it is."""
_BEYOND_ASCII = re.compile(r"[^\n -~]")


def fields(result: "BaseModel") -> str:
    """One JSON document in the order of the fields; nothing is rounded.

    What several workloads have in common stands in it once. No character in it controls a terminal
    or cannot be seen.
    """
    if not getattr(result, "of_several", False):
        return harmless(result.model_dump_json(indent=2, by_alias=True))
    from pydantic_core import to_json  # noqa: PLC0415 - most reports are of one piece

    # No step keeps what the one before made: all of it is many times as large as the text.
    written = to_json(share(result.model_dump(mode="json", by_alias=True)), indent=2)
    return harmless(_REFERENCE.sub(rb"{\1}", written).decode())


def harmless(text: str) -> str:
    """The same JSON: what controls a terminal or cannot be seen stands in it as an escape."""
    return _BEYOND_ASCII.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    char = match.group()
    if not unseen(char):
        return char
    # JSON escapes UTF-16 units: a character beyond them takes two.
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
