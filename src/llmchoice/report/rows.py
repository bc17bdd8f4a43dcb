"""Rows for programs: each is written when it is there, and none is kept.

A spreadsheet shows the values and never computes one. A text that it could take for a formula gets
an apostrophe before it: the sign by which spreadsheets know a text. One that begins with an
apostrophe gets one too. Half of the world's spreadsheets part cells at `;`, quotes or not, so the
same holds of what stands behind one. Whoever reads the file with a program gets every text back by
removing one apostrophe at its start and one behind each `;`. Source of the signs: OWASP, CSV
Injection.
"""

import json
from typing import TYPE_CHECKING

from llmchoice.model.row import Row
from llmchoice.plain import plain
from llmchoice.report.fields import harmless

if TYPE_CHECKING:
    from collections.abc import Callable

_UNTABLED = {"schema_version", "option_name", "leading_name"}
"""Fields that a spreadsheet does without: the ids of options are enough for it."""
_COLUMNS = tuple(field for field in Row.model_fields if field not in _UNTABLED)
_GUARD = "'"
_FORMULA = (
    *"=+-@",
    *"\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)
_FORMULA += ("\N{FULLWIDTH HYPHEN-MINUS}", "\N{MINUS SIGN}")
"""What a formula begins with, in some languages also in its wide form."""


def _csv_line(row: Row) -> str:
    """One record; an empty cell is null, a cost has two decimals, another figure four at most."""
    cost = "" if row.cost is None else f"{row.cost:.2f}"
    cells = {column: _cell(getattr(row, column)) for column in _COLUMNS} | {"cost": cost}
    return ",".join(cells.values()) + "\n"


def _jsonl_line(row: Row) -> str:
    """One object, in the order of the fields; nothing is rounded."""
    written = json.dumps(row.model_dump(mode="json"), ensure_ascii=False, allow_nan=False)
    return f"{harmless(written)}\n"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return _inert(" ".join(value)) if value else ""
    if isinstance(value, float):
        return repr(round(value, 4))
    return _inert(str(value)) if isinstance(value, str) else repr(value)


def _inert(text: str) -> str:
    """A text in quotes, of which no part is a formula."""
    # Breaks and tabs are replaced: what is left of them at the start is a sign or a space.
    parts = ";".join(map(_guarded, plain(text).split(";")))
    return '"' + parts.replace('"', '""') + '"'


def _guarded(part: str) -> str:
    begins = part.lstrip(' "').startswith((*_FORMULA, _GUARD))
    return _GUARD + part if begins else part


WRITERS: "dict[str, tuple[str, Callable[[Row], str]]]" = {
    "csv": (",".join(_COLUMNS) + "\n", _csv_line),
    "jsonl": ("", _jsonl_line),
}
"""By the backend of each of `registry.ROW_FORMATS`: what stands above the rows, and a row."""
