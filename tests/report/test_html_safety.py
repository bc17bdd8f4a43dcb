"""The page loads and runs nothing but itself, and text on it is only text."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from xml.etree.ElementTree import Element

import html5lib
import pytest
from tests.report.web import SAMPLES, html, tag, with_beside

from llmchoice.model.assessment import Assessment
from llmchoice.plain import plain

MARKER = "harmless"
TEMPLATE = (
    "{{ 7 * 7 }}",
    "{% for x in y %}",
    "{# gone #}",
    "${7*7}",
    '" onload="alert(1)',
    "'><b>",
)
ELEMENTS = """
html head meta title style body a header p time h1 h2 h3 h4 span div nav ul ol li main section
figure figcaption svg desc g line rect circle text polyline table thead tbody tfoot tr th td
details summary strong footer script label input button caption small
"""
ATTRIBUTES = """
lang charset http-equiv content name href id class datetime aria-label aria-hidden
aria-labelledby aria-describedby tabindex role scope colspan rel type hidden x y dx x1 x2 y1 y2
cx cy r width height viewBox preserveAspectRatio points for min max step value autocomplete
aria-live aria-atomic data-whatif data-priority data-option data-name
"""


@pytest.fixture
def whole(full: Assessment) -> Assessment:
    return with_beside(full)


def _read(markup: str) -> Element:
    """As a browser reads it, which takes anything."""
    page = html5lib.parse(markup, namespaceHTMLElements=False)
    assert isinstance(page, Element)
    return page


def _policy(page: Element) -> dict[str, list[str]]:
    """The policy by directive."""
    (meta,) = [
        one for one in page.iter("meta") if one.get("http-equiv") == "Content-Security-Policy"
    ]
    parts = (directive.split() for directive in meta.get("content", "").split(";"))
    return {name: values for name, *values in parts}


def _hash(text: str | None) -> str:
    return f"'sha256-{b64encode(sha256((text or '').encode()).digest()).decode()}'"


def _poisoned(assessment: Assessment, poison: str) -> Assessment:
    """The poison in place of every text that the types allow to be any text."""
    document = assessment.model_dump(mode="json", by_alias=True)
    kept = {
        *("schema_version", "verdict", "side", "effort", "standing", "kind", "varied", "date"),
        *("as_of", "checked_on", "prices_as_of", "size", "basis", "term", "currency", "model"),
        *("weights", "url", "claim", "unknown", "filter", "questions", "cheapest", "licence"),
        *("undecided", "leading", "sides_left", "code", "way", "stance", "reserved"),
        *("over_ceiling", "fact", "includes", "equals", "one_of", "spread", "gpu", "origin"),
    }

    def replaced(value: object, key: str, path: str) -> object:
        if isinstance(value, dict):
            return {name: replaced(item, name, f"{path}.{name}") for name, item in value.items()}
        if isinstance(value, list):
            return [replaced(item, key, path) for item in value]
        ids = path.startswith((".costs", ".shortlist")) and key in {"option", "versus"}
        content = path.startswith(".profile.content")
        return poison if isinstance(value, str) and key not in kept and not ids | content else value

    return Assessment.model_validate(replaced(document, "", ""))


def _shape(page: Element) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes.

    Texts of pictures are left out: a long name takes several lines there.
    """
    return [
        (tag(element), tuple(sorted(element.attrib)))
        for element in page.iter()
        if tag(element) != "text"
    ]


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> Assessment:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Assessment)
    return found


def test_the_policy_forbids_all_but_the_hashed_style_and_script(sample: Assessment) -> None:
    page = _read(html(sample))
    (style,) = page.iter("style")
    scripts = [one for one in page.iter("script") if one.get("type") is None]
    assert _policy(page) == {
        "default-src": ["'none'"],
        "style-src": [_hash(style.text)],
        "script-src": [_hash(one.text) for one in scripts] or ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }


def test_the_policy_stands_before_what_it_rules(full: Assessment) -> None:
    text = html(full)
    assert text.index("Content-Security-Policy") < text.index("<style")


def test_nothing_is_loaded_from_elsewhere(sample: Assessment) -> None:
    page = _read(html(sample))
    for element in page.iter():
        assert not {"src", "srcset", "action", "style", "data", "poster"} & set(element.attrib)
        assert tag(element) not in {"link", "base", "iframe", "object", "embed", "img", "form"}
        if tag(element) != "a":
            assert not [name for name in element.attrib if "href" in name]
    for style in page.iter("style"):
        assert "url(" not in (style.text or "")
        assert "@import" not in (style.text or "")


def test_only_known_elements_and_attributes_are_on_the_page(sample: Assessment) -> None:
    for element in _read(html(sample)).iter():
        assert tag(element) in ELEMENTS.split()
        assert set(element.attrib) <= set(ATTRIBUTES.split())


def test_the_data_of_the_panel_is_json(full: Assessment) -> None:
    page = _read(html(full))
    (data,) = [one for one in page.iter("script") if one.get("type") == "application/json"]
    assert set(json.loads(data.text or "")) == {"whole"}


def test_hostile_text_adds_no_element_and_no_attribute(whole: Assessment, hostile: str) -> None:
    """The same elements in the same order as with a harmless word, and the text as it is."""
    harmless = _read(html(_poisoned(whole, MARKER)))
    harmful = _read(html(_poisoned(whole, hostile)))
    assert _shape(harmful) == _shape(harmless)
    (h1,) = harmful.iter("h1")
    assert plain(hostile) in "".join(h1.itertext())


@pytest.mark.parametrize("hostile", TEMPLATE)
def test_template_syntax_and_quotes_are_text(whole: Assessment, hostile: str) -> None:
    harmless = _read(html(_poisoned(whole, MARKER)))
    harmful = _read(html(_poisoned(whole, hostile)))
    assert _shape(harmful) == _shape(harmless)
    titles = ["".join(one.itertext()) for one in harmful.iter("title")]
    assert titles == [f"Open or closed language models: {hostile}"]


def test_hostile_text_in_workloads_is_inert_too(mixed: Assessment, hostile: str) -> None:
    harmless, harmful = (_read(html(_poisoned(mixed, text))) for text in (MARKER, hostile))
    assert _shape(harmful) == _shape(harmless)


def test_invisible_characters_are_made_visible(full: Assessment) -> None:
    text = html(_poisoned(full, "a\u202eb\u200bc\x1bd"))
    assert "a\\u202eb\\u200bc\\x1bd" in text
    assert not re.search("[\u202e\u200b\x1b]", text)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
        "https://good.example@evil.example/",
        "http:evil",
        "file:///etc/passwd",
        "https://x.example/\nb",
        "https://[broken",
    ],
)
def test_only_ordinary_addresses_become_links(full: Assessment, url: str) -> None:
    sources = tuple(one.model_copy(update={"url": url}) for one in full.sources)
    page = _read(html(full.model_copy(update={"sources": sources})))
    assert all(one.get("href", "").startswith("#") for one in page.iter("a"))
    assert plain(url).strip() in "".join(page.itertext())


def test_an_ordinary_address_is_a_link_that_tells_nothing(full: Assessment) -> None:
    page = _read(html(full))
    (outside,) = [one for one in page.iter("a") if not one.get("href", "").startswith("#")]
    assert outside.get("href") == "https://law.example/1?a=1&b=(2)"
    assert outside.get("rel") == "noreferrer noopener"
