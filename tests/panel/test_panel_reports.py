"""The report of a panel: its page, what the full report adds, and names that stay names."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len
from tests.panel.conftest import shown, told

from llmchoice.engine.panel import Member, assess_panel
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.panel import Panel
from llmchoice.report.blocks import Level, Settings

EXPECTED = Path(__file__).parent / "expected"
DATE = "2026-11-21"
COLUMNS = 80
TERMINAL = Settings(width=COLUMNS)
GOLDEN = [("text", "clinic.txt"), ("markdown", "clinic.md")]
MARKER = "QQQ"
MOST_LINES = 40
MOST_LINES_OF_WORK = 60
NAMES = {
    "[bold]Acme[/bold]": "[bold]Acme[/bold]",
    "</td><script>alert(1)</script>": "</td><script>alert(1)</script>",
    "a|b \\| c": "a|b \\| c",
    "one\n\n# two\r\n- three": "one⏎⏎# two⏎⏎- three",
    "\x1b[31mred\x1b]8;;https://x.example\x07": "\\x1b[31mred\\x1b]8;;https://x.example\\x07",
    "abc\u202edef\u200b": "abc\\u202edef\\u200b",
    "`code` *a* _b_ [x](y) &lt; <b>": "`code` *a* _b_ [x](y) &lt; <b>",
}
CONTROLS = {chr(code) for code in (*range(32), *range(127, 160), 0x202E, 0x200B)} - {"\n"}
PLACES = [
    Settings(),
    Settings(width=80, colour=True),
    Settings(width=40, unicode=False),
]


@pytest.fixture(scope="module")
def clinic_panel(kb: KnowledgeBase, clinic: tuple[Member, ...]) -> Panel:
    return assess_panel(kb, clinic, date=DATE)


@pytest.fixture(scope="module")
def with_work(kb: KnowledgeBase, member: Callable[..., Member]) -> Panel:
    works = [{"name": "chat", "answers": {}}, {"name": "search", "answers": {}}]
    wants = ({"capability": 100}, {"independence": 100}, {"budget": 100})
    names = ("anna", "bert", "cleo")
    members = [
        member(name, workloads=works, points=points)
        for name, points in zip(names, wants, strict=True)
    ]
    return assess_panel(kb, members, draws=1000)


@pytest.fixture(scope="module")
def marked(kb: KnowledgeBase, member: Callable[..., Member]) -> Panel:
    """The marker stands for a member, the organisation, a workload and a remark."""
    works = [{"name": MARKER, "answers": {}}, {"name": "other", "answers": {}}]
    members = [
        member(MARKER, organisation=MARKER, workloads=works, notes={"data": MARKER}),
        member(
            "other",
            2,
            workloads=works,
            answers={"traffic": "steady", "own-test": "unknown"},
            points={"independence": 100},
        ),
    ]
    return assess_panel(kb, members, draws=1000)


@pytest.fixture(params=NAMES)
def hostile(request: pytest.FixtureRequest, marked: Panel) -> tuple[str, Panel]:
    """The name stands in place of the marker."""
    name = str(request.param)
    text = marked.model_dump_json(by_alias=True).replace(MARKER, json.dumps(name)[1:-1])
    return name, Panel.model_validate_json(text)


def tokens(markdown: str) -> Iterator[Token]:
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(markdown):
        yield token
        yield from token.children or ()


@pytest.mark.parametrize(("form", "file"), GOLDEN)
def test_a_page_is_as_it_was_looked_at(
    form: str, file: str, clinic_panel: Panel, pytestconfig: pytest.Config
) -> None:
    text = shown(clinic_panel, form, Level.PAGE)
    path = EXPECTED / file
    if pytestconfig.getoption("--update"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs: look, then --update"


def test_a_page_fits_a_screen(clinic_panel: Panel, with_work: Panel) -> None:
    for panel, most in ((clinic_panel, MOST_LINES), (with_work, MOST_LINES_OF_WORK)):
        lines = shown(panel, level=Level.PAGE, settings=TERMINAL).splitlines()
        assert len(lines) <= most
        assert max(map(cell_len, lines)) <= COLUMNS


def test_a_page_says_what_is_recommended_and_how_sure_that_is(clinic_panel: Panel) -> None:
    text = told(clinic_panel, Level.PAGE)
    assert "Recommended: Open, hosted" in text
    assert re.search(r"Open wins \d+ % of 3,000 simulations\.", text)


def test_a_page_says_who_would_choose_what(clinic_panel: Panel) -> None:
    lines = shown(clinic_panel, level=Level.PAGE).splitlines()
    for member in clinic_panel.members:
        assert any(
            line.startswith(member.name) and " own " in line and "points behind" in line
            for line in lines
        )


def test_a_page_names_those_who_are_furthest_apart(clinic_panel: Panel) -> None:
    text = told(clinic_panel, Level.PAGE)
    assert "Independence: 5 % for clinic-cfo, 37 % for clinic-cto" in text


def test_a_page_names_first_the_contested_fact_that_rules_options_out(clinic_panel: Panel) -> None:
    text = told(clinic_panel, Level.PAGE)
    assert "would rule out Open, rented GPUs and Open, own hardware" in text
    assert "(1 of 4)" in text


def test_a_page_says_what_to_settle_first(clinic_panel: Panel) -> None:
    text = told(clinic_panel, Level.PAGE)
    assert "This answer brings everybody to the same verdict (Open):" in text
    assert "clinic-cto says so. clinic-ciso and clinic-cfo do not know." in text


def test_where_kinds_of_work_go_is_told_with_who_would_choose_otherwise(with_work: Panel) -> None:
    lines = shown(with_work, level=Level.PAGE).splitlines()
    head = next(place for place, line in enumerate(lines) if line.startswith("Work "))
    rows = lines[head + 1 :]
    assert any(line.startswith("chat ") and "(" in line for line in rows)


def test_the_full_report_has_every_fact_preference_and_member(clinic_panel: Panel) -> None:
    text = told(clinic_panel)
    for fact in clinic_panel.facts.contested:
        assert fact.text in text
    for preference in clinic_panel.preferences:
        assert preference.name in text
    for member in clinic_panel.members:
        assert f"Without {member.name}" in text
    assert "Facts are never averaged." in text
    assert "Each simulation is by the weights of one member" in text


@pytest.mark.parametrize("hostile", ["[bold]Acme[/bold]"], indirect=True)
def test_say_is_told_where_not_all_count_alike(hostile: tuple[str, Panel]) -> None:
    text = told(hostile[1], Level.PAGE)
    assert "66.7 %" in text


def test_the_json_report_obeys_the_schema_of_its_type(clinic_panel: Panel) -> None:
    document = json.loads(shown(clinic_panel, "json"))
    schema = Panel.model_json_schema(mode="serialization")
    jsonschema.Draft202012Validator(schema).validate(document)
    assert Panel.model_validate(document) == clinic_panel


@pytest.mark.parametrize("place", PLACES)
def test_a_text_report_shows_a_name_and_obeys_nothing(
    place: Settings, hostile: tuple[str, Panel]
) -> None:
    name, panel = hostile
    text = shown(panel, settings=place)
    if place.width is None:
        assert NAMES[name] in " ".join(text.split("\n\n")[0].split("\n"))
        assert not CONTROLS & set(text)
    else:
        assert not (CONTROLS - {"\x1b"}) & set(text)
        assert "\x1b]" not in text
        assert "\x1b[31mred" not in text


def test_a_markdown_report_shows_a_name_and_obeys_nothing(hostile: tuple[str, Panel]) -> None:
    name, panel = hostile
    text = shown(panel, "markdown")
    assert not CONTROLS & set(text)
    found = list(tokens(text))
    words = [
        "".join(child.content for child in token.children or ())
        for token in found
        if token.type == "inline"
    ]
    assert any(NAMES[name] in line for line in words)
    assert not [t for t in found if t.type in {"html_inline", "image"}]
    assert sum(token.type == "heading_open" and token.tag == "h1" for token in found) == 1


def test_a_json_report_holds_a_name_unchanged(hostile: tuple[str, Panel]) -> None:
    name, panel = hostile
    found = json.loads(shown(panel, "json"))
    assert found["members"][0]["name"] == name
    assert found["aggregate"]["profile"]["organisation"] == name
    assert found["facts"]["contested"][0]["workloads"] == [name, "other"]


def test_a_member_of_whom_some_work_is_decided_is_partly_decided(
    kb: KnowledgeBase, member: Callable[..., Member]
) -> None:
    works = [
        {"name": "letters", "answers": {"own-test": "unknown"}},
        {"name": "archive", "answers": {"exit": "keep-weights"}},
    ]
    wants = {"independence": 30, "capability": 70}
    members = [member(name, workloads=works, points=wants) for name in ("anna", "bert")]
    panel = assess_panel(kb, members, draws=1000)
    assert {one.recommendation.kind for one in panel.members} == {"partly"}
    rows = [line for line in shown(panel, level=Level.PAGE).splitlines() if "anna" in line[:8]]
    assert "Partly decided" in rows[0]
