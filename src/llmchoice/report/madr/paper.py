"""Lists as the template writes them. Every function takes finished Markdown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def items(texts: "Iterable[str]") -> list[str]:
    """A list as one block; nothing at all without items."""
    lines = [f"* {text}" for text in texts]
    return ["\n".join(lines)] if lines else []
