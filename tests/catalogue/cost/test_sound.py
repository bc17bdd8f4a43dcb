"""What is said to a model: at the price of sound where there is one, unknown or named where not."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.conftest import Run
from tests.laws import examples

from llmchoice.model.cost import CostCase, CostReport, OptionCost, Volume
from llmchoice.model.terms import Term

Case = Callable[..., CostCase]
Costs = Callable[..., CostReport]
VOLUME = Volume(tokens_in=40e6, tokens_out=0)
SPEECH = {"material": ("speech",)}
PROFILES = Path(__file__).parents[3] / "profiles"
HEARS, HEARS_AT_ONE_RATE, HEARS_AT_NO_PRICE, READS = (
    *("gemini-3.1-flash-lite", "gemini-3.5-flash-lite", "gemini-3.8-flash", "gpt-6-luna"),
)
"""What is published of them: a price of sound, that it costs as text does, nothing; and one of
which nobody says that it hears."""
PRICED = "a price of sound in the profile"
BY_TOKEN = ("closed-api", "closed-cloud", "open-host")
ON_CARDS = ("open-rented", "open-owned")
shares = st.floats(0, 1)
amounts = st.floats(0.01, 1e3)
KINDS = tuple(
    f"closed-price-{kind}" for kind in ("in", "out", "cached", "kept", "sound", "sound-cached")
)
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


def test_whoever_tells_a_share_of_sound_replaces_the_assumed_one_alone(case: Case) -> None:
    told = {"sound-share": 0.5}
    for answers in (SPEECH, {}):
        assert costs_of(case, READS, answers=answers, terms=told) == costs_of(case, READS)
        found = costs_of(case, HEARS_AT_NO_PRICE, answers=answers, terms=told)
        assert found["closed-api"].unknown == (Term.CLOSED_PRICE_SOUND,)
    known = {"cache-share": 0, "sound-share": 0.25}
    heard = costs_of(case, HEARS, answers=SPEECH, terms=known)["closed-api"]
    assert typical(heard) == pytest.approx(30 * 0.25 + 10 * 0.50)


def test_a_model_hears_where_the_profile_has_its_price_of_sound(case: Case) -> None:
    own = {"closed-price-in": 1, "closed-price-sound": 5, "cache-share": 0}
    written = costs_of(case, READS, terms={"cache-share": 0})
    found = case(VOLUME, answers=SPEECH, terms=own)
    assert found.hearing == ("closed",)
    api = next(cost for cost in found.costs if cost.option == "closed-api")
    assert typical(api) == pytest.approx(20 * 1 + 20 * 5)
    # The price of one side says nothing of the other, and nobody measured how fast cards hear.
    assert all(cost == written[cost.option] for cost in found.costs if cost.side == "open")
    hosted = costs_of(case, READS, answers=SPEECH, terms={"open-price-sound": 5})
    assert typical(hosted["open-host"]) > typical(costs_of(case, READS)["open-host"])
    for option in ON_CARDS:
        assert hosted[option].monthly is None, option
    assert hosted["closed-api"] == costs_of(case, READS)["closed-api"]
    rates = {"open-price-sound": 5, "input-rate": 5000, "output-rate": 2000}
    measured = costs_of(case, READS, answers=SPEECH, terms=rates)
    assert all(measured[option].monthly is not None for option in ON_CARDS)


@given(st.fixed_dictionaries(dict.fromkeys(KINDS, st.just(0.0) | amounts)), shares, shares, shares)
@few
def test_no_cost_is_below_nothing(
    case: Case, prices: Mapping[str, float], read: float, kept: float, share: float
) -> None:
    terms = {"cache-share": read, "cache-writes": kept, "sound-share": share, **prices}
    for model in (READS, HEARS):
        assert typical(costs_of(case, model, terms=terms)["closed-api"]) >= 0


def test_what_keeping_costs_less_is_no_discount_on_sound(case: Case) -> None:
    prices = {"closed-price-in": 10, "closed-price-kept": 0, "closed-price-sound": 0.1}
    mix = {"cache-writes": 1, "cache-share": 0, "sound-share": 1}
    assert typical(costs_of(case, READS, terms={**prices, **mix})["closed-api"]) == (
        pytest.approx(40 * 0.1)
    )
    dearer = {**prices, **mix, "closed-price-kept": 12}
    assert typical(costs_of(case, READS, terms=dearer)["closed-api"]) == pytest.approx(40 * 2.1)


def test_a_model_that_is_not_known_to_hear_costs_what_it_reads(case: Case) -> None:
    talked, written = (costs_of(case, READS, answers=answers) for answers in (SPEECH, {}))
    assert talked == written


def test_the_page_names_who_hears_and_what_is_left_out(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    for answers, model, told in (
        ({"material": "speech"}, HEARS, ("50 % is taken to be sound", "voice that answers")),
        ({"material": "speech"}, READS, ("Not known to hear speech: GPT-6 Luna", "is left out")),
        ({"material": "speech"}, PRICED, ("goes into GPT-6 Luna, 50 % is taken to be sound",)),
        ({}, HEARS, ()),
        ({"material": "unknown"}, READS, ()),
    ):
        costs: dict[str, object] = {"closed-model": model, "open-model": "gpt-oss-120b"}
        if model is PRICED:
            costs |= {"closed-model": READS, "closed-price-sound": 5}
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


def test_prices_of_sound_are_told_where_somebody_talks(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    costs = {"closed-model": READS, "open-model": "gpt-oss-120b"}
    profile = {"organisation": "A", "points": {"privacy": 100}, "costs": costs}
    path.write_text(json.dumps(profile), encoding="utf-8")
    for words in (("cost", str(path)), ("assess", str(path), "--missing", "unknown", "--quick")):
        silent, spoken = (
            " ".join(run(*words, "--full", *more).stdout.split())
            for more in (("--set", "material=text-only"), ("--set", "material=speech"))
        )
        assert "price-sound" not in silent
        assert "(sound-share): 0 share of input tokens" in silent
        assert "closed-price-sound-cached" in spoken
        told = "GPT-6 Luna, not known to hear: at the price of text, writing it down left out."
        assert f"{told} Source: genai-prices" in spoken


def test_who_says_that_sound_costs_what_text_does_has_a_day(case: Case) -> None:
    both = {"closed_model": HEARS_AT_ONE_RATE, "open_model": "gpt-oss-120b"}
    terms = {each.term: each for each in case(VOLUME, both, answers=SPEECH).terms}
    into, sound = terms[Term.CLOSED_PRICE_IN], terms[Term.CLOSED_PRICE_SOUND]
    assert sound.checked_on == into.checked_on
    assert sound.source != into.source


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


def test_an_assessment_says_that_a_voice_is_not_in_its_cost(run: Run) -> None:
    sentence = "You said live speech: what it costs is not included, only text."
    for arguments in (
        ("startup.yaml", "--set", "material=speech"),
        ("insurance-group.yaml", "--set", "material=speech"),
    ):
        done = run("assess", *arguments)
        assert done.returncode == 0, done.stderr
        assert sentence in " ".join(done.stdout.split())
    assert "speech" not in run("assess", "startup.yaml").stdout


def test_a_cost_of_text_alone_says_so_right_below(run: Run, tmp_path: Path) -> None:
    def line(models: str) -> str:
        path = tmp_path / "spoken.yaml"
        path.write_text(
            (PROFILES / "startup.yaml").read_text(encoding="utf-8") + models, encoding="utf-8"
        )
        done = run("assess", str(path), "--set", "material=speech", "--missing", "unknown")
        return re.sub(r"\([^)]*\)", "()", " ".join(done.stdout.split()))

    told = r"Cost It costs about [\d.,]+ USD a month \(\)\. Building is not included\. "
    said = "You said live speech: "
    assert re.search(told + said + "what it costs is not included, only text.", line(""))
    hears = f"costs: {{closed-model: {HEARS}}}\n"
    assert re.search(told + said + "what a voice that answers costs is not", line(hears))
    done = run("assess", "startup.yaml")
    assert "live speech" not in done.stdout
