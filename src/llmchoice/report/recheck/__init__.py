"""A decision checked again, to text, Markdown and JSON; none of them decides anything."""

from typing import TYPE_CHECKING

from llmchoice.report.recheck import document, memo, page

if TYPE_CHECKING:
    from llmchoice.model.recheck import Recheck
    from llmchoice.report.style import Style

_FORMATS = {"json": document.render, "markdown": memo.render, "text": page.render}
FORMATS = tuple(_FORMATS)


def render(name: str, found: "Recheck", style: "Style") -> str:
    """The check in the format of that name, one of FORMATS; it ends in exactly one newline.

    Raises:
        KeyError: when there is no such format.
    """
    return _FORMATS[name](found, style).rstrip("\n") + "\n"
