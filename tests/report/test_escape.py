"""Whatever a text holds, a Markdown reader sees it as text."""

import unicodedata
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from llmchoice.model.assessment import Assessment
from llmchoice.plain import plain
from llmchoice.report import Style, render

if TYPE_CHECKING:
    from markdown_it.token import Token

PIPE = Style(width=None, colour=False, unicode=True)
SAMPLES = ("bare", "full", "tied", "undecided", "nothing", "mixed")
WORDS_OF_OURS = {
    *("verdict", "undecided", "side", "leading", "sides_left", "effort", "standing", "kind"),
    *("varied", "code", "way", "stance", "reserved"),
}
NAMES = frozenset({"name", "texts", "text", "word", "title", "more", "than"})
MARKER = "QQQ"
INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}


def _markdown(assessment: Assessment) -> str:
    return render("markdown", assessment, PIPE)


def _tokens(text: str) -> "list[Token]":
    return MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(text)


def _text(token: "Token") -> str:
    return "".join(child.content for child in token.children or ())


def _said(text: str) -> list[str]:
    return [_text(token) for token in _tokens(text) if token.type == "inline"]


def _poisoned(
    assessment: Assessment, poison: str, only: "frozenset[str] | None" = None
) -> Assessment:
    """The assessment with that text in place of every text that is not a word of ours.

    Or of those alone whose fields are named: ids that differ make more rows and columns.
    """

    def replaced(value: object, key: str) -> object:
        if isinstance(value, dict):
            return {name: replaced(item, name) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [replaced(item, key) for item in value]
        chosen = key not in WORDS_OF_OURS and (only is None or key in only)
        return poison if isinstance(value, str) and chosen else value

    document = assessment.model_dump(mode="json", by_alias=True)
    return Assessment.model_validate(replaced(document, ""))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://good.example@evil.example/",
        "https://x.example/a b",
        "https://x.example/\u202eb",
        "https://x.example/)\n# h",
        "//x.example",
    ],
)
def test_an_odd_address_is_text(full: Assessment, url: str) -> None:
    source = full.sources[1].model_copy(update={"url": url})
    tokens = _tokens(_markdown(full.model_copy(update={"sources": (source,)})))
    children = [child.type for token in tokens for child in token.children or ()]
    assert "link_open" not in children
    assert any(plain(url) in _text(token) for token in tokens)


def test_an_address_is_not_read_as_entities(full: Assessment) -> None:
    url = "https://x.example/?a=1&copy;=2"
    source = full.sources[1].model_copy(update={"url": url})
    tokens = _tokens(_markdown(full.model_copy(update={"sources": (source,)})))
    children = [child for token in tokens for child in token.children or ()]
    assert [c.attrs["href"] for c in children if c.type == "link_open"] == [url]


def test_a_hostile_title_stays_inside_its_link(full: Assessment, hostile: str) -> None:
    source = full.sources[1].model_copy(update={"title": hostile})
    text = _markdown(full.model_copy(update={"sources": (source,)}))
    (inline,) = [t for t in _tokens(text) if t.type == "inline" and "law-1: " in _text(t)][-1:]
    kinds = [child.type for child in inline.children or ()]
    assert kinds == ["text", "link_open", "text", "link_close", "text"]
    assert _text(inline).startswith(f"law-1: {plain(hostile)}, A paper.")


@pytest.mark.parametrize("only", [None, NAMES], ids=["everything", "names"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_hostile_text_is_inert_everywhere(
    sample: str, only: frozenset[str] | None, hostile: str, request: pytest.FixtureRequest
) -> None:
    """The same blocks, the same marks and the same text as with a harmless word."""
    assessment = request.getfixturevalue(sample)
    harmless = _tokens(_markdown(_poisoned(assessment, MARKER, only)))
    harmful = _tokens(_markdown(_poisoned(assessment, hostile, only)))
    assert [token.type for token in harmful] == [token.type for token in harmless]
    for expected, found in zip(harmless, harmful, strict=True):
        assert _text(found) == _text(expected).replace(MARKER, plain(hostile))
        assert [c.type for c in found.children or ()] == [c.type for c in expected.children or ()]


@pytest.mark.parametrize("width", [None, 40])
def test_hostile_text_is_inert_on_a_terminal(
    full: Assessment, width: int | None, hostile: str
) -> None:
    """Nothing that a terminal obeys, or that cannot be seen, is left of it."""
    style = Style(width=width, colour=False, unicode=True)
    text = render("text", _poisoned(full, hostile), style)
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in INVISIBLE]


def test_the_harmless_word_gives_no_html_and_no_links(mixed: Assessment) -> None:
    """What the test above compares with is itself only text and bold."""
    tokens = _tokens(_markdown(_poisoned(mixed, MARKER)))
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds == {"text", "strong_open", "strong_close"}
    assert not [token for token in tokens if token.type.startswith(("html", "code"))]
    assert [token.info for token in tokens if token.type == "fence"] == ["mermaid"]


def test_numbers_in_text_do_not_start_lists(full: Assessment) -> None:
    text = _markdown(full.model_copy(update={"date": "2026. January"}))
    assert "Date: 2026. January" in _said(text)
    assert "9\\." not in text
