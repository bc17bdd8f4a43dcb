"""Whatever the texts of a report say, none of it runs, and all of it is read."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import FOLD_OUT, Open, page_of

from llmchoice.api import read_profile
from llmchoice.engine.assess import assess
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import Basis

TEXTS = (
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "</title><base href='https://x.example/'>",
    "<img src=x onerror=alert(2)><svg onload=alert(3)>",
    '" onmouseover="alert(4)" x="',
    "' onfocus='alert(5)' autofocus='",
    "<meta http-equiv=refresh content='0;url=https://x.example/'>",
    "<iframe srcdoc='<script>alert(6)</script>'></iframe>",
    "{{ 7*7 }} {% include 'page.html.j2' %} {# a #} ${alert(7)}",
    "<a href='javascript:alert(8)'>x</a> &lt;b&gt; &#60;script&#62;",
    "<!-- --> ]]> <![CDATA[",
    "abc\u202egnp.exe\u202c \u2066x\u2069 \u200b \x1b[31m \x00",
)
HOSTILE = " ".join(TEXTS)
ADDRESS = "javascript:alert(9)"
INSIDE = """() => {
  const all = [...document.querySelectorAll("*")];
  return {
    scripts: document.scripts.length,
    handlers: all.flatMap((one) => one.getAttributeNames()).filter((name) => name.startsWith("on")),
    strange: all.filter((one) => one.matches("base, iframe, object, embed, img, [content^='0;']"))
      .map((one) => one.outerHTML),
    links: all.filter((one) => one.hasAttribute("href")).map((one) => one.getAttribute("href"))
      .filter((address) => !/^(https:\\/\\/|#)/.test(address)),
  };
}"""


def _spoiled(part: Any, key: str = "") -> Any:  # noqa: ANN401 - plain data of any shape
    """The same report, with hostile text in every text and every address."""
    if isinstance(part, dict):
        return {key: _spoiled(value, key) for key, value in part.items()}
    if isinstance(part, list):
        return [_spoiled(value, key) for value in part]
    if isinstance(part, str) and key == "url":
        return ADDRESS
    # An id, a date and a word of ours have no blank; what a person reads nearly always has one.
    return f"{part} {HOSTILE}" if isinstance(part, str) and " " in part else part


def _page(name: str, path: Path) -> Path:
    kb = load_criteria()
    profile = read_profile(name, kb)
    found = assess(Basis(kb), profile, draws=100).model_dump(mode="json", by_alias=True)
    spoiled = Assessment.model_validate(_spoiled(found))
    assert HOSTILE in spoiled.profile.organisation
    path.write_text(page_of(spoiled), "utf-8")
    return path


@pytest.mark.parametrize("name", ["software-company", "law-firm"])
def test_nothing_in_a_text_runs(opened: Open, tmp_path: Path, name: str) -> None:
    path = _page(name, tmp_path / "hostile.html")
    one = opened(path)
    one.page.evaluate(FOLD_OUT)
    panel = one.page.locator("[data-whatif]").first
    panel.get_by_role("slider").first.fill("5")
    expect(panel.get_by_role("status")).to_contain_text(TEXTS[0])
    for heading in one.page.locator("h1, h2, h3, summary, tbody th").all()[:20]:
        heading.hover()
    inside = one.page.evaluate(INSIDE)
    assert inside == {"scripts": 2, "handlers": [], "strange": [], "links": []}
    assert one.asked == [path.as_uri()]
    assert one.said == []


def test_what_is_hostile_is_shown_as_it_is(opened: Open, tmp_path: Path) -> None:
    page = opened(_page("law-firm", tmp_path / "hostile.html")).page
    shown = page.locator("main").inner_text()
    assert all(text in shown for text in TEXTS[:-1])
    assert all(text in page.title() for text in TEXTS[:-1])
    whole = page.evaluate("() => document.documentElement.textContent")
    assert not re.search("[\u200b\u202a-\u202e\u2066-\u2069\x00\x1b]", whole)
    assert "abc\\u202egnp.exe" in shown
