"""What a person and a program read; names from outside obey nothing and change nothing."""

import json
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from llmchoice.catalogue.cost.book import Book
from llmchoice.catalogue.cost.study import Asked, report
from llmchoice.model.cost import CostInputs, CostReport, Volume
from llmchoice.report.cost import FORMATS, render
from llmchoice.report.cost.phrases import tokens
from llmchoice.report.cost.plot import plot
from llmchoice.report.style import Style

Costs = Callable[..., CostReport]
VOLUME = Volume(tokens_in=5e8, tokens_out=1e8)
PIPE = Style(width=None, colour=False, unicode=True)
ASCII = Style(width=None, colour=False, unicode=False)


def test_every_cost_crossing_and_price_date_is_said(costs: Costs) -> None:
    found = costs(VOLUME, ceiling=1000.0)
    text = render("text", found, PIPE)
    for words in ("Prices as of 2026-11-21", "USD", "600 million tokens", "never at this size"):
        assert words in text
    assert "Ceiling: 1,000" in text
    assert text.count("above the ceiling even at the low end") == 2
    markdown = render("markdown", found, PIPE)
    assert markdown.count("above the ceiling") == 2


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_costs_give_the_same_bytes_and_end_in_one_line_break(
    costs: Costs, name: str
) -> None:
    text = render(name, costs(VOLUME), PIPE, explain=True)
    assert text == render(name, costs(VOLUME), PIPE, explain=True)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_json_is_the_report(costs: Costs) -> None:
    found = costs(VOLUME)
    assert CostReport.model_validate(json.loads(render("json", found, PIPE))) == found


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_explained_figures_have_names_ids_and_sources(costs: Costs, name: str) -> None:
    found = costs(VOLUME)
    text = render(name, found, PIPE, explain=True)
    shorter = render(name, found, PIPE)
    for term in found.subjects[0].cases[0].terms:
        assert f"({term.term})" in text
        assert f"({term.term})" not in shorter
    assert "Our assumption" in text
    assert "looked at on 2026-11-21" in text


def test_a_stream_without_unicode_gets_ascii(costs: Costs) -> None:
    render("text", costs(VOLUME), ASCII, explain=True).encode("ascii")


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_a_plot_fits_its_terminal(costs: Costs, width: int) -> None:
    style = Style(width=max(width, 20), colour=False, unicode=True)
    text = render("text", costs(VOLUME), style)
    assert all(len(line) <= max(width, 20) for line in text.splitlines() if "\u2502" in line[:12])


def test_next_to_no_tokens_make_no_longer_plot_than_one(costs: Costs) -> None:
    least = costs(Volume(tokens_in=1e-300, tokens_out=0)).subjects[0].cases[0]
    assert least.volumes == costs(Volume(tokens_in=1, tokens_out=0)).subjects[0].cases[0].volumes
    assert least.volumes[0] == 1


@pytest.mark.parametrize("width", [40, 80, None])
def test_the_upright_axis_is_straight_however_long_its_labels_are(
    costs: Costs, width: int | None
) -> None:
    huge = costs(Volume(tokens_in=9e15, tokens_out=1e15))
    for case in huge.subjects[0].cases:
        drawn = plot(case, tuple(huge.options.items()), 1e16, unicode=True, width=width)
        assert drawn is not None
        *rows, corner, _, _ = drawn.lines
        assert rows[0].startswith(("10,000,000,000 ", "100,000,000,000 "))
        assert {row.index("\u2502") for row in rows} == {corner.index("\u2514")}
        assert all(len(line) <= (width or len(line)) for line in (*rows, corner))


def test_the_stairs_of_whole_cards_show_in_the_plot(costs: Costs) -> None:
    """Level, then rising: the option on rented cards has many points in one row, fewer above."""
    text = render("text", costs(VOLUME, size="large"), PIPE)
    rows = [line for line in text.splitlines() if "\u2502" in line]
    levels = [row.count("4") for row in rows if "4" in row.split("\u2502")[1]]
    assert max(levels) > 30
    assert len(levels) > 2


def hostile(book: Book) -> CostReport:
    names = {o: f"|a`b* <i>{o}</i>\x1b[31m ```" for o in book.terms.options}
    asked = [Asked("# w\n- x", {}, VOLUME)]
    return report(
        book, organisation="\u202eAcme | <b>", options=names, asked=asked, inputs=CostInputs()
    )


def test_hostile_names_stay_text(book: Book) -> None:
    found = hostile(book)
    for name in ("text", "markdown"):
        text = render(name, found, PIPE, explain=True)
        assert "\x1b" not in text
        assert "\u202e" not in text
    html = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .render(render("markdown", found, PIPE, explain=True))
    )
    assert "<i>" not in html
    assert "<b>" not in html
    assert html.count("<pre>") == len(found.subjects[0].cases)


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
        options={"closed-api": "API"},
        asked=[Asked("a | b", {}, VOLUME), Asked("c", {}, VOLUME)],
        inputs=CostInputs(),
    )
    headings = [line for line in render("markdown", found, PIPE).splitlines() if line[0:1] == "#"]
    assert [line for line in headings if line.startswith("## ")] == [
        "## Workload: a &#124; b",
        "## Workload: c",
    ]
    assert headings.count("### Cost a month, in USD") == 2
    assert "Workload: a | b" in render("text", found, PIPE)
