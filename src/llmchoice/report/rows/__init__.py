"""Tables over many profiles: each row is written when it is there, and none is kept."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from llmchoice.report.rows import data, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from llmchoice.model.row import Row
    from llmchoice.report.blocks import Settings


@dataclass(frozen=True, slots=True)
class Writer:
    """How rows are written in one format; both give whole lines."""

    head: "Callable[[Settings], str]"
    """What stands above the rows, or nothing."""
    line: "Callable[[Row, Settings], str]"


WRITERS = {
    "csv": Writer(data.csv_head, data.csv_line),
    "jsonl": Writer(data.jsonl_head, data.jsonl_line),
    "markdown": Writer(table.markdown_head, table.markdown_line),
    "table": Writer(table.head, table.line),
}
"""By the backend of each of `registry.ROW_FORMATS`."""
