"""The page: what a person who decides reads first, and nothing that is not known."""

import re

import pytest
from rich.cells import cell_len
from tests.report.shown import WIDE, headings, text, words

from llmchoice.api import render
from llmchoice.model.assessment import Assessment, Decider, Reasons
from llmchoice.model.base import UNKNOWN
from llmchoice.model.option import Side
from llmchoice.model.rule import Effort, NextStep, StepKind
from llmchoice.model.verdict import Kind, Verdict
from llmchoice.report.blocks import Level, Settings
from llmchoice.report.documents.verdict import bars
from llmchoice.report.subject import ranked


def _with_share(assessment: Assessment, share: float, **changes: object) -> Assessment:
    recommendation = assessment.recommendation.model_copy(update={"p_side": share, **changes})
    return assessment.model_copy(update={"recommendation": recommendation})


def test_the_verdict_stands_before_everything_else(full: Assessment) -> None:
    lines = text(full).splitlines()
    assert lines[0] == "Open or closed language models: Acme, 2026-03-04"
    assert lines[1].strip().startswith("Recommended: Own cloud")


def test_what_is_recommended_has_a_bar_however_few_there_is_room_for(full: Assessment) -> None:
    left = [option for option in ranked(full.options) if option.admissible]
    for chosen in left:
        recommendation = full.recommendation.model_copy(update={"option": chosen.id})
        changed = full.model_copy(update={"recommendation": recommendation})
        (shown,) = bars(changed, 2)
        assert len(shown.rows) == min(2, len(left))
        assert chosen.short in {bar.label for bar in shown.rows}


def test_the_five_questions_of_a_decision_are_answered_in_order(full: Assessment) -> None:
    page = text(full)
    order = ["Recommended:", "simulations", "Why ", "Against ", "What if", "First "]
    places = [page.index(word) for word in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("share", "told"),
    [(0.004, ""), (0.006, "In 0.6 % of the simulations"), (0.31, "In 31 % of the simulations")],
)
def test_simulations_that_leave_nothing_are_told_from_one_percent_on(
    full: Assessment, share: float, told: str
) -> None:
    page = words(_with_share(full, 1.0, p_nothing_left=share))
    assert told in page
    assert ("nothing is allowed; they do not count" in page) is bool(told)


@pytest.mark.parametrize(
    ("share", "sentence"),
    [
        (0.0, "Open wins none of 10,000 simulations."),
        (0.004, "Open wins under 1 % of 10,000 simulations."),
        (0.834, "Open wins 83 % of 10,000 simulations."),
        (0.996, "Open wins over 99 % of 10,000 simulations."),
        (1.0, "Open wins all 10,000 simulations."),
    ],
)
def test_the_gauge_says_how_many_simulations_the_side_wins(
    full: Assessment, share: float, sentence: str
) -> None:
    assert sentence in words(_with_share(full, share))


def test_a_share_that_rounds_up_to_the_threshold_does_not_seem_to_meet_it(
    undecided: Assessment,
) -> None:
    assert "wins just under 75 % of" in words(_with_share(undecided, 0.7493))


@pytest.mark.parametrize(
    ("doubt", "sentence"),
    [
        ("too-unknown", "Too much is unknown to name a side: 60 % of the score rests on answers"),
        ("too-dear", "The side that wins is not named: typically all of it exceeds your ceiling."),
    ],
)
def test_it_says_why_a_side_that_wins_often_enough_is_not_named(
    undecided: Assessment, doubt: str, sentence: str
) -> None:
    assert sentence not in words(undecided)
    assert sentence in words(_with_share(undecided, 0.8, doubts=(doubt,), unknown_weight=0.6))


def test_it_says_how_many_steps_the_full_report_has_if_it_leaves_some_out(full: Assessment) -> None:
    [step, *_] = full.next_steps

    def footer(count: int) -> str:
        steps = tuple(step.model_copy(update={"id": f"step-{n}"}) for n in range(count))
        return text(full.model_copy(update={"next_steps": steps})).splitlines()[-1]

    assert footer(3).startswith("Full report: --full")
    assert footer(22).startswith("Full report, 22 steps: --full")
    assert cell_len(footer(22)) <= 80


def test_the_threshold_is_named_beside_the_gauge(full: Assessment) -> None:
    assert "75 % is needed" in words(full)


@pytest.mark.parametrize(("strength", "words"), [("clear", "clearly"), ("likely", "likely")])
def test_the_strength_is_that_of_the_side(full: Assessment, strength: str, words: str) -> None:
    page = text(_with_share(full, 0.834, strength=strength))
    assert re.search(rf"Recommended: Own cloud +{words} open\n", page)


def test_an_option_that_is_not_surely_better_is_called_tied(full: Assessment) -> None:
    close = _with_share(full, 0.834, tied=("vendor-api",))
    assert "Practically tied with Vendor api." in words(close)


def test_what_is_ruled_out_stands_in_one_sentence_with_its_reason(full: Assessment) -> None:
    assert "Ruled out: Other endpoint. The data may not leave the country." in words(full)


def test_nothing_unknown_is_a_reason_or_an_objection(full: Assessment) -> None:
    reasons = full.reasons
    (reason,), (objection,) = reasons.for_, reasons.against
    unknown = {"answer": UNKNOWN, "known": False, "name": "Not known at all"}
    changed = Reasons.model_validate(
        {
            "leaders": reasons.leaders,
            "followers": reasons.followers,
            "for": (reason, reason.model_copy(update=unknown)),
            "against": (objection.model_copy(update=unknown | {"criterion": "other"}), objection),
            "weak": (),
        }
    )
    page = words(full.model_copy(update={"reasons": changed}))
    assert "Data control" in page
    assert "Start-up effort" in page
    assert "Not known at all" not in page


def test_what_was_not_answered_is_said_to_be_assumed(full: Assessment) -> None:
    assert (
        "Assumed 20 % of the score rests on an answer that is not sure."
        ' The question: "How many tokens a month?".' in words(full)
    )


def test_a_reason_that_is_only_assumed_is_told_as_that_where_none_is_known(
    full: Assessment,
) -> None:
    assumed = tuple(r.model_copy(update={"known": False}) for r in full.reasons.for_)
    reasons = full.reasons.model_copy(update={"for_": assumed})
    changed = full.model_copy(update={"reasons": reasons})
    assert re.search(
        r"Why \+ Data control: [^:]* Your answer is not sure\. Against",
        words(changed),
    )
    record = " ".join(str(render(changed, "madr")).split())
    assert re.search(r'Good, because of "Data control": [^:]* Your answer is not sure\.', record)


def test_it_says_so_where_nothing_speaks_for_what_is_recommended(full: Assessment) -> None:
    reasons = full.reasons.model_copy(update={"for_": (), "further": (), "besides": ()})
    page = words(full.model_copy(update={"reasons": reasons}))
    assert "Why + No answer that is known speaks for it above the others. Against" in page


def test_a_share_just_below_clear_does_not_seem_to_meet_it(full: Assessment) -> None:
    assert "wins just under 90 % of" in words(_with_share(full, 0.8997, strength="likely"))


def test_a_weight_of_next_to_nothing_is_told_as_nothing(full: Assessment) -> None:
    (interval, *_) = full.sensitivity.nearest_weights
    below = {"below": interval.below or interval.above, "above": (), "low": 0.0004, "high": 1.0}
    weights = (interval.model_copy(update={**below, "weight": 0.01}),)
    sensitivity = full.sensitivity.model_copy(update={"weights": weights})
    page = words(
        _with_share(full.model_copy(update={"sensitivity": sensitivity}), 0.95, strength="clear")
    )
    assert "weighs nothing (now 1 %)." in page


def test_ids_claims_and_articles_stay_off_the_page(full: Assessment) -> None:
    page = text(full)
    for word in ("own-cloud", "vendor-api", "data-control", "no-export", "a-12", "A paper"):
        assert word not in page


def test_undecided_says_what_to_do_with_it(undecided: Assessment) -> None:
    asked = Decider(kind="question", id="monthly-tokens", name="Tokens a month")
    page = words(_open_question(undecided, asked))
    assert "Undecided: one thing may decide it" in page
    assert 'One answer may decide: "Tokens a month".' in page


def test_a_weight_or_a_value_may_decide(undecided: Assessment) -> None:
    weight = Decider(kind="priority", id="x", name="Privacy", weight=0.25, turns_at=0.31)
    told = "The weight of Privacy decides: it is 25 %, and at 31 % the other side comes first."
    assert told in words(_open_question(undecided, weight))
    value = Decider(kind="criterion", id="x", name="Quality")
    assert "What decides is how the options really compare on this: Quality" in words(
        _open_question(undecided, value)
    )


def _open_question(assessment: Assessment, decider: Decider) -> Assessment:
    update = {"kind": Kind.OPEN_QUESTION, "decides": (decider,)}
    recommendation = assessment.recommendation.model_copy(update=update)
    return assessment.model_copy(update={"recommendation": recommendation})


def test_level_says_that_either_side_is_defensible_and_what_it_may_cost(
    undecided: Assessment,
) -> None:
    page = text(undecided)
    assert re.search(r"Undecided: either side is defensible +leans open\n", page)
    assert (
        "Choose on other grounds: whoever takes Own cloud gives up 0.4 points of 100 on average."
        in words(undecided)
    )


def test_at_the_threshold_the_page_says_so(full: Assessment) -> None:
    near = _with_share(full, 0.751, at_threshold=True)
    assert "At the threshold:" in words(near)
    assert "At the threshold:" not in words(full)


def test_in_a_tie_the_options_are_named_together(tied: Assessment) -> None:
    assert "Open: Own cloud and Twin cloud are level" in words(tied)


def test_nothing_allowed_names_what_would_allow_something_again(nothing: Assessment) -> None:
    page = words(nothing)
    assert "None: nothing is allowed" in page
    assert "Other endpoint would be allowed again if" in page
    assert "wins" not in page


def test_kinds_of_work_have_a_table_and_a_verdict_each(mixed: Assessment) -> None:
    page = text(mixed)
    assert re.search(r"Claims +Open +Own cloud +83 %\nMarketing +Closed +Vendor api +83 %\n", page)
    assert "Claims: Own cloud" in page
    assert "Marketing: Vendor api" in page
    assert page.index("Mixed: it depends on the work") < page.index("Claims: Own cloud")


def test_every_option_of_a_kind_of_work_has_a_bar_or_is_named(mixed: Assessment) -> None:
    free = {"admissible": True, "excluded_by": ()}
    usual = mixed.workloads[0].options[0]
    more = [{"id": f"o{n}", "short": f"Option {n}", "score": n, **free} for n in range(3)]
    many = tuple(usual.model_copy(update=own) for own in more)
    works = tuple(
        work.model_copy(update={"options": (*work.options, *many)}) for work in mixed.workloads
    )
    sections = words(mixed.model_copy(update={"workloads": works}))
    for work in reversed(works):
        sections, title, section = sections.rpartition(f" {work.name}: ")
        assert title
        missing = [option.short for option in work.options if option.short not in section]
        assert not missing, (work.name, missing)


def test_a_date_stands_in_the_title(full: Assessment) -> None:
    dated = full.model_copy(update={"date": "2026-11-21"})
    assert "2026-11-21" in text(dated).splitlines()[0]


def test_what_is_not_there_is_not_mentioned(bare: Assessment) -> None:
    page = text(bare)
    for word in ("Why", "Against", "First", "Assumed", "Ruled out", "simulations", "None"):
        assert word not in page


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(full: Assessment, width: int) -> None:
    for level in Level:
        page = text(full, level, Settings(width=width))
        assert max(map(cell_len, page.splitlines())) <= width


def test_colour_repeats_what_the_words_say_and_is_never_alone(full: Assessment) -> None:
    coloured = text(full, settings=Settings(width=100, colour=True))
    assert "\x1b[36m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text(full, settings=WIDE)


def test_without_unicode_the_page_is_ascii(full: Assessment) -> None:
    page = text(full, Level.FULL, Settings(width=80, unicode=False))
    ours = page.replace("é", "e")
    assert ours.isascii()
    assert "###" in page


def test_the_memo_of_the_page_has_its_headings(full: Assessment) -> None:
    assert [title for tag, title in headings(full, Level.PAGE) if tag == "h2"] == [
        "Why",
        "Against",
        "What if",
        "First",
        "Age",
        "Assumed",
    ]


def test_a_side_without_a_rival_wins_for_that_reason(full: Assessment) -> None:
    page = words(_with_share(full, 1.0, sides_left=(Side.OPEN,)))
    assert "Open wins: no closed option is left." in page


def test_a_verdict_without_simulations_has_no_gauge(full: Assessment) -> None:
    unsure = _with_share(full, 0.8, side=None, verdict=Verdict.UNDECIDED, option=None)
    assert "wins" not in words(unsure.model_copy(update={"robustness": None}))


def test_each_decided_work_has_a_first_step_however_many_another_has(mixed: Assessment) -> None:
    claims, marketing = mixed.workloads
    some = NextStep(kind=StepKind.ADVICE, effort=Effort.LOW, text="Do.", because=None)
    many = tuple(
        some.model_copy(update={"text": f"Do this {number}.", "before_all": True})
        for number in range(5)
    )
    only = (some.model_copy(update={"text": "Do that."}),)
    works = (
        claims.model_copy(update={"next_steps": many}),
        marketing.model_copy(update={"next_steps": only}),
    )
    page = words(mixed.model_copy(update={"workloads": works, "next_steps": ()}))
    assert "For Claims: Do this 0." in page
    assert "For Marketing: Do that." in page
    assert "Do this 4." not in page


@pytest.mark.parametrize(("end", "told"), [("high", "any more"), ("low", "any less")])
def test_a_weight_at_the_edge_does_not_read_as_one_that_is_beyond_it(
    full: Assessment, end: str, told: str
) -> None:
    (interval, *_) = full.sensitivity.nearest_weights
    step, by = (1e-6, "above") if end == "high" else (-1e-6, "below")
    near = interval.model_copy(
        update={
            "low": 0.0,
            "high": 1.0,
            "above": (),
            "below": (),
            end: interval.weight + step,
            by: (full.options[0].id,),
        }
    )
    sensitivity = full.sensitivity.model_copy(update={"weights": (near,)})
    page = words(
        _with_share(full.model_copy(update={"sensitivity": sensitivity}), 0.95, strength="clear")
    )
    assert f"weighs {told} than now (" in page
    assert "weighs over" not in page
    assert "weighs under" not in page
