"""The check itself, field by field, for programs."""

from typing import TYPE_CHECKING

from llmchoice.report.fields import fields

if TYPE_CHECKING:
    from llmchoice.model.recheck import Recheck
    from llmchoice.report.style import Style


def render(found: "Recheck", _style: "Style") -> str:
    """One JSON document in the order of the fields."""
    return fields(found)
