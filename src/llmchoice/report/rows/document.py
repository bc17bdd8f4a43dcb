"""JSON lines, for programs: one object per row, nothing rounded."""

import json
from typing import TYPE_CHECKING

from llmchoice.report.fields import harmless

if TYPE_CHECKING:
    from llmchoice.model.row import Row
    from llmchoice.report.blocks import Settings


def head(_style: "Settings") -> str:
    """Nothing: every line says what it holds."""
    return ""


def line(row: "Row", _style: "Settings") -> str:
    """One object, in the order of the fields."""
    return harmless(json.dumps(row.model_dump(mode="json"), ensure_ascii=False)) + "\n"
