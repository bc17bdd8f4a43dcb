"""Reports of a comparison: as they were looked at, and inert whatever they quote."""

from collections.abc import Callable
from pathlib import Path

import pytest
from llmchoice.report.comparison import FORMATS, render
from markdown_it import MarkdownIt
from markdown_it.token import Token

from llmchoice.engine.comparison import compare
from llmchoice.model.assessment import Assessment
from llmchoice.model.comparison import Comparison
from llmchoice.plain import plain
from llmchoice.report.style import Style

Whatif = Callable[..., Comparison]
Example = Callable[..., Assessment]
EXPECTED = Path(__file__).parent / "expected"
PIPE = Style(width=None, colour=False, unicode=True)
ASCII = Style(width=None, colour=False, unicode=False)
TERMINAL = Style(width=80, colour=False, unicode=True)
STARTUP = ("startup", "own-test=open-ahead", "independence=5", "gpu-staff=could-hire")
COMPANY = ("software-company", "own-test=open-ahead")
CASES = [
    (STARTUP, "text", PIPE, "startup.txt"),
    (STARTUP, "text", TERMINAL, "startup.80.txt"),
    (STARTUP, "markdown", PIPE, "startup.md"),
    (COMPANY, "text", PIPE, "software-company.txt"),
]
WORDS_OF_OURS = {"verdict", "undecided", "side", "leading", "sides_left", "effort", "reserved"}
MARKER = "QQQ"


@pytest.mark.parametrize("golden", CASES, ids=[file for *_, file in CASES])
def test_a_report_is_as_it_was_looked_at(
    golden: tuple[tuple[str, ...], str, Style, str], what_if: Whatif, pytestconfig: pytest.Config
) -> None:
    case, form, style, file = golden
    text = render(form, what_if(*case), style)
    path = EXPECTED / file
    if pytestconfig.getoption("--update"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs: look, then --update"


def test_a_stream_without_the_signs_gets_ascii(what_if: Whatif) -> None:
    text = render("text", what_if(*STARTUP), ASCII)
    assert "Verdict: closed weights -> open weights" in text
    assert text.isascii()


def test_criteria_and_organisation_that_differ_are_warned_of(example: Example) -> None:
    before = example("startup")
    after = before.model_copy(
        update={
            "criteria": before.criteria.model_copy(update={"version": "other"}),
            "profile": before.profile.model_copy(update={"organisation": "Somebody else"}),
        }
    )
    for form in ("text", "markdown"):
        text = render(form, compare(before, after), PIPE)
        assert "different criteria" in text
        assert "another organisation: Example startup" in text
        assert "Two assessments of Somebody else" in text


def _poisoned(comparison: Comparison, poison: str) -> Comparison:
    """The comparison with that text in place of every text that is not a word of ours."""

    def replaced(value: object, key: str) -> object:
        if isinstance(value, dict):
            return {name: replaced(item, name) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [replaced(item, key) for item in value]
        return poison if isinstance(value, str) and key not in WORDS_OF_OURS else value

    document = comparison.model_dump(mode="json", by_alias=True)
    return Comparison.model_validate(replaced(document, ""))


def _tokens(comparison: Comparison) -> list[Token]:
    text = render("markdown", comparison, PIPE)
    return MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(text)


def _text(token: Token) -> str:
    return "".join(child.content for child in token.children or ())


@pytest.mark.parametrize("case", [STARTUP, COMPANY], ids=lambda case: case[0])
def test_hostile_text_is_inert_in_markdown(
    case: tuple[str, ...], hostile: str, what_if: Whatif
) -> None:
    """The same blocks, the same marks and the same text as with a harmless word."""
    comparison = what_if(*case)
    harmless, harmful = (_tokens(_poisoned(comparison, text)) for text in (MARKER, hostile))
    assert [token.type for token in harmful] == [token.type for token in harmless]
    for expected, found in zip(harmless, harmful, strict=True):
        assert _text(found) == _text(expected).replace(MARKER, plain(hostile))
        assert [c.type for c in found.children or ()] == [c.type for c in expected.children or ()]
    kinds = {child.type for token in harmless for child in token.children or ()}
    assert kinds == {"text", "strong_open", "strong_close"}


@pytest.mark.parametrize("style", [PIPE, TERMINAL, ASCII])
def test_hostile_text_obeys_no_terminal(hostile: str, style: Style, what_if: Whatif) -> None:
    text = render("text", _poisoned(what_if(*COMPANY), hostile), style)
    assert all(char.isprintable() or char == "\n" for char in text)
    if style is PIPE:
        assert plain(hostile) in text.splitlines()[0]


def test_json_holds_it_unchanged(hostile: str, what_if: Whatif) -> None:
    poisoned = _poisoned(what_if(*COMPANY), hostile)
    assert Comparison.model_validate_json(render("json", poisoned, PIPE)) == poisoned


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_ends_in_one_newline(form: str, what_if: Whatif) -> None:
    text = render(form, what_if(*STARTUP), PIPE)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
