"""Tables over many profiles: each row is written when it is there, and none is kept."""

from typing import TYPE_CHECKING, Protocol, cast

from llmchoice.report.rows import document, memo, page, sheet

if TYPE_CHECKING:
    from llmchoice.model.row import Row
    from llmchoice.report.blocks import Settings


class Form(Protocol):
    """What a format of rows offers."""

    def head(self, settings: "Settings", /) -> str:
        """What stands above the rows; whole lines, or nothing."""

    def line(self, row: "Row", settings: "Settings", /) -> str:
        """One row; whole lines."""


_FORMS = {"csv": sheet, "jsonl": document, "markdown": memo, "table": page}
FORMATS = tuple(_FORMS)
SUFFIXES = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "table",
}
"""Of a file to the format that it stands for."""


def form(name: str) -> Form:
    """The format of that name, one of FORMATS.

    Raises:
        KeyError: when there is no such format.
    """
    return cast("Form", _FORMS[name])
