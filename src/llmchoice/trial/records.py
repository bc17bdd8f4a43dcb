"""Rows of a table that somebody else wrote: CSV, JSON lines or a spreadsheet, as texts by name."""

import csv
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from llmchoice.errors import LlmchoiceError, Place, invalid_error, usage_error
from llmchoice.knowledge.jsontext import LARGEST, read_file
from llmchoice.knowledge.source import read_bytes
from llmchoice.plain import has_half, quoted

CSV = (".csv", ".tsv")
JSON_LINES = (".jsonl", ".ndjson")
SPREADSHEETS = (".xlsx", ".xlsm")
SUFFIXES = (*CSV, *JSON_LINES, *SPREADSHEETS)
_DELIMITERS = ";\t,"


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its fields that are not empty, by the lower-case name of the column."""

    fields: dict[str, str]
    place: Place
    columns: frozenset[str] = frozenset()
    """Names of its columns, those of empty fields included."""


def read_records(path: Path) -> list[Record]:
    """The rows of a file, by its suffix; empty rows are left out.

    Raises:
        LlmchoiceError: exit code 2 when there is no such file, its suffix names no table, or what
            reads it is not installed; 3 when it cannot be read, with line and column.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        fix = f"save it as one of these: {', '.join(SUFFIXES)}"
        raise usage_error(f"the suffix of {path.name} names no table", fix=fix)
    if suffix in SPREADSHEETS:
        return list(_named(rows_of(path), str(path)))
    text, name = read_file(str(path))
    rows = _lines(text, name) if suffix in JSON_LINES else _named(_rows(text, name), name)
    return list(rows)


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of CSV with the line on which each begins; the delimiter is the first in its header."""
    header = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = min((mark for mark in _DELIMITERS if mark in header), key=header.index, default=",")
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before, limit = 0, csv.field_size_limit(LARGEST)
    try:
        for row in reader:
            yield before + 1, row
            before = reader.line_num
    except csv.Error as error:
        fix = "put a text with commas, quotes or line breaks in quotes, and double quotes in it"
        message = "this is not CSV"
        raise invalid_error(message, Place(file, before + 1), why=str(error), fix=fix) from error
    finally:
        csv.field_size_limit(limit)


def _named(rows: Iterator[tuple[int, Sequence[str]]], file: str) -> Iterator[Record]:
    """Each row behind the first with the names that stand in the first."""
    names: list[str] | None = None
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        place = Place(file, line)
        if names is None:
            names = [cell.strip().lower() for cell in row]
            twice = next((name for name in names if name and names.count(name) > 1), None)
            if twice:
                message = f"two columns are called {quoted(twice)}"
                raise invalid_error(message, place, fix="give each column a name of its own")
            continue
        if any(cell.strip() for cell in row[len(names) :]):
            message = f"this row has {len(row)} cells, and the header has {len(names)} columns"
            raise invalid_error(message, place, fix="put a text that holds the delimiter in quotes")
        cells = zip(names, row, strict=False)
        fields = {name: cell for name, cell in cells if cell.strip()}
        yield Record(fields, place, frozenset(names))


def _lines(text: str, file: str) -> Iterator[Record]:
    # Not splitlines: a text may hold other characters that it takes for the end of a line.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _object(line, Place(file, number))


def _object(line: str, place: Place) -> Record:
    fix = 'write one JSON object on each line, such as {"id": "1", "input": "..."}'
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        at = Place(place.file, place.line, getattr(error, "colno", None))
        why = getattr(error, "msg", str(error)).lower()
        raise invalid_error("this line is not JSON", at, why=why, fix=fix) from error
    if not isinstance(data, dict):
        raise invalid_error("this line holds no JSON object", place, fix=fix)
    fields = {str(name).lower(): _text(value) for name, value in data.items()}
    if any(has_half(text) for pair in fields.items() for text in pair):
        why = "a character such as an emoji was cut in two"
        raise invalid_error("this line holds half of a character", place, why=why)
    filled = {name: value for name, value in fields.items() if value.strip()}
    return Record(filled, place, frozenset(fields))


def _text(value: object) -> str:
    """A text as it is, nothing as an empty text, and any other value as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


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
        raise _no_spreadsheet(
            path, f"it is larger than {LARGEST:,} bytes", "leave out what is no table"
        )
    try:
        with ZipFile(BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _UNPACKED:
                raise _no_spreadsheet(
                    path, f"it is larger than {_UNPACKED:,} bytes when it is unpacked"
                )
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
        raise _no_spreadsheet(path, "its parts are not those of a spreadsheet") from error
    yield from rows


def _filled(rows: Iterable[Sequence[object]], path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, with their numbers; refused where the sheet is no table."""
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise _no_spreadsheet(
                path, f"it goes on below row {MOST_ROWS:,}", "delete what is there"
            )
        width = max((at for at, value in enumerate(row, 1) if value is not None), default=0)
        if width > MOST_COLUMNS:
            why = f"row {number:,} goes on behind column {MOST_COLUMNS}"
            raise _no_spreadsheet(path, why, "delete what is there")
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


def _no_spreadsheet(
    path: Path, why: str, fix: str = "open it and save it again as .xlsx, or as CSV"
) -> LlmchoiceError:
    message = "this file cannot be read as a spreadsheet"
    return invalid_error(message, Place(str(path)), why=why, fix=fix)
