"""On paper: A4, nothing cut in two, little folded away, no panel."""

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from tests.browser.conftest import FOLD_OUT, TOO_WIDE, Open, Written

MOST_SHEETS = 35
"""Of a report on one use of models: what somebody still reads."""
DETAILS = "Every figure behind the costs"
A4 = (595, 842)
"""Width and height in points. ISO 216."""
ROWS = """() => [...document.querySelectorAll("tbody tr")]
  .filter((row) => row.checkVisibility({ visibilityProperty: true }))
  .map((row) => [...row.cells].map((cell) => cell.innerText))"""
KEPT_TOGETHER = """() => [...document.querySelectorAll("tr, svg")]
  .filter((one) => one.checkVisibility())
  .map((one) => one.closest("figure") ?? one)
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
    """Paragraphs that have to be folded out to be seen, less those of long details."""


@pytest.fixture(scope="module")
def printed(browser: Browser, written: Written) -> Printed:
    """Once for all tests that read it: printing takes seconds."""
    page = browser.new_page()
    page.goto(written("startup").as_uri())
    sheets = tuple(_letters(sheet.extract_text()) for sheet in _paper(page).pages)
    page.emulate_media(media="print")
    rows = page.evaluate(ROWS)
    page.emulate_media(media="screen")
    page.evaluate(FOLD_OUT)
    folded = page.locator("details:not(.on-screen) p:visible").all_inner_texts()
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


def test_what_is_folded_away_is_printed(printed: Printed) -> None:
    text = "".join(printed.sheets)
    assert len(printed.folded) > 50
    assert [said for said in printed.folded if _letters(said) not in text] == []


def test_a_report_is_short(printed: Printed) -> None:
    assert len(printed.sheets) < MOST_SHEETS


def test_long_details_are_printed_where_they_are_open(opened: Open, written: Written) -> None:
    page = opened(written("startup")).page
    found = page.locator("details.on-screen", has_text=DETAILS)
    said, inside = found.locator(".on-paper"), found.locator(".inside")
    assert not said.is_visible()
    page.emulate_media(media="print")
    assert "open in the file" in said.inner_text()
    assert not inside.is_visible()
    found.evaluate("(one) => { one.open = true; }")
    assert inside.is_visible()
    assert not said.is_visible()


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
