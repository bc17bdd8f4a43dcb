"""What the catalogue holds, and shortlists drawn from it, as text, Markdown and JSON."""

from collections.abc import Callable

from llmchoice.report.models.blocks import Sheet
from llmchoice.report.models.document import document
from llmchoice.report.models.memo import memo
from llmchoice.report.models.page import page
from llmchoice.report.style import Style

_FORMATS: dict[str, Callable[[Sheet, Style], str]] = {
    "json": lambda sheet, _style: document(sheet.parts),
    "markdown": lambda sheet, _style: memo(sheet.blocks),
    "text": lambda sheet, style: page(sheet.blocks, style),
}
FORMATS = tuple(_FORMATS)


def render(name: str, sheet: Sheet, style: Style) -> str:
    """A sheet in the format of that name, one of FORMATS; it ends in a newline.

    Raises:
        KeyError: when there is no such format.
    """
    return _FORMATS[name](sheet, style)
