"""WCAG 2.2 AA, as far as a program can tell: axe-core, narrow screens, large text."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import (
    FOLD_OUT,
    OUT_OF_CARD,
    PROFILES,
    TOO_WIDE,
    Open,
    Written,
)

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
"""Axe-core leaves the text of pictures out."""
SCHEMES = ("light", "dark")
ENOUGH = 4.5
"""Contrast of text at WCAG 2.2 AA (1.4.3)."""
CUT_OFF = """() => [...document.querySelectorAll(".scroll, table, pre")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.innerText.slice(0, 80))"""
"""What is wider than its place, and would have to be scrolled."""
CUT_WORDS = """() => [...document.querySelectorAll(".scroll :is(th, td)")]
  .filter((one) => one.checkVisibility() && !one.querySelector("code")).flatMap((one) => {
    const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode();
    return [...(text?.data ?? "").matchAll(/\\p{L}+/gu)].filter(({ 0: word, index }) => {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      return new Set([...range.getClientRects()].map((each) => each.top)).size > 1;
    }).map(([word]) => word);
  })"""
NARROW = {"width": 320, "height": 640}


def _violations(page: Page, *, colours: bool = True) -> list[str]:
    page.evaluate(FOLD_OUT)
    page.evaluate(AXE)
    run: dict[str, Any] = page.evaluate(
        "(options) => axe.run(options)",
        {
            "runOnly": {"type": "tag", "values": LEVELS},
            "resultTypes": ["violations"],
            "rules": {"color-contrast": {"enabled": colours}},
        },
    )
    return [
        f"{found['id']}: {node['target']} {node['failureSummary']}"
        for found in run["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(opened: Open, written: Written, scheme: str) -> None:
    assert _violations(opened(written("startup"), color_scheme=scheme).page) == []


@pytest.mark.parametrize("name", ["software-company", "nothing"])
def test_axe_finds_nothing_in_other_reports_and_on_a_telephone(
    opened: Open, written: Written, name: str
) -> None:
    # The colours are those of the report above, and most of the time goes into them.
    page = opened(written(name), viewport=NARROW).page
    assert _violations(page, colours=False) == []


def test_axe_looks(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text("<!doctype html><title>a</title><p style='color: #ccc'>pale<img src='a.png'>")
    found = " ".join(_violations(opened(path).page))
    assert all(rule in found for rule in ("html-has-lang", "image-alt", "color-contrast"))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_in_pictures_stands_out(opened: Open, written: Written, scheme: str) -> None:
    page = opened(written("startup"), color_scheme=scheme).page
    page.evaluate(FOLD_OUT)
    found = page.evaluate(CONTRAST)
    assert len(found) > 3
    assert [text for text in found if text[1] < ENOUGH] == []


@pytest.mark.parametrize("name", PROFILES)
def test_the_page_fits_into_320_pixels(opened: Open, written: Written, name: str) -> None:
    page = opened(written(name), viewport=NARROW).page
    page.evaluate(FOLD_OUT)
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(OUT_OF_CARD) == []
    assert page.evaluate("() => document.scrollingElement.scrollWidth") == NARROW["width"]


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("name", PROFILES)
def test_no_column_is_cut_off_on_a_telephone(
    opened: Open, written: Written, name: str, width: int
) -> None:
    page = opened(written(name), viewport={"width": width, "height": 844}).page
    page.evaluate(FOLD_OUT)
    # Where nothing is left, no chapter compares options.
    assert page.locator(".stack").count() > (3 if name == "nothing" else 5)
    assert page.evaluate(CUT_OFF) == []


def test_no_word_in_a_table_is_cut_in_two_on_a_telephone(opened: Open, written: Written) -> None:
    page = opened(written("insurance-group"), viewport={"width": 390, "height": 844}).page
    page.evaluate(FOLD_OUT)
    assert page.locator(".scroll tbody td").count()
    assert page.evaluate(CUT_WORDS) == []


def test_text_of_twice_the_size_fits(opened: Open, written: Written) -> None:
    # A window of 1280 pixels at a zoom of 200 % is one of 640 (WCAG 2.2, 1.4.4).
    page = opened(written("software-company"), viewport={"width": 640, "height": 360}).page
    page.evaluate(FOLD_OUT)
    assert page.evaluate("() => document.scrollingElement.scrollWidth") == 640
