"""Blocks as a Word file on A4 paper; the same bytes for the same blocks."""

from collections.abc import Sequence

from llmchoice.report.backends.word.archive import packed
from llmchoice.report.backends.word.pages import Pages
from llmchoice.report.backends.word.sheet import blank
from llmchoice.report.blocks import Block, Heading, Settings, plain_text


def render(blocks: Sequence[Block], settings: Settings) -> bytes:
    """The blocks as the bytes of a .docx file."""
    document = blank(settings.title or _title(blocks))
    Pages(document).write_all(blocks)
    return packed(document)


def _title(blocks: Sequence[Block]) -> str:
    titles = (plain_text(b.text) for b in blocks if isinstance(b, Heading) and b.level == 1)
    return next(titles, "")
