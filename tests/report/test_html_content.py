"""What the page says, and that its pictures show the figures."""

from collections.abc import Iterator

import pytest
from tests.report.web import (
    by_id,
    every,
    headings,
    html,
    page_of,
    pictures,
    tables,
    text,
    with_beside,
)

from llmchoice.model.assessment import Assessment

CHAPTERS = (
    "Recommendation",
    "Ranking",
    "How sure is it",
    "Reasons",
    "What would change it",
    "Find this out first",
    "What was excluded",
    "Conditions to obtain",
    "Next steps",
    "Weights and values",
    "What it costs",
    "Models to try",
    "Warnings",
    "Priorities and weights",
    "Answers",
    "Method",
    "Claims and references",
)


@pytest.fixture
def whole(full: Assessment) -> Assessment:
    return with_beside(full)


def test_the_verdict_comes_first(full: Assessment) -> None:
    first = by_id(page_of(full), "whole-recommendation")
    assert text(first).startswith(
        "Recommendation Verdict: open weights Own cloud comes first, with 71.4 of 100. The best"
        " closed option is Vendor api, with 64.1, 7.4 points behind. Option: Own cloud"
        " Margin: 7.4 points over Vendor api Confidence: an open option"
    )


def test_the_chapters_stand_in_order(full: Assessment) -> None:
    chapters = [one for one in every(page_of(full), "section") if "chapter" in one.get("class", "")]
    assert [headings(chapter)[0] for chapter in chapters] == [(2, title) for title in CHAPTERS]


def test_the_ranking_is_a_table_and_a_picture(full: Assessment) -> None:
    chapter = by_id(page_of(full), "whole-ranking")
    assert tables(chapter)[0] == [
        ["Rank", "Option", "Side", "Score", "Status"],
        ["1", "Own cloud", "open", "71.4", "recommended; on conditions"],
        ["2", "Vendor api", "closed", "64.1", "runner-up"],
        ["none", "Other endpoint", "open", "88.8", "excluded by no-export"],
    ]
    (picture,) = pictures(chapter)
    said = [text(one) for one in every(picture, "text")]
    assert [text for text in said if text in {"71.4", "64.1", "88.8"}] == ["71.4", "64.1", "88.8"]


def test_a_bar_is_as_long_as_its_points(full: Assessment) -> None:
    """On an axis over the whole width for 100 points."""
    (picture,) = pictures(by_id(page_of(full), "whole-ranking"))
    bars = [one for one in every(picture, "rect") if "bar" in one.get("class", "")]
    wide = [float(bar.get("width", "").removesuffix("%")) for bar in bars]
    points = [
        item.contribution
        for option in sorted(full.options, key=lambda option: option.rank or 9)
        for item in option.contributions
    ]
    assert wide == pytest.approx(points, abs=0.01)


def test_an_interval_is_drawn_where_it_is(full: Assessment) -> None:
    (picture,) = pictures(by_id(page_of(full), "whole-changes"))
    spans = [one for one in every(picture, "rect") if one.get("class") == "span"]
    found = [
        tuple(float(span.get(name, "").removesuffix("%")) / 100 for name in ("x", "width"))
        for span in spans
    ]
    for (left, wide), interval in zip(found, full.sensitivity.weights, strict=True):
        assert (left, left + wide) == pytest.approx((interval.low, interval.high), abs=1e-4)


def test_the_heat_table_has_a_figure_in_every_coloured_cell(whole: Assessment) -> None:
    chapter = by_id(page_of(whole), "whole-values")
    coloured = [cell for cell in every(chapter, "td") if "heat-" in cell.get("class", "")]
    values = [item.value for option in whole.options for item in option.contributions]
    assert len(coloured) == len(values)
    assert all(text(cell)[0].isdigit() for cell in coloured)


def test_the_claims_unfold_to_publisher_paragraphs_standing_and_correction(
    full: Assessment,
) -> None:
    page = page_of(full)
    found = [one for one in every(page, "details") if one.get("class") == "source"]
    assert len(found) == len(full.sources)
    assert text(every(found[0], "summary")[0]).startswith("a-12 Data that stays")
    assert "A paper, paragraphs 12, 13." in text(found[0])
    assert "Stale: to be checked again." in text(found[1])
    assert [text(line) for line in every(found[2], "p")][1:3] == [
        "Standing: wrong.",
        "Correction: It depends on the volume.",
    ]
    titles = [text for _, text in headings(page)]
    assert titles.index("Set aside because they are wrong") > titles.index("References")


def test_a_reason_links_to_its_claim(full: Assessment) -> None:
    page = page_of(full)
    links = {text(link): link.get("href") for link in every(page, "a")}
    claim = full.reasons.for_[0].claims[0]
    target = by_id(page, str(links[claim]).removeprefix("#"))
    assert text(every(target, "summary")[0]).startswith(claim)


def test_costs_models_and_todays_figures_are_told(whole: Assessment) -> None:
    page = page_of(whole)
    costs = text(by_id(page, "whole-costs"))
    assert "Amounts in USD a month" in costs
    assert "no figure for closed-price-in" in costs
    assert "Ceiling: 20,000 USD a month" in costs
    (picture,) = pictures(by_id(page, "whole-costs"))
    assert len(every(picture, "polyline")) == 3
    marks = [text(one) for one in every(picture, "text")]
    assert {"a", "b", "1", "2", "3", "your volume"} <= set(marks)
    models = tables(by_id(page, "whole-shortlist"))[0]
    assert [row[1] for row in models[1:]] == ["Model 1 model-1", "Model 2 model-2"]
    today = tables(by_id(page, "evidence"))[-1]
    assert today[1][0] == "a-12"


def test_answers_stand_in_the_order_of_their_questions(full: Assessment) -> None:
    one, *_ = full.answers
    sections = ("Zebra", "Apple", "Zebra", "Mango")
    answers = tuple(
        one.model_copy(update={"section": section, "text": f"Question {number}"})
        for number, section in enumerate(sections)
    )
    page = page_of(full.model_copy(update={"answers": answers}))
    (table,) = tables(by_id(page, "answers"))
    assert [row[0] for row in table[1:]] == [
        *("Zebra", "Question 0", "Question 2"),
        *("Apple", "Question 1"),
        *("Mango", "Question 3"),
    ]


def test_each_workload_has_a_part_of_its_own(mixed: Assessment) -> None:
    page = page_of(mixed)
    titles = [text for level, text in headings(page) if level == 2]
    assert titles[:2] == ["Recommendation", "Workloads"]
    assert titles[-7:-5] == ["Workload: Claims", "Workload: Marketing"]
    assert tables(by_id(page, "whole-workloads"))[0][1:] == [
        ["Claims", "open weights", "Own cloud"],
        ["Marketing", "closed weights", "Vendor api"],
    ]
    for key in ("workload-1", "workload-2"):
        assert pictures(by_id(page, f"{key}-ranking"))
        assert "not computed" in text(by_id(page, f"{key}-costs"))


def test_nothing_admissible_names_what_would_readmit(nothing: Assessment) -> None:
    page = page_of(nothing)
    assert "then Other endpoint would be admissible again" in text(
        by_id(page, "whole-recommendation")
    )
    assert "Not computed: no option is admissible." in text(by_id(page, "whole-certainty"))


def test_what_is_missing_is_said_in_every_chapter(bare: Assessment) -> None:
    page = page_of(bare)
    said = {
        "whole-ranking": "No option was ranked.",
        "whole-certainty": "How often the result holds was not computed.",
        "whole-changes": "What would change it was not computed.",
        "whole-unknowns": "No answer is unknown.",
        "whole-exclusions": "Nothing was excluded.",
        "whole-conditions": "No condition has to be met.",
        "whole-steps": "No next step is named.",
        "whole-values": "No value was computed.",
        "whole-costs": "The costs were not computed.",
        "whole-shortlist": "No models were matched with the answers.",
        "warnings": "There are no drafts.",
        "priorities": "No priority was weighed.",
        "answers": "No answer was given.",
        "evidence": "The result rests on no claim and no reference.",
    }
    for name, sentence in said.items():
        assert sentence in text(by_id(page, name))
    assert "None" not in text(page)
    assert not every(page, "script")


def _without_each(assessment: Assessment) -> Iterator[Assessment]:
    """The assessment without one of its optional parts, then without the next."""
    for name in ("date", "consistency", "robustness", "costs", "shortlist"):
        yield assessment.model_copy(update={name: None})
    for name in ("priorities", "options", "unknowns", "answers", "checks", "sources"):
        yield assessment.model_copy(update={name: ()})
    known = tuple(o.model_copy(update={"first_rank_share": None}) for o in assessment.options)
    yield assessment.model_copy(update={"options": known})


def test_every_single_part_can_be_missing(whole: Assessment) -> None:
    for assessment in _without_each(whole):
        page = page_of(assessment)
        titles = [text for level, text in headings(page) if level == 2]
        assert titles[0] == "Recommendation"
        assert titles[-1] == "Claims and references"
        assert "None" not in text(page)


def test_the_same_assessment_gives_the_same_bytes(whole: Assessment) -> None:
    assert html(whole) == html(whole)
