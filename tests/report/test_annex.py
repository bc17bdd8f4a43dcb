"""Everything behind the page: enough for whoever checks, and each thing once."""

import pytest
from tests.report.shown import chapter, headings, markdown, table, words

from llmchoice.model.assessment import Assessment
from llmchoice.model.ground import Label
from llmchoice.model.option import Side
from llmchoice.model.sensitivity import (
    AnswerFlip,
    Combination,
    Duel,
    OptionRobustness,
    Sensitivity,
    SideShare,
)
from llmchoice.report.blocks import Level


def _changed(assessment: Assessment, **changes: object) -> Assessment:
    sensitivity = assessment.sensitivity.model_copy(update=changes)
    return assessment.model_copy(update={"sensitivity": sensitivity})


def _drawn(assessment: Assessment, **changes: object) -> Assessment:
    assert assessment.robustness is not None
    robustness = assessment.robustness.model_copy(update=changes)
    return assessment.model_copy(update={"robustness": robustness})


def test_the_chapters_stand_in_order_and_each_once(full: Assessment) -> None:
    titles = [title for tag, title in headings(full) if tag == "h2"]
    wanted = [
        "Warnings",
        "Ranking",
        "How sure is it?",
        "Reasons and objections",
        "What would change it",
        "Find this out first",
        "What was ruled out",
        "Conditions to obtain",
        "Next steps",
        "Weights and values",
        "Priorities and their weights",
        "Answers",
        "Method",
        "Claims and references",
    ]
    assert [title for title in titles if title in wanted] == wanted
    assert len(titles) == len(set(titles))


def test_the_full_report_begins_with_the_page(full: Assessment) -> None:
    page, whole = markdown(full, Level.PAGE), markdown(full, Level.FULL)
    assert whole.startswith(page.rstrip("\n"))


def test_the_ranking_has_score_share_and_status_of_every_option(full: Assessment) -> None:
    assert table(full, "Rank", "Option")[1:] == [
        ["1", "Own cloud", "Open", "71.4", "83 %", "recommended; on conditions"],
        ["2", "Vendor api", "Closed", "64.1", "17 %", "runner-up"],
        ["none", "Other endpoint", "Open", "88.8", "never", "ruled out by no-export"],
    ]


def test_ties_share_a_rank_and_are_said_to_be_ties(tied: Assessment) -> None:
    assert [row[:2] for row in table(tied, "Rank", "Option")[1:4]] == [
        ["1=", "Own cloud"],
        ["1=", "Twin cloud"],
        ["2", "Vendor api"],
    ]


def test_percentages_are_said_to_be_rounded(full: Assessment) -> None:
    rounded = "Percentages are rounded: they may not add up to exactly 100 %."
    assert rounded in chapter(full, "Priorities and their weights")
    options = tuple(o.model_copy(update={"first_rank_share": 0.5}) for o in full.options)
    assert rounded in chapter(full.model_copy(update={"options": options}), "Ranking")


def test_reasons_have_points_the_answer_and_the_other_view(full: Assessment) -> None:
    lines = chapter(full, "Reasons and objections")
    assert "+4.2 Data control: Nothing leaves your account." in lines
    assert "\N{MINUS SIGN}2.0 Start-up effort: Nothing leaves your account." in lines
    assert "Vendor api: Prompts pass through the vendor." in lines
    assert "12.0 of 100 Shared fault: Nobody does well here." in lines
    assert "Rests on: a-12." in lines


def test_what_was_ruled_out_names_rule_answer_and_source(full: Assessment) -> None:
    lines = " ".join(chapter(full, "What was ruled out"))
    assert "Other endpoint Rule no-export: The data may not leave the country." in lines
    assert 'is answered "' in lines


def test_steps_are_ordered_by_effort(full: Assessment) -> None:
    lines = chapter(full, "Next steps")
    efforts = [line for line in lines if line.endswith("effort")]
    assert efforts == ["Low effort", "Medium effort", "High effort"]


def test_every_weight_and_value_behind_a_score_is_there(full: Assessment) -> None:
    head, *criteria, scores = table(full, "Criterion", "Priority")
    by_name = {row[0].split(" (")[0]: row for row in criteria}
    for option in full.options:
        at = head.index(option.short)
        assert scores[at] == f"{option.score:.1f}"
        for item in option.contributions:
            assert by_name[item.name][2] == f"{100 * item.weight:.1f} %".replace(".0 %", " %")
            assert by_name[item.name][at].split()[0] == f"{item.value:.1f}"


def test_answers_are_listed_with_their_notes(full: Assessment) -> None:
    rows = table(full, "Question", "Answer")
    noted = [answer for answer in full.answers if answer.note]
    assert noted
    for answer in noted:
        assert [answer.text, *answer.label.texts, answer.note] in [row[:3] for row in rows]


def test_sources_tell_what_holds_what_is_old_and_what_is_wrong(full: Assessment) -> None:
    lines = chapter(full, "Claims and references")
    assert any(line.startswith("a-12: An article, A paper, paragraphs 12, 13. ") for line in lines)
    assert "Checked long ago: check it again." in lines
    wrong = lines[lines.index("Set aside because they are wrong") :]
    assert "Correction: It depends on the volume." in wrong


def test_versions_and_hashes_are_named(full: Assessment) -> None:
    assert table(full, "Made with")[1:] == [
        [full.tool.name, full.tool.version, ""],
        ["criteria", full.criteria.version, full.criteria.sha256],
        ["profile", "", full.profile.sha256],
    ]


def test_the_simulations_are_described_by_what_varies(full: Assessment) -> None:
    whole = words(_drawn(full, varied=("weights", "answers")), Level.FULL)
    assert "They vary: weights and unknown answers over their possible values." in whole
    assert "19 times in 20 a share of simulations is right to within 1 percentage point." in whole
    certain = words(_drawn(full, varied=()), Level.FULL)
    assert "Nothing is uncertain, so all of them are alike." in certain


def test_what_a_side_does_not_win_is_accounted_for_apart(full: Assessment) -> None:
    sides = (SideShare(side=Side.OPEN, share=0.7), SideShare(side=Side.CLOSED, share=0.3))
    figures = {"p_nothing_left": 0.25, "p_leader_excluded": 0.1, "regret": 0.31}
    told = full.recommendation.model_copy(update=figures)
    drawn = _drawn(full, sides=sides).model_copy(update={"recommendation": told})
    lines = chapter(drawn, "How sure is it?")
    assert "Open wins 70 % of the simulations in which something is allowed." in lines
    assert "Nothing is allowed in 25 % of all simulations." in lines
    assert any(line.startswith("Own cloud is ruled out in 10 % of") for line in lines)
    assert any(
        line.startswith("On average Own cloud ends 0.3 points of 100 behind") for line in lines
    )


def test_ranks_duels_and_central_weights_are_tables(full: Assessment) -> None:
    assert table(full, "Option", "Rank 1") == [
        ["Option", "Rank 1", "Rank 2"],
        ["Own cloud", "83 %", "17 %"],
        ["Vendor api", "17 %", "83 %"],
    ]
    assert table(full, "Other option")[1:] == [["Vendor api", "83 %", "80 %", "computed exactly"]]
    assert table(full, "Priority", "Now") == [
        ["Priority", "Now", "Own cloud", "Vendor api"],
        ["Privacy", "62.5 %", "63 %", "50.2 %"],
        ["Budget", "25 %", "24 %", "40.1 %"],
        ["Freedom", "12.5 %", "13 %", "9.7 %"],
        ["Wins with these weights", "", "91 %", "56 %"],
    ]


def test_an_option_that_cannot_win_is_said_to_be_one(full: Assessment) -> None:
    never = OptionRobustness(
        option="vendor-api",
        ranks=(0.0, 1.0),
        central_weights=None,
        confidence_factor=None,
        can_win=False,
    )
    assert full.robustness is not None
    first, *_ = full.robustness.options
    duel = Duel(option="own-cloud", over="vendor-api", share=1.0, by_weights=1.0, exact=True)
    changed = _drawn(full, options=(first, never), duels=(duel,))
    lines = chapter(changed, "How sure is it?")
    assert "Vendor api cannot come first, whatever the priorities weigh." in lines
    assert table(changed, "Other option")[1][1:3] == ["always", "always"]


def test_weights_are_told_with_whoever_takes_over(full: Assessment) -> None:
    lines = chapter(full, "What would change it")
    assert (
        "Privacy, now 62.5 %. It stays first: from 40 % up. Its side stays first: from 40 % up."
        " Below that: Vendor api." in lines
    )
    assert (
        "Freedom, now 12.5 %. It stays first: at any weight. Its side stays first: at any weight."
        in lines
    )
    assert [row[0] for row in table(full, "Criterion", "Weight", "It stays first")[1:]] == [
        "Data control"
    ]


def _flip(label: str, verdict: str = "closed", option: str | None = "vendor-api") -> AnswerFlip:
    return AnswerFlip.model_validate(
        {
            "question": "data-location",
            "from": "national",
            "to": label,
            "label": {"texts": (label,)},
            "verdict": verdict,
            "option": option,
        }
    )


def test_answers_with_the_same_outcome_share_a_sentence(full: Assessment) -> None:
    flips = (_flip("abroad"), _flip("anywhere"), _flip("nowhere", "undecided", None))
    lines = chapter(_changed(full, answers=flips), "What would change it")
    found = [line for line in lines if line.startswith(("Vendor api, if ", "Undecided, if "))]
    assert len(found) == 2
    assert found[0].startswith("Vendor api, if ")
    assert '"abroad" or "anywhere"' in found[0]
    assert found[1].startswith("Undecided, if ")


def test_of_several_choices_only_those_that_differ_are_named(full: Assessment) -> None:
    given = full.answers[0].model_copy(
        update={
            "answer": ("a", "b"),
            "label": Label(texts=("Ah", "Bee")),
            "question": "kinds",
            "short": "Kinds of data",
        }
    )
    flip = AnswerFlip.model_validate(
        {
            "question": "kinds",
            "from": ("a", "b"),
            "to": ("a", "b", "c"),
            "label": {"texts": ("Ah", "Bee", "Sea")},
            "verdict": "closed",
            "option": None,
        }
    )
    changed = _changed(full.model_copy(update={"answers": (given,)}), answers=(flip,))
    lines = chapter(changed, "What would change it")
    assert 'Closed, if "Kinds of data" includes "Sea" as well.' in lines


def test_combinations_are_told_where_no_single_answer_does(full: Assessment) -> None:
    flip = _flip("abroad")
    change = {
        "question": "data-location",
        "from": "national",
        "to": "abroad",
        "label": {"texts": ("abroad",)},
    }
    combination = Combination.model_validate(
        {"changes": (change, change), "verdict": flip.verdict, "option": flip.option}
    )
    lines = chapter(
        _changed(full, answers=(), combinations=(combination,), searched=2), "What would change it"
    )
    assert "No single answer changes the verdict. These together do:" in lines
    assert any(line.startswith("Vendor api, with these answers together: ") for line in lines)


@pytest.mark.parametrize(
    ("searched", "sentence"),
    [
        (1, "No single answer changes the verdict."),
        (2, "No single answer and no two answers together change the verdict."),
        (3, "No single answer, no two and no three that were tried together change the verdict."),
    ],
)
def test_nothing_found_says_how_far_it_was_looked_for(
    full: Assessment, searched: int, sentence: str
) -> None:
    nothing = _changed(full, answers=(), combinations=(), searched=searched)
    assert sentence in chapter(nothing, "What would change it")


def test_where_nothing_can_change_there_is_no_chapter(bare: Assessment) -> None:
    bare = bare.model_copy(update={"sensitivity": Sensitivity()})
    assert "What would change it" not in [title for _, title in headings(bare)]


def test_an_unknown_says_what_hangs_on_it(full: Assessment) -> None:
    lines = chapter(full, "Find this out first")
    assert lines[0] == "How many tokens a month?"
    assert "20 % of the weight rests on it." in lines
    assert "An answer may rule out Own cloud." in lines


def test_unknowns_that_change_nothing_are_not_to_be_found_out_first(full: Assessment) -> None:
    (unknown,) = full.unknowns
    idle = unknown.model_copy(update={"influence": 0.0, "flips": ()})
    titles = [title for _, title in headings(full.model_copy(update={"unknowns": (idle,)}))]
    assert "What is not known" in titles
    assert "Find this out first" not in titles


def test_comparisons_that_contradict_each_other_are_pointed_out(full: Assessment) -> None:
    assert full.consistency is not None
    contradicting = full.consistency.model_copy(update={"ratio": 0.4, "limit": 0.1})
    lines = chapter(
        full.model_copy(update={"consistency": contradicting}), "Priorities and their weights"
    )
    assert any("Up to 0.10 they agree well enough." in line for line in lines)
    assert any(line.startswith("Look again at ") for line in lines)
    agreeing = full.consistency.model_copy(update={"ratio": 0.04, "limit": 0.1})
    lines = chapter(
        full.model_copy(update={"consistency": agreeing}), "Priorities and their weights"
    )
    assert not any(line.startswith("Look again at ") for line in lines)


def test_each_kind_of_work_has_its_chapters_after_the_page(mixed: Assessment) -> None:
    titles = headings(mixed)
    for title in ("How sure is it?", "What would change it", "Ranking"):
        assert [tag for tag, found in titles if found == title] == ["h3", "h3"]
    assert [found for tag, found in titles if tag == "h2" and found in {"Claims", "Marketing"}]


def test_an_answer_of_the_organisation_stands_once(mixed: Assessment) -> None:
    rows = [
        line
        for line in markdown(mixed).splitlines()
        if line.startswith("|") and "Own note." in line
    ]
    assert len(rows) == 1


def test_of_several_selected_answers_the_decisive_one_is_named_for_each(full: Assessment) -> None:
    first, *others = full.reasons.for_
    several = first.model_copy(
        update={"answer": ("one", "two"), "decisive": ("one",), "counter_decisive": ("two",)}
    )
    reasons = full.reasons.model_copy(update={"for_": (several, *others)})
    apart = words(full.model_copy(update={"reasons": reasons}), Level.FULL)
    assert "Decisive for Own cloud: one." in apart
    assert "Decisive for Vendor api: two." in apart
    same = several.model_copy(update={"counter_decisive": ("one",)})
    reasons = full.reasons.model_copy(update={"for_": (same, *others)})
    together = words(full.model_copy(update={"reasons": reasons}), Level.FULL)
    assert "Decisive for Own cloud and Vendor api: one." in together
