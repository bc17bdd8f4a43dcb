"""Reports of a comparison: as they were looked at, short, and inert whatever they quote."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.hostile.inert import marks_where_inert, poisoned

from llmchoice.engine.comparison import compare
from llmchoice.knowledge.folders import profile_names
from llmchoice.model.assessment import Assessment
from llmchoice.model.comparison import Comparison
from llmchoice.plain import plain
from llmchoice.report.blocks import Level, Settings
from llmchoice.report.registry import format_named, render

Whatif = Callable[..., Comparison]
Example = Callable[..., Assessment]
EXPECTED = Path(__file__).parent / "expected"
PIPE = Settings()
ASCII = Settings(unicode=False)
TERMINAL = Settings(width=80)
STARTUP = ("startup", "own-test=open-ahead", "independence=5", "gpu-staff=could-hire")
COMPANY = ("software-company", "own-test=open-ahead")
CASES = [
    (STARTUP, "text", "startup.80.txt"),
    (COMPANY, "markdown", "software-company.md"),
]
MOST_LINES = 40
WORDS_OF_OURS = {
    "verdict",
    "strength",
    "side",
    "tendency",
    "sides_left",
    "effort",
    "reserved",
    "kind",
    "why",
}
TEXTS = ("text", "markdown", "json")


def written(
    name: str, comparison: Comparison, settings: Settings = PIPE, level: Level = Level.PAGE
) -> str:
    """The comparison in a format that is text."""
    return str(render(comparison, format_named(name, Comparison), settings, level))


@pytest.mark.parametrize("golden", CASES, ids=[file for *_, file in CASES])
def test_a_page_is_as_it_was_looked_at(
    golden: tuple[tuple[str, ...], str, str], what_if: Whatif, pytestconfig: pytest.Config
) -> None:
    case, form, file = golden
    text = written(form, what_if(*case), TERMINAL)
    path = EXPECTED / file
    if pytestconfig.getoption("--update"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs: look, then --update"


@pytest.mark.parametrize("name", profile_names())
@pytest.mark.parametrize("setting", ["own-test=open-ahead", "exit=keep-weights"])
def test_a_page_is_short(name: str, setting: str, what_if: Whatif) -> None:
    """One screen, and the verdict at its top; lines and words count at any width."""
    comparison = what_if(name, setting)
    lines = written("text", comparison, TERMINAL).splitlines()
    assert len(lines) <= MOST_LINES
    assert lines[1].strip().startswith(("Changed", "No change", "Still undecided"))
    assert max(map(len, lines)) <= 80


def test_a_share_is_never_compared_with_that_of_the_other_side(example: Example) -> None:
    """From closed to open the leading side changes: the shares are still of one side."""
    before, after = example("startup"), example(*STARTUP[:3])
    found = compare(before, after)
    shares = {change.side: change for change in found.sides}
    for assessment, field in ((before, "share_before"), (after, "share_after")):
        assert assessment.robustness is not None
        for side in assessment.robustness.sides:
            assert getattr(shares[side.side], field) == side.share
    page = written("text", found)
    assert re.search(r"Open wins \d+ % of the simulations before", page)
    assert "Closed wins" not in page


def test_the_lead_is_not_told_where_an_option_of_it_is_excluded(what_if: Whatif) -> None:
    page = written("text", what_if("startup", "exit=keep-weights"))
    assert "This rule now excludes " in page
    assert "Lead of " not in page


def test_a_stream_without_the_signs_gets_ascii(what_if: Whatif) -> None:
    text = written("text", what_if(*STARTUP), ASCII, Level.FULL)
    assert "Changed. Before: Closed, own cloud. After: Open, hosted." in text
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
        text = written(form, compare(before, after))
        assert "The criteria differ: " in text
        assert "another organisation: Example startup" in text
        assert "Two assessments: Somebody else" in text


def _poisoned(comparison: Comparison, poison: str) -> Comparison:
    """The comparison with that text in place of every text that is not a word of ours."""

    document = comparison.model_dump(mode="json", by_alias=True)
    return Comparison.model_validate(poisoned(document, poison, WORDS_OF_OURS.__contains__))


@pytest.mark.parametrize("case", [STARTUP, COMPANY], ids=lambda case: case[0])
def test_hostile_text_is_inert_in_markdown(
    case: tuple[str, ...], hostile: str, what_if: Whatif
) -> None:
    """The same blocks, the same marks and the same text as with a harmless word."""
    comparison = what_if(*case)
    marks = marks_where_inert(
        lambda text: written("markdown", _poisoned(comparison, text), level=Level.FULL), hostile
    )
    assert marks == {"text", "strong_open", "strong_close"}


@pytest.mark.parametrize("style", [PIPE, TERMINAL, ASCII])
def test_hostile_text_obeys_no_terminal(hostile: str, style: Settings, what_if: Whatif) -> None:
    text = written("text", _poisoned(what_if(*COMPANY), hostile), style, Level.FULL)
    assert all(char.isprintable() or char == "\n" for char in text)
    if style is PIPE:
        assert plain(hostile) in text.splitlines()[0]


def test_json_holds_it_unchanged(hostile: str, what_if: Whatif) -> None:
    comparison = _poisoned(what_if(*COMPANY), hostile)
    assert Comparison.model_validate_json(written("json", comparison)) == comparison


@pytest.mark.parametrize("form", TEXTS)
def test_a_report_ends_in_one_newline(form: str, what_if: Whatif) -> None:
    text = written(form, what_if(*STARTUP))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
