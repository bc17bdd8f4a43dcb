"""On paper: A4, nothing cut in two, few sheets unless chapters are open, no panel."""

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from tests.browser.conftest import FOLD_OUT, TOO_WIDE, Open, Written

from llmchoice.knowledge.folders import profile_names

MOST_SHEETS = 4
"""Of a report whose chapters are folded."""
A4 = (595, 842)
"""Width and height in points. ISO 216."""
ROWS = """() => [...document.querySelectorAll("tbody tr")]
  .filter((row) => row.checkVisibility({ visibilityProperty: true }))
  .map((row) => [...row.cells].map((cell) => cell.innerText))"""
KEPT_TOGETHER = """() => [...document.querySelectorAll("tr, svg")]
  .filter((one) => one.checkVisibility())
  .map((one) => one.closest("tr, li, .gauge, .plot-figure") ?? one)
  .filter((one) => !one.matches(".axis"))
  .filter((one) => getComputedStyle(one).breakInside !== "avoid")
  .map((one) => one.outerHTML.slice(0, 100)).slice(0, 5)"""
HEADS = """() => [...document.querySelectorAll("thead")].filter((one) => one.checkVisibility())
  .filter((one) => getComputedStyle(one).display !== "table-header-group").length"""


@dataclass(frozen=True, slots=True)
class Printed:
    """The report on paper, and what the same page says on a screen."""

    sheets: tuple[str, ...]
    """The letters of each sheet."""
    rows: list[list[str]]
    """The cells of every row of every table."""
    folded: list[str]
    """Paragraphs and entries of the chapters."""


@pytest.fixture(scope="module")
def printed(browser: Browser, written: Written) -> Printed:
    """With every chapter open, once for all tests that read it: printing takes seconds."""
    page = browser.new_page()
    page.goto(written("startup").as_uri())
    page.evaluate(FOLD_OUT)
    sheets = tuple(_letters(sheet.extract_text()) for sheet in _paper(page).pages)
    page.emulate_media(media="print")
    rows = page.evaluate(ROWS)
    page.emulate_media(media="screen")
    folded = page.locator("details :is(p, .detail):visible").all_inner_texts()
    page.close()
    return Printed(sheets, rows, folded)


def _paper(page: Page) -> PdfReader:
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))


def _letters(text: str) -> str:
    """The letters alone: lines break anywhere, and a PDF writes two letters as one sign."""
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("name", ["software-company", "nothing"])
def test_it_is_a4(opened: Open, written: Written, name: str) -> None:
    sheets = _paper(opened(written(name)).page).pages
    assert {(round(one.mediabox.width), round(one.mediabox.height)) for one in sheets} == {A4}


def test_no_row_of_a_table_is_cut(printed: Printed) -> None:
    assert len(printed.rows) > 100
    cut = [
        row
        for row in printed.rows
        if not any(all(_letters(cell) in sheet for cell in row) for sheet in printed.sheets)
    ]
    assert cut == []


def test_what_is_open_is_printed(printed: Printed) -> None:
    text = "".join(printed.sheets)
    assert len(printed.folded) > 50
    assert [said for said in printed.folded if _letters(said) not in text] == []


@pytest.mark.parametrize("name", [*profile_names(), "nothing"])
def test_a_report_is_short(opened: Open, written: Written, name: str) -> None:
    assert len(_paper(opened(written(name)).page).pages) <= MOST_SHEETS


def test_folded_chapters_are_named_and_said_to_be_folded(opened: Open, written: Written) -> None:
    page = opened(written("startup")).page
    note = page.locator(".on-paper")
    assert not note.is_visible()
    text = "".join(_letters(sheet.extract_text()) for sheet in _paper(page).pages)
    assert _letters(note.text_content() or "") in text
    assert [
        one for one in page.locator("summary").all_inner_texts() if _letters(one) not in text
    ] == []
    page.evaluate(FOLD_OUT)
    page.emulate_media(media="print")
    assert not note.is_visible()


def test_rows_and_pictures_ask_to_be_kept_together(opened: Open, written: Written) -> None:
    page = opened(written("software-company")).page
    page.emulate_media(media="print")
    assert page.evaluate(KEPT_TOGETHER) == []
    assert page.evaluate(HEADS) == 0


def test_nothing_is_cut_off_at_the_side(opened: Open, written: Written) -> None:
    # 180 mm between the margins of A4, at 96 pixels to the inch. Chromium would print all of it
    # smaller, and other browsers cut it.
    page = opened(written("software-company"), viewport={"width": 680, "height": 900}).page
    page.emulate_media(media="print")
    assert page.evaluate(TOO_WIDE) == []


def test_the_panel_is_not_printed(opened: Open, written: Written) -> None:
    page = opened(written("startup")).page
    page.emulate_media(media="print")
    assert not page.locator("[data-whatif]").is_visible()


def test_a_dark_screen_prints_dark_on_white(opened: Open, written: Written) -> None:
    page = opened(written("startup"), color_scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    red, green, blue = _colour(page, "body", "color")
    assert max(red, green, blue) < 80
    assert set(_colour(page, "html", "backgroundColor")) <= {0, 255}


def _colour(page: Page, selector: str, name: str) -> list[int]:
    found = page.locator(selector).evaluate(f"(one) => getComputedStyle(one).{name}")
    return [int(part) for part in re.findall(r"\d+", found)[:3]]
