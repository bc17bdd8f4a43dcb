"""Cases from CSV, JSON lines and spreadsheets; every mistake with its line."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook

from llmchoice.errors import LlmchoiceError, Place
from llmchoice.model.score import Case
from llmchoice.model.trial import CheckKind
from llmchoice.trial.folder import read_cases

TWO = (
    Case(id="1", input="A, or B?\nSay why.", expected="12", tag="letters"),
    Case(id="b-2", input="¿Qué?", check=CheckKind.JSON),
)


def _csv(path: Path) -> Path:
    path = path / "cases.csv"
    path.write_text(
        'id,input,expected,tag,check\n1,"A, or B?\nSay why.",12,letters,\n\nb-2,¿Qué?,,,json\n',
        encoding="utf-8-sig",
        newline="\r\n",
    )
    return path


def _semicolons(path: Path) -> Path:
    path = path / "cases.csv"
    path.write_text(
        'ID; Input ;tag;expected;check\n1;"A, or B?\nSay why.";letters;12;\nb-2;¿Qué?;;;json\n',
        encoding="utf-8",
    )
    return path


def _json_lines(path: Path) -> Path:
    path = path / "cases.jsonl"
    rows = [
        {"id": 1, "input": "A, or B?\nSay why.", "expected": 12, "tag": "letters"},
        {"id": "b-2", "input": "¿Qué?", "expected": None, "check": "json"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def _spreadsheet(path: Path) -> Path:
    path = path / "cases.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["id", "input", "expected", "tag", "check"])
    sheet.append([1, "A, or B?\nSay why.", 12.0, "letters"])
    sheet.append([])
    sheet.append(["b-2", "¿Qué?", None, None, "json"])
    book.save(path)
    return path


@pytest.mark.parametrize("written", [_csv, _semicolons, _json_lines, _spreadsheet])
def test_every_format_holds_the_same_cases(tmp_path: Path, written: Callable[[Path], Path]) -> None:
    kept = [case.model_dump() for case in read_cases(written(tmp_path))]
    expected = [case.model_dump() for case in TWO]
    if written is _csv:  # its line breaks are those of Windows
        expected[0]["input"] = "A, or B?\r\nSay why."
    assert kept == expected


@pytest.mark.parametrize(
    ("name", "text", "what", "line"),
    [
        ("cases.csv", "id,input\n1,x\n1,y\n", "the id '1' is there twice", 3),
        ("cases.csv", 'id,input\n1,"a\nb"\n2,\n', "this case has no input", 4),
        ("cases.csv", "id,input\n,x\n", "this case has no id", 2),
        ("cases.csv", "id,inptu\n1,x\n", "there is no column 'inptu' in cases", 2),
        ("cases.csv", "id,input,input\n1,x,y\n", "two columns are called 'input'", 1),
        ("cases.csv", "id,input\n1,x, and more\n", "this row has 3 cells", 2),
        ("cases.csv", 'id,input\n1,"x\n', "this is not CSV", 2),
        ("cases.csv", "id,input,check\n1,x,exactly\n", "there is no check 'exactly'", 2),
        ("cases.jsonl", '{"id": "1", "input": "x"}\n{"id": }\n', "this line is not JSON", 2),
        ("cases.jsonl", "[1]\n", "this line holds no JSON object", 1),
        ("cases.csv", "id,input\n", "there are no cases in it", None),
        ("cases.csv", "", "there are no cases in it", None),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, name: str, text: str, what: str, line: int | None
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LlmchoiceError) as refused:
        read_cases(path)
    problem = refused.value.problems[0]
    assert problem.message.startswith(what)
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == (str(path), line)


def test_a_long_case_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(f"id,input\n1,{'x' * 1_000_000}\n", encoding="utf-8")
    assert len(read_cases(path)[0].input) == 1_000_000


@pytest.mark.parametrize("content", [b"no spreadsheet", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_spreadsheet_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cases.xlsx"
    path.write_bytes(content)
    with pytest.raises(LlmchoiceError, match="cannot be read as a spreadsheet"):
        read_cases(path)


def _book(*rows: list[object], **cells: str) -> bytes:
    book, written = Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    for name, value in cells.items():
        book.worksheets[0][name] = value
    book.save(written)
    return written.getvalue()


def test_a_spreadsheet_with_wrong_bytes_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.xlsx"
    whole = _book(["id", "input"], *([number, "question"] for number in range(30)))
    fate = Random(5)  # noqa: S311 - no secret
    refused = 0
    for _ in range(400):
        content = bytearray(whole)
        for _ in range(fate.choice((1, 1, 5))):
            content[fate.randrange(len(content))] = fate.randrange(256)
        path.write_bytes(content[: fate.choice((len(content), fate.randrange(len(content))))])
        refused += 1
        with suppress(LlmchoiceError):
            read_cases(path)
            refused -= 1
    assert refused > 100


@pytest.mark.parametrize(
    ("at", "change", "to"), [(b"PK\x01\x02", 8, 1), (b"PK\x01\x02", 10, 99), (b"PK\x03\x04", 40, 7)]
)
def test_a_spreadsheet_that_is_locked_or_packed_otherwise_is_refused(
    tmp_path: Path, at: bytes, change: int, to: int
) -> None:
    content = bytearray(_book(["id", "input"], ["1", "x"]))
    start = content.find(at)
    while start >= 0:
        content[start + change] = to
        start = content.find(at, start + 1)
    path = tmp_path / "cases.xlsx"
    path.write_bytes(content)
    with pytest.raises(LlmchoiceError, match="cannot be read as a spreadsheet"):
        read_cases(path)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("A1048576", "it goes on below row 250,000"),
        ("XFD2", "row 2 goes on behind column 100"),
        ("CW1", "row 1 goes on behind column 100"),
    ],
)
def test_a_sheet_that_is_no_table_is_refused(tmp_path: Path, cell: str, why: str) -> None:
    path = tmp_path / "cases.xlsx"
    path.write_bytes(_book(["id", "input"], ["1", "x"], **{cell: "far away"}))
    with pytest.raises(LlmchoiceError) as refused:
        read_cases(path)
    assert refused.value.problems[0].why == why


def test_gaps_in_a_spreadsheet_are_no_cases(tmp_path: Path) -> None:
    path = tmp_path / "cases.xlsx"
    path.write_bytes(_book(["id", "input"], ["1", "x"], A2000="2", B2000="y"))
    assert [case.id for case in read_cases(path)] == ["1", "2"]


def test_a_date_in_a_spreadsheet_is_one(tmp_path: Path) -> None:
    path = tmp_path / "cases.xlsx"
    dates = (date(2026, 1, 5), datetime(2026, 1, 5), datetime(2026, 1, 5, 12, 30))  # noqa: DTZ001 - cells have none
    path.write_bytes(_book(["id", "input"], *([at, day] for at, day in enumerate(dates))))
    inputs = [case.input for case in read_cases(path)]
    assert inputs == ["2026-01-05", "2026-01-05", "2026-01-05T12:30:00"]


def test_half_a_character_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"id": "1", "input": "x"}\n{"id": "2", "input": "x\\ud83d"}', "utf-8")
    with pytest.raises(LlmchoiceError, match="half of a character") as refused:
        read_cases(path)
    assert refused.value.problems[0].place == Place(str(path), 2)
