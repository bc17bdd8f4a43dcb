"""The memo, read back as a Markdown reader would."""

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from llmchoice.model.assessment import Assessment
from llmchoice.report import Style, render

if TYPE_CHECKING:
    from markdown_it.token import Token

PIPE = Style(width=None, colour=False, unicode=True)


def _markdown(assessment: Assessment) -> str:
    return render("markdown", assessment, PIPE)


def _tokens(text: str) -> "list[Token]":
    return MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(text)


def _text(token: "Token") -> str:
    return "".join(child.content for child in token.children or ())


def _headings(text: str) -> list[tuple[str, str]]:
    tokens = _tokens(text)
    return [
        (token.tag, _text(tokens[number + 1]))
        for number, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def _tables(text: str) -> list[list[list[str]]]:
    """Every table as rows of cells, as they are shown."""
    tables: list[list[list[str]]] = []
    cell = False
    for token in _tokens(text):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type in {"th_open", "td_open"}:
            cell = True
        elif token.type == "inline" and cell:
            tables[-1][-1].append(_text(token))
            cell = False
    return tables


def _said(text: str) -> list[str]:
    return [_text(token) for token in _tokens(text) if token.type == "inline"]


def test_the_recommendation_comes_first(full: Assessment) -> None:
    text = _markdown(full)
    assert _headings(text)[:2] == [
        ("h1", "Open or closed language models: Acme"),
        ("h2", "Recommendation"),
    ]
    assert _said(text)[1:10] == [
        "Date: 2026-03-04",
        "Recommendation",
        "Verdict: open weights.",
        (
            "Own cloud comes first, with 71.4 of 100. The best closed option is Vendor api, with"
            " 64.1, 7.4 points behind."
        ),
        "Option: Own cloud",
        "Margin: 7.4 points over Vendor api",
        (
            "Confidence: an open option comes first in 83 % of 10,000 draws (give or take 1"
            " percentage point); below 75 % no side is recommended"
        ),
        "Resting on unknown answers: 20 % of the weight",
        "Own cloud: subject to 1 condition, listed below.",
    ]


def test_the_parts_stand_in_order(full: Assessment) -> None:
    assert [title for tag, title in _headings(_markdown(full)) if tag == "h2"] == [
        "Recommendation",
        "Ranking",
        "How sure is it",
        "What speaks for Own cloud, compared with Vendor api",
        "What speaks against it",
        "What would change it",
        "Find this out first",
        "What was excluded",
        "Conditions to obtain",
        "What it costs",
        "Models to try",
        "Next steps",
        "Warnings",
        "Priorities and weights",
        "Answers",
        "Weights and values",
        "Method",
        "Claims and references",
    ]


def test_the_ranking_is_a_table(full: Assessment) -> None:
    assert _tables(_markdown(full))[0] == [
        ["Rank", "Option", "Side", "Score", "Status"],
        ["1", "Own cloud", "open", "71.4", "recommended; on conditions"],
        ["2", "Vendor api", "closed", "64.1", "runner-up"],
        ["none", "Other endpoint", "open", "88.8", "excluded by no-export"],
    ]


def test_ties_are_shown_as_ties(tied: Assessment) -> None:
    text = _markdown(tied)
    assert [row[:2] for row in _tables(text)[0][1:4]] == [
        ["1=", "Own cloud"],
        ["1=", "Twin cloud"],
        ["2", "Vendor api"],
    ]
    assert "Own cloud and Twin cloud are tied on rank 1." in _said(text)


def test_weights_and_values_recompute_the_score(full: Assessment) -> None:
    (values,) = [
        rows for rows in _tables(_markdown(full)) if rows[0][:2] == ["Criterion", "Priority"]
    ]
    assert values == [
        ["Criterion", "Priority", "Weight", "Vendor api", "Own cloud", "Other endpoint"],
        [
            "Start-up effort (data-control)",
            "Privacy",
            "12.5 %",
            "40.0",
            "90.0 (80.0 to 100.0)",
            "none",
        ],
        ["Score", "", "", "64.1", "71.4", "88.8"],
    ]


def test_answers_are_listed_with_their_notes(full: Assessment) -> None:
    (answers,) = [rows for rows in _tables(_markdown(full)) if rows[0][0] == "Section"]
    assert answers[1] == [
        "Data",
        "Where may the data be?",
        "Only in our country",
        '"The board insists."',
        "data-control, no-export",
    ]


def test_sources_tell_what_holds_what_is_old_and_what_is_wrong(full: Assessment) -> None:
    text = _markdown(full)
    claims, references, wrong = text[text.index("### Claims") :].split("\n### ")
    assert "a-12: An article, A paper, paragraphs 12, 13. Data that stays" in claims
    assert "Stale: to be checked again." in references
    assert "Standing: wrong. Correction: It depends on the volume." in wrong
    assert "b-7" not in claims + references


def test_versions_and_hashes_are_named(full: Assessment) -> None:
    (made_with,) = [rows for rows in _tables(_markdown(full)) if rows[0][0] == "Made with"]
    assert made_with[1:] == [
        ["llmchoice", "9.8.7", ""],
        ["criteria", "2026.1", "c0ffee" * 10],
        ["profile", "", "facade" * 10],
    ]


def test_a_reference_is_a_real_link(full: Assessment) -> None:
    links = [
        child.attrs["href"]
        for token in _tokens(_markdown(full))
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert links == ["https://law.example/1?a=1&b=%282%29"]


def test_undecided_names_contenders_and_what_to_find_out(undecided: Assessment) -> None:
    said = _said(_markdown(undecided))
    assert "Verdict: undecided, no side is recommended." in said
    assert "Contenders: Own cloud and Vendor api" in said
    assert any(line.startswith("How many tokens a month? 20 %") for line in said)


def test_nothing_admissible_names_what_would_readmit(nothing: Assessment) -> None:
    text = _markdown(nothing)
    wanted = 'were "anywhere" instead of "Only in our country", then Other endpoint would be'
    assert any(wanted in line for line in _said(text))
    assert "Conditions to obtain" not in text
    assert "What speaks against it" not in text


def test_each_workload_has_its_part_after_the_routing(mixed: Assessment) -> None:
    text = _markdown(mixed)
    titles = [title for tag, title in _headings(text) if tag == "h2"]
    assert titles[0] == "Recommendation"
    workloads = ["Workloads", "Workload: Claims", "Workload: Marketing"]
    assert [title for title in titles if title.startswith("Workload")] == workloads
    assert {"Claims goes to Own cloud.", "Marketing goes to Vendor api."} <= {*_said(text)}
    assert _tables(text)[0][1:] == [
        ["Claims", "open weights", "Own cloud"],
        ["Marketing", "closed weights", "Vendor api"],
    ]


def test_a_workload_lists_the_answers_that_the_organisation_did_not_give(
    mixed: Assessment,
) -> None:
    notes = [
        row[3] for rows in _tables(_markdown(mixed)) if rows[0][0] == "Section" for row in rows
    ]
    assert notes == ["Note", '"Own note."', "Note", '"The board insists."']


def test_what_is_not_there_is_left_out_or_said_in_a_line(bare: Assessment) -> None:
    text = _markdown(bare)
    for word in ("onfidence", "n/a", "None", "Cost", "Shortlist", "10,000", "Date"):
        assert word not in text
    assert [title for _, title in _headings(text)] == [
        "Open or closed language models: Acme",
        "Recommendation",
        "What it costs",
        "Models to try",
        "Priorities and weights",
        "Method",
        "Claims and references",
    ]


def test_empty_parts_of_a_whole_report_say_so(full: Assessment) -> None:
    options = tuple(o.model_copy(update={"conditions": ()}) for o in full.options[:2])
    said = _said(_markdown(full.model_copy(update={"options": options, "unknowns": ()})))
    assert "Nothing was excluded." in said
    assert "No condition has to be met." in said
    assert "No answer is unknown." in said
