"""Decision records on the command line: what they say of themselves."""

import re
from typing import TYPE_CHECKING

from llmchoice.errors import usage_error

if TYPE_CHECKING:
    from llmchoice.report.registry import Format, Record

STATUSES = ("proposed", "accepted", "rejected", "deprecated")
_SUPERSEDED = re.compile(r"superseded by \S.*")


def record_of(form: "Format", status: str | None, number: int | None) -> "Record | None":
    """What the decision record says of itself; None where the format is no record.

    Raises:
        LlmchoiceError: exit code 2 for a status that there is not, and for a status or a number
            of something that is no decision record.
    """
    from llmchoice.report.registry import Record

    if not form.record:
        if status is None and number is None:
            return None
        option = "--number" if status is None else "--status"
        raise usage_error(f"{option} is only for a decision record", fix="add --format madr")
    return Record(_status(status or STATUSES[0]), number)


def _status(text: str) -> str:
    if text in STATUSES or _SUPERSEDED.fullmatch(text):
        return text
    raise usage_error(
        f"there is no status '{text}'",
        fix=f"choose one of: {', '.join(STATUSES)}, 'superseded by ADR-0123'",
    )
