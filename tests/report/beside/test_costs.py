"""What an assessment says of costs: a line on the page, a chapter in full."""

import pytest

from llmchoice.model.assessment import Assessment
from llmchoice.model.cost import Basis
from llmchoice.model.terms import Band
from llmchoice.report.backends.markdown import render
from llmchoice.report.blocks import Settings
from llmchoice.report.documents.cost import cost_chapter, cost_figures, cost_line


def _chapter(assessment: Assessment) -> str:
    """The chapter as Markdown, without its escapes."""
    blocks = cost_chapter(assessment, None, assessment, {})
    return render(blocks, Settings()).replace("\\", "")


def _changed(assessment: Assessment, **changes: object) -> Assessment:
    """With something else said of the subject of the costs."""
    assert assessment.costs is not None
    (subject,) = assessment.costs.subjects
    subject = subject.model_copy(update=changes)
    costs = assessment.costs.model_copy(update={"subjects": (subject,)})
    return assessment.model_copy(update={"costs": costs})


def _unknown_volume(assessment: Assessment) -> Assessment:
    nothing = {"volume": None, "costs": (), "cheapest": None, "over_ceiling": ()}
    return _changed(assessment, basis=Basis.EXPECTED, **nothing)


def test_one_option_has_its_month_in_one_line(costed: Assessment) -> None:
    line = cost_line(costed, None, ("vendor-api",))
    assert line == "It costs about 945 EUR a month (70 to 1,800). Building is not included."


def test_several_options_are_told_by_name(costed: Assessment) -> None:
    line = cost_line(costed, None, ("vendor-api", "other-endpoint"))
    assert line == (
        "Vendor api: about 945 EUR a month (70 to 1,800)."
        " Other endpoint: unknown, because a figure is missing. Building is not included."
    )


def test_a_cost_under_a_cent_is_said_once_and_not_about(costed: Assessment) -> None:
    assert costed.costs is not None
    cost = next(c for c in costed.costs.subjects[0].costs if c.option == "vendor-api")
    tiny = cost.model_copy(update={"monthly": Band(low=0.001, typical=0.002, high=0.003)})
    line = cost_line(_changed(costed, costs=(tiny,)), None, ("vendor-api",))
    assert line == "It costs under 0.01 EUR a month. Building is not included."


def test_without_costs_there_is_neither_line_nor_chapter(full: Assessment) -> None:
    assert cost_line(full, None, ("vendor-api",)) is None
    assert cost_chapter(full, None, full, {}) == []
    assert cost_figures(full) == []


def test_without_a_volume_the_line_says_so_and_the_break_evens_remain(costed: Assessment) -> None:
    unknown = _unknown_volume(costed)
    line = cost_line(unknown, None, ("vendor-api",))
    assert line == "Unknown, because the number of tokens a month is unknown."
    chapter = _chapter(unknown)
    assert "115,546" not in chapter
    assert "Own cloud is more expensive at any volume than Other endpoint" in chapter


def test_every_option_has_its_row_from_low_to_high(costed: Assessment) -> None:
    chapter = _chapter(costed)
    assert "600 million tokens a month: 500 million in, 100 million out." in chapter
    assert "| Vendor api | 70 | 945 | 1,800 |  |" in chapter
    assert "| Own cloud | 3,059 | 11,077 | 115,546 | 4 to 96 |" in chapter
    assert "| Other endpoint (ruled out) |  | unknown |  |  |" in chapter
    assert "Other endpoint: No figure for open-price-in" in chapter


def test_ceiling_and_cheapest_are_told(costed: Assessment) -> None:
    chapter = _chapter(_changed(costed, cheapest="other-endpoint"))
    assert "Above it even at the low end, all told: Own cloud." in chapter
    assert "Cheapest of those known, at typical figures: Other endpoint (ruled out)." in chapter


@pytest.mark.parametrize(
    ("basis", "says"),
    [
        (Basis.CEILING, "compares these costs with your ceiling of 2,000 EUR a month."),
        (Basis.LIKELY, "compares the costs at likely volumes with your ceiling of 2,000 EUR"),
        (Basis.TYPICAL, "With 'costs: {ceiling: AMOUNT}' in the profile, it follows these costs."),
        (Basis.EXPECTED, "follows typical prices at likely volumes."),
    ],
)
def test_where_the_value_comes_from_is_said(costed: Assessment, basis: Basis, says: str) -> None:
    assert says in _chapter(_changed(costed, basis=basis))


def test_options_that_are_ruled_out_are_compared_only_as_the_host_of_the_same_model(
    costed: Assessment,
) -> None:
    chapter = _chapter(costed)
    assert "than Other endpoint. Both run the same model." in chapter
    assert "Other endpoint is" not in chapter
    assert "Own cloud costs no more than Vendor api from 9,000 million tokens" in chapter


def test_the_figures_are_those_stated_and_those_assumed(costed: Assessment) -> None:
    text = render(cost_figures(costed), Settings()).replace("\\", "")
    stated, assumed = text.split("Assumed,")
    assert "(salary): 1 / 2 / 3 units" in stated
    assert "(input-share): 1 / 2 / 3 units" in assumed
    # Both sizes of models have the same figures: each stands once.
    assert text.count("(salary)") == text.count("(input-share)") == 1
