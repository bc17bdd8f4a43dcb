"""Counting: ranks, ties, what is not admissible, and blocks of any size."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmchoice.mcda.tally import Acceptability, Tally, wins

HALVES = np.full((2, 4), 0.5)


def tallied(
    scores: list[list[float]], admissible: list[list[bool]] | None = None, tie: float = 0.0
) -> Acceptability:
    drawn = np.array(scores, dtype=float)
    tally = Tally(len(scores), 1)
    usable = None if admissible is None else np.array(admissible)
    tally.add(drawn, np.ones((1, drawn.shape[1])), usable, tie)
    return tally.result()


def test_ranks_count_strictly_better_options_so_equals_share_a_rank() -> None:
    result = tallied([[3, 1], [3, 2], [1, 3]])
    assert result.draws == 2
    assert list(result.ranks) == [(0.5, 0, 0.5), (0.5, 0.5, 0), (0.5, 0, 0.5)]
    assert list(result.beats) == [(0, 0, 0.5), (0.5, 0, 0.5), (0.5, 0.5, 0)]


def test_a_difference_up_to_the_tie_is_no_difference() -> None:
    scores = [[1.0, 1.0], [1.5, 2.0]]
    assert list(tallied(scores, tie=0.5).ranks) == [(0.5, 0.5), (1, 0)]
    assert list(tallied(scores, tie=0.4).ranks) == [(0, 1), (1, 0)]


def test_what_is_not_admissible_takes_no_rank_and_beats_nobody() -> None:
    result = tallied([[9, 9], [5, 5], [1, 1]], [[False, True], [True, True], [True, True]])
    assert list(result.ranks) == [(0.5, 0, 0), (0.5, 0.5, 0), (0, 0.5, 0.5)]
    assert list(result.beats[0]) == [0, 0.5, 0.5]
    assert list(result.central_weights) == [(1,), (1,), None]


def test_a_draw_in_which_nothing_is_admissible_is_won_by_nobody() -> None:
    result = tallied([[2, 2], [1, 1]], [[False, True], [False, True]])
    assert result.ranks == ((0.5, 0), (0, 0.5))


def test_central_weights_are_the_mean_of_the_draws_won_and_ties_are_won_by_each() -> None:
    tally = Tally(3, 2)
    weights = np.array([[0.9, 0.7, 0.2], [0.1, 0.3, 0.8]])
    tally.add(np.array([[2, 2, 1], [1, 2, 2], [0, 0, 0]], dtype=float), weights)
    first, second, third = tally.result().central_weights
    assert first == pytest.approx((0.8, 0.2))
    assert second == pytest.approx((0.45, 0.55))
    assert third is None


@given(st.data(), st.integers(1, 5), st.integers(1, 30))
def test_blocks_of_any_size_count_the_same(data: st.DataObject, options: int, draws: int) -> None:
    generator = np.random.default_rng(data.draw(st.integers(0, 99)))
    scores = generator.integers(0, 4, (options, draws)).astype(float)
    weights = generator.integers(0, 9, (2, draws)) / 8  # sums of eighths are exact
    admissible = generator.random((options, draws)) < 0.7
    cut = data.draw(st.integers(0, draws))
    whole, parts = Tally(options, 2), Tally(options, 2)
    whole.add(scores, weights, admissible)
    for block in (slice(cut), slice(cut, None)):
        parts.add(scores[:, block], weights[:, block], admissible[:, block])
    assert parts.result() == whole.result()


@given(st.integers(0, 99), st.integers(2, 6))
def test_ranks_and_beats_add_up(seed: int, options: int) -> None:
    scores = np.random.default_rng(seed).integers(0, 5, (options, 20)).astype(float)
    result = tallied(scores.tolist())
    assert np.sum(result.ranks, axis=1) == pytest.approx(np.ones(options))
    for one in range(options):
        for other in range(options):
            ties = float((scores[one] == scores[other]).mean())
            both = result.beats[one][other] + result.beats[other][one]
            assert both == pytest.approx(1 - ties)


@pytest.mark.parametrize(
    ("scores", "weights", "admissible"),
    [
        (np.ones((2, 4)), HALVES, None),
        (np.ones((3, 4)), np.ones((3, 4)), None),
        (np.ones((3, 4)), np.ones((2, 3)), None),
        (np.ones((3, 4)), HALVES, np.ones((3, 3), dtype=bool)),
    ],
)
def test_arrays_that_do_not_fit_are_refused(
    scores: np.ndarray, weights: np.ndarray, admissible: np.ndarray | None
) -> None:
    with pytest.raises(ValueError, match="must have the shape"):
        Tally(3, 2).add(scores, weights, admissible)


def test_there_is_no_result_without_draws() -> None:
    with pytest.raises(ValueError, match="no draws"):
        Tally(3, 2).result()


def test_whoever_wins_a_draw_has_the_first_rank_in_it() -> None:
    generator = np.random.default_rng(7)
    scores = generator.integers(0, 4, (5, 400)).astype(np.float64)
    admissible = generator.random((5, 400)) < 0.7
    tally = Tally(5, 1)
    tally.add(scores, np.ones((1, 400)), admissible, tie=1.0)
    won = [wins(scores, 1.0, admissible, option).mean() for option in range(5)]
    assert won == [ranks[0] for ranks in tally.result().ranks]
    assert 0 < min(won) < max(won) < 1
