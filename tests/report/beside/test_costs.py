"""What an assessment says of costs, on a terminal and in the memo."""

import pytest
from rich.cells import cell_len

from llmchoice.model.assessment import Assessment
from llmchoice.model.cost import Basis
from llmchoice.report import Style, render

PIPE = Style(width=None, colour=False, unicode=True)
COMMAND = "llmchoice cost --profile FILE --full"


def _text(assessment: Assessment, width: int | None = None) -> str:
    """The section on a terminal."""
    text = render("text", assessment, Style(width=width, colour=False, unicode=True))
    assert "What it costs" in text
    return text[text.index("What it costs") :].split("\n\n")[0]


def _memo(assessment: Assessment) -> str:
    """The section of the memo."""
    text = render("markdown", assessment, PIPE)
    return text[text.index("# What it costs") :].split("\n## ")[0]


def _changed(assessment: Assessment, **changes: object) -> Assessment:
    """With something else said of the subject of the costs, and of the report where it has it."""
    assert assessment.costs is not None
    (subject,) = assessment.costs.subjects
    subject = subject.model_copy(update=changes)
    costs = assessment.costs.model_copy(update={"subjects": (subject,)})
    return assessment.model_copy(update={"costs": costs})


def _unknown_volume(assessment: Assessment) -> Assessment:
    nothing = {"volume": None, "costs": (), "cheapest": None, "over_ceiling": ()}
    return _changed(assessment, basis=Basis.EXPECTED, **nothing)


def test_every_option_has_its_month_from_low_to_high(costed: Assessment) -> None:
    lines = _text(costed).splitlines()
    assert lines[0] == "What it costs, in EUR a month (prices as of 2026-03-01)"
    assert "600 million tokens a month: 500 million in, 100 million out" in lines
    assert "- Vendor api: 70 to 1,800, typically 945" in lines
    assert "- Own cloud: 3,059 to 115,546, typically 11,077, 4 to 96 GPUs" in lines


def test_an_unknown_cost_is_unknown_and_names_what_is_missing(costed: Assessment) -> None:
    lines = _text(costed).splitlines()
    at = lines.index("- Other endpoint (excluded): unknown")
    assert lines[at + 1].startswith("  no figure for open-price-in")
    row = next(row for row in _memo(costed).splitlines() if row.startswith("| Other endpoint"))
    assert row.count("| unknown ") == 3
    assert "no figure for open-price-in" in row


def test_an_option_over_the_ceiling_is_named(costed: Assessment) -> None:
    text = _text(costed)
    assert text.count("above the ceiling even at the low end") == 1
    assert "4 to 96 GPUs\n  above the ceiling even at the low end" in text
    assert "above the ceiling" in _memo(costed)


def test_a_cheapest_option_that_is_excluded_says_so(costed: Assessment) -> None:
    text = _text(_changed(costed, cheapest="other-endpoint"))
    assert "Cheapest of those known at typical figures: Other endpoint (excluded)" in text


@pytest.mark.parametrize(
    ("basis", "says"),
    [
        (Basis.CEILING, "these costs, against your ceiling of 2,000 EUR a month."),
        (
            Basis.LIKELY,
            (
                "costs at likely volumes, because the volume is unknown, against your ceiling of"
                " 2,000 EUR a month."
            ),
        ),
        (
            Basis.TYPICAL,
            (
                "typical prices at your volume, because no ceiling is used. With 'costs: {ceiling:"
                " AMOUNT}' in the profile they would be computed."
            ),
        ),
        (
            Basis.EXPECTED,
            (
                "typical prices over likely volumes, because the volume is unknown. With 'costs:"
                " {ceiling: AMOUNT}' in the profile they would be computed."
            ),
        ),
    ],
)
def test_where_the_value_comes_from_is_said(costed: Assessment, basis: Basis, says: str) -> None:
    assert costed.costs is not None
    ceiling = costed.costs.ceiling if basis in {Basis.CEILING, Basis.LIKELY} else None
    other = _changed(costed, basis=basis)
    assert other.costs is not None
    costs = other.costs.model_copy(update={"ceiling": ceiling})
    other = other.model_copy(update={"costs": costs})
    assert f"The value of running costs comes from {says}\n" in _text(other)
    assert f"- The value of running costs comes from {says}\n" in _memo(other).replace("\\", "")


def test_the_same_model_from_a_host_is_always_compared(costed: Assessment) -> None:
    pair = "Own cloud against Other endpoint (the same model): dearer at every volume"
    assert not next(option for option in costed.options if option.id == "other-endpoint").admissible
    assert f"- {pair}\n" in _text(costed)
    assert _memo(costed).count(f"- {pair}\n") == 2


def test_a_break_even_is_said_per_model_where_they_differ(costed: Assessment) -> None:
    assert (
        "- Own cloud against Vendor api\n"
        "  with Closed small and Open small: dearer at every volume\n"
        "  with Closed large and Open large: no dearer from 9,000 million tokens on;"
        " 4 GPUs (for your volume) could never serve that\n"
    ) in _text(costed)


def test_options_that_nobody_may_choose_are_not_compared(costed: Assessment) -> None:
    for section in (_text(costed), _memo(costed)):
        assert "Other endpoint against Vendor api" not in section


def test_without_a_volume_the_break_evens_remain(costed: Assessment) -> None:
    unknown = _unknown_volume(costed)
    for section in (_text(unknown), _memo(unknown)):
        assert "How many tokens a month is not known" in section
        assert "11,077, 4 to 96" not in section
        assert "Own cloud against Other endpoint" in section
    assert "4 GPUs (the fewest) could never serve that" in _text(unknown)


def test_the_memo_lists_what_was_stated_and_what_is_assumed(costed: Assessment) -> None:
    text = render("markdown", costed, PIPE)
    figures = text[text.index("## Figures behind the costs") :].split("\n## ")[0]
    stated, assumed = figures.split("Assumed,")
    assert "(salary): 1 / 2 / 3 units" in stated
    assert "(input-share): 1 / 2 / 3 units" in assumed
    assert "gpu-hour" not in figures
    # Both sizes of models have the same figures: each stands once.
    assert figures.count("(salary)") == figures.count("(input-share)") == 1


def test_both_name_the_command_that_shows_all(costed: Assessment) -> None:
    assert _text(costed).endswith(f"Every figure: {COMMAND}")
    assert f"`{COMMAND}`" in _memo(costed)


def test_the_section_is_short_on_a_terminal_and_fits_a_narrow_one(costed: Assessment) -> None:
    assert len(_text(costed, 80).splitlines()) <= 20
    assert max(map(cell_len, _text(costed, 40).splitlines())) <= 40


def test_without_costs_a_terminal_is_silent_and_the_memo_says_so(full: Assessment) -> None:
    assert "What it costs" not in render("text", full, PIPE)
    text = render("markdown", full, PIPE)
    assert text.count("## What it costs\n\nNo cost was computed.\n") == 1
    assert "Figures behind the costs" not in text


def test_each_workload_has_its_own_costs(costed: Assessment, mixed: Assessment) -> None:
    assert costed.costs is not None
    (subject,) = costed.costs.subjects
    claims = subject.model_copy(update={"workload": "Claims"})
    marketing = claims.model_copy(update={"workload": "Marketing", "cheapest": "own-cloud"})
    costs = costed.costs.model_copy(update={"subjects": (claims, marketing)})
    both = mixed.model_copy(update={"costs": costs})
    for form in ("text", "markdown"):
        text = render(form, both, PIPE)
        assert text.count("What it costs") == 2
        first, second = text.split("Workload: Marketing")
        assert "typical figures: Vendor api" in first
        assert "typical figures: Own cloud" in second


def test_without_costs_the_memo_of_workloads_says_so_once(mixed: Assessment) -> None:
    assert render("markdown", mixed, PIPE).count("No cost was computed.") == 1
