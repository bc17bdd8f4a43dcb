"""Draws the pictures of the README anew, from the report of a packaged example.

    .venv/bin/python docs/pictures/draw.py

`report.svg` is the terminal's report, `page.png` the first screen of the HTML report. The picture
of the page needs Chromium: that on the PATH, or the program that LLMCHOICE_CHROMIUM names. Without
it the program says so and ends with 1, and the first is drawn.
"""

import os
import shutil
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from llmchoice.api import assess
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.assessment import Assessment
from llmchoice.report.blocks import Settings
from llmchoice.report.registry import format_named, render

HERE = Path(__file__).resolve().parent
PROFILE = HERE.parents[1] / "profiles" / "startup.yaml"
COMMAND = "llmchoice assess startup.yaml"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHOSEN = "LLMCHOICE_CHROMIUM"
COLUMNS = 80
# The frame of rich's own drawings, less the font that it would fetch from a server.
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" role="img" xmlns="http://www.w3.org/2000/svg">
<title>TITLE</title>
<style>
.{unique_id}-matrix {{ font-family: "Fira Code", "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


class NotDrawn(Exception):  # noqa: N818 - it never leaves this module
    """Why there is no picture of the page."""


def example() -> Assessment:
    """The assessment that both pictures show."""
    kb = load_criteria()
    profile = read_profile(kb, PROFILE.read_text(encoding="utf-8"), PROFILE.name)
    return assess(profile, kb)


def terminal_picture(assessment: Assessment | None = None) -> str:
    """The terminal's report, as SVG."""
    settings = Settings(width=COLUMNS, colour=True)
    report = str(render(assessment or example(), format_named("text", Assessment), settings))
    console = Console(
        record=True, width=COLUMNS, file=StringIO(), force_terminal=True, color_system="standard"
    )
    for line in report.splitlines():
        console.print(Text.from_ansi(line), soft_wrap=True)
    return console.export_svg(
        title=COMMAND, code_format=FRAME.replace("TITLE", COMMAND), unique_id="report"
    )


def page_picture(assessment: Assessment, to: Path) -> None:
    """The first screen of the HTML report, as PNG.

    Raises:
        NotDrawn: where there is no browser that can be driven.
    """
    try:
        from playwright.sync_api import Error  # noqa: PLC0415 - only this picture needs it
    except ImportError as error:
        reason = "install the development requirements"
        raise NotDrawn(reason) from error
    try:
        _photograph(assessment, to)
    except Error as error:
        reason = f"install Chromium, or name its program in {CHOSEN}: {error}"
        raise NotDrawn(reason.splitlines()[0]) from error


def _photograph(assessment: Assessment, to: Path) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only this picture needs it

    page = str(render(assessment, format_named("html", Assessment)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        file = Path(folder) / "report.html"
        file.write_text(page, encoding="utf-8")
        browser = play.chromium.launch(executable_path=_program(), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1200, "height": 820}, color_scheme="light")
        tab.goto(file.as_uri())
        tab.screenshot(path=str(to))
        browser.close()


def _program() -> str | None:
    """The browser; None for the one that playwright has installed itself."""
    return os.environ.get(CHOSEN) or next(filter(None, map(shutil.which, PROGRAMS)), None)


def main() -> int:
    """Draw both; 1 where Chromium is missing."""
    assessment = example()
    (HERE / "report.svg").write_text(terminal_picture(assessment), encoding="utf-8")
    try:
        page_picture(assessment, HERE / "page.png")
    except NotDrawn as error:
        sys.stderr.write(f"page.png was not drawn: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
