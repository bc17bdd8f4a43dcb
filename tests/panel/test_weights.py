"""What members want is averaged: the panel's weights, computed by hand."""

from collections.abc import Callable

import pytest

from llmchoice.engine.panel import Member, assess_panel
from llmchoice.model.ground import Stated, Way
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.panel import DifferentShares, Panel
from llmchoice.report.documents.panel import method

Make = Callable[..., Member]
FAST = 1
NOTHING = dict.fromkeys(
    (
        "privacy",
        "compliance",
        "budget",
        "customisation",
        "expertise",
        "capability",
        "independence",
    ),
    0,
)
HALVES = NOTHING | {"privacy": 1, "budget": 1}
PRIVACY = NOTHING | {"privacy": 4}


def weights(panel: Panel) -> dict[str, float]:
    return {p.priority: p.weight for p in panel.aggregate.priorities if p.weight}


def criterion_weights(panel: Panel) -> dict[str, float]:
    return {c.criterion: c.weight for c in panel.aggregate.options[0].contributions}


def test_members_who_count_alike_give_the_plain_mean(kb: KnowledgeBase, member: Make) -> None:
    # 1/2 and 1/2 with 1 and 0: 3/4 and 1/4.
    panel = assess_panel(
        kb, [member("a", priorities=HALVES), member("b", priorities=PRIVACY)], draws=FAST
    )
    assert weights(panel) == pytest.approx({"privacy": 0.75, "budget": 0.25})
    assert [m.share for m in panel.members] == [0.5, 0.5]


def test_a_say_of_three_counts_three_times(kb: KnowledgeBase, member: Make) -> None:
    # (3 x 1/2 + 1 x 1) / 4 = 5/8.
    members = [member("a", 3, priorities=HALVES), member("b", priorities=PRIVACY)]
    panel = assess_panel(kb, members, draws=FAST)
    assert weights(panel) == pytest.approx({"privacy": 0.625, "budget": 0.375})
    assert [m.share for m in panel.members] == [0.75, 0.25]
    assert "a (3) and b (1)" in next(method(panel))


def test_a_say_that_dwarfs_the_others_gives_that_members_weights(
    kb: KnowledgeBase, member: Make
) -> None:
    members = [member("a", 1e9, priorities=HALVES), member("b", priorities=PRIVACY)]
    panel = assess_panel(kb, members, draws=FAST)
    assert weights(panel) == pytest.approx({"privacy": 0.5, "budget": 0.5}, abs=1e-8)


def test_ratings_points_and_rankings_meet_as_weights(kb: KnowledgeBase, member: Make) -> None:
    # Rank-order centroid of the first of seven: 0.3704 (Barron and Barrett 1996).
    ranking = ["privacy", "budget", "compliance", "customisation", "expertise", "capability"]
    members = [
        member("a", ranking=[*ranking, "independence"]),
        member("b", points=NOTHING | {"budget": 100}),
        member("c", priorities=HALVES),
    ]
    found = weights(assess_panel(kb, members, draws=FAST))
    assert found["privacy"] == pytest.approx((0.3704 + 0 + 0.5) / 3, abs=1e-4)
    assert found["budget"] == pytest.approx((0.2276 + 1 + 0.5) / 3, abs=1e-4)
    assert found["independence"] == pytest.approx(0.0204 / 3, abs=1e-4)


def test_the_points_of_the_panel_are_a_hundred_times_the_mean(
    kb: KnowledgeBase, member: Make
) -> None:
    panel = assess_panel(
        kb, [member("a", priorities=HALVES), member("b", priorities=PRIVACY)], draws=FAST
    )
    stated = {p.priority: p.stated for p in panel.aggregate.priorities}
    assert stated["privacy"] == Stated(way=Way.POINTS, figure=75)


def test_a_ranking_that_all_share_stays_a_ranking(kb: KnowledgeBase, member: Make) -> None:
    ranking = list(NOTHING)
    panel = assess_panel(
        kb, [member("a", ranking=ranking), member("b", ranking=ranking)], draws=FAST
    )
    assert panel.aggregate.priorities[0].stated == Stated(way=Way.RANKING, figure=1)


def test_preferences_stand_in_order_of_how_far_apart_members_are(
    kb: KnowledgeBase, member: Make
) -> None:
    thirds = NOTHING | {"privacy": 2, "budget": 2, "capability": 2}
    members = [member("a", priorities=thirds), member("b", priorities=PRIVACY)]
    first, *others = assess_panel(kb, members, draws=FAST).preferences
    assert first.priority == "privacy"
    assert first.spread == pytest.approx(2 / 3)
    assert first.mean == pytest.approx(2 / 3)
    assert {w.member: w.weight for w in first.weights} == pytest.approx({"a": 1 / 3, "b": 1})
    assert [p.spread for p in others] == sorted((p.spread for p in others), reverse=True)


def test_where_members_split_a_priority_differently_each_criterion_has_its_mean_weight(
    kb: KnowledgeBase, member: Make
) -> None:
    one, *rest = (c.id for p in kb.priorities for c in p.criteria if p.id == "privacy")
    alone = {one: 100, **dict.fromkeys(rest, 0)}
    even = dict.fromkeys((one, *rest), 1)
    members = [
        member("a", priorities=PRIVACY, shares=alone),
        member("b", priorities=HALVES, shares=even),
    ]
    panel = assess_panel(kb, members, draws=FAST)
    found = criterion_weights(panel)
    # a gives the first criterion all of 1; b an equal part of 1/2.
    part = 0.5 / (1 + len(rest))
    assert found[one] == pytest.approx((1 + part) / 2)
    assert [found[c] for c in rest] == pytest.approx([part / 2] * len(rest))
    assert DifferentShares(priorities=("privacy",)) in panel.warnings


@pytest.mark.parametrize("names", [(), ("a",), ("a", "a")])
def test_fewer_than_two_members_are_no_panel(
    kb: KnowledgeBase, member: Make, names: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match="at least two"):
        assess_panel(kb, [member(name) for name in names], draws=FAST)
