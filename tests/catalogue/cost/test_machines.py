"""Machines on a desk, cards of one's own, people on call: what they cost, by hand."""

import re
from collections.abc import Callable

import pytest
from tests.catalogue.cost.conftest import SMALL, Costs, settled

from llmchoice.catalogue.cost.book import Book
from llmchoice.model.cost import CostCase, OptionCost, Volume
from llmchoice.model.terms import Band, Term
from llmchoice.report.backends.terminal import render
from llmchoice.report.blocks import Level, Settings
from llmchoice.report.documents.cost import document

FEW = Volume(tokens_in=2_500_000, tokens_out=500_000)
DESK = {"hardware": "workstation", "availability": "best-effort", "latency": "relaxed"}
SERVER = {**DESK, "hardware": "purchase"}
HOURS = 730


def owned(case: CostCase) -> OptionCost:
    return next(cost for cost in case.costs if cost.option == "open-owned")


def test_a_machine_on_a_desk_is_not_priced_like_a_server(case: Callable[..., CostCase]) -> None:
    """A workstation of 16,000 dollars, 800 watts, two hours a week, and a week to set it up."""
    cost = owned(case(FEW, answers=DESK))
    assert cost.gpus == Band(low=1, typical=1, high=4)
    assert cost.parts["depreciation"] == pytest.approx(16_000 * 0.75 / 36)
    assert cost.parts["electricity"] == pytest.approx(0.8 * HOURS * 0.1)
    assert cost.parts["data centre"] == 0
    assert cost.parts["staff"] == pytest.approx(0.05 * 200_000 / 12)
    assert cost.parts["set-up, spread"] == pytest.approx(200_000 / 52 / 24)
    server = owned(case(FEW, answers=SERVER))
    assert cost.monthly is not None
    assert server.monthly is not None
    assert cost.monthly.typical < server.monthly.typical / 3


def test_who_names_a_card_gets_that_card(case: Callable[..., CostCase]) -> None:
    assert case(FEW, answers=DESK).gpu == "workstation with an RTX PRO 6000 96GB"
    assert case(FEW, answers=DESK, gpu="dgx-spark").gpu == "DGX Spark 128GB"
    assert case(FEW, answers=SERVER).gpu == "H100 SXM 80GB"


def test_the_label_says_whose_figures_they_are(case: Callable[..., CostCase]) -> None:
    assert case(FEW, terms={"gpu-memory": 24.0, "gpu-hour": 0.5}).gpu is None
    assert case(FEW, terms={"gpu-hour": 2.0}, gpu="h200").gpu == "H200 141GB"
    assert case(FEW, terms={"salary": 90_000.0}).gpu == "H100 SXM 80GB"


def test_what_nobody_rents_out_has_no_cost_rented(case: Callable[..., CostCase]) -> None:
    found = case(FEW, gpu="dgx-spark")
    rented = next(cost for cost in found.costs if cost.option == "open-rented")
    assert rented.monthly is None
    assert rented.unknown == (Term.GPU_HOUR,)
    assert owned(found).monthly is not None


@pytest.mark.parametrize("hardware", ["purchase", "owned", "workstation"])
def test_somebody_is_on_call_where_it_is_always_on(book: Book, hardware: str) -> None:
    """128 of 168 hours are nobody's working hours: at a third of the pay, one person and more."""
    answers = {"availability": "always-on", "hardware": hardware}
    people = settled(book, SMALL, answers).terms[Term.STAFF_SHARE].band
    assert people is not None
    assert people.low >= 1
    assert people.typical >= 128 / 40 * 0.33
    assert people.high >= 128 / 40 * 0.66


def test_less_availability_never_takes_more_people(book: Book) -> None:
    found = [
        settled(book, SMALL, {"availability": each}).terms[Term.STAFF_SHARE].band
        for each in ("best-effort", "business-hours", "always-on")
    ]
    known = [band for band in found if band is not None]
    assert len(known) == len(found)
    for end in ("low", "typical", "high"):
        ends = [getattr(band, end) for band in known]
        assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("terms", "published"),
    [
        # Eight H100 on demand all year at AWS, 55.04 an hour (p5.48xlarge): 40,179 a month.
        ({"gpu-hour": 55.04 / 8, "rent-overhead": 1}, 55.04 * 730),
        # Nebius, eight B200 at 44.00 an hour (SkyPilot catalogue v8).
        ({"gpu-hour": 44.00 / 8, "rent-overhead": 1}, 44.00 * 730),
    ],
)
def test_a_rented_server_costs_what_its_list_price_says(
    case: Callable[..., CostCase], terms: dict[str, float], published: float
) -> None:
    large = {"parameters": 1000.0, "bytes-per-parameter": 0.5}
    found = case(FEW, terms={**terms, **large})
    rented = next(cost for cost in found.costs if cost.option == "open-rented")
    assert rented.gpus is not None
    assert rented.gpus.typical == 16  # with a spare group
    assert rented.parts["GPU rent"] == pytest.approx(2 * published)


def test_a_server_of_ones_own_costs_what_was_computed_elsewhere(
    case: Callable[..., CostCase],
) -> None:
    """Eight H100 for 310,000 dollars over three years with a quarter left: 1.11 dollars an hour.

    8,072.92 a month; a second such server stands by.
    """
    terms = {"parameters": 1000.0, "bytes-per-parameter": 0.5, "spares": 1.0}
    cost = owned(case(FEW, terms=terms, answers={"hardware": "purchase"}))
    assert cost.gpus is not None
    assert cost.gpus.typical == 16
    hourly = cost.parts["depreciation"] / 16 / 730
    assert hourly == pytest.approx(1.11, abs=0.005)
    # 7.1 kW a node at 1.2 in the building and 0.10 a kWh: 622 a month, twice.
    assert cost.parts["electricity"] == pytest.approx(2 * 7.1 * 1.2 * 730 * 0.1, rel=0.005)


@pytest.mark.parametrize("hardware", ["purchase", "owned", "workstation"])
def test_bulk_work_costs_no_more_on_cards_than_a_product_that_may_be_down(
    case: Callable[..., CostCase], hardware: str
) -> None:
    """What nobody waits for is caught up later: no spare, and nobody on call."""
    live = {"use": "product", "availability": "best-effort", "hardware": hardware}
    found = case(FEW, answers={"use": "batch", "hardware": hardware})
    bulk, product = owned(found), owned(case(FEW, answers=live))
    assert bulk.monthly is not None
    assert product.monthly is not None
    assert bulk.monthly.low <= product.monthly.low
    assert bulk.monthly.typical <= product.monthly.typical
    assert bulk.monthly.high <= product.monthly.high
    spares = next(term for term in found.terms if term.term is Term.SPARES)
    assert (spares.assumed, spares.because) == (True, "use: batch")


@pytest.mark.parametrize(
    ("model", "spares", "said"),
    [
        ("gpt-oss-120b", 0, "1 GPU: .* with staff. The same"),
        ("gpt-oss-120b", 1, "2 GPUs: .* with staff. 1 of them is to spare."),
        ("llama-3.3-70b", 0, "2 GPUs: .* with staff. It takes 2 to hold the model once. The"),
        ("llama-3.3-70b", 1, "4 GPUs: .* It takes 2 to hold the model once, and 2 are to spare."),
    ],
)
def test_cards_that_the_volume_alone_does_not_need_are_told_apart(
    costs: Costs, model: str, spares: int, said: str
) -> None:
    terms = {"spares": float(spares), "sessions": 8.0}
    models = {"closed_model": "gpt-6-luna", "open_model": model}
    blocks = list(document(costs(FEW, terms=terms, **models), Level.FULL))
    told = " ".join(render(blocks, Settings(width=200)).split())
    assert re.search(f"Your volume needs {said}", told)
