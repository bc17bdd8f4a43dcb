"""The page for a browser loads and runs nothing but itself, and its parts can be found."""

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest

from llmchoice.model.assessment import Assessment
from llmchoice.plain import plain
from llmchoice.report.registry import format_named, render

SAMPLES = ("bare", "full", "tied", "undecided", "nothing", "mixed")
ODD_ADDRESSES = (
    "javascript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "//evil.example/x",
    "https://good.example@evil.example/",
    "http:evil",
    "file:///etc/passwd",
    "https://x.example/\nb",
    "https://[broken",
)


def _page(assessment: Assessment) -> Element:
    """As a browser reads it; markup that breaks a rule is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = parser.parse(render(assessment, format_named("html", Assessment)))
    assert isinstance(page, Element)
    return page


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _hash(element: Element) -> str:
    digest = sha256((element.text or "").encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"


def _linked(assessment: Assessment, url: str) -> Element:
    sources = tuple(source.model_copy(update={"url": url}) for source in assessment.sources)
    return _page(assessment.model_copy(update={"sources": sources}))


@pytest.fixture(params=SAMPLES)
def page(request: pytest.FixtureRequest) -> Element:
    return _page(request.getfixturevalue(request.param))


def test_the_policy_forbids_all_but_the_hashed_style_and_script(page: Element) -> None:
    (meta,) = [
        element
        for element in page.iter("meta")
        if element.get("http-equiv") == "Content-Security-Policy"
    ]
    parts = (directive.split() for directive in meta.get("content", "").split(";"))
    scripts = [element for element in page.iter("script") if element.get("type") is None]
    assert {name: values for name, *values in parts} == {
        "default-src": ["'none'"],
        "style-src": [_hash(style) for style in page.iter("style")],
        "script-src": [_hash(script) for script in scripts] or ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }


def test_nothing_is_loaded_and_no_element_has_a_style_or_a_script_of_its_own(
    page: Element,
) -> None:
    for element in page.iter():
        names = set(element.attrib)
        assert not {"src", "srcset", "action", "style", "data", "poster"} & names
        assert not [name for name in names if name.startswith("on")]
        assert _tag(element) not in {"link", "base", "iframe", "object", "embed", "img", "form"}
        if _tag(element) != "a":
            assert not [name for name in names if "href" in name]
    for style in page.iter("style"):
        assert not re.search(r"url\(|@import", style.text or "")


def test_ids_are_unique_words_and_every_link_on_the_page_leads_to_one(page: Element) -> None:
    ids = [element.get("id", "") for element in page.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert not [name for name in ids if not re.fullmatch("[A-Za-z0-9_-]+", name)]
    addresses = [link.get("href", "") for link in page.iter("a")]
    inner = {address[1:] for address in addresses if address.startswith("#")}
    assert inner
    assert inner <= set(ids)


def test_there_is_one_title_and_no_heading_is_empty_or_skips_a_level(page: Element) -> None:
    headings = [element for element in page.iter() if re.fullmatch("h[1-6]", _tag(element))]
    levels = [int(_tag(heading)[1]) for heading in headings]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all("".join(heading.itertext()).strip() for heading in headings)
    assert page.get("lang") == "en"


@pytest.mark.parametrize("url", ODD_ADDRESSES)
def test_only_ordinary_addresses_become_links(full: Assessment, url: str) -> None:
    page = _linked(full, url)
    assert all(link.get("href", "").startswith("#") for link in page.iter("a"))
    assert plain(url).strip() in "".join(page.itertext())


def test_an_ordinary_address_is_a_link_that_tells_nothing(full: Assessment) -> None:
    address = "https://law.example/1?a=1&b=(2)"
    (link, *_) = [a for a in _linked(full, address).iter("a") if a.get("href") == address]
    assert link.get("rel") == "noreferrer noopener"
