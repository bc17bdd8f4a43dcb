"""Rows of a spreadsheet: the one place that reads one, with the extra `trial`."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from llmchoice.errors import ExitCode, LlmchoiceError, Place, Problem, usage_error
from llmchoice.knowledge.jsontext import LARGEST
from llmchoice.knowledge.text import read_bytes

_UNPACKED = 4 * LARGEST
"""Bytes that it may take unpacked: beyond that it is no table, but an attack."""
MOST_ROWS = 250_000
MOST_COLUMNS = 100
"""Far more than a trial has. A cell in the last row of a sheet stands for a million empty rows."""


def rows_of(path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of the first sheet with their numbers; a formula counts as what it came to.

    Raises:
        LlmchoiceError: exit code 2 when there is no such file or openpyxl is not installed, 3 when
            it is no spreadsheet.
    """
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra
        from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - the same
    except ImportError as error:
        raise usage_error(
            "spreadsheets need a package that is not installed",
            fix="pip install 'llmchoice[trial]', or save the sheet as CSV",
        ) from error
    data = read_bytes(path, LARGEST)
    if len(data) > LARGEST:
        raise _invalid(path, f"it is larger than {LARGEST:,} bytes", "leave out what is no table")
    try:
        with ZipFile(BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _UNPACKED:
                raise _invalid(path, f"it is larger than {_UNPACKED:,} bytes when it is unpacked")
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            # What the file says of its size may be wrong: each row then is as long as it is.
            sheet.reset_dimensions()
            rows = list(_filled(sheet.iter_rows(values_only=True), path))
        finally:
            book.close()
    except (
        BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
        SyntaxError,
        zlib.error,
        EOFError,
        RuntimeError,
        TypeError,
        AttributeError,
        ArithmeticError,
    ) as error:
        raise _invalid(path, "its parts are not those of a spreadsheet") from error
    yield from rows


def _filled(rows: Iterable[Sequence[object]], path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, with their numbers; refused where the sheet is no table."""
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise _invalid(path, f"it goes on below row {MOST_ROWS:,}", "delete what is there")
        width = max((at for at, value in enumerate(row, 1) if value is not None), default=0)
        if width > MOST_COLUMNS:
            why = f"row {number:,} goes on behind column {MOST_COLUMNS}"
            raise _invalid(path, why, "delete what is there")
        if width:
            yield number, [_cell(value) for value in row[:width]]


def _cell(value: object) -> str:
    """What a cell shows, near enough: 12 and not 12.0, a date as YYYY-MM-DD."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _invalid(
    path: Path, why: str, fix: str = "open it and save it again as .xlsx, or as CSV"
) -> LlmchoiceError:
    problem = Problem("this file cannot be read as a spreadsheet", Place(str(path)), why, fix)
    return LlmchoiceError([problem], ExitCode.INVALID)
