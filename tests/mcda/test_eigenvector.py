"""Eigenvector weights, against Saaty's published example and another library."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from llmchoice.mcda.eigenvector import from_comparisons

# Saaty 2008, International Journal of Services Sciences 1:83-98: drinks in the United States.
# Coffee, wine, tea, beer, soda, milk, water.
DRINKS: list[list[float]] = [
    [1, 9, 5, 2, 1, 1, 1 / 2],
    [1 / 9, 1, 1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
    [1 / 5, 3, 1, 1 / 3, 1 / 4, 1 / 3, 1 / 9],
    [1 / 2, 9, 3, 1, 1 / 2, 1, 1 / 3],
    [1, 9, 4, 2, 1, 2, 1 / 2],
    [1, 9, 3, 1, 1 / 2, 1, 1 / 3],
    [2, 9, 9, 3, 2, 3, 1],
]

THEIR_RANDOM_INDEX = {3: 0.52, 4: 0.89, 5: 1.11, 6: 1.25, 7: 1.35, 8: 1.40, 9: 1.45}


def reciprocal(upper: list[float], size: int) -> NDArray[np.float64]:
    matrix = np.ones((size, size))
    for (row, column), judgement in zip(zip(*np.triu_indices(size, 1), strict=True), upper):  # noqa: B905 - the list may be longer
        matrix[row, column], matrix[column, row] = judgement, 1 / judgement
    return matrix


def test_saatys_drinks_have_the_published_weights_and_consistency_ratio() -> None:
    judgement = from_comparisons(DRINKS)
    published = (0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327)
    assert judgement.weights == pytest.approx(published, abs=0.0006)
    assert judgement.ratio == pytest.approx(0.022, abs=0.0005)


@pytest.mark.parametrize("size", range(3, 10))
def test_weights_and_ratio_agree_with_ahpy(size: int) -> None:
    import ahpy  # type: ignore[import-untyped]  # it ships no types

    generator = np.random.default_rng(size)
    for _ in range(5):
        upper = generator.choice([1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 4, 7], size * size).tolist()
        matrix = reciprocal(upper, size)
        pairs = {(i, j): matrix[i, j] for i, j in zip(*np.triu_indices(size, 1), strict=True)}
        theirs = ahpy.Compare("all", pairs, precision=8, random_index="saaty", tolerance=1e-12)
        ours = from_comparisons(matrix)
        weights = dict(enumerate(ours.weights))
        assert weights == pytest.approx(theirs.local_weights, abs=1e-6)
        # It divides by a later table of random indices of Saaty's than the one used here.
        index = theirs.consistency_ratio * THEIR_RANDOM_INDEX[size]
        assert ours.consistency_index == pytest.approx(index, abs=1e-6)


@given(st.lists(st.floats(0.1, 10), min_size=1, max_size=15))
def test_comparisons_that_agree_give_back_the_weights_behind_them(parts: list[float]) -> None:
    judgement = from_comparisons([[a / b for b in parts] for a in parts])
    assert judgement.weights == pytest.approx([part / sum(parts) for part in parts], rel=1e-9)
    assert judgement.ratio == pytest.approx(0, abs=1e-9)
    assert judgement.eigenvalue == pytest.approx(len(parts), rel=1e-9)


@given(st.data(), st.integers(2, 7))
def test_the_order_of_the_things_compared_changes_nothing(data: st.DataObject, size: int) -> None:
    upper = data.draw(st.lists(st.sampled_from([1 / 9, 1 / 3, 1, 2, 5]), min_size=size * size))
    order = data.draw(st.permutations(range(size)))
    matrix = reciprocal(upper, size)
    plain, moved = from_comparisons(matrix), from_comparisons(matrix[np.ix_(order, order)])
    assert moved.weights == pytest.approx([plain.weights[place] for place in order], rel=1e-9)
    assert moved.ratio == pytest.approx(plain.ratio, abs=1e-9)
    assert all(weight > 0 for weight in plain.weights)
    assert plain.eigenvalue >= size - 1e-9  # Saaty 1977: equal only when all comparisons agree


def test_the_worst_judgement_is_the_one_that_departs_most_from_the_weights() -> None:
    # 0 is twice 1 and 1 is twice 2, so 0 should be four times 2; it is said to be a quarter.
    worst = from_comparisons([[1, 2, 1 / 4], [1 / 2, 1, 2], [4, 1 / 2, 1]]).worst
    assert worst is not None
    assert worst[:2] == (0, 1)  # in three things, all judgements of a circle depart alike
    assert worst.stated == 2
    # In a circle of three the eigenvector is the geometric mean of the rows.
    assert worst.consistent == pytest.approx((1 / 2) ** (1 / 3))


def test_the_worst_judgement_names_first_what_was_put_first() -> None:
    consistent = np.array([[a / b for b in (4, 3, 2, 1)] for a in (4, 3, 2, 1)])
    consistent[0, 3], consistent[3, 0] = 1 / 9, 9
    worst = from_comparisons(consistent).worst
    assert worst is not None
    assert (worst.first, worst.second, worst.stated) == (3, 0, 9)


@pytest.mark.parametrize("matrix", [[[1]], [[1, 7], [1 / 7, 1]]])
def test_one_or_two_things_cannot_contradict_each_other(matrix: list[list[float]]) -> None:
    judgement = from_comparisons(matrix)
    assert judgement.ratio == 0
    assert judgement.weights[0] == pytest.approx(1 if len(matrix) == 1 else 7 / 8)


@pytest.mark.parametrize(
    ("matrix", "complaint"),
    [
        ([[1, 2]], "square"),
        ([[1, 2], [1 / 2, 1], [1, 1]], "square"),
        ([[1, 2], [0.4, 1]], "0 with 1 is 2 and 1 with 0 is 0.4"),
        ([[2, 2], [1 / 2, 1]], "reciprocal"),
        ([[1, 0], [0, 1]], "above 0"),
        ([[1, -2], [-1 / 2, 1]], "above 0"),
        ([[1, float("nan")], [1, 1]], "finite"),
        ([[1, 2], [1]], "one length"),
        ([], "one length"),
        (np.ones((16, 16)), "at most 15"),
    ],
)
def test_what_is_no_matrix_of_comparisons_is_refused(
    matrix: list[list[float]], complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        from_comparisons(matrix)


@pytest.mark.parametrize("size", [3, 5, 7, 9])
@pytest.mark.parametrize("error", [0.1, 0.3, 0.6])
def test_the_deviation_is_that_of_weights_whose_comparisons_are_off(
    size: int, error: float
) -> None:
    """Equal weights, of which each comparison is off by a factor of its own."""
    generator = np.random.default_rng(size)
    judgements = []
    for _ in range(400):
        off = np.triu(generator.normal(0, error, (size, size)), 1)
        judgements.append(from_comparisons(np.exp(off - off.T)))
    drawn = np.array([judgement.weights for judgement in judgements])
    told = np.sqrt(np.mean([judgement.deviation**2 for judgement in judgements]))
    assert told == pytest.approx(drawn.std(), rel=0.12)


def test_comparisons_that_cannot_disagree_or_do_not_leave_no_deviation() -> None:
    tables: list[list[list[float]]] = [
        [[1]],
        [[1, 9], [1 / 9, 1]],
        [[1, 2, 6], [1 / 2, 1, 3], [1 / 6, 1 / 3, 1]],
    ]
    for table in tables:
        assert from_comparisons(table).deviation == pytest.approx(0, abs=1e-6)
