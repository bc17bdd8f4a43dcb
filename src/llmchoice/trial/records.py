"""Rows of a table that somebody else wrote: CSV, JSON lines or a spreadsheet, as texts by name."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from llmchoice.errors import ExitCode, LlmchoiceError, Place, Problem, usage_error
from llmchoice.knowledge.jsontext import LARGEST, read_file
from llmchoice.plain import quoted
from llmchoice.trial.halves import has_half

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
        from llmchoice.trial.spreadsheet import rows_of  # noqa: PLC0415 - an extra, and slow

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
        what = "this is not CSV"
        raise _invalid(what, Place(file, before + 1), why=str(error), fix=fix) from error
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
                what = f"two columns are called {quoted(twice)}"
                raise _invalid(what, place, fix="give each column a name of its own")
            continue
        if any(cell.strip() for cell in row[len(names) :]):
            what = f"this row has {len(row)} cells, and the header has {len(names)} columns"
            raise _invalid(what, place, fix="put a text that holds the delimiter in quotes")
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
        raise _invalid("this line is not JSON", at, why=why, fix=fix) from error
    if not isinstance(data, dict):
        raise _invalid("this line holds no JSON object", place, fix=fix)
    fields = {str(name).lower(): _text(value) for name, value in data.items()}
    if any(has_half(text) for pair in fields.items() for text in pair):
        why = "a character such as an emoji was cut in two"
        raise _invalid("this line holds half of a character", place, why=why)
    filled = {name: value for name, value in fields.items() if value.strip()}
    return Record(filled, place, frozenset(fields))


def _text(value: object) -> str:
    """A text as it is, nothing as an empty text, and any other value as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _invalid(
    what: str, place: Place, *, why: str | None = None, fix: str | None = None
) -> LlmchoiceError:
    return LlmchoiceError([Problem(what, place, why=why, fix=fix)], ExitCode.INVALID)
