"""The models to try, on a terminal and in the memo."""

import re

import pytest
from rich.cells import cell_len

from llmchoice.model.assessment import Assessment
from llmchoice.model.shortlist import Shortlist
from llmchoice.report import Style, render

PIPE = Style(width=None, colour=False, unicode=True)
TITLE = "Models to try: Own cloud"


def _text(assessment: Assessment, width: int | None = None) -> str:
    text = render("text", assessment, Style(width=width, colour=False, unicode=True))
    return text[text.index(TITLE) :].split("\n\n")[0]


def _memo(assessment: Assessment) -> str:
    text = render("markdown", assessment, PIPE)
    return text[text.index(f"## {TITLE}") :].split("\n## ")[0]


def _only(assessment: Assessment) -> Shortlist:
    assert assessment.shortlist is not None
    (found,) = assessment.shortlist
    return found


def _with(assessment: Assessment, *lists: Shortlist) -> Assessment:
    return assessment.model_copy(update={"shortlist": lists})


def test_a_terminal_shows_the_first_five_in_order_and_counts_the_rest(costed: Assessment) -> None:
    text = _text(costed)
    places = re.findall(r"^(\d+)\. model-(\d+) ", text, re.MULTILINE)
    assert places == [(str(place), str(place)) for place in range(1, 6)]
    assert "\n9 more.\n" in text
    assert "14 of 30 pass, by facts and not by quality." in text


def test_the_memo_shows_twelve_and_eight(costed: Assessment) -> None:
    text = _memo(costed)
    assert re.findall(r"^\| (\d+) \| model-\1 ", text, re.MULTILINE) == [
        str(place) for place in range(1, 13)
    ]
    assert "\n2 more.\n" in text
    assert "Near misses (8 of 10): one requirement excludes each of these." in text
    assert text.count("lack ") == 8


def test_a_short_list_has_nothing_more(costed: Assessment) -> None:
    found = _only(costed)
    short = found.model_copy(update={"models": found.models[:5], "near_misses": ()})
    for section in (_text(_with(costed, short)), _memo(_with(costed, short))):
        assert "more." not in section
        assert "Near misses" not in section


def test_each_model_has_its_figures_and_what_is_unknown_says_so(costed: Assessment) -> None:
    assert (
        "1. model-1 (Model 1, A maker, PT)\n"
        "  0.1 in, 0.5 out at host (2026-03-01), blended 0.2; weights 65 GB at four bits, context"
        " 131,072, licence MIT\n"
        "2. model-2 (Model 2, A maker, PT)\n"
        "  price unknown; context unknown, licence MIT\n"
        "  Unverified: licence, regions.\n"
    ) in _text(costed)
    (row,) = [row for row in _memo(costed).splitlines() if row.startswith("| 2 |")]
    assert row.endswith("| price unknown | unknown | MIT | unknown | licence, regions |")


def test_what_all_meet_is_said_once(costed: Assessment) -> None:
    for section in (_text(costed), _memo(costed)):
        assert section.count("Each is in because its licence allows it.") == 1
        assert "weights are out" not in section


def test_what_one_meets_besides_stands_beside_it(costed: Assessment) -> None:
    found = _only(costed)
    first, *others = found.models
    extra = first.reasons[1].model_copy(update={"text": "it is the one you know"})
    special = first.model_copy(update={"reasons": (*first.reasons, extra)})
    changed = _with(costed, found.model_copy(update={"models": (special, *others)}))
    for section in (_text(changed), _memo(changed)):
        assert section.count("In because it is the one you know.") == 1
        assert section.count("Each is in because its licence allows it.") == 1


def test_a_near_miss_names_the_one_thing_that_excludes_it(costed: Assessment) -> None:
    text = _text(costed)
    assert "Near misses (3 of 10): one requirement excludes each of these.\n" in text
    assert "- model-20 (Model 20, A maker, PT): lack 20 (licensed)\n" in text
    assert text.count("lack ") == 3


def test_an_unknown_answer_leaves_a_requirement_open(costed: Assessment) -> None:
    says = "not asked, for residency is unknown: residence. The data stays at home."
    assert f"? {says}" in _text(costed)
    assert f"- {says}" in _memo(costed)


def test_the_order_and_how_to_choose_are_said_once(costed: Assessment) -> None:
    found = _only(costed)
    other = found.model_copy(update={"option": "vendor-api"})
    for form in ("text", "markdown"):
        text = render(form, _with(costed, found, other), PIPE)
        assert text.count("Models to try: ") == 2
        assert text.count("The order says nothing about quality.") == 1
        choosing = text[text.index("How to choose among these models") :]
        assert re.search(r"ordered by\s+1\. the cheaper first\n2\. the smaller first\n", choosing)
        assert "Collect cases of your own." in choosing
        assert "llmchoice models shortlist --profile FILE --option ID" in choosing


def test_prices_have_a_unit_and_a_date(costed: Assessment) -> None:
    for section in (_text(costed), _memo(costed)):
        assert "Prices as of 2026-03-01 (packaged; some-prices 1.2), in US dollars" in section


def test_nobody_passes_is_said(costed: Assessment) -> None:
    empty = _only(costed).model_copy(update={"models": ()})
    for section in (_text(_with(costed, empty)), _memo(_with(costed, empty))):
        assert "0 of 30 pass" in section
        assert "Each is in" not in section


@pytest.mark.parametrize("width", [40, 80])
def test_the_section_fits_the_terminal(costed: Assessment, width: int) -> None:
    assert max(map(cell_len, _text(costed, width).splitlines())) <= width


def test_without_models_a_terminal_is_silent_and_the_memo_says_so(full: Assessment) -> None:
    assert "Models to try" not in render("text", full, PIPE)
    text = render("markdown", full, PIPE)
    assert text.count("## Models to try\n\nNo model was looked for.\n") == 1
    assert "How to choose" not in text


def test_each_workload_has_its_own_models(costed: Assessment, mixed: Assessment) -> None:
    found = _only(costed)
    claims = found.model_copy(update={"workload": "Claims"})
    marketing = found.model_copy(update={"workload": "Marketing", "option": "vendor-api"})
    for form in ("text", "markdown"):
        first, second = render(form, _with(mixed, claims, marketing), PIPE).split(
            "Workload: Marketing"
        )
        assert "Models to try: Own cloud" in first
        assert "Models to try: Vendor api" in second
        assert "Models to try: Own cloud" not in second
