"""Values of costs: absolute, and on the scale of the method."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmchoice.catalogue.cost.study import over_ceiling
from llmchoice.engine.worth import value_of
from llmchoice.model.cost import OptionCost
from llmchoice.model.terms import Band


def cost(option: str, typical: float | None, low: float | None = None) -> OptionCost:
    monthly = None
    if typical is not None:
        monthly = Band(low=typical if low is None else low, typical=typical, high=typical)
    return OptionCost(option=option, side="open", monthly=monthly)


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        (0, 100),
        (1e3, 100),
        (3162.28, 50),
        (1e4, 0),
        (1e5, -100),
        (1e6, -200),
        (1e8, -400),
        (1e12, -600),
    ],
)
def test_against_an_amount_of_ten_thousand(amount: float, value: float) -> None:
    assert value_of(amount, 10_000) == pytest.approx(value, abs=0.01)


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.floats(0.01, 1e9))
def test_what_costs_less_is_worth_no_less(one: float, other: float, ceiling: float) -> None:
    least, most = value_of(max(one, other), ceiling), value_of(min(one, other), ceiling)
    assert -600 <= least <= most <= 100


@given(st.floats(0, 1e9), st.floats(0.01, 1e9))
def test_an_unknown_cost_is_worth_what_ten_times_the_amount_is(cost: float, amount: float) -> None:
    assert (value_of(None, amount) <= value_of(cost, amount)) == (cost <= 10 * amount)


def test_an_unknown_cost_excludes_nothing() -> None:
    assert over_ceiling([cost("a", None), cost("b", 5000)], 100) == ("b",)


def test_a_ceiling_excludes_only_what_exceeds_it_at_its_cheapest() -> None:
    rows = [cost("a", 5000, low=900), cost("b", 5000, low=1000), cost("c", 5000, low=1001)]
    assert over_ceiling(rows, 1000) == ("c",)
    assert over_ceiling(rows, None) == ()
