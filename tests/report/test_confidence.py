"""How sure a result is, in the text report and in the memo."""

import pytest
from markdown_it import MarkdownIt

from llmchoice.model.assessment import Assessment
from llmchoice.model.option import Side
from llmchoice.model.robustness import Duel, OptionRobustness, Robustness, SideShare
from llmchoice.model.verdict import Verdict
from llmchoice.report import Style, render

PIPE = Style(width=None, colour=False, unicode=True)


def _piped(assessment: Assessment) -> str:
    return render("text", assessment, PIPE)


def _markdown(assessment: Assessment) -> str:
    return render("markdown", assessment, PIPE)


def _table(text: str, *title: str) -> list[list[str]]:
    """The rows of the one table whose header begins with these titles, as they are shown."""
    tables: list[list[list[str]]] = []
    in_a_cell = False
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type in {"th_open", "td_open"}:
            in_a_cell = True
        elif token.type == "inline" and in_a_cell:
            tables[-1][-1].append("".join(child.content for child in token.children or ()))
            in_a_cell = False
    (found,) = [rows for rows in tables if tuple(rows[0][: len(title)]) == title]
    return found


def _chapter(text: str, title: str) -> str:
    """A chapter of the text report."""
    return text.split(f"\n\n{title}\n", maxsplit=1)[1].split("\n\n", maxsplit=1)[0]


def _robustness(assessment: Assessment) -> Robustness:
    assert assessment.robustness is not None
    return assessment.robustness


def _with(assessment: Assessment, **changes: object) -> Assessment:
    robustness = _robustness(assessment).model_copy(update=changes)
    return assessment.model_copy(update={"robustness": robustness})


def _confidence(assessment: Assessment, share: float | None, **changes: object) -> str:
    recommendation = assessment.recommendation.model_copy(update={"confidence": share, **changes})
    text = _piped(assessment.model_copy(update={"recommendation": recommendation}))
    return "\n".join(line for line in text.splitlines() if line.startswith("Confidence:"))


def test_the_confidence_names_side_draws_error_and_rule(full: Assessment) -> None:
    assert _confidence(full, 0.834) == (
        "Confidence: an open option comes first in 83 % of 10,000 draws (give or take 1"
        " percentage point); below 75 % no side is recommended"
    )


def test_too_little_confidence_is_said_to_be_not_enough(undecided: Assessment) -> None:
    assert _confidence(undecided, 0.62) == (
        "Confidence: an open option comes first in 62 % of 10,000 draws (give or take 1"
        " percentage point): not enough, below 75 % no side is recommended"
    )


def test_a_share_that_rounds_up_to_the_rule_does_not_seem_to_meet_it(
    undecided: Assessment,
) -> None:
    sides = (SideShare(side=Side.CLOSED, share=0.7493), SideShare(side=Side.OPEN, share=0.2507))
    line = _confidence(_with(undecided, sides=sides), 0.7493, leading=Side.CLOSED)
    assert "a closed option comes first in just under 75 % of 10,000 draws" in line


def test_undecided_for_want_of_answers_is_not_put_down_to_the_draws(
    undecided: Assessment,
) -> None:
    recommendation = undecided.recommendation.model_copy(
        update={"confidence": 0.9, "unknown_weight": 0.6}
    )
    text = _piped(undecided.model_copy(update={"recommendation": recommendation}))
    assert "not enough" not in text
    assert "percentage point), which would be enough" in text
    assert "60 % of the weight: too much, above 50 % no side is recommended" in text


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "in none of 10,000 draws; below"),
        (0.004, "in under 1 % of 10,000 draws (give"),
        (0.996, "in over 99 % of 10,000 draws (give"),
        (1.0, "in all of 10,000 draws; below"),
    ],
)
def test_nearly_never_is_not_never_and_nearly_always_not_always(
    full: Assessment, share: float, words: str
) -> None:
    assert words in _confidence(full, share)


def test_a_side_without_a_rival_wins_for_that_reason(full: Assessment) -> None:
    line = _confidence(full, 1.0, sides_left=(Side.OPEN,))
    assert line == (
        "Confidence: an open option comes first in all of 10,000 draws, since no closed option is"
        " admissible"
    )


def test_without_a_share_there_is_no_confidence(full: Assessment, mixed: Assessment) -> None:
    assert not _confidence(full, None)
    assert "Confidence" not in _piped(mixed).split("Workload: Claims")[0]


def test_how_sure_names_every_option_that_is_not_excluded(full: Assessment) -> None:
    assert _chapter(_piped(full), "How sure is it").splitlines() == [
        (
            "Drawn at random 10,000 times: the weights, the values within their stated uncertainty"
            " and the unknown answers over their possible values. How certain the weights are:"
            " rough (4 points). A share of draws holds give or take 1 percentage point."
        ),
        "Which side comes first: open in 83 % of draws and closed in 17 % of draws.",
        "- Own cloud comes first in 83 % of draws",
        (
            "  Who would choose it: mainly those who weigh Privacy (63 %, here 62.5 %) and Freedom"
            " (13 %, here 12.5 %). With such weights it comes first in 91 % of draws."
        ),
        "- Vendor api comes first in 17 % of draws",
        (
            "  It scores less than Own cloud in 83 % of draws; in 80 % (exact) where only the"
            " weights vary."
        ),
        (
            "  Who would choose it: mainly those who weigh Budget (40.1 %, here 25 %). With such"
            " weights it comes first in 56 % of draws."
        ),
    ]


@pytest.mark.parametrize(
    ("varied", "words"),
    [
        ((), "10,000 times: nothing, since nothing is uncertain."),
        (("values",), "10,000 times: the values within their stated uncertainty."),
        (("weights", "answers"), "the weights and the unknown answers over"),
    ],
)
def test_only_what_was_drawn_is_said_to_be_drawn(
    full: Assessment, varied: tuple[str, ...], words: str
) -> None:
    assert words in _chapter(_piped(_with(full, varied=varied)), "How sure is it")


def test_draws_that_no_side_wins_are_accounted_for(full: Assessment) -> None:
    sides = (SideShare(side=Side.OPEN, share=0.5), SideShare(side=Side.CLOSED, share=0.25))
    expected = "closed in 25 % of draws; in the others they tie."
    assert expected in _piped(_with(full, sides=sides))
    assert expected.split(";")[1] not in _piped(full)


def test_never_and_always_are_words(full: Assessment) -> None:
    options = (
        _ranks("own-cloud", 1.0, 0.0),
        _ranks("vendor-api", 0.0, 1.0).model_copy(update={"can_win": False}),
    )
    duel = Duel(option="own-cloud", over="vendor-api", share=1.0, by_weights=1.0, exact=True)
    sides = (SideShare(side=Side.OPEN, share=1.0), SideShare(side=Side.CLOSED, share=0.0))
    sure = _with(full, options=options, duels=(duel,), sides=sides)
    assert _chapter(_piped(sure), "How sure is it").splitlines()[1:] == [
        "Which side comes first: open in every draw and closed in no draw.",
        "- Own cloud comes first in every draw",
        "- Vendor api comes first in no draw",
        (
            "  It scores less than Own cloud in every draw;"
            " always (exact) where only the weights vary."
        ),
        "  No weights of the priorities make it the best at its values.",
    ]
    assert _table(_markdown(sure), "Option", "Rank 1")[1:] == [
        ["Own cloud", "always", "never"],
        ["Vendor api", "never", "always"],
    ]


def test_the_options_stand_in_the_order_in_which_they_come_first(full: Assessment) -> None:
    turned = tuple(reversed(_robustness(full).options))
    rows = _table(_markdown(_with(full, options=turned)), "Option", "Rank 1")
    assert [row[0] for row in rows[1:]] == ["Own cloud", "Vendor api"]


def test_the_memo_has_ranks_duels_and_central_weights_as_tables(full: Assessment) -> None:
    text = _markdown(full)
    assert _table(text, "Option", "Rank 1") == [
        ["Option", "Rank 1", "Rank 2"],
        ["Own cloud", "83 %", "17 %"],
        ["Vendor api", "17 %", "83 %"],
    ]
    assert _table(text, "Other option")[1:] == [["Vendor api", "83 %", "80 %", "exactly"]]
    assert _table(text, "Priority", "Here") == [
        ["Priority", "Here", "Own cloud", "Vendor api"],
        ["Privacy", "62.5 %", "63 %", "50.2 %"],
        ["Budget", "25 %", "24 %", "40.1 %"],
        ["Freedom", "12.5 %", "13 %", "9.7 %"],
        ["First with these weights", "", "91 %", "56 %"],
    ]


def test_a_confidence_factor_that_says_nothing_is_not_there(full: Assessment) -> None:
    options = tuple(
        o.model_copy(update={"confidence_factor": None}) for o in _robustness(full).options
    )
    certain = _with(full, options=options)
    assert "such weights" not in _piped(certain)
    assert "First with these weights" not in _markdown(certain)


def test_an_option_that_wins_too_rarely_has_no_typical_chooser(full: Assessment) -> None:
    first, second, *_ = _robustness(full).options
    rare = second.model_copy(update={"ranks": (0.002, 0.998)})
    chapter = _chapter(_piped(_with(full, options=(first, rare))), "How sure is it")
    assert "Vendor api comes first in under 1 % of draws" in chapter
    assert "Budget" not in chapter


def test_a_tie_for_the_best_has_no_duels(tied: Assessment) -> None:
    assert "scores less than the best" not in _piped(tied)
    assert "Other option" not in _markdown(tied)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_with_nothing_admissible_the_chapters_are_left_out(nothing: Assessment, form: str) -> None:
    text = render(form, nothing, PIPE)
    for word in ("How sure is it", "What would change it", "Confidence", "10,000"):
        assert word not in text


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_each_workload_has_chapters_of_its_own(mixed: Assessment, form: str) -> None:
    organisation, *workloads = render(form, mixed, PIPE).split("Workload: ")
    for title in ("How sure is it", "What would change it"):
        assert title not in organisation
        assert [part.count(title) for part in workloads] == [1, 1]


def test_the_method_tells_rule_draws_and_error(full: Assessment, mixed: Assessment) -> None:
    for text in (_markdown(full), _markdown(mixed)):
        method = text.split("## Method")[1]
        assert "comes first in less than 75 % of draws" in method
        assert "more than 50 % of the weight rests on unknown answers" in method
        assert "There are 10,000 draws, with a fixed seed" in method
        assert "19 times in 20 a share is right to within 1 percentage point." in method


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_an_option_that_is_not_surely_better_is_not_called_so(full: Assessment, form: str) -> None:
    recommendation = full.recommendation.model_copy(
        update={"contenders": ("own-cloud", "vendor-api")}
    )
    text = render(form, full.model_copy(update={"recommendation": recommendation}), PIPE)
    assert "Not surely better than Vendor api" in text


def test_the_side_of_the_best_option_needs_no_robustness(full: Assessment) -> None:
    """An aggregate may have a confidence and no draws of its own."""
    bare = full.model_copy(update={"robustness": None})
    assert _confidence(bare, 0.8, side=None, verdict=Verdict.UNDECIDED) == (
        "Confidence: an open option comes first in 80 % of draws; below 75 % no side is recommended"
    )


def _ranks(option: str, *ranks: float) -> OptionRobustness:
    return OptionRobustness(
        option=option, ranks=ranks, central_weights=None, confidence_factor=None, can_win=True
    )
