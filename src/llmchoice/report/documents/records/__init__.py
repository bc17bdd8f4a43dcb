"""A decision record in the order of the MADR 4 template, for docs/decisions/.

Markdown Architectural Decision Records, https://adr.github.io/madr/.
"""

from shlex import quote

from llmchoice.language import t
from llmchoice.model.assessment import Assessment
from llmchoice.model.recheck import Recheck
from llmchoice.report.blocks import Block, Heading, Metadata
from llmchoice.report.documents.records import assessed, rechecked
from llmchoice.report.registry import Record


def record(result: Assessment | Recheck, record: Record) -> list[Block]:
    """The record of a decision, or of what became of one, with the status and number given."""
    stated = "" if record.status == Record().status else f" --status {quote(record.status)}"
    stated += "" if record.number is None else f" --number {record.number}"
    if isinstance(result, Recheck):
        date, title = result.comparison.origin_after.date, rechecked.title(result)
        blocks = rechecked.sections(result, stated)
    else:
        date, title = result.date, assessed.title(result)
        blocks = assessed.sections(result, stated)
    if record.number is not None:
        title = t("{number}. {title}", number=record.number, title=title)
    # What is known; who decided only people can add.
    day = (("date", date),) if date else ()
    return [Metadata((("status", record.status), *day)), Heading(title, 1), *blocks]
