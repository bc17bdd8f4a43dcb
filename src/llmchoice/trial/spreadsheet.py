"""Rows of a spreadsheet: the one place that reads one, with the extra `trial`."""

from collections.abc import Iterator, Sequence
from datetime import date, time
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from llmchoice.errors import ExitCode, LlmchoiceError, Place, Problem, usage_error
from llmchoice.knowledge.jsontext import LARGEST
from llmchoice.knowledge.text import read_bytes

_UNPACKED = 4 * LARGEST
"""Bytes that it may take unpacked: beyond that it is no table, but an attack."""


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
    read_bytes(path, 0)  # says what is wrong with a file that cannot be read at all
    try:
        with ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > _UNPACKED:
                raise _invalid(path, f"it is larger than {_UNPACKED:,} bytes when it is unpacked")
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            rows = [
                (number, [_cell(value) for value in row])
                for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1)
            ]
        finally:
            book.close()
    except (
        BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
        SyntaxError,
    ) as error:
        raise _invalid(path, "its parts are not those of a spreadsheet") from error
    yield from rows


def _cell(value: object) -> str:
    """What a cell shows, near enough: 12 and not 12.0, a date as YYYY-MM-DD."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _invalid(path: Path, why: str) -> LlmchoiceError:
    fix = "open it and save it again as .xlsx, or as CSV"
    problem = Problem("this file cannot be read as a spreadsheet", Place(str(path)), why, fix)
    return LlmchoiceError([problem], ExitCode.INVALID)
