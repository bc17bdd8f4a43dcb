"""What a person and a program read; names from outside obey nothing and change nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.catalogue.cost.conftest import LARGE

from llmchoice.catalogue.cost.book import Book
from llmchoice.catalogue.cost.study import Asked, report
from llmchoice.catalogue.parts import costs_of_profile
from llmchoice.figures import tokens
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.cost import CostReport, Volume
from llmchoice.model.knowledge import Basis
from llmchoice.model.terms import CostInputs
from llmchoice.report.backends.drawing import charts
from llmchoice.report.blocks import Level, Plot, Series, Settings
from llmchoice.report.registry import format_named, render

Costs = Callable[..., CostReport]
VOLUME = Volume(tokens_in=5e8, tokens_out=1e8)
PIPE = Settings()
ASCII = Settings(unicode=False)
PROFILES = Path(__file__).parents[3] / "profiles"
EXPECTED = Path(__file__).parent / "expected"
MOST_LINES = 40


def shown(
    found: CostReport, form: str = "text", level: Level = Level.PAGE, place: Settings = PIPE
) -> str:
    return str(render(found, format_named(form, CostReport), place, level))


def joined(found: CostReport, level: Level = Level.PAGE) -> str:
    """The text in one line, with single spaces."""
    return " ".join(shown(found, level=level).split())


def of_profile(book: Book, path: Path) -> CostReport:
    kb = load_criteria()
    profile = read_profile(kb, path.read_text(encoding="utf-8"), path.name, ())
    return costs_of_profile(Basis(kb), profile, book)


@pytest.mark.parametrize("path", sorted(PROFILES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_page_fits_a_terminal(path: Path, book: Book) -> None:
    lines = shown(of_profile(book, path)).splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(("form", "suffix"), [("text", "80.txt"), ("markdown", "md")])
@pytest.mark.parametrize("name", ["startup", "software-company"])
def test_the_page_reads_as_it_did(
    name: str, form: str, suffix: str, book: Book, pytestconfig: pytest.Config
) -> None:
    text = shown(of_profile(book, PROFILES / f"{name}.yaml"), form)
    path = EXPECTED / f"{name}.{suffix}"
    if pytestconfig.getoption("--update"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path} differs: look, then --update"


def test_the_page_says_volume_amounts_cheapest_ceiling_and_day(costs: Costs) -> None:
    found = costs(VOLUME, ceiling=1000.0)
    text = joined(found)
    assert "600 million tokens a month: 500 million in, 100 million out." in text
    assert "Cheapest of what is allowed, at typical figures: open-host." in text
    assert "Your ceiling is 1,000 USD a month." in text
    assert "Above it even at the low end, all told: open-rented and open-owned." in text
    assert "open-rented (ruled out)" in text
    assert "open-owned (ruled out)" in text
    assert "Prices as of 2026-11-21." in text
    assert "USD a month Low Typical High GPUs" in text


def test_a_missing_figure_is_named(costs: Costs) -> None:
    found = costs(VOLUME)
    (subject,) = found.subjects
    unknown = subject.costs[0].model_copy(update={"monthly": None, "unknown": ("salary",)})
    subject = subject.model_copy(update={"costs": (unknown, *subject.costs[1:])})
    text = joined(found.model_copy(update={"subjects": (subject,)}))
    assert "closed-api: No figure for salary: add it under 'costs:'." in text


def test_in_full_every_model_break_even_and_gpu_is_said(costs: Costs) -> None:
    text = joined(costs(VOLUME), Level.FULL)
    for case in costs(VOLUME).subjects[0].cases:
        assert f"Break-even: {case.closed_model} and {case.open_model}, on {case.gpu}" in text
    assert "open-rented is more expensive at any volume than open-host. Both run" in text
    assert "more than these GPUs can serve" in text
    assert "From how many tokens a month" in text


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.parametrize("level", Level)
def test_the_same_costs_give_the_same_bytes_and_end_in_one_line_break(
    costs: Costs, form: str, level: Level
) -> None:
    text = shown(costs(VOLUME), form, level)
    assert text == shown(costs(VOLUME), form, level)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_json_is_the_report(costs: Costs) -> None:
    found = costs(VOLUME)
    assert CostReport.model_validate(json.loads(shown(found, "json"))) == found


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_figures_have_names_ids_and_sources_in_full_only(costs: Costs, form: str) -> None:
    found = costs(VOLUME, answers={"material": ("speech",)})
    full = " ".join(shown(found, form, Level.FULL).split())
    page = shown(found, form)
    for term in found.subjects[0].cases[0].terms:
        assert f"({term.term})" in full
        assert f"({term.term})" not in page
    assert "Our assumption" in full
    assert "checked on 2026-11-21" in full


def test_a_stream_without_unicode_gets_ascii(costs: Costs) -> None:
    shown(costs(VOLUME), level=Level.FULL, place=ASCII).encode("ascii")


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_plot_fits_its_terminal(costs: Costs, width: int) -> None:
    text = shown(costs(VOLUME), level=Level.FULL, place=Settings(width=width))
    rows = [line for line in text.splitlines() if "\u2502" in line[:12]]
    assert rows
    assert all(len(line) <= width for line in rows)


def test_next_to_no_tokens_make_no_longer_plot_than_one(costs: Costs) -> None:
    least = costs(Volume(tokens_in=1e-300, tokens_out=0)).subjects[0].cases[0]
    assert least.volumes == costs(Volume(tokens_in=1, tokens_out=0)).subjects[0].cases[0].volumes
    assert least.volumes[0] == 1


@pytest.mark.parametrize("width", [40, 80])
def test_the_upright_axis_is_straight_however_long_its_labels_are(width: int) -> None:
    points = tuple((10.0**power, 10.0**power) for power in range(7, 15))
    plot = Plot((Series("line", points),), "tokens", "USD", "a title", mark=1e14, mark_text="you")
    up, *rows, corner, _, across, line, here = charts(plot, width, unicode=True)
    assert (up, across.strip(), line, here) == ("USD", "tokens", "1 line", ": you")
    assert rows[0].startswith("100,000,000,000,000 ")
    assert {row.index("\u2502") for row in rows} == {corner.index("\u2514")}
    assert all(len(row) <= width for row in (*rows, corner))


def test_a_line_behind_another_one_is_said_to_be_there() -> None:
    points = ((1.0, 1.0), (10.0, 10.0))
    plot = Plot((Series("a", points), Series("b", points)), "tokens", "USD", "a title")
    assert charts(plot, 40, unicode=False)[-2:] == ["1 a", "2 b (behind the lines above)"]


def test_a_plot_without_a_point_is_nothing() -> None:
    assert charts(Plot((Series("a", ()),), "x", "y", "z"), 80, unicode=True) == []


def test_the_stairs_of_whole_cards_show_in_the_plot(costs: Costs) -> None:
    """Level, then rising: the option on rented cards has many points in one row, fewer above."""
    text = shown(costs(VOLUME, **LARGE), level=Level.FULL)
    rows = [line for line in text.splitlines() if "\u2502" in line]
    levels = [row.count("4") for row in rows if "4" in row.split("\u2502")[1]]
    assert max(levels) > 30
    assert len(levels) > 2


def test_hostile_names_stay_text(book: Book) -> None:
    names = [
        option.model_copy(update={"short": f"|a`b* <i>{option.id}</i>\x1b[31m ```"})
        for option in load_criteria().options
    ]
    asked = [Asked("# w\n- x", {}, VOLUME)]
    found = report(
        book, organisation="\u202eAcme | <b>", options=names, asked=asked, inputs=CostInputs()
    )
    for form in ("text", "markdown", "json"):
        text = shown(found, form, Level.FULL)
        assert "\x1b" not in text
        assert "\u202e" not in text
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    html = parser.render(shown(found, "markdown", Level.FULL))
    assert "<i>" not in html
    assert "<b>" not in html
    assert html.count("<pre>") == len(found.subjects[0].cases)


@pytest.mark.parametrize(
    ("volume", "said"),
    [
        (Volume(tokens_in=1, tokens_out=0), "1 token a month: 1 in, 0 out."),
        (Volume(tokens_in=1, tokens_out=1), "2 tokens a month: 1 in, 1 out."),
        (Volume(tokens_in=12_345_678, tokens_out=0), "12.3 million tokens a month: "),
    ],
)
def test_one_token_is_no_several(volume: Volume, said: str, costs: Costs) -> None:
    assert said in joined(costs(volume))


@pytest.mark.parametrize(
    ("amount", "said"),
    [(0, "0"), (0.4, "under 1"), (1, "1"), (9_999, "9,999"), (12_345, "0.0123 million")],
)
def test_few_tokens_are_counted_one_by_one(amount: float, said: str) -> None:
    assert tokens(amount) == said


def test_a_memo_has_one_heading_per_workload_and_its_parts_below(book: Book) -> None:
    found = report(
        book,
        organisation="Acme",
        options=load_criteria().options[:1],
        asked=[
            Asked("a | b", {}, VOLUME),
            Asked("c", {}, VOLUME.model_copy(update={"tokens_in": 1e9})),
        ],
        inputs=CostInputs(),
    )
    text = shown(found, "markdown", Level.FULL)
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings[:2] == ["## Workload: a &#124; b", "## Workload: c"]
    assert headings[-2:] == ["## Every figure: a &#124; b", "## Every figure: c"]
    assert text.count("### USD a month by model") == 2
    assert "Workload: a | b" in shown(found)


def test_all_that_cost_least_are_named(costs: Costs) -> None:
    dear = dict.fromkeys(("open-price-in", "cloud-price-in", "seat-price"), 1e6)
    found = costs(VOLUME, **LARGE, terms={"region-surcharge": 1, **dear})
    assert "Cheapest at typical figures: closed-api and closed-cloud." in joined(found)
    assert found.subjects[0].cheapest is None
