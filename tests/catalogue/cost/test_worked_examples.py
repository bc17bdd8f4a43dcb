"""Published and hand-made examples, reproduced within their rounding."""

from collections.abc import Callable

import pytest

from llmchoice.catalogue.cost.formulas import (
    HOURS,
    capacity,
    depreciation,
    power,
    rack,
)
from llmchoice.model.cost import BreakEven, CostCase, Volume

Case = Callable[..., CostCase]
MILLION = 1e6
FIVE_TO_ONE = Volume(tokens_in=500 * MILLION, tokens_out=100 * MILLION)

# Two H100 at Nebius' price (2.95 dollars an hour, SkyPilot catalogue v8), 30 % on top for storage
# and egress (mercatus-ai.com, May 2026), a quarter of an engineer at 200,000 dollars a year
# (neuralrouting.io and particula.tech, 2026): 9,766 dollars a month. Token prices: genai-prices
# 0.2.3, 21 November 2026.
TWO_CARDS = {
    "gpu-hour": 2.95,
    "rent-overhead": 1.30,
    "spares": 1,
    "staff-share": 0.25,
    "salary": 200_000,
    "setup-weeks": 0,
}
CARDS_ALONE = TWO_CARDS | {"rent-overhead": 1, "staff-share": 0, "staff-per-gpu": 0}


def even(case: CostCase, option: str, versus: str) -> BreakEven:
    return next(e for e in case.break_evens if (e.option, e.versus) == (option, versus))


def typical(case: CostCase, option: str) -> float:
    found = next(cost for cost in case.costs if cost.option == option)
    assert found.monthly is not None
    return found.monthly.typical


@pytest.mark.parametrize(
    ("price_in", "price_out", "bill", "with_staff", "cards_alone"),
    [
        (4, 20, 4000, 1465, 646),  # Claude Opus 5.5
        (2, 10, 2000, 2930, 1292),  # Claude Sonnet 5.5, GPT-6.1 Sol
        (0.88, 0.88, 528, 11_097, 4894),  # Llama 3.3 70B at Together
        (0.425, 2.55, 467.5, 12_534, 5528),  # Qwen3.8 27B at OpenRouter
        (0.15, 0.60, 135, 43_403, 19_142),  # gpt-oss-120b at Groq
        (0.10, 0.50, 100, 58_595, 25_842),  # GPT-6 Luna
    ],
)
def test_two_cards_and_a_quarter_of_an_engineer_against_prices_per_token(  # noqa: PLR0913, PLR0917 - a row of the table, and what it is tried on
    case: Case,
    price_in: float,
    price_out: float,
    bill: float,
    with_staff: float,
    cards_alone: float,
) -> None:
    prices = {"closed-price-in": price_in, "closed-price-out": price_out}
    found = case(FIVE_TO_ONE, terms=TWO_CARDS | prices)
    assert typical(found, "closed-api") == pytest.approx(bill, abs=0.5)
    assert typical(found, "open-rented") == pytest.approx(9766, abs=0.5)
    pays = even(found, "open-rented", "closed-api").pays_for
    assert pays == pytest.approx(with_staff * MILLION, abs=MILLION)
    alone = case(FIVE_TO_ONE, terms=CARDS_ALONE | prices)
    assert typical(alone, "open-rented") == pytest.approx(4307, abs=0.5)
    pays = even(alone, "open-rented", "closed-api").pays_for
    assert pays == pytest.approx(cards_alone * MILLION, abs=MILLION)


def test_hosted_weights_of_the_same_model_are_what_two_cards_must_beat(case: Case) -> None:
    found = even(case(FIVE_TO_ONE, terms=TWO_CARDS), "open-rented", "open-host")
    assert found.same_weights
    assert found.gpus == 2
    assert found.pays_for == pytest.approx(43_403 * MILLION, abs=MILLION)
    assert not found.at_this_size
    assert found.first is None


def test_two_cards_serve_some_3700_million_tokens_out() -> None:
    """gpt-oss-120b, 4,685 tokens a second each (TensorRT-LLM), half of it left, 30 % busy."""
    assert capacity(2, 4685, 0.30, 0.5) == pytest.approx(3700 * MILLION, rel=0.005)


def test_an_owned_card_costs_146_cents_an_hour() -> None:
    """A node of eight at 310,000 dollars, 25 % left after 3 years, 7.1 kW, PUE 1.2, 10 cents."""
    watts, server = 700, 7.1 / 5.6
    month = (
        depreciation(310_000 / 8, 1, 3, 0.25)
        + power(watts, server, 1.2, 0.10)
        + rack(watts, server, 200)
    )
    assert month / HOURS == pytest.approx(1.46, abs=0.005)
    for price, residual, years, hour in (
        (280_000, 0.35, 4, 0.65),
        (310_000, 0.25, 3, 1.11),
        (350_000, 0.10, 3, 1.50),
    ):
        bought = depreciation(price / 8, 1, years, residual)
        assert bought / HOURS == pytest.approx(hour, abs=0.005)


# One H100 at 3.13 dollars an hour (mean of 47 providers, cerevisor citing GetDeploying, June
# 2026), 100 dollars beside it, an engineer at 200,000 dollars a year, 2,500 tokens a second
# (induwara.lk, June 2026). Prices: Claude Sonnet 4.6; the averages of Nagle and Yue 2025.
ONE_CARD = {
    "gpu-hour": 3.13,
    "rent-overhead": 1,
    "other-monthly": 100,
    "salary": 200_000,
    "staff-per-gpu": 0,
    "setup-weeks": 0,
    "spares": 0,
    "parameters": 8,
    "bytes-per-parameter": 2,
    "input-rate": 2500,
    "output-rate": 2500,
    "throughput-share": 1,
    "input-share": 0.75,
}
FULL, SIXTY = 1.0, 1 / 0.6


@pytest.mark.parametrize(
    ("prices", "people", "billions", "within_full", "within_sixty"),
    [
        ((3, 15), 0, 0.40, True, True),
        ((3, 15), 0.5, 1.79, True, True),
        ((3, 15), 1, 3.18, True, True),
        ((1.86, 1.86), 0, 1.28, True, True),
        ((1.86, 1.86), 0.5, 5.76, True, False),
        ((1.86, 1.86), 1, 10.2, False, False),
        ((0.25, 2), 0, 3.47, True, True),
        ((0.25, 2), 0.5, 15.6, False, False),
        ((0.25, 2), 1, 27.7, False, False),
        ((0.23, 0.23), 0, 10.4, False, False),
        ((0.23, 0.23), 0.5, 46.6, False, False),
        ((0.23, 0.23), 1, 82.8, False, False),
    ],
)
def test_one_card_breaks_even_where_it_can_serve_that_much(  # noqa: PLR0913, PLR0917 - a row of the table, and what it is tried on
    case: Case,
    prices: tuple[float, float],
    people: float,
    billions: float,
    within_full: bool,  # noqa: FBT001 - a cell of the table
    within_sixty: bool,  # noqa: FBT001 - a cell of the table
) -> None:
    terms = ONE_CARD | {
        "closed-price-in": prices[0],
        "closed-price-out": prices[1],
        "staff-share": people,
    }
    for peak, billions_served, within in ((FULL, 6.57, within_full), (SIXTY, 3.94, within_sixty)):
        found = even(case(terms=terms | {"peak-to-mean": peak}), "open-rented", "closed-api")
        assert found.gpus == 1
        assert found.pays_for == pytest.approx(billions * 1e9, rel=0.005, abs=5e6)
        assert found.capacity == pytest.approx(billions_served * 1e9, rel=0.002)
        assert found.at_this_size == within


def test_a_card_that_stands_idle_four_fifths_of_the_time_costs_511_cents_a_million() -> None:
    """A 70B model at 850 tokens a second (deluair citing MLPerf) on the same card."""
    million = capacity(1, 850, 0.20) / 1e6
    assert 3.13 * HOURS / million == pytest.approx(5.11, abs=0.005)
