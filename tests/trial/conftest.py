"""Trials in a folder of their own, and the command line in this process."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cli.conftest import _in_an_empty_folder, run

from llmchoice.model.score import Answer, Case, Judgement
from llmchoice.model.trial import Mark, Setup
from llmchoice.trial.score import Held

__all__ = ["_in_an_empty_folder", "run"]
AT = "2026-01-02T03:04:05.678Z"


def answer(case: str, candidate: str, text: str = "yes") -> Answer:
    return Answer(case=case, candidate=candidate, text=text, cost=0.25, at=AT)


def judgement(case: str, candidate: str, judge: str, mark: Mark = Mark.USABLE) -> Judgement:
    return Judgement(case=case, candidate=candidate, judge=judge, mark=mark, at=AT)


def held(
    marks: dict[str, list[tuple[Mark, Mark]]], *, expected: str | None = None, **case: object
) -> Held:
    """A trial of `open-one` and `closed-one`: judge to what it says of both, case by case."""
    count = max(map(len, marks.values()), default=1)
    setup = Setup.model_validate(
        {
            "name": "T",
            "candidates": [
                {"id": "open-one", "side": "open", "model": "a"},
                {"id": "closed-one", "side": "closed", "model": "b"},
            ],
        }
    )
    cases = tuple(
        Case.model_validate({"id": str(at), "input": "?", "expected": expected, **case})
        for at in range(count)
    )
    answers = tuple(
        answer(c.id, who, "It is 42.") for c in cases for who in ("open-one", "closed-one")
    )
    judgements = tuple(
        judgement(str(at), who, judge, mark)
        for judge, said in marks.items()
        for at, pair in enumerate(said)
        for who, mark in zip(("open-one", "closed-one"), pair, strict=True)
    )
    return Held(setup, cases, answers, judgements)


@pytest.fixture
def cases() -> tuple[Case, ...]:
    return tuple(Case(id=str(number), input=f"question {number}") for number in range(1, 4))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "trial"
    path.mkdir()
    return path


def write_trial(  # noqa: PLR0913 - what a trial may differ in
    folder: Path,
    address: str,
    *,
    cases: int = 3,
    price: str = "{input: 1000, output: 2000}",
    limits: str = "{at_once: 2, seconds: 5}",
    more: str = "",
) -> None:
    """A trial of two candidates at one address; 100 tokens in and 50 out cost 0.2."""
    rows = "".join(f"{number},question {number}\n" for number in range(1, cases + 1))
    (folder / "cases.csv").write_text(f"id,input\n{rows}", encoding="utf-8")
    candidates = "".join(
        f"  - {{id: {side}-one, side: {side}, model: {side}-model, endpoint: '{address}',"
        f" key: {side.upper()}_KEY, price: {price}}}\n"
        for side in ("open", "closed")
    )
    (folder / "trial.yaml").write_text(
        f"name: T\ninstructions: Be brief.\nlimits: {limits}\n{more}candidates:\n{candidates}",
        encoding="utf-8",
    )


def filled(name: str, out: str, mark: Callable[[int], str], note: str = "") -> list[str]:
    """A spreadsheet saved as CSV, with a mark in every row; the codes in it."""
    sheet = load_workbook(name).active
    head, *rows = [[str(cell or "") for cell in row] for row in sheet.values]  # type: ignore[union-attr] # it has a sheet
    for at, row in enumerate(rows):
        row[head.index("mark")] = mark(at)
        row[head.index("note")] = note
    with Path(out).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return [row[head.index("code")] for row in rows]


OPEN_KEY = "sk-OpenSecret-123456"
CLOSED_KEY = "sk-ClosedSecret-654321"


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.setenv("OPEN_KEY", OPEN_KEY)
    monkeypatch.setenv("CLOSED_KEY", CLOSED_KEY)
    return OPEN_KEY, CLOSED_KEY
