"""The comparison itself, field by field, for programs."""

from typing import TYPE_CHECKING

from llmchoice.report.fields import fields

if TYPE_CHECKING:
    from llmchoice.model.comparison import Comparison
    from llmchoice.report.style import Style


def render(comparison: "Comparison", _style: "Style", *, whole: bool) -> str:  # noqa: ARG001 - it is whole already
    """One JSON document in the order of the fields."""
    return fields(comparison)
