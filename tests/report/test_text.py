"""The report on a terminal, and the same as plain lines."""

import re
import unicodedata

import pytest
from rich.cells import cell_len

from llmchoice.model.assessment import Assessment
from llmchoice.model.notice import AnswerNotUsed
from llmchoice.plain import plain
from llmchoice.report import Style, render

PIPE = Style(width=None, colour=False, unicode=True)
SAMPLES = ("bare", "full", "tied", "undecided", "nothing", "mixed")


def _terminal(width: int, *, colour: bool = False, unicode: bool = True) -> Style:
    return Style(width=width, colour=colour, unicode=unicode)


def _piped(assessment: Assessment) -> str:
    return render("text", assessment, PIPE)


def _squeezed(text: str) -> str:
    """The text without spaces, boxes and bars: what is said, whatever the layout."""
    return re.sub(r"[\s│╭╮╰╯─█░+|#.-]", "", text)


def test_the_verdict_comes_first_with_option_margin_and_summary(full: Assessment) -> None:
    lines = _piped(full).splitlines()
    assert lines[:8] == [
        "Open or closed language models for Acme, 2026-03-04",
        "",
        "Verdict: open weights",
        "Option: Own cloud",
        "Margin: 7.4 points over Vendor api",
        (
            "Confidence: an open option comes first in 83 % of 10,000 draws (give or take 1"
            " percentage point); below 75 % no side is recommended"
        ),
        "Resting on unknown answers: 20 % of the weight",
        (
            "Own cloud comes first, with 71.4 of 100. The best closed option is Vendor api, with"
            " 64.1, 7.4 points behind."
        ),
    ]


def test_the_ranking_shows_excluded_options_with_their_rule(full: Assessment) -> None:
    text = _piped(full)
    assert "1. Own cloud (open): 71.4\n2. Vendor api (closed): 64.1\n- Other endpoint" in text
    assert "  excluded by no-export; its score would be 88.8" in text


def test_reasons_carry_their_difference_and_objections_the_other_view(full: Assessment) -> None:
    text = _piped(full)
    assert "+4.2 Data control: Nothing leaves your account." in text
    assert "\N{MINUS SIGN}2.0 Start-up effort: Nothing leaves" in text
    assert "  Vendor api: Prompts pass through the vendor." in text


def test_an_exclusion_names_the_answer_in_words(full: Assessment) -> None:
    expected = 'Because "Where may the data be?" is answered "Only in our country".'
    assert expected in _piped(full)


def test_next_steps_are_ordered_by_effort(full: Assessment) -> None:
    efforts = re.findall(r"^- (low|medium|high) effort:", _piped(full), re.MULTILINE)
    assert efforts == ["low", "medium", "high"]


def test_an_unknown_says_how_much_rests_on_it(full: Assessment) -> None:
    text = _piped(full)
    assert "? How many tokens a month?\n  20 % of the weight rests on this" in text
    assert "An answer may exclude Own cloud." in text


def test_ties_share_a_rank_and_are_said_to_be_ties(tied: Assessment) -> None:
    text = _piped(tied)
    assert "1= Own cloud (open): 71.4\n1= Twin cloud (open): 71.4\n2. Vendor" in text
    assert "Own cloud and Twin cloud are tied on rank 1." in text
    assert "Contenders: Own cloud and Twin cloud" in text
    assert "Conditions to obtain for Own cloud and Twin cloud" in text


def test_undecided_is_said_plainly_with_contenders_and_what_to_find_out(
    undecided: Assessment,
) -> None:
    text = _piped(undecided)
    assert "Verdict: undecided, no side is recommended" in text
    assert "Contenders: Own cloud and Vendor api" in text
    assert "Margin: under 0.1 points over Vendor api" in text
    assert "Find this out first\n? How many tokens a month?" in text


def test_undecided_with_nothing_to_find_out_says_so(undecided: Assessment) -> None:
    text = _piped(undecided.model_copy(update={"unknowns": ()}))
    assert "What to find out\nEvery answer is known, and no side comes first often enough" in text


def test_nothing_admissible_names_what_would_readmit(nothing: Assessment) -> None:
    text = _piped(nothing)
    assert "Verdict: none, no option is admissible" in text
    assert (
        'If the answer to "Where may the data be?" were "anywhere" instead of "Only in our'
        ' country", then Other endpoint would be admissible again.' in text
    )
    assert "no-export: The data may not leave the country." in text


def test_workloads_follow_the_organisation_and_its_routing(mixed: Assessment) -> None:
    text = _piped(mixed)
    order = [
        "Verdict: mixed",
        "Claims goes to Own cloud.",
        "- Claims: open weights: Own cloud",
        "- Marketing: closed weights: Vendor api",
        "Workload: Claims\nVerdict: open weights",
        "Workload: Marketing\nVerdict: closed weights",
    ]
    positions = [text.index(part) for part in order]
    assert positions == sorted(positions)


def test_what_is_not_there_is_not_mentioned(bare: Assessment) -> None:
    text = _piped(bare)
    for word in ("onfidence", "n/a", "None", "Excluded", "Cost", "Shortlist", "Warnings", "draws"):
        assert word not in text
    assert "Verdict: open weights" in text
    assert "own-cloud" in text


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_terminal_shows_all_that_a_pipe_gets(
    sample: str, width: int, request: pytest.FixtureRequest
) -> None:
    assessment = request.getfixturevalue(sample)
    text = render("text", assessment, _terminal(width))
    assert max(map(cell_len, text.splitlines())) <= width
    assert "…" not in text
    drawn = _squeezed(text)
    for line in _piped(assessment).splitlines():
        # A terminal has a bar between a name and its score.
        name, score = re.split(r"(?=: \d+\.\d$|$)", line, maxsplit=1)
        assert _squeezed(name) in drawn
        assert _squeezed(score.removeprefix(":")) in drawn


def test_long_words_and_wide_letters_are_wrapped_and_never_cut(full: Assessment) -> None:
    name = "Donau" * 30 + "漢字" * 30
    profile = full.profile.model_copy(update={"organisation": name})
    options = tuple(o.model_copy(update={"name": name}) for o in full.options)
    text = render(
        "text", full.model_copy(update={"profile": profile, "options": options}), _terminal(40)
    )
    assert max(map(cell_len, text.splitlines())) <= 40
    # Title, option, margin, three ranks, reasons, objection, conditions, excluded, unknown.
    assert _squeezed(text).count(name) >= 10


def test_hostile_text_is_inert_in_a_pipe(full: Assessment, hostile: str) -> None:
    text = _piped(full.model_copy(update={"warnings": (AnswerNotUsed(question=hostile),)}))
    assert f'\n! The answer to "{plain(hostile)}" was not used: ' in text
    assert not _forbidden(text)


def test_hostile_text_is_inert_on_a_terminal(full: Assessment, hostile: str) -> None:
    options = tuple(o.model_copy(update={"name": hostile}) for o in full.options)
    warnings = (AnswerNotUsed(question=hostile),)
    changed = full.model_copy(update={"warnings": warnings, "options": options})
    text = render("text", changed, _terminal(40))
    assert not _forbidden(text)
    assert max(map(cell_len, text.splitlines())) <= 40
    assert _squeezed(text).count(_squeezed(plain(hostile))) >= 2


@pytest.mark.parametrize("style", [PIPE, _terminal(40), _terminal(120, unicode=False)])
def test_without_colour_there_are_no_escapes(full: Assessment, style: Style) -> None:
    assert "\x1b" not in render("text", full, style)


def test_colour_only_repeats_what_the_words_say(full: Assessment) -> None:
    coloured = render("text", full, _terminal(40, colour=True))
    assert "\x1b[32m" in coloured
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert stripped == render("text", full, _terminal(40))


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("width", [None, 40, 80])
def test_a_stream_without_unicode_gets_ascii(
    sample: str, width: int | None, request: pytest.FixtureRequest
) -> None:
    style = Style(width=width, colour=False, unicode=False)
    text = render("text", request.getfixturevalue(sample), style)
    assert text.isascii()
    if width and sample == "full":
        assert "###" in text
        assert "-2.0 Start-up effort" in text


def test_a_pipe_gets_no_boxes_and_no_bars(full: Assessment) -> None:
    assert not set("│╭╮╰╯─█░") & set(_piped(full))


def _forbidden(text: str) -> set[str]:
    return {c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}}


def test_a_fault_that_the_options_share_is_named_all_the_same(full: Assessment) -> None:
    text = _piped(full)
    assert "Weak spots, whatever it is compared with" in text
    assert "12.0 Shared fault: Nobody does well here." in text
    assert "Shared fault" not in text[text.index("Reasons for") : text.index("Weak spots")]
