"""JSON lines, for programs: one object per row, nothing rounded."""

import json
from typing import TYPE_CHECKING

from llmchoice.report.fields import harmless

if TYPE_CHECKING:
    from llmchoice.model.row import Row
    from llmchoice.report.style import Style


def head(_style: "Style") -> str:
    """Nothing: every line says what it holds."""
    return ""


def line(row: "Row", _style: "Style") -> str:
    """One object, in the order of the fields."""
    return harmless(json.dumps(row.model_dump(mode="json"), ensure_ascii=False)) + "\n"
