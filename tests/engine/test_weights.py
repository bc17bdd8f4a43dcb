"""From what was said of the priorities to weights, against published figures."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine import ranking
from llmchoice.engine.assess import assess as assess_in_full
from llmchoice.engine.situation import scores_of, situation
from llmchoice.engine.weights import (
    from_ranking,
    of_priorities,
    spread_of,
    weighting,
    widest_spread,
)
from llmchoice.errors import LlmchoiceError
from llmchoice.mcda.weighting import Certain, Ranked, Uniform, rank_order_centroid
from llmchoice.model.base import UNKNOWN
from llmchoice.model.ground import Spread
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answer, Profile

assess = partial(assess_in_full, draws=100, search=False)
"""What is stated here holds for any number of draws."""

ROUNDED = 5e-5
"""The published decimals are rounded to four places."""
PUBLISHED = {
    # Rank-order-centroid weights: Barron and Barrett 1996, Management Science 42:1515-1523.
    2: (0.75, 0.25),
    3: (0.6111, 0.2778, 0.1111),
    4: (0.5208, 0.2708, 0.1458, 0.0625),
    5: (0.4567, 0.2567, 0.1567, 0.0900, 0.0400),
    6: (0.4083, 0.2417, 0.1583, 0.1028, 0.0611, 0.0278),
    7: (0.3704, 0.2276, 0.1561, 0.1085, 0.0728, 0.0442, 0.0204),
}


def weights(kb: KnowledgeBase, profile: Profile) -> dict[str, float]:
    return {p.priority: p.weight for p in assess(Basis(kb), profile).priorities}


def unknown_answers(kb: KnowledgeBase) -> dict[str, Answer]:
    return {q.id: UNKNOWN for q in kb.questions}


@pytest.mark.parametrize("count", PUBLISHED)
def test_rank_weights_are_the_published_ones(count: int) -> None:
    assert rank_order_centroid(count) == pytest.approx(PUBLISHED[count], abs=ROUNDED)
    assert sum(rank_order_centroid(count)) == pytest.approx(1, abs=1e-12)


def test_a_ranking_of_the_seven_priorities_gets_the_published_weights(kb: KnowledgeBase) -> None:
    order = ("budget", "privacy", "expertise", "capability", "compliance", "independence")
    ranked = (*order, "customisation")
    profile = Profile(organisation="x", ranking=ranked, answers=unknown_answers(kb))
    found = weights(kb, profile)
    assert [found[name] for name in ranked] == pytest.approx(PUBLISHED[7], abs=ROUNDED)


def test_equals_in_a_ranking_share_the_weight_of_their_places() -> None:
    """Second and third of four: 13/48 and 7/48, so 10/48 each."""
    found = from_ranking(["first", ("second", "third"), "fourth"])
    assert found["second"] == found["third"] == pytest.approx(10 / 48, abs=1e-12)
    assert found["first"] == pytest.approx(25 / 48, abs=1e-12)
    assert from_ranking([("a", "b", "c", "d")]) == pytest.approx(dict.fromkeys("abcd", 0.25))


def test_a_hundred_points_are_hundredths_of_the_weight(kb: KnowledgeBase) -> None:
    points = {"privacy": 40.0, "budget": 35.0, "capability": 25.0}
    profile = Profile(organisation="x", points=points, answers=unknown_answers(kb))
    found = weights(kb, profile)
    assert {name: found[name] for name in points} == pytest.approx(
        {"privacy": 0.40, "budget": 0.35, "capability": 0.25}, abs=1e-12
    )
    assert sum(found.values()) == pytest.approx(1, abs=1e-12)


def test_ratings_count_in_proportion(kb: KnowledgeBase) -> None:
    ratings = {p.id: 0.0 for p in kb.priorities} | {"privacy": 3.0, "budget": 1.0}
    profile = Profile(organisation="x", priorities=ratings, answers=unknown_answers(kb))
    assert weights(kb, profile)["privacy"] == pytest.approx(0.75, abs=1e-12)
    assert weights(kb, profile)["budget"] == pytest.approx(0.25, abs=1e-12)


def test_a_share_of_ones_own_replaces_that_of_the_knowledge_base(kb: KnowledgeBase) -> None:
    """Budget is split 55, 20, 25; with no share for what stands idle, 55 and 25 are left."""
    ratings = {p.id: float(p.id == "budget") for p in kb.priorities}
    profile = Profile(
        organisation="x",
        priorities=ratings,
        shares={"idle-capacity": 0},
        answers=unknown_answers(kb),
    )
    parts = {c.criterion: c.weight for c in assess(Basis(kb), profile).options[0].contributions}
    assert parts["idle-capacity"] == 0
    assert parts["running-cost"] == pytest.approx(55 / 80, abs=1e-12)
    assert parts["upfront-cost"] == pytest.approx(25 / 80, abs=1e-12)


def test_without_any_weight_nothing_is_assessed(kb: KnowledgeBase) -> None:
    ratings = {p.id: 0.0 for p in kb.priorities}
    profile = Profile(organisation="x", priorities=ratings, answers=unknown_answers(kb))
    with pytest.raises(LlmchoiceError, match="no priority has any weight"):
        assess(Basis(kb), profile)


def drawn(kb: KnowledgeBase, profile: Profile) -> dict[str, np.ndarray]:
    """Of each priority, 40,000 weights."""
    rows = weighting(kb, profile).draw(np.random.default_rng(7), 40_000)
    return {p.id: row for p, row in zip(kb.priorities, rows, strict=True)}


RANKING = ("budget", ("independence", "privacy"), "expertise", "capability", "compliance")
RANKED = Profile(organisation="x", ranking=(*RANKING, "customisation"))


@pytest.mark.parametrize(("spread", "points"), [("sure", 2), ("rough", 4), (None, 4), (6.5, 6.5)])
def test_a_weight_of_average_size_is_off_by_the_spread(
    kb: KnowledgeBase, spread: str | float | None, points: float
) -> None:
    ratings = {p.id: 3.0 for p in kb.priorities}
    for row in drawn(kb, Profile(organisation="x", priorities=ratings, spread=spread)).values():
        assert 100 * row.std() == pytest.approx(points, rel=0.02)
        assert row.mean() == pytest.approx(1 / 7, abs=0.001)


def test_draws_spread_around_the_stated_weights_and_nothing_stays_nothing(
    kb: KnowledgeBase,
) -> None:
    points = {"privacy": 60.0, "budget": 30.0, "capability": 10.0, "expertise": 0.0}
    found = drawn(kb, Profile(organisation="x", points=points, spread="vague"))
    for name, row in found.items():
        assert row.mean() == pytest.approx(points.get(name, 0) / 100, abs=0.005)
        assert row.any() == (points.get(name, 0) > 0)


def test_draws_of_a_ranking_respect_it(kb: KnowledgeBase) -> None:
    found = drawn(kb, RANKED)
    for better, worse in [("budget", "privacy"), ("privacy", "expertise"), ("compliance", None)]:
        below = found[worse or "customisation"]
        assert (found[better] >= below).all()
    share = (found["privacy"] > found["independence"]).mean()
    assert share == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    "way",
    [
        {"priorities": {"privacy": 5.0, "budget": 1.0}},
        {"points": {"privacy": 99.0, "budget": 1.0}},
        {"ranking": RANKED.ranking},
    ],
)
def test_two_words_mean_the_same_whatever_was_stated(
    kb: KnowledgeBase, way: dict[str, object]
) -> None:
    sure = Profile.model_validate({"organisation": "x", "spread": "certain", **way})
    assert weighting(kb, sure) == Certain(tuple(of_priorities(kb, sure).values()))
    assert spread_of(kb, sure) == Spread(kind="certain")
    lost = Profile.model_validate({"organisation": "x", "spread": "no-idea", **way})
    assert weighting(kb, lost) == Uniform(7)
    assert spread_of(kb, lost) == Spread(kind="no-idea")


def test_a_ranking_has_a_spread_of_its_own(kb: KnowledgeBase) -> None:
    assert isinstance(weighting(kb, RANKED), Ranked)
    assert spread_of(kb, RANKED) == Spread(kind="ranking")


def test_the_only_priority_there_is_has_all_the_weight(kb: KnowledgeBase) -> None:
    one = kb.model_copy(update={"priorities": kb.priorities[:1]})
    for spread in ("rough", "no-idea", 90.0):
        profile = Profile(organisation="x", priorities={"privacy": 2}, spread=spread)
        assert weighting(one, profile) == Certain((1.0,))


@pytest.mark.parametrize("count", [2, 3, 7, 12])
def test_the_widest_spread_is_that_of_weights_of_which_nothing_is_known(count: int) -> None:
    found = Uniform(count).draw(np.random.default_rng(7), 40_000)
    assert 100 * found.std(axis=1) == pytest.approx(widest_spread(count), rel=0.02)


@settings(derandomize=True, deadline=None, max_examples=examples(50))
@given(
    st.lists(st.integers(0, 100), min_size=7, max_size=7).filter(any),
    st.sampled_from([0.01, 0.02, 0.05]),
)
def test_scaling_every_importance_changes_no_weight_and_no_score(
    kb: KnowledgeBase, numbers: list[int], factor: float
) -> None:
    answers = {question.id: UNKNOWN for question in kb.questions}
    names = [priority.id for priority in kb.priorities]

    def result(scale: float) -> tuple[dict[str, float], dict[str, float]]:
        given = {name: n * scale for name, n in zip(names, numbers, strict=True)}
        profile = Profile(organisation="x", priorities=given, answers=answers)
        return of_priorities(kb, profile), scores_of(situation(Basis(kb), profile, answers))

    one, other = result(0.05), result(0.05 * factor)
    assert other[0] == pytest.approx(one[0])
    assert other[1] == pytest.approx(one[1])


# Triantaphyllou 2000, Multi-Criteria Decision Making Methods: A Comparative Study: three
# alternatives, four criteria; the published sums are 21.50, 22.00 and 22.00.
SUM_WEIGHTS = {"c1": 0.20, "c2": 0.15, "c3": 0.40, "c4": 0.25}
SUM_VALUES = {"A1": (25, 20, 15, 30), "A2": (10, 30, 20, 30), "A3": (30, 10, 30, 10)}
SUM_SCORES = {"A1": 21.5, "A2": 22.0, "A3": 22.0}


@pytest.mark.parametrize("order", [("A1", "A2", "A3"), ("A3", "A2", "A1"), ("A2", "A1", "A3")])
def test_the_published_weighted_sums_tie_and_the_tie_is_not_broken(order: tuple[str, ...]) -> None:
    scores = {name: ranking.score(SUM_WEIGHTS.values(), SUM_VALUES[name]) for name in order}
    assert scores == pytest.approx(SUM_SCORES, abs=1e-9)
    assert ranking.ranks(scores) == {"A1": 3, "A2": 1, "A3": 1}
    assert set(ranking.leaders(scores)) == {"A2", "A3"}


def test_an_added_option_does_not_turn_the_order_of_the_others() -> None:
    """The textbook case of rank reversal: min-max over what is listed would put B before A.

    A = (10, 0) and B = (0, 6) with weights .45 and .55 score 4.5 and 3.3; C = (0, 10) is added.
    """
    weights = (0.45, 0.55)
    two = {"A": ranking.score(weights, (10, 0)), "B": ranking.score(weights, (0, 6))}
    three = {**two, "C": ranking.score(weights, (0, 10))}
    assert two == pytest.approx({"A": 4.5, "B": 3.3}, abs=1e-12)
    assert three["C"] == pytest.approx(5.5, abs=1e-12)
    assert ranking.ranks(two) == {"A": 1, "B": 2}
    assert ranking.ranks(three) == {"A": 2, "B": 3, "C": 1}


def test_dominance_needs_every_criterion_and_one_that_is_better() -> None:
    rows = [((50.0, 50.0, 40.0),), ((70.0, 60.0, 80.0),)]
    assert ranking.dominates(rows, 0, 1)
    assert not ranking.dominates(rows, 1, 0)
    assert not ranking.dominates(rows, 0, 2)
    assert not ranking.dominates([((5.0, 5.0),)], 0, 1)
