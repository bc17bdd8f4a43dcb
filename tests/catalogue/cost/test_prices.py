"""Prices as they are published: what was read before, long prompts, hours, days, and people."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.cli.conftest import Run

from llmchoice.catalogue.cost.formulas import token_price
from llmchoice.catalogue.load import load_catalogue
from llmchoice.model.price import Price, Rates, Tariff

CATALOGUE = load_catalogue()
PRICES = [price for model in CATALOGUE.models for price in model.prices]
prices = st.sampled_from(PRICES)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.isoformat)
prompts = st.floats(0, 2e6)


def startup(folder: Path, costs: str) -> Path:
    """The example startup with another section `costs:`, nothing to look up, and in any country."""
    example = Path(__file__).parents[2] / "pinned" / "profiles" / "startup.yaml"
    text = example.read_text("utf-8")
    text = text.replace("customisation: retrieval", "customisation: prompting")
    text = text.replace("residency: region", "residency: any-country")
    path = folder / "p.yaml"
    path.write_text(f"{text}\ncosts: {costs}\n", encoding="utf-8")
    return path


def bands(run: Run, folder: Path, costs: str, *more: str) -> dict[str, dict[str, float]]:
    """Low, typical and high of each option whose cost is known."""
    done = run("cost", str(startup(folder, costs)), "--json", *more)
    assert done.returncode == 0, done.stderr
    (subject,) = json.loads(done.stdout)["subjects"]
    return {c["option"]: c["monthly"] for c in subject["costs"] if c["monthly"]}


def monthly(run: Run, folder: Path, costs: str, *more: str) -> dict[str, float]:
    """Typical cost of each option whose cost is known."""
    return {option: band["typical"] for option, band in bands(run, folder, costs, *more).items()}


def test_what_was_read_before_costs_what_each_provider_asks(run: Run, tmp_path: Path) -> None:
    # 40 million tokens, all of them read before: 0.10 a million for GPT-6.1 Sol, while the host of
    # Llama 3.3 70B takes nothing off its 0.88 (genai-prices 0.2.3).
    same = "{closed-model: gpt-6.1-sol, open-model: llama-3.3-70b, input-share: 1, cache-share: 1}"
    found = monthly(run, tmp_path, same)
    assert found["closed-api"] == pytest.approx(4.0)
    assert found["open-host"] == pytest.approx(35.2)


def test_a_long_prompt_costs_what_it_costs(run: Run, tmp_path: Path) -> None:
    # Claude Haiku 5.5: 0.10 and 0.50 up to 100,000 tokens of a prompt, five times that above.
    short, long = (
        monthly(run, tmp_path, f"{{closed-model: claude-haiku-5-5, context: {prompt}}}")
        for prompt in (100_000, 150_000)
    )
    assert short["closed-api"] == pytest.approx(40 * (5 * 0.1 + 0.5) / 6)
    assert long["closed-api"] == pytest.approx(33.3333, rel=1e-4)


def test_an_introductory_price_ends(run: Run, tmp_path: Path) -> None:
    # Gemini 4 Argon: 2 and 10 until the end of November 2026, 4 and 20 after it.
    costs = "{closed-model: gemini-4-argon, ceiling: 150}"
    assert monthly(run, tmp_path, costs)["closed-api"] == pytest.approx(133.3333, rel=1e-4)
    last, first = (
        monthly(run, tmp_path, costs, "--date", day)["closed-api"]
        for day in ("2026-11-30", "2026-12-01")
    )
    assert last == pytest.approx(133.3333, rel=1e-4)
    assert first == pytest.approx(266.6667, rel=1e-4)


def test_an_assessment_and_a_second_look_take_the_prices_of_their_day(
    run: Run, tmp_path: Path
) -> None:
    path = startup(tmp_path, "{closed-model: gemini-4-argon, ceiling: 150}")

    def ruled_out(document: str) -> bool:
        options = {one["id"]: one for one in json.loads(document)["options"]}
        return any(e["constraint"] == "over-ceiling" for e in options["closed-api"]["excluded_by"])

    quick = ("--draws", "100")
    before = run("assess", str(path), "--json", "--date", "2026-11-30", *quick)
    assert before.returncode == 0, before.stderr
    assert not ruled_out(before.stdout)
    after = run("assess", str(path), "--json", "--date", "2026-12-01", *quick)
    assert ruled_out(after.stdout)
    decision = tmp_path / "d.json"
    decision.write_text(before.stdout, encoding="utf-8")
    again = run("recheck", str(decision), "--json", "--date", "2026-12-01", *quick)
    changes = json.loads(again.stdout)["comparison"]["costs"]["changes"]
    moved = {change["option"]: change["after"]["typical"] for change in changes}
    assert moved["closed-api"] == pytest.approx(266.6667, rel=1e-4)


def test_a_price_that_changes_with_the_hour_is_the_mean_of_a_day(run: Run, tmp_path: Path) -> None:
    # DeepSeek V4 Pro: 0.66 and 1.98, twice as much in 7 of 24 hours.
    found = monthly(run, tmp_path, "{open-model: deepseek-v4-pro, input-share: 1, ceiling: 9e9}")
    assert found["open-host"] == pytest.approx(40 * 0.66 * (24 + 7) / 24)


@given(prices, days)
def test_no_price_is_used_outside_its_days(price: Price, day: str) -> None:
    there = price.on(day)
    if there is None:
        assert not any(one.covers(day) for one in (price, *price.other_days))
        return
    assert there.covers(day)
    assert (there.since or day) <= day <= (there.until or day)
    # Nothing is lost: from that day one comes back to this one.
    back = there.on(price.since or price.until or price.as_of)
    assert back is not None
    assert back.amounts == price.amounts


@given(prices, prompts, prompts)
def test_a_longer_prompt_never_costs_less_a_token(price: Price, some: float, more: float) -> None:
    short, long = (list(price.by_hour(prompt)) for prompt in (min(some, more), max(some, more)))
    for (few, _), (many, _) in zip(short, long, strict=True):
        assert many.exceeds(few)


@given(prices, prompts, st.floats(0, 1), st.floats(0, 1))
def test_what_was_read_before_never_costs_more(
    price: Price, prompt: float, share: float, input_share: float
) -> None:
    rates = price.at(prompt)

    def bill(cached: float) -> float:
        return token_price(
            input_share,
            rates.input,
            rates.output,
            cache_share=cached,
            price_cached=rates.cached_input,
        )

    assert bill(share) <= bill(0) * (1 + 1e-9)


@given(prices, prompts, st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_batch_never_costs_more_than_the_same_at_once(
    price: Price, prompt: float, waits: float, more: float, input_share: float
) -> None:
    rates = price.at(prompt)

    def bill(share: float) -> float:
        return token_price(
            input_share,
            rates.input,
            rates.output,
            batch_share=share,
            batch_price=1.0 if price.batch is None else price.batch,
        )

    assert bill(max(waits, more)) <= bill(min(waits, more)) * (1 + 1e-9)
    assert bill(waits) <= bill(0) * (1 + 1e-9)


def test_a_batch_costs_what_each_provider_asks(run: Run, tmp_path: Path) -> None:
    # GPT-6.1 Sol at OpenAI, and Llama 3.3 70B at Together: half.
    mix = "closed-model: gpt-6.1-sol, open-model: llama-3.3-70b, input-share: 1, cache-share: 0"
    at_once, waiting, own = (
        monthly(run, tmp_path, f"{{{mix}, batch-share: {share}}}")
        for share in ("0", "1", "1, open-price-batch: 0.6")
    )
    assert at_once["closed-api"] == pytest.approx(80)
    for option in ("closed-api", "open-host"):
        assert waiting[option] == pytest.approx(0.5 * at_once[option])
    assert own["open-host"] == pytest.approx(0.6 * at_once["open-host"])


@pytest.mark.parametrize(
    ("model", "option"), [("muse-spark-1.3", "closed-api"), ("glm-5.3", "open-host")]
)
def test_a_batch_of_which_nobody_says_what_it_costs_is_a_range_on_either_side(
    run: Run, tmp_path: Path, model: str, option: str
) -> None:
    side = option.partition("-")[0]
    mix = f"{side}-model: {model}, input-share: 1, cache-share: 0"
    at_once, waiting = (
        bands(run, tmp_path, f"{{{mix}, batch-share: {share}}}")[option] for share in ("0", "1")
    )
    assert waiting["low"] == pytest.approx(0.5 * at_once["low"])
    assert waiting["high"] == pytest.approx(at_once["high"])
    assert waiting["low"] < waiting["typical"] < waiting["high"]


@given(prices, prompts)
def test_the_hours_of_a_day_are_all_there(price: Price, prompt: float) -> None:
    assert sum(hours for _, hours in price.by_hour(prompt)) == 24


@pytest.mark.parametrize(
    "wrong",
    [
        {"cached_input": 2},
        {"cached_sound": 2},
        {"sound": 1, "cached_sound": 2},
        {"sound": 2, "long": [{"input": 1.5, "output": 3, "sound": 1.9, "above": 1000}]},
        {"long": [{"input": 1, "output": 1, "above": 1000}]},
        {"long": [{"input": 3, "output": 3, "above": 2}, {"input": 3, "output": 3, "above": 2}]},
        {"hours": [{"input": 3, "output": 3, "from_hour": 4, "to_hour": 4}]},
        {"since": "2026-02-02", "until": "2026-02-01"},
        {"batch": 1.1},
        {"batch": 0},
    ],
)
def test_a_price_that_contradicts_itself_is_refused(wrong: dict[str, object]) -> None:
    Tariff.model_validate({"input": 1.5, "output": 3})
    with pytest.raises(ValidationError):
        Tariff.model_validate({"input": 1.5, "output": 3, **wrong})


def test_a_price_of_sound_heard_before_stands_beside_one_of_sound() -> None:
    with pytest.raises(ValidationError, match="there is 'cached_sound', but no 'sound'"):
        Rates(input=1, output=2, cached_sound=0.5)
    with pytest.raises(ValidationError, match="must not be above 'sound'"):
        Rates(input=1, output=2, sound=0.4, cached_sound=0.5)


def test_two_prices_of_one_day_are_refused() -> None:
    price = next(price for price in PRICES if price.until)
    assert price.until is not None
    late = (date.fromisoformat(price.until) - timedelta(days=1)).isoformat()
    other = {**dict(Rates(input=1, output=2)), "since": late}
    with pytest.raises(ValidationError, match="two prices hold on one day"):
        Price.model_validate({**dict(price), "other_days": [other]})
