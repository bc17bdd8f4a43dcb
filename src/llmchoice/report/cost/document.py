"""The costs themselves, field by field, for programs. Nothing is rounded."""

from typing import TYPE_CHECKING

from llmchoice.report.fields import fields

if TYPE_CHECKING:
    from llmchoice.model.cost import CostReport
    from llmchoice.report.style import Style


def render(report: "CostReport", _style: "Style", *, explain: bool) -> str:  # noqa: ARG001 - JSON lists every figure always
    """One JSON document in the order of the fields."""
    return fields(report)
