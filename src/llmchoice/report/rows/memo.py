"""A Markdown table."""

from typing import TYPE_CHECKING

from llmchoice.report.escape import escape
from llmchoice.report.rows import words

if TYPE_CHECKING:
    from llmchoice.model.row import Row
    from llmchoice.report.blocks import Settings

_HEAD = """\
| Organisation | Workload | File | Verdict | Option | Margin | Confidence | Cost a month |
| --- | --- | --- | --- | --- | ---: | ---: | ---: |
"""


def head(_style: "Settings") -> str:
    """The heading of the table."""
    return _HEAD


def line(row: "Row", _style: "Settings") -> str:
    """One row of the table."""
    cells = (
        row.organisation,
        row.workload or "",
        row.file,
        row.verdict.value,
        words.option(row),
        words.margin(row),
        words.confidence(row),
        words.cost(row),
    )
    return f"| {' | '.join(escape(cell) for cell in cells)} |\n"
