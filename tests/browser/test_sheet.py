"""A judging sheet is filled in without a network, saved, and read back as it was filled in."""

import csv
from pathlib import Path

import pytest
from tests.browser.conftest import LONGEST, TOO_WIDE, Open
from tests.browser.test_accessibility import NARROW, SCHEMES, _violations

from llmchoice.model.score import Answer, Case
from llmchoice.model.trial import Mark, Setup
from llmchoice.trial.judge import asked_of_judges, blinded
from llmchoice.trial.marks import keep_marks, marks_in
from llmchoice.trial.sheet import sheet
from llmchoice.trial.store import Store, now

JUDGE = "=\u0639\u0644\u06cc\u200c\u0646\u0627"
NOTES = ("=1+1", "'-2", 'so "so",\nand two lines', "@me")
RELOADS = 30
"""A browser keeps what a page writes in another process; on a busy machine it is late there."""
SETUP = Setup.model_validate(
    {
        "name": "Letters <b>",
        "scale": {
            "asks": "\u0645\u06cc\u200c\u0634\u0648\u062f?",
            "means": {"usable": "send\u202e it"},
        },
        "candidates": [
            {"id": "o", "side": "open", "model": "a"},
            {"id": "c", "side": "closed", "model": "b"},
        ],
    }
)


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    """A folder with a store of two cases, and the sheet of a judge."""
    cases = [Case(id=name, input=f"question {name}", expected="42") for name in ("-1", "2")]
    with Store.open(tmp_path) as store:
        store.keep_cases(cases)
        for case in cases:
            for who in ("o", "c"):
                text = f"<script>alert(1)</script> {who} to {case.id}" + "\twide" * 99
                store.add_answer(Answer(case=case.id, candidate=who, text=text, at=now()))
        blinds = blinded(store.cases(), store.answers(), store.salt, JUDGE)
        path = tmp_path / "sheet.html"
        content = sheet(path, SETUP, blinds, {}, JUDGE, store.salt)
    assert isinstance(content, str)
    path.write_text(content, encoding="utf-8")
    return tmp_path


def test_what_is_marked_and_saved_is_what_is_imported(opened: Open, trial: Path) -> None:
    one = opened(trial / "sheet.html")
    boxes = one.page.locator("fieldset")
    for at, note in enumerate(NOTES):
        boxes.nth(at).get_by_role("radio").nth(at % 3).check()
        boxes.nth(at).get_by_role("textbox").fill(note)
    status = one.page.get_by_role("status")
    assert status.inner_text() == "Every answer is marked"
    one.page.reload()
    for _ in range(RELOADS):
        if status.inner_text() == "Every answer is marked":
            break
        one.page.wait_for_timeout(LONGEST / RELOADS)
        one.page.reload()
    with one.page.expect_download() as saving:
        one.page.get_by_role("button", name="Save my marks").click()
    assert saving.value.suggested_filename == "marks.csv"
    saving.value.save_as(trial / "marks.csv")
    assert one.said == []
    assert all(address.split(":")[0] in {"file", "blob"} for address in one.asked)
    with (trial / "marks.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'=1+1" in cells
    assert not any(cell.startswith(tuple("=+-@")) for cell in cells)
    records = marks_in(trial / "marks.csv")
    assert records is not None
    with Store.open(trial) as store:
        assert keep_marks(store, SETUP, records) == (4, 0)
        said = {each.note: (each.mark, each.judge) for each in store.judgements()}
    marks = list(Mark)
    assert said == {note: (marks[at % 3], JUDGE) for at, note in enumerate(NOTES)}


def test_a_sheet_says_how_many_answers_are_left(opened: Open, trial: Path) -> None:
    page = opened(trial / "sheet.html").page
    assert asked_of_judges(SETUP) in page.locator("p").first.inner_text()
    assert "usable: send\\u202e it" in page.locator("label").first.inner_text()
    page.get_by_role("radio").first.check()
    assert page.get_by_role("status").inner_text() == "Answers that are left: 3"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_a_sheet(opened: Open, trial: Path, scheme: str) -> None:
    page = opened(trial / "sheet.html", color_scheme=scheme, viewport=NARROW).page
    assert _violations(page) == []
    assert page.evaluate(TOO_WIDE) == []
