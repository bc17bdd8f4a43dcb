"""What is seen without scrolling: the verdict, how sure it is, the ranking, the first step."""

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Open, Written

SCREENS = {"desk": (1280, 800), "telephone": (390, 844)}
BOTTOM = "(one) => one.getBoundingClientRect().bottom"
TOP = "(one) => one.getBoundingClientRect().top"
COLOURS = """() => {
  const tones = {};
  for (const one of document.querySelectorAll("[class*='tone-']")) {
    const tone = [...one.classList].find((name) => name.startsWith("tone-"));
    (tones[getComputedStyle(one).getPropertyValue("--tone")] ??= new Set()).add(tone);
  }
  return Object.values(tones).map((names) => [...names]);
}"""


def _page(opened: Open, path: Written, name: str, screen: str) -> Page:
    width, height = SCREENS[screen]
    return opened(path(name), viewport={"width": width, "height": height}).page


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", ["startup", "law-firm"])
def test_the_answer_and_the_first_step_are_seen_at_once(
    opened: Open, written: Written, name: str, screen: str
) -> None:
    page = _page(opened, written, name, screen)
    for part in (".callout h2", ".gauge", ".bars", ".prominent li"):
        bottom = page.locator(part).first.evaluate(BOTTOM)
        assert 0 < bottom <= SCREENS[screen][1], part


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_but_the_title_stands_before_the_verdict(
    opened: Open, written: Written, screen: str
) -> None:
    page = _page(opened, written, "startup", screen)
    assert page.locator(".callout").first.evaluate(TOP) < 100


def test_the_first_steps_stand_after_the_bars_or_beside_them(
    opened: Open, written: Written
) -> None:
    desk = _page(opened, written, "startup", "desk")
    assert desk.locator(".prominent").evaluate(TOP) == desk.locator(".lead").evaluate(TOP)
    narrow = _page(opened, written, "startup", "telephone")
    after = narrow.locator(".prominent").evaluate(TOP)
    assert narrow.locator(".bars").first.evaluate(BOTTOM) < after
    assert after < narrow.locator(".groups").first.evaluate(TOP)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_colour_means_one_thing(opened: Open, written: Written, scheme: str) -> None:
    page = opened(written("software-company"), color_scheme=scheme).page
    assert [names for names in page.evaluate(COLOURS) if len(names) > 1] == []


def test_a_link_of_the_contents_opens_its_chapter(opened: Open, written: Written) -> None:
    page = opened(written("startup")).page
    link = page.locator(".contents a").last
    chapter = page.locator(f"details{link.get_attribute('href')}")
    assert chapter.get_attribute("open") is None
    link.click()
    page.wait_for_function("(one) => one.open", arg=chapter.element_handle())
