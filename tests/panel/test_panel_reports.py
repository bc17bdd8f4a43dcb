"""The reports of a panel: what they begin with, and names that stay names."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from llmchoice.engine.panel import Member, assess_panel
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.panel import Panel
from llmchoice.report.panel import FORMATS, render
from llmchoice.report.style import Style

EXPECTED = Path(__file__).parent / "expected"
DATE = "2026-11-21"
PIPE = Style(width=None, colour=False, unicode=True)
TERMINAL = Style(width=80, colour=True, unicode=True)
NARROW = Style(width=40, colour=False, unicode=False)
GOLDEN = [
    ("text", PIPE, "clinic.txt"),
    ("text", replace(TERMINAL, colour=False), "clinic.80.txt"),
    ("markdown", PIPE, "clinic.md"),
]
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
CHAPTERS = [
    "Each member alone",
    "Where they disagree on facts",
    "What only some of them know",
    "Where they disagree on what matters",
    "Whether one member decides it",
    "What would make them agree",
]


@pytest.fixture(scope="module")
def clinic_panel(kb: KnowledgeBase, clinic: tuple[Member, ...]) -> Panel:
    return assess_panel(kb, clinic, date=DATE)


@pytest.fixture(scope="module", params=NAMES)
def hostile(
    request: pytest.FixtureRequest, kb: KnowledgeBase, member: Callable[..., Member]
) -> tuple[str, Panel]:
    """The name stands for a member, the organisation, a workload and a remark."""
    name = str(request.param)
    works = [{"name": name, "answers": {}}, {"name": "other", "answers": {}}]
    members = [
        member(name, organisation=name, workloads=works, notes={"data": name}),
        member(
            "other",
            2,
            workloads=works,
            answers={"traffic": "steady", "own-test": "unknown"},
            points={"independence": 100},
        ),
    ]
    return name, assess_panel(kb, members, draws=20)


def tokens(markdown: str) -> Iterator[Token]:
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(markdown):
        yield token
        yield from token.children or ()


@pytest.mark.parametrize(("form", "style", "file"), GOLDEN, ids=[case[2] for case in GOLDEN])
def test_a_report_is_as_it_was_looked_at(
    form: str, style: Style, file: str, clinic_panel: Panel, pytestconfig: pytest.Config
) -> None:
    text = render(form, clinic_panel, style)
    path = EXPECTED / file
    if pytestconfig.getoption("--update"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs: look, then --update"


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_report_begins_with_the_verdict_then_who_then_where_they_disagree(
    form: str, clinic_panel: Panel
) -> None:
    text = render(form, clinic_panel, PIPE)
    places = [text.index(words) for words in ("Verdict: ", *CHAPTERS, "Ranking")]
    assert places == sorted(places)


def test_every_member_has_one_line(clinic_panel: Panel) -> None:
    lines = render("text", clinic_panel, PIPE).splitlines()
    start = lines.index("Each member alone")
    found = [line.split(":")[0] for line in lines[start + 1 : lines.index("", start)]]
    assert found == ["- clinic-ciso", "- clinic-cfo", "- clinic-cto"]


def test_the_json_report_obeys_the_schema_of_its_type(clinic_panel: Panel) -> None:
    document = json.loads(render("json", clinic_panel, PIPE))
    jsonschema.validate(document, Panel.model_json_schema(mode="serialization"))
    assert Panel.model_validate(document) == clinic_panel


@pytest.mark.parametrize("style", [PIPE, TERMINAL, NARROW])
def test_a_text_report_shows_a_name_and_obeys_nothing(
    style: Style, hostile: tuple[str, Panel]
) -> None:
    name, panel = hostile
    text = render("text", panel, style)
    if style is PIPE:
        assert NAMES[name] in text.splitlines()[0]
        assert not CONTROLS & set(text)
    else:
        assert not (CONTROLS - {"\x1b"}) & set(text)
        assert "\x1b]" not in text
        assert "\x1b[31mred" not in text


def test_a_markdown_report_shows_a_name_and_obeys_nothing(hostile: tuple[str, Panel]) -> None:
    name, panel = hostile
    text = render("markdown", panel, PIPE)
    assert not CONTROLS & set(text)
    found = list(tokens(text))
    words = [
        "".join(child.content for child in token.children or ())
        for token in found
        if token.type == "inline"
    ]
    assert any(NAMES[name] in line for line in words)
    assert not [t for t in found if t.type in {"html_block", "html_inline", "image"}]
    assert sum(token.type == "heading_open" and token.tag == "h1" for token in found) == 1


def test_every_row_of_a_table_has_all_its_cells(hostile: tuple[str, Panel]) -> None:
    _, panel = hostile
    rows: list[int] = []
    for token in tokens(render("markdown", panel, PIPE)):
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append(0)
        elif token.type in {"td_open", "th_open"}:
            rows[-1] += 1
        elif token.type == "table_close":
            assert len(set(rows)) == 1


def test_a_json_report_holds_a_name_unchanged(hostile: tuple[str, Panel]) -> None:
    name, panel = hostile
    found = json.loads(render("json", panel, PIPE))
    assert found["members"][0]["name"] == name
    assert found["aggregate"]["profile"]["organisation"] == name
    assert found["facts"]["contested"][0]["workloads"] == [name, "other"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_ends_in_one_newline(form: str, clinic_panel: Panel) -> None:
    text = render(form, clinic_panel, PIPE)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
