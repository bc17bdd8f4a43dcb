"""Scores and rank weights, against published numbers and another library."""

from math import fsum

import numpy as np
import pytest
from tests.mcda.drawn import drawn

from llmchoice.mcda.intervals import scores
from llmchoice.mcda.weighting import Certain, rank_order_centroid

# Triantaphyllou 2000, Multi-Criteria Decision Making Methods: A Comparative Study, Kluwer.
TRIANTAPHYLLOU = [[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]]
TRIANTAPHYLLOU_WEIGHTS = [0.20, 0.15, 0.40, 0.25]


def as_it_is(column: np.ndarray, cost: bool = False) -> np.ndarray:  # noqa: FBT001, FBT002 - pymcdm's signature
    assert not cost
    return column


def test_triantaphyllous_table_has_the_published_scores() -> None:
    published = (21.50, 22.00, 22.00)
    assert scores(TRIANTAPHYLLOU, TRIANTAPHYLLOU_WEIGHTS) == pytest.approx(published, abs=1e-12)


def test_triantaphyllous_tie_is_a_tie_and_no_order_of_the_rows_breaks_it() -> None:
    certain = Certain(tuple(TRIANTAPHYLLOU_WEIGHTS))
    for rows in ([0, 1, 2], [2, 1, 0], [1, 0, 2]):
        result = drawn([TRIANTAPHYLLOU[row] for row in rows], certain, draws=1)
        first = {row for row, ranks in zip(rows, result.ranks, strict=True) if ranks[0] == 1}
        assert first == {1, 2}
        assert result.ranks[rows.index(0)] == (0, 0, 1)


@pytest.mark.parametrize("options", [2, 5, 9])
@pytest.mark.parametrize("criteria", [1, 4, 17])
def test_scores_agree_with_pymcdms_weighted_sum(options: int, criteria: int) -> None:
    from pymcdm.methods import WSM  # type: ignore[import-untyped]  # it ships no types

    generator = np.random.default_rng(options * 100 + criteria)
    values = generator.random((options, criteria)) + 0.01
    weights = generator.dirichlet(np.ones(criteria))
    types = np.ones(criteria)
    # Its validation warns of dominated options, which random tables have.
    # Its default divides every column by its sum; done by hand, the methods are the same.
    by_sum = scores((values / values.sum(axis=0)).tolist(), weights.tolist())
    assert by_sum == pytest.approx(WSM()(values, weights, types, validation=False), rel=1e-12)
    plain = scores(values.tolist(), weights.tolist())
    assert plain == pytest.approx(
        WSM(as_it_is)(values, weights, types, validation=False), rel=1e-12
    )


def test_a_row_of_another_length_than_the_weights_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        scores([[1, 2], [1]], [0.5, 0.5])


# Barron and Barrett 1996, Management Science 42:1515-1523: exact fractions as decimals.
ROC = {
    2: (0.75, 0.25),
    3: (0.6111, 0.2778, 0.1111),
    4: (0.5208, 0.2708, 0.1458, 0.0625),
    5: (0.4567, 0.2567, 0.1567, 0.0900, 0.0400),
    6: (0.4083, 0.2417, 0.1583, 0.1028, 0.0611, 0.0278),
    7: (0.3704, 0.2276, 0.1561, 0.1085, 0.0728, 0.0442, 0.0204),
}


@pytest.mark.parametrize("count", ROC)
def test_the_rank_order_centroid_has_the_published_weights(count: int) -> None:
    assert rank_order_centroid(count) == pytest.approx(ROC[count], abs=0.00005)
    assert fsum(rank_order_centroid(count)) == pytest.approx(1, abs=1e-15)
