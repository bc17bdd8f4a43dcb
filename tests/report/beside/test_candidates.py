"""The models to try beside a recommendation, and how to choose among them."""

import pytest
from rich.cells import cell_len

from llmchoice.model.assessment import Assessment
from llmchoice.model.shortlist import Shortlist
from llmchoice.report.backends.terminal import render
from llmchoice.report.blocks import Settings
from llmchoice.report.documents.models.shortlists import choosing_chapter, shortlist_chapter

WIDE = Settings(width=100)


def _text(assessment: Assessment, settings: Settings = WIDE) -> str:
    return render(shortlist_chapter(assessment, None), settings)


def _only(assessment: Assessment) -> Shortlist:
    assert assessment.shortlist is not None
    (shortlist,) = assessment.shortlist
    return shortlist


def _with(assessment: Assessment, *lists: Shortlist) -> Assessment:
    return assessment.model_copy(update={"shortlist": lists})


def test_every_model_has_its_place_and_its_facts(costed: Assessment) -> None:
    text = _text(costed)
    assert text.startswith("Models to try: Own cloud\n14 of 30 models meet your requirements")
    assert all(f"{place}. Model {place} " in text for place in range(1, 15))
    assert (
        "- Model 1 (A maker, PT)\n"
        "  0.1 in, 0.5 out at host (2026-03-01), 0.2 on average; weights 65 GB at four bits;"
    ) in text
    assert (
        "- Model 2 (A maker, PT)\n"
        "  price unknown; context unknown; licence MIT\n"
        "  Unverified: licence and regions.\n"
    ) in text


def test_what_all_meet_is_said_once_and_what_one_meets_beside_it(costed: Assessment) -> None:
    shortlist = _only(costed)
    first, *others = shortlist.models
    extra = first.reasons[1].model_copy(update={"text": "it is the one you know"})
    special = first.model_copy(update={"reasons": (*first.reasons, extra)})
    text = _text(_with(costed, shortlist.model_copy(update={"models": (special, *others)})))
    assert text.count("Each of these qualifies for these reasons:\n- its licence allows it\n") == 1
    assert text.count("licence MIT\n  it is the one you know\n") == 1
    assert "weights are out" not in text


def test_a_near_miss_names_the_one_thing_that_excludes_it(costed: Assessment) -> None:
    text = _text(costed)
    assert "- Model 20 (A maker, PT): lack 20\n" in text
    assert text.count("lack ") == 10


def test_requirements_are_told_and_those_that_an_unknown_answer_leaves_open(
    costed: Assessment,
) -> None:
    text = " ".join(_text(costed).split())
    assert (
        "- You asked for it. 12 of 30 models meet it. Filter: licensed. Your answer to: residency."
    ) in text
    assert "? The data stays at home. Not checked, because an answer is unknown." in text


def test_the_order_and_how_to_choose_are_said_once(costed: Assessment) -> None:
    other = _only(costed).model_copy(update={"option": "vendor-api"})
    both = _with(costed, _only(costed), other)
    assert _text(both).count("Models to try: ") == 2
    text = render(choosing_chapter(both), WIDE)
    assert text.startswith("How to choose among these models\n")
    assert "1. the cheaper first\n2. the smaller first\n" in text
    assert text.count("The order says nothing about quality.") == 1
    assert "llmchoice models shortlist FILE --option ID" in text


def test_prices_have_a_unit_and_a_date(costed: Assessment) -> None:
    text = " ".join(_text(costed).split())
    assert "Prices as of 2026-03-01 (packaged; some-prices 1.2), in US dollars" in text


def test_nobody_passes_is_said(costed: Assessment) -> None:
    text = _text(_with(costed, _only(costed).model_copy(update={"models": ()})))
    assert "0 of 30 models meet your requirements" in text
    assert "No model passes." in text
    assert "qualifies" not in text


@pytest.mark.parametrize("width", [40, 80])
def test_the_chapter_fits_the_terminal(costed: Assessment, width: int) -> None:
    text = _text(costed, Settings(width=width))
    assert max(map(cell_len, text.splitlines())) <= width


def test_without_models_there_is_no_chapter(full: Assessment) -> None:
    assert shortlist_chapter(full, None) == []
    assert choosing_chapter(full) == []
