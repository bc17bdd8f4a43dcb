"""The result of a panel itself, field by field, for programs."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmchoice.model.panel import Panel
    from llmchoice.report.style import Style


def render(panel: "Panel", _style: "Style") -> str:
    """One JSON document in the order of the fields."""
    document = panel.model_dump(mode="json", by_alias=True)
    return json.dumps(document, indent=2, ensure_ascii=False, sort_keys=False)
