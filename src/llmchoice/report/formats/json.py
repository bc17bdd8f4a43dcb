"""The assessment itself, field by field, for programs."""

from typing import TYPE_CHECKING

from llmchoice.report.fields import fields

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment
    from llmchoice.report.style import Style

SUFFIXES = (".json",)


def render(assessment: "Assessment", _style: "Style") -> str:
    """One JSON document in the order of the fields."""
    return fields(assessment)
