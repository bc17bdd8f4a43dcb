"""Weights drawn: on the simplex, and spread as they say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmchoice.mcda.pairwise import beats
from llmchoice.mcda.weighting import (
    Around,
    Certain,
    Mixture,
    Ranked,
    Single,
    Uniform,
    Weighting,
    concentration_for,
    rank_order_centroid,
)

DRAWS = 40_000


def drawn(weighting: Weighting, count: int = DRAWS, seed: int = 1) -> np.ndarray:
    return weighting.draw(np.random.default_rng(seed), count)


weights = st.lists(st.just(0.0) | st.floats(0.01, 10), min_size=1, max_size=8).filter(any)
rankings = st.integers(1, 7).flatmap(
    lambda size: st.tuples(st.permutations(range(size)), st.lists(st.booleans(), min_size=size))
)


def groups(order: list[int], breaks: list[bool]) -> tuple[tuple[int, ...], ...]:
    parts: list[list[int]] = []
    for place, item in enumerate(order):
        if place == 0 or breaks[place]:
            parts.append([])
        parts[-1].append(item)
    return tuple(map(tuple, parts))


weightings = st.one_of(
    weights.map(lambda w: Certain(tuple(w))),
    st.integers(1, 8).map(Uniform),
    rankings.map(lambda pair: Ranked(groups(*pair))),
    st.builds(lambda w, c: Around(tuple(w), c), weights, st.floats(0.5, 500)),
)


@given(weightings, st.integers(1, 50))
def test_drawn_weights_are_never_negative_and_sum_to_one(weighting: Weighting, count: int) -> None:
    columns = drawn(weighting, count)
    assert columns.shape == (weighting.size, count)
    assert columns.min() >= 0
    assert columns.sum(axis=0) == pytest.approx(np.ones(count), abs=1e-12)


@given(rankings)
def test_ranked_weights_respect_the_ranking(pair: tuple[list[int], list[bool]]) -> None:
    ranked = Ranked(groups(*pair))
    columns = drawn(ranked, 20)
    for upper, lower in zip(ranked.groups, ranked.groups[1:], strict=False):
        assert (columns[list(upper)].min(axis=0) >= columns[list(lower)].max(axis=0)).all()


# Variance of a uniform draw of n weights that sum to 1: (n - 1) / (n^2 (n + 1)). Uniform numbers
# divided by their sum have .0323, .0129 and .0023.
@pytest.mark.parametrize(("size", "variance"), [(3, 0.0556), (5, 0.0267), (12, 0.0059)])
def test_uniform_weights_have_the_variance_of_the_simplex(size: int, variance: float) -> None:
    assert drawn(Uniform(size)).var() == pytest.approx(variance, rel=0.03)


def test_half_of_all_weights_of_three_are_within_a_quarter_of_the_triangle() -> None:
    # The largest of three uniform weights is above one half in 3/4 of the triangle.
    share = (drawn(Uniform(3)).max(axis=0) > 0.5).mean()
    assert share == pytest.approx(3 / 4, abs=0.01)


@pytest.mark.parametrize("size", [2, 3, 7])
def test_the_mean_of_ranked_weights_is_the_rank_order_centroid(size: int) -> None:
    means = drawn(Ranked(tuple((place,) for place in reversed(range(size))))).mean(axis=1)
    assert means[::-1] == pytest.approx(rank_order_centroid(size), abs=0.005)


def test_equals_in_a_ranking_share_the_mean_of_their_places() -> None:
    first, second, third, fourth = rank_order_centroid(4)
    means = drawn(Ranked(((2,), (0, 3), (1,)))).mean(axis=1)
    middle = (second + third) / 2
    assert means == pytest.approx([middle, fourth, first, middle], abs=0.005)


def test_one_group_of_equals_is_no_ranking_at_all() -> None:
    columns = drawn(Ranked(((0, 1, 2),)))
    assert columns.var(axis=1) == pytest.approx([0.0556] * 3, rel=0.03)
    assert (columns[0] > columns[1]).mean() == pytest.approx(0.5, abs=0.01)


def test_weights_around_stated_ones_have_their_mean_and_the_stated_variance() -> None:
    stated = np.array([0.5, 0.3, 0.2, 0.0])
    columns = drawn(Around(tuple(stated * 7), 24))
    assert columns.mean(axis=1) == pytest.approx(stated, abs=0.003)
    assert columns.var(axis=1) == pytest.approx(stated * (1 - stated) / 25, rel=0.03)
    assert not columns[3].any()


@pytest.mark.parametrize("size", [2, 7, 22])
def test_the_concentration_for_a_deviation_gives_that_deviation(size: int) -> None:
    deviation = 0.4 / size
    around = Around((1.0,) * size, concentration_for(size, deviation))
    assert drawn(around).std(axis=1) == pytest.approx([deviation] * size, rel=0.03)


@pytest.mark.parametrize("size", [2, 5, 12])
def test_a_deviation_just_below_that_of_uniform_weights_is_a_concentration_of_one_each(
    size: int,
) -> None:
    uniform = ((size - 1) / (size + 1)) ** 0.5 / size
    assert concentration_for(size, uniform * (1 - 1e-9)) == pytest.approx(size, rel=1e-6)
    with pytest.raises(ValueError, match="above 0 and below"):
        concentration_for(size, uniform * (1 + 1e-9))


@given(weightings)
def test_the_same_seed_draws_the_same(weighting: Weighting) -> None:
    assert (drawn(weighting, 5) == drawn(weighting, 5)).all()


@given(weights, st.floats(0.1, 50))
def test_the_scale_of_stated_weights_does_not_matter(stated: list[float], scale: float) -> None:
    scaled = tuple(weight * scale for weight in stated)
    assert drawn(Certain(scaled), 1) == pytest.approx(drawn(Certain(tuple(stated)), 1), abs=1e-12)
    assert drawn(Around(scaled, 9), 3) == pytest.approx(
        drawn(Around(tuple(stated), 9), 3), abs=1e-6
    )


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: Certain(()), "at least one weight"),
        (lambda: Certain((0.0, 0.0)), "at least one weight"),
        (lambda: Certain((1.0, -0.1)), "0 or more"),
        (lambda: Certain((1.0, float("inf"))), "finite"),
        (lambda: Uniform(0), "at least one criterion"),
        (lambda: Ranked(()), "each criterion once"),
        (lambda: Ranked(((0, 1), (1,))), "each criterion once"),
        (lambda: Ranked(((0,), (2,))), "each criterion once"),
        (lambda: Around((0.5, float("nan")), 3), "finite"),
        (lambda: Around((0.5, 0.5), 0), "above 0"),
        (lambda: Around((0.5, 0.5), float("inf")), "above 0"),
        (lambda: Mixture((Uniform(2),), (1, 1)), "1 parts do not fit 2 shares"),
        (lambda: Mixture((Uniform(2), Uniform(3)), (1, 1)), "the same number"),
        (lambda: Mixture((Uniform(2),), (0,)), "at least one weight"),
        (lambda: concentration_for(1, 0.1), "at least 2"),
        (lambda: concentration_for(3, 0), "above 0 and below"),
        (lambda: concentration_for(3, float("nan")), "above 0 and below"),
    ],
)
def test_weights_that_make_no_sense_are_refused(make: object, complaint: str) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match=complaint):
        make()


@given(
    st.lists(st.floats(0.01, 1), min_size=1, max_size=5),
    st.integers(1, 500),
)
def test_every_part_of_a_mixture_has_its_share_of_the_draws(says: list[float], count: int) -> None:
    mixture = Mixture(tuple(Certain((1.0, n + 1.0)) for n in range(len(says))), tuple(says))
    whose = mixture.whose(count)
    for place, say in enumerate(says):
        assert int((whose == place).sum()) == pytest.approx(count * say / sum(says), abs=4)


def test_a_mixture_draws_the_weights_of_its_parts_and_nothing_between() -> None:
    mixture = Mixture((Certain((1, 0)), Certain((0, 1))), (3, 1))
    columns = drawn(mixture, 4000)
    assert {tuple(column) for column in columns.T.tolist()} == {(1, 0), (0, 1)}
    assert columns.mean(axis=1) == pytest.approx([0.75, 0.25], abs=0.001)


@pytest.mark.parametrize("part", [Uniform(3), Ranked(((2,), (0, 1))), Around((1, 2, 3), 9)])
def test_a_mixture_of_one_draws_what_that_one_does(part: Single) -> None:
    assert (drawn(Mixture((part,), (5,)), 300) == drawn(part, 300)).all()


def test_a_mixture_wins_as_often_as_its_parts_do_on_average() -> None:
    parts = (Uniform(3), Around((1, 2, 3), 6), Certain((0, 0, 1)))
    differences = (5.0, -2.0, 1.0)
    mixture = Mixture(parts, (1, 2, 1))
    known = [beats(differences, part) or 0.0 for part in parts]
    exact = beats(differences, mixture)
    assert exact == pytest.approx((known[0] + 2 * known[1] + known[2]) / 4)
    columns = np.array(differences) @ drawn(mixture, 40_000)
    assert exact == pytest.approx(float((columns > 0).mean()), abs=0.01)
