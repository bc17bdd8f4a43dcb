"""The result of a panel itself, field by field, for programs."""

from typing import TYPE_CHECKING

from llmchoice.report.fields import fields

if TYPE_CHECKING:
    from llmchoice.model.panel import Panel
    from llmchoice.report.style import Style


def render(panel: "Panel", _style: "Style") -> str:
    """One JSON document in the order of the fields."""
    return fields(panel)
