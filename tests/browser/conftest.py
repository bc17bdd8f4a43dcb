"""Pages as the program writes them, in a real Chromium without a network.

A missing browser fails these tests and skips none: what nobody looked at is not known to work.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from llmchoice.api import priced, read_profile
from llmchoice.engine.assess import assess
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.assessment import Assessment
from llmchoice.report.registry import format_named, render

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHOSEN = "LLMCHOICE_CHROMIUM"
HOW_TO_INSTALL = f"""\
no Chromium found, and the browser tests need one. Install it:
  Debian, Ubuntu: apt-get install chromium
  Fedora: dnf install chromium
  anywhere: playwright install chromium (beside the pytest of this environment)
or name the program of a Chromium, Chrome or Edge in the environment variable {CHOSEN}."""
LONGEST = 15_000
"""Milliseconds that a step may take on a machine with much else to do."""
PROFILES = {
    "startup": (),
    "software-company": (),
    "law-firm": (),
    "nothing": ("data-location=premises", "hardware=no-budget", "data=secret"),
}
"""Ratings; workloads that differ; points and an unknown answer; and the bank with nothing left."""
SIMULATIONS = 1000
FOLD_OUT = "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"
TOO_WIDE = """() => {
  const clipped = (one) =>
    one && (getComputedStyle(one).overflowX !== "visible" || clipped(one.parentElement));
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility())
    .filter((one) => !clipped(one.parentElement))
    .map((one) => one.outerHTML.slice(0, 100));
}"""
"""What sticks out on the right, and does not scroll in a region of its own."""
OUT_OF_CARD = """() => {
  const clipped = (one) =>
    one.matches("body *")
    && (getComputedStyle(one).overflowX !== "visible" || clipped(one.parentElement));
  const inner = (card) =>
    card.getBoundingClientRect().right - parseFloat(getComputedStyle(card).borderRightWidth);
  const cards = ".card, .group, .callout, details";
  return [...document.querySelectorAll(`:is(${cards}) :not(svg *)`)]
    .filter((one) => one.checkVisibility() && !clipped(one.parentElement))
    .filter((one) => {
      const card = one.parentElement.closest(cards);
      return one.getBoundingClientRect().right > inner(card) + 0.5;
    })
    .map((one) => one.outerHTML.slice(0, 100));
}"""
"""What lies across the border of its card, and does not scroll in a region of its own."""
Written = Callable[[str], Path]


@dataclass
class Opened:
    """A page that is open, and all that it said or asked for since."""

    page: Page
    said: list[str] = field(default_factory=list)
    """Console messages (the browser reports a breach of the CSP there), errors and dialogs."""
    asked: list[str] = field(default_factory=list)
    """Addresses of everything that it loaded."""


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The page of a profile, with everything in it; written once."""
    folder = tmp_path_factory.mktemp("pages")

    def page(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            _write(name, path)
        return path

    return page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one file.

    Not of the session: Playwright leaves an event loop running in this thread, and the tests of
    the questions, which may come next, start one of their own.
    """
    expect.set_options(timeout=LONGEST)
    with sync_playwright() as playwright:
        # Playwright starts it without a sandbox, so that it runs as root and in a container; the
        # pages are our own, and have no network.
        chromium = playwright.chromium.launch(executable_path=_program(playwright))
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Opens a file in a window of its own; keywords are those of a Playwright context."""
    with ExitStack() as windows:

        def show(path: Path, **keywords: object) -> Opened:
            window = browser.new_context(**keywords)  # type: ignore[arg-type] # keywords are the caller's
            windows.callback(window.close)
            window.set_default_timeout(LONGEST)
            window.set_offline(offline=True)
            one = Opened(window.new_page())
            _watch(one)
            one.page.goto(path.as_uri())
            return one

        yield show


def _watch(one: Opened) -> None:
    def note(message: ConsoleMessage) -> None:
        one.said.append(f"{message.type}: {message.text}")

    def answer(dialog: Dialog) -> None:
        one.said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    one.page.on("console", note)
    one.page.on("pageerror", lambda error: one.said.append(f"error: {error}"))
    one.page.on("dialog", answer)
    one.page.on("request", lambda request: one.asked.append(request.url))
    one.page.on("popup", lambda window: one.said.append(f"window: {window.url}"))


def _program(playwright: Playwright) -> str:
    found = (
        os.environ.get(CHOSEN)
        or next(filter(None, map(shutil.which, PROGRAMS)), None)
        or playwright.chromium.executable_path
    )
    if not Path(found).exists():
        pytest.fail(HOW_TO_INSTALL, pytrace=False)
    return found


def _write(name: str, path: Path) -> None:
    packaged = "bank" if name == "nothing" else name
    kb = load_criteria()
    settings = PROFILES.get(name, ())
    profile = read_profile(packaged, kb, settings)
    path.write_text(page_of(assess(priced(kb, profile), profile, draws=SIMULATIONS)), "utf-8")


def page_of(assessment: Assessment) -> str:
    """The whole page, with a panel for the organisation or for each kind of work."""
    return str(render(assessment, format_named("html", Assessment)))
