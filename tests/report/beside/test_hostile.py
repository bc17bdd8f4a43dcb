"""Names from the catalogue, the articles and the profile are shown, and obeyed nowhere."""

import unicodedata

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len

from llmchoice.model.assessment import Assessment
from llmchoice.model.claimcheck import ClaimToday
from llmchoice.model.cost import CostReport
from llmchoice.model.shortlist import Shortlist
from llmchoice.plain import plain
from llmchoice.report import Style, render

MARKER = "harmlessword"
NAMED = {"vendor-api", "own-cloud", "other-endpoint"}
"""The ids that lead to the names of options."""
FREE = NAMED | {
    *("because", "closed_model", "country", "evaluate", "figure", "gpu", "name", "open_model"),
    *("origin", "package", "provider", "publisher", "ranked_by", "source", "text", "unit"),
    *("unverified", "vendor", "version"),
}
"""Fields that may hold any text."""


def _poisoned(assessment: Assessment, poison: str) -> Assessment:
    def replaced(value: object, key: str) -> object:
        if isinstance(value, dict):
            return {name: replaced(item, name) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [replaced(item, key) for item in value]
        return poison if isinstance(value, str) and key in FREE else value

    document = assessment.model_dump(
        mode="json", by_alias=True, include={"costs", "shortlist", "checks"}
    )
    found = {name: replaced(part, "") for name, part in document.items()}
    lists, checks = found["shortlist"], found["checks"]
    assert isinstance(lists, list)
    assert isinstance(checks, list)
    return assessment.model_copy(
        update={
            "costs": CostReport.model_validate(found["costs"]),
            "shortlist": tuple(Shortlist.model_validate(one) for one in lists),
            "checks": tuple(ClaimToday.model_validate(one) for one in checks),
        }
    )


def _tokens(assessment: Assessment) -> list[Token]:
    text = render("markdown", assessment, Style(width=None, colour=False, unicode=True))
    return MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(text)


def _text(token: Token) -> str:
    return "".join(child.content for child in token.children or ())


def test_a_memo_has_the_same_marks_whatever_the_names(costed: Assessment, hostile: str) -> None:
    harmless, harmful = (_tokens(_poisoned(costed, word)) for word in (MARKER, hostile))
    assert [token.type for token in harmful] == [token.type for token in harmless]
    assert sum(MARKER in _text(token) for token in harmless) > 50
    for expected, found in zip(harmless, harmful, strict=True):
        assert _text(found) == _text(expected).replace(MARKER, plain(hostile))
        assert [c.type for c in found.children or ()] == [c.type for c in expected.children or ()]


@pytest.mark.parametrize("width", [None, 40])
def test_a_terminal_obeys_none_of_them(costed: Assessment, hostile: str, width: int | None) -> None:
    style = Style(width=width, colour=False, unicode=True)
    text = render("text", _poisoned(costed, hostile), style)
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Zl"}]
    assert width is None or max(map(cell_len, text.splitlines())) <= width


@pytest.mark.parametrize("width", [None, 80])
def test_a_stream_without_unicode_gets_ascii(costed: Assessment, width: int | None) -> None:
    assert render("text", costed, Style(width=width, colour=False, unicode=False)).isascii()
