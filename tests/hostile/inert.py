"""Data with one text everywhere, and reports that say a hostile text as they say a word."""

from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from llmchoice.plain import plain

MARKER = "QQQ"


def poisoned(value: object, poison: str, keep: Callable[[str], bool], key: str = "") -> Any:  # noqa: ANN401 - data, as JSON has it
    """Data with that text in place of every text, but where the key is to be kept."""
    if isinstance(value, dict):
        return {name: poisoned(item, poison, keep, name) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [poisoned(item, poison, keep, key) for item in value]
    return poison if isinstance(value, str) and not keep(key) else value


def marks_where_inert(markdown: Callable[[str], str], hostile: str) -> set[str]:
    """What stands in the lines of a report, which are the same whatever text is put in.

    Args:
        markdown: writes the report with a text.
        hostile: the text; the other one is a word.
    """
    harmless, harmful = (
        MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(markdown(text))
        for text in (MARKER, hostile)
    )
    assert [token.type for token in harmful] == [token.type for token in harmless]
    for expected, found in zip(harmless, harmful, strict=True):
        assert text_of(found) == text_of(expected).replace(MARKER, plain(hostile))
        # Of a mail address the @ is code: GitHub would make a link of it.
        assert _marks(found) == _marks(expected)
    return {child.type for token in harmless for child in token.children or ()}


def text_of(token: Token) -> str:
    """What a line says."""
    return "".join(child.content for child in token.children or ())


def _marks(token: Token) -> list[str]:
    """What stands in a line beside its text."""
    inside = token.children or ()
    return [child.type for child in inside if child.type not in {"text", "code_inline"}]
