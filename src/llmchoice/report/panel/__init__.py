"""The result of a panel to text, Markdown and JSON; none of them decides anything."""

from typing import TYPE_CHECKING

from llmchoice.report.panel import document, memo, page

if TYPE_CHECKING:
    from llmchoice.model.panel import Panel
    from llmchoice.report.style import Style

_FORMATS = {"json": document.render, "markdown": memo.render, "text": page.render}
FORMATS = tuple(_FORMATS)


def render(name: str, panel: "Panel", style: "Style") -> str:
    """The panel in the format of that name, one of FORMATS; it ends in exactly one newline.

    Raises:
        KeyError: when there is no such format.
    """
    return _FORMATS[name](panel, style).rstrip("\n") + "\n"
