"""Cases from CSV, JSON lines and spreadsheets; every mistake with its line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from llmchoice.errors import LlmchoiceError
from llmchoice.model.answered import Case
from llmchoice.model.trial import CheckKind
from llmchoice.trial.cases import read_cases

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
    assert problem.what.startswith(what)
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
