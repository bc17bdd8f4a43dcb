"""How well pairwise comparisons of the priorities agree, in the text report and in the memo."""

import pytest

from llmchoice.model.assessment import Assessment, Consistency
from llmchoice.report import Style, render

PIPE = Style(width=None, colour=False, unicode=True)


def _piped(assessment: Assessment) -> str:
    return render("text", assessment, PIPE)


def _markdown(assessment: Assessment) -> str:
    return render("markdown", assessment, PIPE)


def test_comparisons_that_contradict_each_other_are_pointed_out(full: Assessment) -> None:
    wanted = (
        "Consistency ratio of the comparisons (random index 1.32): 0.14. Above 0.10 the"
        " comparisons contradict each other."
    )
    worst = (
        "Look again at Privacy over Budget: stated 5 times, 2.1 times by all judgements together."
    )
    assert f"{wanted}\n! {worst}" in _piped(full)
    assert wanted in _markdown(full)
    assert worst in _markdown(full)


@pytest.mark.parametrize(
    ("ratio", "words", "warned"),
    [
        (0.0, "0.00, which is consistent enough", False),
        (0.1, "0.10, which is consistent enough (at most 0.10)", False),
        (0.1004, "just over 0.10. Above 0.10", True),
    ],
)
def test_consistent_comparisons_need_no_second_look(
    full: Assessment, ratio: float, words: str, *, warned: bool
) -> None:
    assert full.consistency is not None
    consistency = full.consistency.model_copy(update={"ratio": ratio})
    text = _piped(full.model_copy(update={"consistency": consistency}))
    assert words in text
    assert ("Look again at" in text) is warned


def test_without_comparisons_there_is_no_consistency(full: Assessment) -> None:
    without = full.model_copy(update={"consistency": None})
    assert "onsisten" not in _piped(without) + _markdown(without)


def test_a_stated_fraction_reads_as_one(full: Assessment) -> None:
    consistency = Consistency(
        ratio=0.3,
        limit=0.1,
        random_index=0.52,
        more="freedom",
        than="privacy",
        stated=1.5,
        consistent=0.25,
    )
    text = _piped(full.model_copy(update={"consistency": consistency}))
    assert "Freedom over Privacy: stated 1.5 times, 0.2 times by all judgements" in text
