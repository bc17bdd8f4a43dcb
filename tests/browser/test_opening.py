"""The page opens from a disk, says nothing to the console, and is whole without its script."""

import time
from pathlib import Path

import pytest
from tests.browser.conftest import LONGEST, PROFILES, Open, Written

SHOWN = "() => document.body.innerText"
WITHOUT_PANELS = """() => {
  for (const panel of document.querySelectorAll("[data-whatif]")) panel.hidden = true;
  return document.body.innerText;
}"""
HANDLER = "inline event handler"


@pytest.mark.parametrize("name", PROFILES)
def test_it_opens_without_a_network_and_in_silence(
    opened: Open, written: Written, name: str
) -> None:
    path = written(name)
    one = opened(path)
    one.page.locator("summary").first.click()
    one.page.locator("[data-whatif] input").first.press("ArrowRight")
    one.page.locator("[data-whatif] button").first.click()
    assert one.asked == [path.as_uri()]
    assert one.said == []


def test_what_it_would_say_is_heard(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "loud.html"
    path.write_text(
        "<!doctype html><meta http-equiv=Content-Security-Policy"
        " content=\"default-src 'none'; script-src 'unsafe-inline'\">"
        "<p style='color:red'>a</p><script>alert('hello'); throw new Error('fault');</script>"
    )
    said = "\n".join(opened(path).said)
    assert "Content Security Policy" in said
    assert "dialog: hello" in said
    assert "error: fault" in said


def test_nothing_may_be_loaded_whatever_a_text_says(opened: Open, written: Written) -> None:
    one = opened(written("startup"))
    refused: list[str | None] = []
    one.page.on("requestfailed", lambda request: refused.append(request.failure))
    one.page.evaluate(
        "() => document.body.insertAdjacentHTML('beforeend', `<img src='https://x.example/a.png'>"
        "<link rel=stylesheet href='https://x.example/a.css'><p onclick='document.title=1'>a</p>`)"
    )
    end = time.monotonic() + LONGEST / 1000
    while (len(refused) < 2 or HANDLER not in "\n".join(one.said)) and time.monotonic() < end:
        one.page.wait_for_timeout(20)
    assert refused == ["csp", "csp"]
    assert HANDLER in "\n".join(one.said)


@pytest.mark.parametrize("name", PROFILES)
def test_without_a_script_it_is_whole_and_has_no_panel(
    opened: Open, written: Written, name: str
) -> None:
    path = written(name)
    without = opened(path, java_script_enabled=False).page
    panels = without.locator("[data-whatif]")
    assert panels.count() > 0
    assert not any(panel.is_visible() for panel in panels.all())
    # An address inside the page leads to something that is there.
    assert (
        without.evaluate("""() => [...document.querySelectorAll("a[href^='#']")]
        .filter((link) => !document.getElementById(link.hash.slice(1))?.checkVisibility())
        .filter((link) => link.checkVisibility()).map((link) => link.hash)""")
        == []
    )
    assert without.evaluate(SHOWN) == opened(path).page.evaluate(WITHOUT_PANELS)
