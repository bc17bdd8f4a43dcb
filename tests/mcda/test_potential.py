"""The best lead that any weights can give, against linear programming."""

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mcda.drawn import drawn

from llmchoice.mcda.potential import best_lead
from llmchoice.mcda.weighting import Uniform

tables = st.integers(1, 5).flatmap(
    lambda criteria: st.lists(
        st.lists(st.integers(0, 6), min_size=criteria, max_size=criteria), min_size=2, max_size=5
    )
)


def by_linear_programme(values: np.ndarray, option: int) -> float:
    from scipy.optimize import linprog  # type: ignore[import-untyped]  # it ships no types

    leads = values[option] - np.delete(values, option, axis=0)
    criteria = values.shape[1]
    solved = linprog(
        c=[0] * criteria + [-1],
        A_ub=np.column_stack([-leads, np.ones(len(leads))]),
        b_ub=np.zeros(len(leads)),
        A_eq=[[1] * criteria + [0]],
        b_eq=[1],
        bounds=[(0, None)] * criteria + [(None, None)],
    )
    return float(-solved.fun)


@pytest.mark.parametrize(("options", "criteria"), [(2, 5), (5, 7), (4, 1), (8, 30), (6, 3)])
def test_it_agrees_with_a_linear_programme(options: int, criteria: int) -> None:
    generator = np.random.default_rng(options * 100 + criteria)
    for _ in range(10):
        values = generator.random((options, criteria)) * 100
        for option in range(options):
            exact = by_linear_programme(values, option)
            assert best_lead(values, option) == pytest.approx(exact, abs=1e-8)


@given(tables, st.integers(0, 4))
def test_it_agrees_with_a_linear_programme_where_much_is_equal(
    table: list[list[float]], place: int
) -> None:
    option = place % len(table)
    exact = by_linear_programme(np.array(table, dtype=float), option)
    assert best_lead(table, option) == pytest.approx(exact, abs=1e-8)


@pytest.mark.parametrize(
    ("values", "lead"),
    [
        ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], 1),  # all weight on its own criterion
        ([[0, 0], [1, -1], [-1, 1]], 0),  # at best it ties, with equal weights
        ([[5, 5], [9, 1], [1, 9]], 0),
        ([[4, 4], [9, 1], [1, 9]], -1),  # never first, though neither dominates it
        ([[3, 3], [3, 3]], 0),
        ([[3], [1], [2]], 1),
    ],
)
def test_known_leads(values: list[list[float]], lead: float) -> None:
    assert best_lead(values, 0) == pytest.approx(lead, abs=1e-12)


@given(tables)
def test_a_dominated_option_can_never_lead(table: list[list[float]]) -> None:
    equal = [*table, table[0]]
    worse = [*table, [value - 2 for value in table[0]]]
    assert best_lead(equal, len(table)) <= 1e-12
    assert best_lead(worse, len(table)) <= -2 + 1e-12


@given(tables)
def test_whoever_is_first_in_some_draw_can_lead(table: list[list[float]]) -> None:
    result = drawn(table, Uniform(len(table[0])), draws=300)
    for option, ranks in enumerate(result.ranks):
        if ranks[0]:
            assert best_lead(table, option) >= -1e-9


@given(tables, st.integers(-1000, 1000), st.sampled_from([0.001, 3, 1e6]))
def test_it_is_in_the_unit_of_the_values(
    table: list[list[float]], gain: int, factor: float
) -> None:
    moved = (np.array(table) + gain) * factor
    assert best_lead(moved, 0) == pytest.approx(best_lead(table, 0) * factor, abs=1e-9 * factor)


def test_an_option_alone_leads_without_end() -> None:
    assert best_lead([[1, 2]], 0) == inf


@pytest.mark.parametrize(
    ("values", "option", "complaint"),
    [
        ([[1, 2], [3]], 0, "one length"),
        ([[1, 2], [3, float("inf")]], 0, "finite"),
        ([[1, 2], [3, 4]], 2, "no option 2 among 2"),
        ([[1, 2], [3, 4]], -1, "no option -1"),
    ],
)
def test_what_is_no_table_is_refused(
    values: list[list[float]], option: int, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        best_lead(values, option)
