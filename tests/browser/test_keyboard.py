"""Everything that can be used is reached with the Tab key, once, and shows that it is reached."""

from playwright.sync_api import Page, expect
from tests.browser.conftest import Open, Written

MARK = """(all) => {
  if (all) for (const one of document.querySelectorAll("details")) one.open = true;
  const usable = "a[href], button, input, select, summary, [tabindex]:not([tabindex='-1'])";
  const scrolls = (one) => one.scrollWidth > one.clientWidth + 1
    && ["auto", "scroll"].includes(getComputedStyle(one).overflowX);
  window.wanted = [...document.querySelectorAll("body *")]
    .filter((one) => one.matches(usable) || scrolls(one))
    .filter((one) => one.checkVisibility({ visibilityProperty: true }));
  return window.wanted.length;
}"""
FOCUSED = """() => {
  const one = document.activeElement;
  const look = getComputedStyle(one);
  return {
    place: window.wanted.indexOf(one),
    name: one.outerHTML.slice(0, 100),
    ring: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2,
    inside: (({ top, bottom }) => bottom > 0 && top < innerHeight)(one.getBoundingClientRect()),
  };
}"""


def _walk(page: Page, *, everything_open: bool) -> None:
    wanted = page.evaluate(MARK, everything_open)
    seen = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUSED))
    assert [one["name"] for one in seen if not one["ring"]] == []
    assert [one["name"] for one in seen if not one["inside"]] == []
    # In the order of the page: nothing is left out, comes twice, or keeps the focus.
    assert [one["place"] for one in seen] == list(range(wanted))


def test_tab_reaches_everything_once(opened: Open, written: Written) -> None:
    _walk(opened(written("software-company")).page, everything_open=False)


def test_tab_reaches_everything_that_is_folded_out_on_a_narrow_screen(
    opened: Open, written: Written
) -> None:
    page = opened(written("startup"), viewport={"width": 320, "height": 640}).page
    _walk(page, everything_open=True)


def test_enter_folds_out_the_evidence(opened: Open, written: Written) -> None:
    page = opened(written("startup")).page
    summary = page.locator("summary").first
    summary.press("Enter")
    expect(page.locator("details").first).to_have_attribute("open", "")
    summary.press("Enter")
    expect(page.locator("details").first).not_to_have_attribute("open", "")


def test_the_first_link_skips_to_the_report(opened: Open, written: Written) -> None:
    page = opened(written("startup")).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
