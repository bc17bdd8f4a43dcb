"""A comparison of two assessments to text, Markdown and JSON; none of them decides anything."""

from typing import TYPE_CHECKING

from llmchoice.report.comparison import document, memo, page

if TYPE_CHECKING:
    from llmchoice.model.comparison import Comparison
    from llmchoice.report.style import Style

_FORMATS = {"json": document.render, "markdown": memo.render, "text": page.render}
FORMATS = tuple(_FORMATS)


def render(name: str, comparison: "Comparison", style: "Style", *, whole: bool = False) -> str:
    """The comparison in the format of that name, one of FORMATS; it ends in exactly one newline.

    Args:
        name: of the format.
        comparison: the two assessments.
        style: what the place can show.
        whole: whether criteria, values and wording are told too, which settings do not change;
            JSON holds them always.

    Raises:
        KeyError: when there is no such format.
    """
    return _FORMATS[name](comparison, style, whole=whole).rstrip("\n") + "\n"
