"""Values of costs: absolute, and on the scale of the method."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmchoice.catalogue.cost.values import over_ceiling, values
from llmchoice.model.cost import Band, OptionCost


def cost(option: str, typical: float | None, low: float | None = None) -> OptionCost:
    monthly = None
    if typical is not None:
        monthly = Band(low=typical if low is None else low, typical=typical, high=typical)
    return OptionCost(option=option, side="open", monthly=monthly)


@pytest.mark.parametrize(
    ("amount", "value"), [(0, 100), (100, 100), (1000, 100), (3162.28, 50), (10_000, 0), (1e6, 0)]
)
def test_against_a_ceiling_of_ten_thousand(amount: float, value: float) -> None:
    assert values([cost("a", amount)], 10_000)["a"] == pytest.approx(value, abs=0.01)


@pytest.mark.parametrize(
    ("costs", "expected"),
    [
        # Rows of the table in docs/method.md, section 4.
        ((1750, 1838, 550, 7000, 5300), (76, 74, 100, 15, 28)),
        ((17_500, 18_375, 5500, 19_600, 12_800), (50, 48, 100, 45, 63)),
    ],
)
def test_without_a_ceiling_it_is_the_formula_of_the_method(
    costs: tuple[float, ...], expected: tuple[float, ...]
) -> None:
    found = values([cost(f"o{n}", amount) for n, amount in enumerate(costs)], None)
    assert list(found.values()) == pytest.approx(expected, abs=0.51)


@given(st.lists(st.floats(0, 1e9), min_size=2, max_size=5), st.floats(1, 1e9))
def test_with_a_ceiling_no_other_option_moves_a_value(costs: list[float], ceiling: float) -> None:
    rows = [cost(f"o{n}", amount) for n, amount in enumerate(costs)]
    together = values(rows, ceiling)
    for row in rows:
        assert values([row], ceiling)[row.option] == together[row.option]


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.none() | st.floats(1, 1e9))
def test_what_costs_less_is_worth_no_less(one: float, other: float, ceiling: float | None) -> None:
    found = values([cost("a", min(one, other)), cost("b", max(one, other))], ceiling)
    assert found["a"] is not None
    assert found["b"] is not None
    assert 0 <= found["b"] <= found["a"] <= 100


def test_an_unknown_cost_has_no_value_and_excludes_nothing() -> None:
    rows = [cost("a", None), cost("b", 5000)]
    assert values(rows, None) == {"a": None, "b": 100}
    assert over_ceiling(rows, 100) == ("b",)
    assert values([cost("a", None)], None) == {"a": None}


def test_a_ceiling_excludes_only_what_exceeds_it_at_its_cheapest() -> None:
    rows = [cost("a", 5000, low=900), cost("b", 5000, low=1000), cost("c", 5000, low=1001)]
    assert over_ceiling(rows, 1000) == ("c",)
    assert over_ceiling(rows, None) == ()
