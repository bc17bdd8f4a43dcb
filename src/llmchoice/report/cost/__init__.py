"""Costs to text, Markdown and JSON; none of them computes anything."""

from typing import TYPE_CHECKING

from llmchoice.report.cost import document, memo, page

if TYPE_CHECKING:
    from llmchoice.model.cost import CostReport
    from llmchoice.report.style import Style

_FORMATS = {"json": document.render, "markdown": memo.render, "text": page.render}
FORMATS = tuple(_FORMATS)


def render(name: str, report: "CostReport", style: "Style", *, explain: bool = False) -> str:
    """The costs in the format of that name, one of FORMATS; it ends in exactly one newline.

    Args:
        name: of the format.
        report: the costs.
        style: what the place can show.
        explain: whether every figure behind them is listed; JSON lists them always.

    Raises:
        KeyError: when there is no such format.
    """
    return _FORMATS[name](report, style, explain=explain).rstrip("\n") + "\n"
