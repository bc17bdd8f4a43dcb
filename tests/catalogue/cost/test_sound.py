"""What is said to a model: at the price of sound where there is one, unknown or named where not."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.model.cost import CostCase, CostReport, OptionCost, Term, Volume

Run = Callable[..., CompletedProcess[str]]
Case = Callable[..., CostCase]
Costs = Callable[..., CostReport]
VOLUME = Volume(tokens_in=40e6, tokens_out=0)
SPEECH = {"material": ("speech",)}
HEARS, HEARS_AT_ONE_RATE, HEARS_AT_NO_PRICE, READS = (
    *("gemini-3.1-flash-lite", "gemini-3.5-flash-lite", "gemini-3.8-flash", "gpt-6-luna"),
)
"""What is published of them: a price of sound, that it costs as text does, nothing; and one of
which nobody says that it hears."""
BY_TOKEN = ("closed-api", "closed-cloud", "open-host")
ON_CARDS = ("open-rented", "open-owned")
shares = st.floats(0, 1)
amounts = st.floats(0.01, 1e3)
few = settings(max_examples=examples(40), deadline=None)
"""A whole report for each."""


def costs_of(case: Case, closed: str, **more: object) -> Mapping[str, OptionCost]:
    found = case(VOLUME, {"closed_model": closed, "open_model": "gpt-oss-120b"}, **more)
    return {cost.option: cost for cost in found.costs}


def typical(cost: OptionCost) -> float:
    assert cost.monthly is not None
    return cost.monthly.typical


def test_half_of_the_input_is_sound_at_its_own_price(case: Case) -> None:
    plain = {"cache-share": 0}
    talked, written = (
        typical(costs_of(case, HEARS, answers=answers, terms=plain)["closed-api"])
        for answers in (SPEECH, {})
    )
    assert written == pytest.approx(40 * 0.25)
    assert talked == pytest.approx(20 * 0.25 + 20 * 0.50)


def test_sound_at_one_rate_costs_what_text_does_on_any_day(run: Run, tmp_path: Path) -> None:
    for model, day, price in (
        (HEARS_AT_ONE_RATE, "2026-11-29", 0.3),
        ("gemini-4-argon", "2026-11-29", 2),
        ("gemini-4-argon", "2026-12-01", 4),
    ):
        path = tmp_path / "p.yaml"
        costs = {"closed-model": model, "input-share": 1, "cache-share": 0, "sound-share": 0.7}
        profile = {"organisation": "A", "points": {"privacy": 100}, "costs": costs}
        path.write_text(json.dumps(profile), encoding="utf-8")
        done = run("cost", str(path), "--tokens-in=40M", "--tokens-out=0", "--date", day, "--json")
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)["subjects"][0]["costs"]
        api = next(cost for cost in found if cost["option"] == "closed-api")
        assert api["monthly"]["typical"] == pytest.approx(40 * price)


def test_sound_without_a_price_is_unknown_where_the_model_hears(case: Case) -> None:
    found = costs_of(case, HEARS_AT_NO_PRICE, answers=SPEECH)
    for option in ("closed-api", "closed-cloud"):
        assert found[option].monthly is None
        assert found[option].unknown == (Term.CLOSED_PRICE_SOUND,)
    assert costs_of(case, HEARS_AT_NO_PRICE)["closed-api"].monthly is not None
    own = {"closed-price-sound": 2, "cache-share": 0}
    known = costs_of(case, HEARS_AT_NO_PRICE, answers=SPEECH, terms=own)["closed-api"]
    assert typical(known) == pytest.approx(20 * 0.75 + 20 * 2)


def test_whoever_tells_a_share_of_sound_gets_no_cost_without_a_price_of_it(case: Case) -> None:
    told = {"sound-share": 0.5}
    found = costs_of(case, READS, terms=told)
    for option in (*BY_TOKEN, *ON_CARDS):
        assert found[option].monthly is None, option
        assert found[option].unknown, option
    own = {**told, "input-rate": 5000, "output-rate": 2000}
    assert costs_of(case, READS, terms=own)["open-rented"].monthly is not None


def test_a_model_that_is_not_known_to_hear_costs_what_it_reads(case: Case) -> None:
    talked, written = (costs_of(case, READS, answers=answers) for answers in (SPEECH, {}))
    assert talked == written


def test_the_page_names_who_hears_and_what_is_left_out(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    for answers, model, told in (
        ({"material": "speech"}, HEARS, ("50 % is taken to be sound", "voice that answers")),
        ({"material": "speech"}, READS, ("Not known to hear speech: GPT-6 Luna", "is left out")),
        ({}, HEARS, ()),
        ({"material": "unknown"}, READS, ()),
    ):
        costs = {"closed-model": model, "open-model": "gpt-oss-120b"}
        profile = {
            "organisation": "A",
            "points": {"privacy": 100},
            "answers": {"monthly-tokens": 40_000_000, **answers},
            "costs": costs,
        }
        path.write_text(json.dumps(profile), encoding="utf-8")
        page = " ".join(run("cost", str(path)).stdout.split())
        assert all(words in page for words in told)
        assert told or "sound" not in page
        full = " ".join(run("cost", str(path), "--full").stdout.split())
        assert "A picture counts as the tokens that it takes" in full
        assert "vectors of text (embeddings)" in full


@given(shares, shares, amounts, amounts, shares)
@few
def test_more_sound_never_costs_less(  # noqa: PLR0913, PLR0917 - all that is drawn
    case: Case, some: float, more: float, text: float, on_top: float, read: float
) -> None:
    prices = {"closed-price-in": text, "closed-price-sound": text + on_top, "cache-share": read}
    less, most = (
        typical(costs_of(case, HEARS, terms={**prices, "sound-share": share})["closed-api"])
        for share in (min(some, more), max(some, more))
    )
    assert less <= most * (1 + 1e-9)


@given(shares, shares, amounts)
@few
def test_sound_that_was_heard_before_never_costs_more(
    case: Case, share: float, read: float, before: float
) -> None:
    prices = {"sound-share": share, "closed-price-sound-cached": before}
    again, new = (
        typical(costs_of(case, HEARS, terms={**prices, "cache-share": each})["closed-api"])
        for each in (read, 0)
    )
    assert again <= new * (1 + 1e-9)


@given(st.floats(0.001, 1), st.sampled_from([READS, HEARS, HEARS_AT_NO_PRICE]))
@few
def test_unknown_sound_is_never_free(case: Case, share: float, model: str) -> None:
    found = costs_of(case, model, terms={"sound-share": share})
    text = costs_of(case, model, terms={"sound-share": 0})
    for option in BY_TOKEN:
        cost = found[option]
        assert cost.monthly is None or typical(cost) >= typical(text[option])
        if cost.monthly is None:
            assert any(term.endswith("price-sound") for term in cost.unknown)
