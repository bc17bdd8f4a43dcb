"""Bills that others published come out of `llmchoice cost` within their rounding: bills.yaml."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.cli.conftest import Run

from llmchoice.model.collection import Catalogue

Data = dict[str, Any]
BILLS: list[Data] = yaml.safe_load(
    Path(__file__).with_name("bills.yaml").read_text(encoding="utf-8")
)["bills"]
MONTHS = {"month": 1.0, "year": 12.0, "day": 12 / 365, "hour": 1 / 730}
"""How many months the time is that a figure is for."""
KINDS = {
    "assistant by the seat",
    "API with cache",
    "agents with cache and long prompts",
    "batch",
    "rented cards",
    "own cards",
    "own cards with a spare",
    "reserved capacity",
}
"""What has to be among the bills. Of own cards with a spare only cards, power and what they cost
beside no spare were published, and no sum in money."""
PROFILE = {
    "organisation": "Published bill",
    "ranking": [
        "privacy",
        "compliance",
        "budget",
        "customisation",
        "expertise",
        "capability",
        "independence",
    ],
}


@pytest.fixture
def bill_of(run: Run, home: Path, tmp_path: Path, catalogue: Catalogue) -> Callable[[Data], Data]:
    """What `llmchoice cost` says of a bill."""

    def of(bill: Data) -> Data:
        costs = {"closed-model": "gpt-6-luna", "open-model": "llama-3.1-8b"} | bill["costs"]
        profile = tmp_path / "bill.yaml"
        profile.write_text(json.dumps(PROFILE | {"costs": costs}), encoding="utf-8")
        if "prices" in bill:
            day = catalogue.prices.as_of
            read = {"as_of": day, "package": "genai-prices", "version": "99"}
            home.mkdir(parents=True)
            (home / "prices.yaml").write_text(json.dumps(read | {"prices": [bill["prices"]]}))
        volume = bill["tokens"]
        words = ("--tokens-in", str(volume["in"]), "--tokens-out", str(volume["out"]))
        done = run("cost", str(profile), *words, "--json")
        assert done.returncode == 0, done.stderr
        (case,) = json.loads(done.stdout)["subjects"][0]["cases"]
        assert isinstance(case, dict)
        return case

    return of


def ours(case: Data, what: str, of: str | list[str]) -> float:
    """The same figure of our own, for a month."""
    if what in {"break-even", "serves"}:
        option, versus = (of, None) if isinstance(of, str) else of
        even = next(
            e
            for e in case["break_evens"]
            if e["option"] == option and versus in {None, e["versus"]}
        )
        return float(even["first" if what == "break-even" else "capacity"])
    cost = next(cost for cost in case["costs"] if cost["option"] == of)
    if what == "cards":
        return float(cost["gpus"]["typical"])
    if what in {"units", "reserved"}:
        return float(cost["reserved"]["units" if what == "units" else "monthly"]["typical"])
    return float(cost["monthly"]["typical"] if what == "month" else cost["parts"][what])


@pytest.mark.parametrize("bill", BILLS, ids=lambda bill: bill["id"])
def test_a_published_bill_comes_out_within_its_rounding(
    bill: Data, bill_of: Callable[[Data], Data]
) -> None:
    case = bill_of(bill)
    for figure in bill["published"]:
        found = ours(case, figure["what"], figure["of"]) * MONTHS[figure.get("per", "month")]
        assert found == pytest.approx(figure["amount"], abs=figure["within"]), figure


def test_each_bill_says_whose_it_is_and_what_was_filled_in() -> None:
    assert len({bill["id"] for bill in BILLS}) == len(BILLS)
    for bill in BILLS:
        source = bill["source"]
        assert all(source[part] for part in ("title", "address", "read")), bill["id"]
        date.fromisoformat(source["read"])
        assert all(bill[part] for part in ("kind", "says", "filled")), bill["id"]
        # A bill that may be off by more than two in a hundred holds to nothing.
        assert all(f["within"] <= 0.02 * f["amount"] for f in bill["published"]), bill["id"]


def test_every_kind_of_use_has_a_bill() -> None:
    assert {bill["kind"] for bill in BILLS} >= KINDS
    assert len(BILLS) >= 8
