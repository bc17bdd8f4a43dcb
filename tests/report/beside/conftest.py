"""Costs, models and claims made by hand, beside the assessment of the folder above."""

import pytest

from llmchoice.model.assessment import Assessment
from llmchoice.model.catalogue import PricesOrigin, Weights
from llmchoice.model.collection import ClaimToday
from llmchoice.model.cost import (
    Basis,
    BreakEven,
    CostCase,
    CostReport,
    CostSubject,
    OptionCost,
    StatedTerm,
    Volume,
)
from llmchoice.model.option import Side
from llmchoice.model.price import Price
from llmchoice.model.shortlist import Listed, Met, NearMiss, Requirement, Shortlist
from llmchoice.model.source import Standing
from llmchoice.model.terms import Band, CostInputs, Term
from llmchoice.tier import Tier

DAY = "2026-03-01"
SALARY = Band(low=95_000, typical=95_000, high=95_000)
OPTIONS = {
    "vendor-api": "Vendor api",
    "own-cloud": "Own cloud",
    "other-endpoint": "Other endpoint",
}


@pytest.fixture
def costed(full: Assessment) -> Assessment:
    """An assessment with costs, a shortlist and two claims; one option is excluded."""
    content = full.profile.content.model_copy(
        update={"costs": CostInputs(terms={Term.SALARY: SALARY}, ceiling=2000)}
    )
    return full.model_copy(
        update={
            "profile": full.profile.model_copy(update={"content": content}),
            "costs": _report(),
            "shortlist": (_shortlist(),),
            "checks": (_claim("a-12"), _claim("b-7")),
        }
    )


def _report() -> CostReport:
    costs = (
        _cost("vendor-api", Side.CLOSED, Band(low=70, typical=945, high=1800)),
        _cost("own-cloud", Side.OPEN, Band(low=3059, typical=11_077, high=115_546), (4, 4, 96)),
        OptionCost(
            option="other-endpoint", side="open", monthly=None, unknown=(Term.OPEN_PRICE_IN,)
        ),
    )
    subject = CostSubject(
        volume=Volume(tokens_in=5e8, tokens_out=1e8),
        basis=Basis.CEILING,
        costs=costs,
        cheapest="vendor-api",
        over_ceiling=("own-cloud",),
        cases=(_case("small", costs, None), _case("frontier", costs, 9e9)),
    )
    return CostReport(
        organisation="Acme",
        currency="EUR",
        rate=0.9,
        ceiling=2000,
        prices_as_of=DAY,
        options=OPTIONS,
        subjects=(subject,),
    )


def _cost(
    option: str, side: Side, band: Band, gpus: tuple[int, int, int] | None = None
) -> OptionCost:
    cards = None if gpus is None else Band(low=gpus[0], typical=gpus[1], high=gpus[2])
    name = "open" if side is Side.OPEN else "closed"
    return OptionCost.model_validate(
        {"option": option, "side": name, "monthly": band, "gpus": cards}
    )


def _case(tier: Tier, costs: tuple[OptionCost, ...], first: float | None) -> CostCase:
    cards: dict[str, float] = {
        "gpus": 4,
        "gpus_cost": 11_077,
        "pays_for": 7e9,
        "capacity": 9e8,
    }
    hosted = {"option": "own-cloud", "versus": "other-endpoint", "same_weights": True}
    closed = {"option": "own-cloud", "versus": "vendor-api", "same_weights": False}
    neither = {"option": "other-endpoint", "versus": "vendor-api", "same_weights": False}
    return CostCase(
        tier=tier,
        closed_model=f"Closed {tier}",
        open_model=f"Open {tier}",
        gpu="A card",
        input_share=5 / 6,
        costs=costs,
        break_evens=(
            BreakEven.model_validate({**neither, "first": 0}),
            BreakEven.model_validate({**closed, **cards, "first": first, "steady": first}),
            BreakEven.model_validate({**hosted, **cards, "first": None}),
        ),
        sensitivities=(),
        volumes=(),
        curves=(),
        terms=(
            _term(Term.SALARY, "your profile", "your profile"),
            _term(Term.INPUT_SHARE, "the usual figure", "five to one", assumed=True),
            _term(Term.GPU_HOUR, "A card", "a price list"),
        ),
    )


def _term(term: Term, because: str, source: str, *, assumed: bool = False) -> StatedTerm:
    return StatedTerm(
        term=term,
        name=f"name of {term}",
        unit="units",
        band=Band(low=1, typical=2, high=3),
        because=because,
        source=source,
        assumed=assumed,
    )


def _shortlist() -> Shortlist:
    pending = _requirement("residence", "The data stays at home.", always=False)
    return Shortlist(
        option="own-cloud",
        side=Side.OPEN,
        as_of=DAY,
        prices=PricesOrigin(as_of=DAY, origin="packaged", package="some-prices", version="1.2"),
        in_scope=30,
        requirements=(
            _requirement("published", "Weights can be had.", always=True),
            _requirement("licensed", "You asked for it.", always=False),
        ),
        pending=(pending,),
        ranked_by=("the cheaper first", "the smaller first"),
        models=tuple(
            Listed.model_validate({**_model(place), "place": place, "reasons": _reasons()})
            for place in range(1, 15)
        ),
        near_misses=tuple(
            NearMiss.model_validate(
                {**_model(place), "lacks": Met(filter="licensed", text=f"lack {place}")}
            )
            for place in range(20, 30)
        ),
        evaluate=("The order says nothing about quality.", "Collect cases of your own."),
    )


def _reasons() -> tuple[Met, ...]:
    published = Met(filter="published", text="its weights are out")
    return published, Met(filter="licensed", text="its licence allows it")


def _requirement(name: str, because: str, *, always: bool) -> Requirement:
    return Requirement(
        filter=name,
        because=because,
        questions=() if always else ("residency",),
        always=always,
        met_by=12,
    )


def _model(place: int) -> dict[str, object]:
    price = Price(provider="host", input=0.1, output=0.5, as_of=DAY, source="a list")
    known = place != 2
    return {
        "model": f"model-{place}",
        "name": f"Model {place}",
        "vendor": "A maker",
        "country": "PT",
        "weights": Weights.OPEN,
        "licence": "MIT",
        "context": 131_072 if known else None,
        "memory": 65.0 if known else None,
        "price": price if known else None,
        "blended": 0.2 if known else None,
        "unverified": () if known else ("licence", "regions"),
    }


def _claim(claim: str) -> ClaimToday:
    return ClaimToday(
        claim=claim,
        publisher="A paper",
        paragraphs=(12, 13),
        text=f"Statement {claim}.",
        standing=Standing.DATED,
        figure=f"Figure of {claim}.",
        as_of=DAY,
    )
