"""Blocks as a Word file on A4 paper; the same bytes for the same blocks."""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from llmchoice.report.backends.word.pages import Pages
from llmchoice.report.backends.word.sheet import blank
from llmchoice.report.blocks import Block, Settings, title_of

if TYPE_CHECKING:
    from docx.document import Document

_UNIX = 3


def render(blocks: Sequence[Block], _settings: Settings) -> bytes:
    """The blocks as the bytes of a .docx file."""
    document = blank(title_of(blocks))
    Pages(document).write_all(blocks)
    return packed(document)


def packed(document: "Document") -> bytes:
    """The file, each part of it under the earliest time that such a file knows."""
    saved, steady = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(steady, "w") as target:
        for name in source.namelist():
            part = ZipInfo(name)
            part.compress_type = ZIP_DEFLATED
            # Else it would tell the system that wrote it.
            part.create_system = _UNIX
            target.writestr(part, source.read(name))
    return steady.getvalue()
