"""Text that is turned into vectors: by the token, where things are looked up, and nowhere else."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.catalogue.cost.conftest import LARGE
from tests.cli.conftest import Run
from tests.laws import examples

from llmchoice.model.cost import CostCase, OptionCost, Volume
from llmchoice.model.reserved import Offered
from llmchoice.model.terms import Term

Case = Callable[..., CostCase]
VOLUME = Volume(tokens_in=100e6, tokens_out=20e6)
LOOKS_UP = {"customisation": ("retrieval",)}
BY_TOKEN = ("closed-api", "closed-cloud", "open-host", "open-cloud")
ELSEWHERE = ("closed-product", "open-rented", "open-owned")
shares = st.floats(0, 1000)
amounts = st.floats(0, 1e3)
few = settings(max_examples=examples(40), deadline=None)
"""A whole report for each."""


def costs_of(case: Case, **more: object) -> Mapping[str, OptionCost]:
    return {cost.option: cost for cost in case(VOLUME, **more).costs}


def ends(cost: OptionCost) -> tuple[float, float, float]:
    assert cost.monthly is not None
    return cost.monthly.low, cost.monthly.typical, cost.monthly.high


def test_what_is_looked_up_costs_vectors_by_the_token_and_nowhere_else(
    run: Run, tmp_path: Path
) -> None:
    def costs(answer: str) -> dict[str, OptionCost]:
        path = tmp_path / "p.yaml"
        profile = {
            "organisation": "A",
            "points": {"privacy": 100},
            "answers": {"customisation": answer},
            "costs": {"closed-model": "gpt-6.1-terra", "open-model": "qwen3.8-27b"},
        }
        path.write_text(json.dumps(profile), encoding="utf-8")
        done = run("cost", str(path), "--tokens-in=100M", "--tokens-out=20M", "--json")
        assert done.returncode == 0, done.stderr
        (subject,) = json.loads(done.stdout)["subjects"]
        return {cost["option"]: OptionCost.model_validate(cost) for cost in subject["costs"]}

    plain, looking = costs("prompting"), costs("retrieval")
    assert set(plain) == {*BY_TOKEN, *ELSEWHERE}
    for option in BY_TOKEN:
        now = looking[option]
        more = [
            after - before for after, before in zip(ends(now), ends(plain[option]), strict=True)
        ]
        # Of 100 million tokens in a hundredth, a twentieth and a quarter, at 0.02, 0.12 and 0.20.
        assert more == pytest.approx([0.02, 0.6, 5.0])
        assert now.parts["vectors"] == pytest.approx(0.6)
        assert sum(now.parts.values()) == pytest.approx(ends(now)[1])
        assert "vectors" not in plain[option].parts
    for option in ELSEWHERE:
        assert looking[option] == plain[option]


@pytest.mark.parametrize(
    "answers",
    [
        {"customisation": ("prompting",)},
        {"customisation": ("fine-tuning",)},
        {**LOOKS_UP, "use": "coding"},
    ],
)
def test_where_nothing_is_looked_up_there_are_none(
    case: Case, answers: Mapping[str, object]
) -> None:
    for cost in costs_of(case, answers=answers).values():
        assert "vectors" not in cost.parts
    terms = {stated.term: stated.band for stated in case(VOLUME, answers=answers).terms}
    share = terms[Term.VECTOR_SHARE]
    assert share is not None
    assert share.high == 0


def test_looking_up_beside_training_counts(case: Case) -> None:
    both = {"customisation": ("fine-tuning", "retrieval")}
    assert costs_of(case, answers=both)["closed-api"].parts["vectors"] == pytest.approx(0.6)


def test_they_are_in_curves_and_break_evens(case: Case) -> None:
    plain, looking = (
        case(VOLUME, LARGE, answers=LOOKS_UP, terms={"vector-price": price}) for price in (0, 1)
    )
    for volume, before, after in zip(
        looking.volumes,
        next(c.costs for c in plain.curves if c.option == "closed-api"),
        next(c.costs for c in looking.curves if c.option == "closed-api"),
        strict=True,
    ):
        assert before is not None
        assert after == pytest.approx(before + volume * looking.input_share * 0.05 / 1e6)
    first = [
        next(
            e for e in c.break_evens if (e.option, e.versus) == ("open-rented", "closed-api")
        ).first
        for c in (plain, looking)
    ]
    sooner, later = sorted(volume for volume in first if volume is not None)
    assert first == [later, sooner]
    assert sooner < later


def test_who_reserves_units_pays_them_beside(case: Case) -> None:
    offer = Offered(hour=1e-6, input=1e6, output=1e6, days=30)
    own = {"closed_model": "gpt-6-luna", "open_model": "gpt-oss-120b", "closed_reserved": offer}
    plain, looking = (
        costs_of(case, models=own, answers=answers)["closed-api"] for answers in ({}, LOOKS_UP)
    )
    assert "reserved" in looking.parts
    assert looking.parts["reserved"] == pytest.approx(plain.parts["reserved"])
    assert ends(looking)[1] == pytest.approx(ends(plain)[1] + 0.6)


@given(shares, shares, amounts, amounts)
@few
def test_they_are_never_negative_and_rise_with_share_and_price(
    case: Case, share: float, other: float, price: float, dearer: float
) -> None:
    def vectors(share: float, price: float) -> tuple[float, float]:
        told = {"vector-share": share, "vector-price": price}
        cost = costs_of(case, terms=told)["open-host"]
        return cost.parts.get("vectors", 0.0), ends(cost)[1]

    least = vectors(min(share, other), min(price, dearer))
    most = vectors(max(share, other), max(price, dearer))
    assert 0 <= least[0] <= most[0] * (1 + 1e-9)
    assert least[1] <= most[1] * (1 + 1e-9)
