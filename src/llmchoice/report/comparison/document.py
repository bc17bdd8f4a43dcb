"""The comparison itself, field by field, for programs."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmchoice.model.comparison import Comparison
    from llmchoice.report.style import Style


def render(comparison: "Comparison", _style: "Style") -> str:
    """One JSON document in the order of the fields."""
    document = comparison.model_dump(mode="json", by_alias=True)
    return json.dumps(document, indent=2, ensure_ascii=False, sort_keys=False)
