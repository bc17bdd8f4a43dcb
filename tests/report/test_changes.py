"""What would change a result, in the text report and in the memo."""

import pytest

from llmchoice.model.assessment import Assessment, UnknownAnswer
from llmchoice.model.label import Label
from llmchoice.model.sensitivity import Combination, Sensitivity
from llmchoice.model.verdict import Verdict
from llmchoice.report import Style, render


def _label(texts: str) -> Label:
    return Label(texts=tuple(texts.split("; ")))


PIPE = Style(width=None, colour=False, unicode=True)
TITLE = "What would change it"
FLIP = {
    "question": "data-location",
    "from": "national",
    "to": "anywhere",
    "label": _label("Anywhere"),
    "verdict": "closed",
    "option": "vendor-api",
}
WEIGHT = {
    "priority": "privacy",
    "weight": 0.625,
    "low": 0.4,
    "high": 1.0,
    "below": ["vendor-api"],
    "above": [],
    "side_low": 0.4,
    "side_high": 1.0,
    "flips_to": "vendor-api",
}
FREE = {"low": 0.0, "high": 1.0, "below": [], "above": [], "side_low": 0.0, "side_high": 1.0}


def _piped(assessment: Assessment) -> str:
    return render("text", assessment, PIPE)


def _markdown(assessment: Assessment) -> str:
    return render("markdown", assessment, PIPE).replace("\\", "")


def _chapter(assessment: Assessment, title: str = TITLE) -> list[str]:
    """The lines of a chapter of the text report."""
    after = _piped(assessment).split(f"\n\n{title}\n", maxsplit=1)[1]
    return after.split("\n\n", maxsplit=1)[0].splitlines()


def _with(assessment: Assessment, **parts: object) -> Assessment:
    """The assessment with that sensitivity; nothing is unknown."""
    sensitivity = Sensitivity.model_validate(parts)
    return assessment.model_copy(update={"sensitivity": sensitivity, "unknowns": ()})


def test_the_nearest_weight_comes_first_and_only_ends_are_told(full: Assessment) -> None:
    assert _chapter(full)[:3] == [
        "With the other weights in proportion, Own cloud stays first until",
        "- Budget (now 25 %) counts for more than 35 %, then Vendor api",
        "- Privacy (now 62.5 %) counts for less than 40 %, then Vendor api",
    ]


def test_an_interval_may_end_on_both_sides(full: Assessment) -> None:
    both = {**WEIGHT, "high": 0.9, "above": ["other-endpoint"], "side_high": 0.9}
    assert (
        "- Privacy (now 62.5 %) counts for less than 40 %, then Vendor api; or for more than 90 %,"
        " then Other endpoint" in _chapter(_with(full, weights=[both]))
    )


def test_a_takeover_by_the_same_side_tells_until_when_the_side_stays(full: Assessment) -> None:
    longer = {**WEIGHT, "side_low": 0.1, "side_high": 0.95}
    lines = _chapter(_with(full, weights=[longer]))
    assert lines[2] == "  Its side stays first from 10 % to 95 %."


def test_a_side_that_stays_for_good_is_told_once(full: Assessment) -> None:
    weights = [
        {**WEIGHT, "side_low": 0.0, "priority": priority} for priority in ("privacy", "budget")
    ]
    lines = _chapter(_with(full, weights=weights))
    assert lines[3] == "- Its side stays first whatever any one of these weighs."
    assert not [line for line in lines if line.startswith("  Its side")]


def test_weights_at_the_ends_are_words(full: Assessment) -> None:
    narrow = {**WEIGHT, "low": 0.0004, "high": 0.9996, "above": ["vendor-api"]}
    (line,) = [line for line in _chapter(_with(full, weights=[narrow])) if "Privacy" in line]
    assert "counts for next to nothing, then Vendor api; or for all but everything, then" in line
    assert "| from under 0.1 % to over 99.9 % |" in _markdown(_with(full, weights=[narrow]))


def test_a_place_that_no_weight_can_take_is_told_as_such(full: Assessment) -> None:
    lines = _chapter(_with(full, weights=[{**WEIGHT, **FREE, "flips_to": None}]))
    assert lines[0] == (
        "With the other weights in proportion, Own cloud stays first whatever any single priority"
        " weighs."
    )


def test_of_many_weights_the_text_has_the_five_nearest(full: Assessment) -> None:
    lows = [0.6 - n / 20 for n in range(7)]
    weights = [
        {**WEIGHT, "priority": f"p{n}", "low": low, "side_low": low} for n, low in enumerate(lows)
    ]
    lines = _chapter(_with(full, weights=weights))
    assert [line[2:4] for line in lines[1:6]] == ["p0", "p1", "p2", "p3", "p4"]
    assert lines[6] == "- and 2 more in the markdown and json formats"
    assert all(f"| p{n} |" in _markdown(_with(full, weights=weights)) for n in range(7))


def test_without_a_single_best_there_are_no_weights_to_tell(tied: Assessment) -> None:
    assert _chapter(tied)[0].startswith("No single option is best, so there are no weights")
    assert "No single option is best" in _markdown(tied)


def test_the_memo_has_all_priorities_and_the_criteria_that_end(full: Assessment) -> None:
    text = _markdown(full)
    rows = [line for line in text.splitlines() if line.startswith(("| Privacy |", "| Freedom |"))]
    assert "| Privacy | 62.5 % | from 40 % up | Vendor api | none | from 40 % up |" in rows
    assert "| Freedom | 12.5 % | whatever it weighs | none | none | whatever it weighs |" in rows
    assert "| Data control (data-control) | 12.5 % | from 2 % up | Vendor api |" in text
    assert "Price (price)" not in text


def test_flips_of_one_question_share_a_line(full: Assessment) -> None:
    line = (
        'If the answer to "Where may the data be?" were "Anywhere" or "Abroad" instead of "Only in'
        ' our country": closed weights (Vendor api); if it were "Nowhere": none, no option is'
        " admissible."
    )
    assert f"- {line}" in _chapter(full)
    assert f"- {line}" in _markdown(full)


def test_flips_of_what_is_unknown_stand_with_the_unknowns(full: Assessment) -> None:
    assert _chapter(full)[-1] == '- Answers that are not known: see "Find this out first"'
    assert _chapter(full, "Find this out first") == [
        "? How many tokens a month?",
        "  20 % of the weight rests on this unknown answer.",
        "  Knowing it changes the side that comes first in 12 % of draws.",
        "  An answer may exclude Own cloud.",
        '  If it is "1,000" or "2,000": undecided, no side is recommended.',
        '  If it is "3,000": closed weights (Vendor api).',
    ]
    assert '"How many tokens a month?" were "1,000" or "2,000" instead of "not known"' in _markdown(
        full
    )


def test_of_several_choices_only_those_that_differ_are_named(full: Assessment) -> None:
    (given,) = full.answers
    answers = (given.model_copy(update={"answer": ("a", "b"), "label": _label("Ah; Bee")}),)
    changes = [
        {**FLIP, "from": ("a", "b"), "to": ("a", "b", "c"), "label": _label("Ah; Bee; Sea")},
        {**FLIP, "from": ("a", "b"), "to": ("a",), "label": _label("Ah")},
        {**FLIP, "from": ("a", "b"), "to": ("a", "d"), "label": _label("Ah; Dee")},
    ]
    several = _with(full, answers=changes).model_copy(update={"answers": answers})
    assert _chapter(several)[-1] == (
        '- If the answer to "Where may the data be?" had "Sea" as well: closed weights (Vendor'
        ' api); if it were without "Bee": closed weights (Vendor api); if it had "Dee" instead of'
        ' "Bee": closed weights (Vendor api).'
    )


def test_choices_that_cannot_be_told_apart_are_named_whole(full: Assessment) -> None:
    (given,) = full.answers
    answers = (
        given.model_copy(update={"answer": ("a", "b"), "label": Label(texts=("Ah; oh", "Bee"))}),
    )
    change = {**FLIP, "from": ("a", "b"), "to": ("a",), "label": Label(texts=("Ah; oh",))}
    several = _with(full, answers=[change]).model_copy(update={"answers": answers})
    assert 'were "Ah; oh" instead of "Ah; oh; Bee": closed' in _chapter(several)[-1]


def test_of_many_flips_the_text_has_eight_and_the_memo_all(full: Assessment) -> None:
    flips = [{**FLIP, "question": f"q{n}"} for n in range(11)]
    changed = _with(full, answers=flips)
    lines = [line for line in _chapter(changed) if line.startswith("- If")]
    assert len(lines) == 8
    assert _chapter(changed)[-1] == "- and 3 more in the markdown and json formats"
    assert all(f'"q{n}"' in _markdown(changed) for n in range(11))


def test_combinations_are_told_where_no_single_answer_does(full: Assessment) -> None:
    changes = (
        {key: FLIP[key] for key in ("question", "from", "to", "label")},
        {"question": "tokens", "from": 5, "to": 9000.0, "label": _label("9,000")},
    )
    combination = Combination.model_validate(
        {"changes": changes, "verdict": "closed", "option": "vendor-api"}
    )
    changed = _with(full, combinations=[combination], searched=2)
    wanted = [
        "No single answer changes the verdict. These together do:",
        (
            '- If the answer to "Where may the data be?" were "Anywhere" instead of "Only in our'
            ' country" and the answer to "tokens" were "9,000" instead of "5": closed weights'
            " (Vendor api)."
        ),
    ]
    assert _chapter(changed) == wanted
    assert all(line in _markdown(changed) for line in wanted)


@pytest.mark.parametrize(
    ("searched", "sentence"),
    [
        (1, "No single answer changes the verdict."),
        (2, "No single answer changes the verdict, nor do any two together."),
        (3, "No single answer changes the verdict, nor do any two, nor any three that were tried."),
        (4, "No single answer changes the verdict, nor do 4 or fewer together."),
    ],
)
def test_nothing_found_says_how_far_it_was_looked_for(
    full: Assessment, searched: int, sentence: str
) -> None:
    nothing = _with(full, searched=searched)
    assert _chapter(nothing) == [sentence]
    assert f"\n{sentence}\n" in _markdown(nothing)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_where_nothing_was_looked_for_there_is_no_chapter(full: Assessment, form: str) -> None:
    assert TITLE not in render(form, _with(full, searched=0), PIPE)


@pytest.mark.parametrize(
    ("influence", "sentence"),
    [(0.0, "in no draw."), (0.003, "in under 1 % of draws."), (1.0, "in every draw.")],
)
def test_the_influence_of_an_unknown_is_a_share_of_draws(
    full: Assessment, influence: float, sentence: str
) -> None:
    text = _piped(_unknown(full, influence=influence, flips=()))
    assert f"Knowing it changes the side that comes first {sentence}" in text


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize(
    ("verdict", "influence", "title"),
    [
        (Verdict.OPEN, 0.1, "Find this out first"),
        (Verdict.OPEN, 0.0, "What is not known"),
        (Verdict.OPEN, None, "What is not known"),
        (Verdict.UNDECIDED, 0.0, "Find this out first"),
    ],
)
def test_only_what_may_matter_is_to_be_found_out_first(
    full: Assessment, form: str, verdict: Verdict, influence: float | None, title: str
) -> None:
    recommendation = full.recommendation.model_copy(update={"verdict": verdict})
    changed = _unknown(full, influence=influence, flips=()).model_copy(
        update={"recommendation": recommendation}
    )
    text = render(form, changed, PIPE)
    assert title in text
    assert ("Knowing it" in text) is (influence is not None)


def test_unknowns_keep_their_order(full: Assessment) -> None:
    (unknown,) = full.unknowns
    last = unknown.model_copy(update={"question": "z", "text": "Zed?", "influence": 0.9})
    text = _piped(full.model_copy(update={"unknowns": (unknown, last)}))
    assert text.index("? How many tokens") < text.index("? Zed?")


def _unknown(assessment: Assessment, **changes: object) -> Assessment:
    unknowns: tuple[UnknownAnswer, ...] = tuple(
        unknown.model_copy(update=changes) for unknown in assessment.unknowns
    )
    return assessment.model_copy(update={"unknowns": unknowns})
