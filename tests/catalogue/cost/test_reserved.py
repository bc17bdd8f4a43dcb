"""Capacity that is reserved: whole units for the peak, on their days, taken where it pays."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import compress
from operator import lt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.conftest import Run
from tests.laws import examples

from llmchoice.catalogue.cost.load import load_book
from llmchoice.catalogue.cost.monthly import Load, monthly_costs, settings_of
from llmchoice.catalogue.cost.study import Asked, report
from llmchoice.catalogue.load import load_catalogue
from llmchoice.knowledge.costs import cost_inputs, cost_problems
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.document import parse
from llmchoice.model.collection import Catalogue
from llmchoice.model.cost import CostCase, OptionCost, Volume
from llmchoice.model.reserved import Offered, ReservedOffer
from llmchoice.model.terms import Band, CostInputs, Term

CATALOGUE = load_catalogue()
BOOK = load_book(CATALOGUE)
OPTIONS = load_criteria().options
MINUTES = 60 * 730
BY_TOKEN = {"closed": ("closed-api", "closed-cloud"), "open": ("open-host", "open-cloud")}
"""Of each side with its maker or a host, and in a cloud account of one's own."""
offers = st.builds(
    Offered,
    hour=st.floats(0.001, 1e3),
    input=st.floats(1, 1e6),
    output=st.floats(1, 1e6),
    cached=st.sampled_from([0.0, 0.5, 1.0]),
    apart=st.booleans(),
    least=st.integers(1, 1000),
    step=st.integers(1, 500),
    days=st.sampled_from([0, 1, 31]),
    cloud=st.booleans(),
)
volumes = st.builds(Volume, tokens_in=st.floats(1, 1e12), tokens_out=st.floats(1, 1e12))
sides = st.sampled_from(["closed", "open"])
few = settings(max_examples=examples(40), deadline=None)
"""A whole report for each."""


def costs_with(
    volume: Volume,
    offer: Offered | None = None,
    side: str = "closed",
    catalogue: Catalogue = CATALOGUE,
    model: str = "gpt-oss-120b",
    **terms: float,
) -> dict[str, OptionCost]:
    """What each option costs with GPT-6 Luna and an open model, and with an offer for a side."""
    bands = {
        Term(name.replace("_", "-")): Band(low=figure, typical=figure, high=figure)
        for name, figure in terms.items()
    }
    inputs = CostInputs.model_validate(
        {
            "closed_model": "gpt-6-luna",
            "open_model": model,
            "terms": bands,
            f"{side}_reserved": offer,
        }
    )
    found = report(
        BOOK if catalogue is CATALOGUE else load_book(catalogue),
        organisation="Acme",
        options=OPTIONS,
        asked=[Asked(None, {}, volume)],
        inputs=inputs,
    )
    return {cost.option: cost for cost in found.subjects[0].costs}


def case_with(
    offer: Offered | None, side: str = "closed", volume: Volume | None = None
) -> CostCase:
    """The costs at any volume, where all tokens go in."""
    point = Band(low=1, typical=1, high=1)
    none = Band(low=0, typical=0, high=0)
    inputs = {
        "closed_model": "gpt-6.1-sol",
        "open_model": "gpt-oss-120b",
        "terms": {
            Term.INPUT_SHARE: point,
            Term.CACHE_SHARE: none,
            Term.BATCH_SHARE: none,
            Term.PEAK_TO_MEAN: point,
        },
        f"{side}_reserved": offer,
    }
    told = report(
        BOOK,
        organisation="Acme",
        options=OPTIONS,
        asked=[Asked(None, {}, volume)],
        inputs=CostInputs.model_validate(inputs),
    )
    return told.subjects[0].cases[0]


def bought(side: str, offer: Offered) -> tuple[str]:
    """The option that an offer for a side is about."""
    return (BY_TOKEN[side][offer.cloud],)


def ends(band: Band | None) -> Sequence[float]:
    assert band is not None
    return band.low, band.typical, band.high


@given(offers, volumes, sides)
@few
def test_units_are_whole_and_let_the_peak_through(
    offer: Offered, volume: Volume, side: str
) -> None:
    found = costs_with(volume, offer, side, peak_to_mean=3, cache_share=0.4, batch_share=0)
    for option in bought(side, offer):
        kept = found[option].reserved
        assert kept is not None
        assert kept.days == offer.days
        into = volume.tokens_in * (1 - 0.4 * (1 - offer.cached)) * 3 / MINUTES
        for units in ends(kept.units):
            assert units.is_integer()
            assert units >= offer.least
            if not offer.apart:
                assert (units - offer.least) % offer.step == 0
            assert into / (units * offer.input) <= 1 + 1e-6
        low, _, _ = ends(kept.units)
        needs = (into / offer.input, volume.tokens_out * 3 / MINUTES / offer.output)
        assert low >= (max(needs) if offer.apart else sum(needs)) * (1 - 1e-6)
        # The next step down would be too few, or fewer than are sold.
        parts = 2 if offer.apart else 1
        assert low <= max(sum(needs), 0) + parts * (offer.step + offer.least)


@given(offers, volumes, sides)
@few
def test_it_is_taken_where_it_costs_less_and_never_makes_an_option_dearer(
    offer: Offered, volume: Volume, side: str
) -> None:
    without, found = costs_with(volume), costs_with(volume, offer, side)
    for option in bought(side, offer):
        kept, plain, cost = found[option].reserved, without[option], found[option]
        assert kept is not None
        for least, one, other in zip(
            ends(cost.monthly), ends(plain.monthly), ends(kept.monthly), strict=True
        ):
            assert least == pytest.approx(min(one, other))
        assert kept.taken == (kept.monthly.typical < ends(plain.monthly)[1])
        lower = map(lt, ends(cost.monthly), ends(plain.monthly))
        assert kept.ends == tuple(compress(("low", "typical", "high"), lower))
        assert sum(cost.parts.values()) == pytest.approx(ends(cost.monthly)[1])
        assert list(cost.parts) == (["reserved"] if kept.taken else ["tokens"])
    others = set(found) - set(bought(side, offer)) - {"open-cloud", "open-rented"}
    assert all(found[option].reserved is None for option in others)


@given(offers, st.floats(1, 1e12), sides)
@few
def test_an_assessment_counts_with_it_as_the_report_does(
    offer: Offered, tokens: float, side: str
) -> None:
    inputs = CostInputs.model_validate(
        {
            "closed_model": "gpt-6-luna",
            "open_model": "gpt-oss-120b",
            "terms": {"input-share": Band(low=0.5, typical=0.5, high=0.5)},
            f"{side}_reserved": offer,
        }
    )
    known = monthly_costs(
        BOOK, BOOK.ways(OPTIONS), tuple(settings_of(BOOK, {}, inputs, BOOK.ways(OPTIONS)))
    )
    volume = Volume(tokens_in=tokens / 2, tokens_out=tokens / 2)
    monthly = known.monthly(Load(volume))
    found = costs_with(volume, offer, side)
    for option, band in zip(OPTIONS, monthly, strict=True):
        assert ends(band) == pytest.approx(ends(found[option.id].monthly))


@given(offers, volumes, st.floats(1, 100), sides)
@few
def test_more_tokens_never_cost_less_with_it(
    offer: Offered, volume: Volume, more: float, side: str
) -> None:
    many = Volume(tokens_in=volume.tokens_in * more, tokens_out=volume.tokens_out * more)
    few, lots = costs_with(volume, offer, side), costs_with(many, offer, side)
    for option in bought(side, offer):
        for one, other in zip(ends(few[option].monthly), ends(lots[option].monthly), strict=True):
            assert one <= other * (1 + 1e-9)


@given(offers, volumes, sides, st.integers(32, 1000))
@few
def test_what_binds_for_longer_than_a_month_is_told_and_taken_by_nobody(
    offer: Offered, volume: Volume, side: str, days: int
) -> None:
    bound = offer.model_copy(update={"days": days})
    without, found = costs_with(volume), costs_with(volume, bound, side)
    for option in bought(side, offer):
        assert found[option].monthly == without[option].monthly
        kept = found[option].reserved
        assert kept is not None
        assert (kept.taken, kept.days) == (False, days)


@given(volumes)
@few
def test_an_unknown_price_by_the_token_is_not_made_known_or_free(volume: Volume) -> None:
    offer = Offered(hour=0.001, input=1e6, output=1e6)
    inputs = CostInputs.model_validate(
        {"closed_model": "gpt-6-luna", "open_model": "granite-4.2-30b", "open_reserved": offer}
    )
    found = report(
        BOOK,
        organisation="Acme",
        options=OPTIONS,
        asked=[Asked(None, {}, volume)],
        inputs=inputs,
    ).subjects[0]
    cost = next(one for one in found.costs if one.option == "open-host")
    assert (cost.monthly, cost.reserved) == (None, None)


def published(**days: str) -> Catalogue:
    """The catalogue with a cheap offer for GPT-6 Luna at its maker that holds on some days."""
    offer = ReservedOffer(
        provider="openai",
        hour=0.0001,
        input=1e6,
        output=1e6,
        source="made up",
        checked_on="2026-11-29",
        **days,
    )
    models = tuple(
        model.model_copy(update={"reserved": (offer,)}) if model.id == "gpt-6-luna" else model
        for model in CATALOGUE.models
    )
    return replace(CATALOGUE, models=models)


@pytest.mark.parametrize(
    ("days", "day", "there"),
    [
        ({"since": "2026-12-01"}, "2026-11-30", False),
        ({"since": "2026-12-01"}, "2026-12-01", True),
        ({"until": "2026-12-01"}, "2026-12-01", True),
        ({"until": "2026-12-01"}, "2026-12-02", False),
        ({}, "2026-12-02", True),
    ],
)
def test_no_offer_is_used_outside_its_days(days: dict[str, str], day: str, there: bool) -> None:  # noqa: FBT001 - a column of the table
    found = costs_with(Volume(tokens_in=1e9, tokens_out=1e9), catalogue=published(**days).on(day))
    assert (found["closed-api"].reserved is not None) == there
    # What the maker keeps free is nothing that a cloud sells.
    assert found["closed-cloud"].reserved is None


def test_the_terms_of_an_offer_are_those_of_its_provider() -> None:
    # Llama 3.3 70B at Azure: 100 units at least, by the hour, for a month or for a year.
    few_tokens = Volume(tokens_in=1e6, tokens_out=1e5)
    kept = costs_with(few_tokens, model="llama-3.3-70b")["open-cloud"].reserved
    assert kept is not None
    assert (kept.provider, kept.units.typical, kept.days, kept.taken) == (
        "Microsoft Azure",
        100,
        365,
        False,
    )
    assert kept.monthly.typical == pytest.approx(100 * 0.30 * 730)


def test_cards_that_are_rented_for_a_year_cost_less_and_are_told_beside_the_others() -> None:
    cost = costs_with(Volume(tokens_in=1e9, tokens_out=2e8))["open-rented"]
    kept = cost.reserved
    assert kept is not None
    assert kept.cards
    assert (kept.units, kept.taken, kept.days) == (cost.gpus, False, None)
    assert ends(kept.monthly)[1] < ends(cost.monthly)[1]
    own = costs_with(Volume(tokens_in=1e9, tokens_out=2e8), gpu_hour=2)["open-rented"]
    assert own.reserved is None


@pytest.mark.parametrize(("hour", "taken"), [(0.5, True), (50, False)])
def test_the_report_names_what_is_reserved_where_it_is_what_costs_least(
    run: Run,
    tmp_path: Path,
    hour: float,
    taken: bool,  # noqa: FBT001 - a column of the table
) -> None:
    path = tmp_path / "p.yaml"
    offer = f"{{hour: {hour}, input: 30_000, output: 10_000, days: 30}}"
    costs = f"{{closed-model: gpt-6.1-sol, closed-reserved: {offer}}}"
    path.write_text(f"organisation: x\nranking: {RANKING}\ncosts: {costs}\n", encoding="utf-8")
    words = ("cost", str(path), "--tokens-in=5000000000", "--tokens-out=1000000000")
    said = "reserved units as you were offered them. That binds for 30 days at least."
    page, full = (" ".join(run(*words, *more).stdout.split()) for more in ((), ("--full",)))
    assert ("by the token it costs more than with" in page and said in page) == taken
    assert "reserved units as you were offered them:" in full


RANKING = "[privacy, compliance, budget, customisation, expertise, capability, independence]"
SAID = "costs:\n  closed-model: gpt-6-luna\n  open-model: gpt-oss-120b\n  {key}: {value}\n"


@pytest.mark.parametrize("key", ["closed-reserved", "open-reserved"])
def test_a_profile_says_what_it_was_offered(key: str) -> None:
    text = SAID.format(key=key, value="{hour: 0.5, input: 31_500, output: 12_500, apart: true}")
    document = parse(text, "p.yaml")
    assert list(cost_problems(document)) == []
    assert isinstance(document.data, dict)
    inputs = cost_inputs(document.data["costs"])
    assert inputs is not None
    offer = inputs.closed_reserved if key == "closed-reserved" else inputs.open_reserved
    assert offer == Offered(hour=0.5, input=31_500, output=12_500, apart=True)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("5", "is not an offer"),
        ("{hour: 0.5, input: 10}", "add 'output:', as in {hour: 0.50,"),
        ("{hour: 0, input: 10, output: 10}", "hour"),
        ("{hour: 1, input: 10, output: 10, units: 5}", "units"),
        ("{hour: 1, input: 10, output: 10, cached: 2}", "open-reserved.cached: must be at most 1"),
        ("{hour: 1, input: 10, output: 10, least: 0}", "open-reserved.least: must be at least 1"),
        ("{hour: 1, input: much, output: 10}", "must be a number"),
        ("{hour: 1, input: 10, output: 10, cloud: maybe}", "must be true or false"),
    ],
)
def test_an_offer_that_says_too_little_or_too_much_is_told_with_its_place(
    value: str, said: str
) -> None:
    found = list(cost_problems(parse(SAID.format(key="open-reserved", value=value), "p.yaml")))
    assert found
    assert all(problem.place is not None for problem in found)
    assert all(problem.fix for problem in found)
    assert any(said in f"{problem.message} {problem.fix}" for problem in found)


@pytest.mark.parametrize("side", ["closed", "open"])
def test_an_offer_without_its_model_is_told_with_its_place_and_a_remedy(
    side: str, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "p.yaml"
    offer = "{hour: 0.5, input: 30_000, output: 10_000}"
    path.write_text(
        f"organisation: x\nranking: {RANKING}\ncosts:\n  {side}-reserved: {offer}\n",
        encoding="utf-8",
    )
    done = run("cost", str(path))
    assert done.returncode != 0
    told = " ".join(done.stderr.split())
    assert f"there is '{side}-reserved', but no '{side}-model'" in told
    assert "p.yaml:4:3" in told
    assert f"fix: add '{side}-model:'" in told


@pytest.mark.parametrize("side", ["closed", "open"])
def test_an_offer_counts_for_one_operator_alone(side: str) -> None:
    volume = Volume(tokens_in=1e9, tokens_out=1e9)
    without = costs_with(volume)
    for cloud in (False, True):
        offer = Offered(hour=0.0001, input=1e6, output=1e6, cloud=cloud)
        found = costs_with(volume, offer, side)
        moved = {option for option in found if found[option].monthly != without[option].monthly}
        assert moved == {BY_TOKEN[side][cloud]}


def page(run: Run, tmp_path: Path, costs: str, *more: str, answers: str = "{}") -> str:
    """What `llmchoice cost` prints for a profile of 5,000 million tokens in and 1,000 out."""
    path = tmp_path / "p.yaml"
    text = f"organisation: x\nranking: {RANKING}\nanswers: {answers}\ncosts: {costs}\n"
    path.write_text(text, encoding="utf-8")
    words = ("cost", str(path), "--tokens-in=5000000000", "--tokens-out=1000000000")
    return " ".join(run(*words, *more).stdout.split())


SOL = "closed-model: gpt-6.1-sol, closed-reserved: {hour: %s, input: 30_000, output: 10_000}"


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (1, "by the token it costs more than with 13 reserved units"),
        (2.5, "the low end is the cost with 7 reserved units"),
        (50, "Models Computed for"),
    ],
)
def test_an_end_of_the_band_alone_that_is_reserved_is_told(
    run: Run, tmp_path: Path, hour: float, said: str
) -> None:
    peak = (
        "cache-share: 0, thinking: 0, batch-share: 0, peak-to-mean: {low: 1, typical: 2, high: 9}"
    )
    told = page(run, tmp_path, f"{{{SOL % hour}, {peak}}}")
    assert said in told
    assert ("reserved unit" in told) == ("reserved unit" in said)


def test_the_end_of_a_range_of_volumes_that_is_reserved_is_told(run: Run, tmp_path: Path) -> None:
    offer = "{hour: 3, input: 60_000, output: 20_000}"
    sure = "cache-share: 0, thinking: 0, batch-share: 0, peak-to-mean: 1"
    path = tmp_path / "p.yaml"
    path.write_text(
        f"organisation: x\nranking: {RANKING}\nanswers: {{monthly-tokens: 10M to 10 billion}}\n"
        f"costs: {{closed-model: gpt-6.1-sol, closed-reserved: {offer}, {sure}}}\n",
        encoding="utf-8",
    )
    told = " ".join(run("cost", str(path)).stdout.split())
    assert "Closed, vendor API: the high end is the cost with 6 reserved units" in told


def test_break_evens_take_reserved_capacity_where_it_costs_less_and_say_so(
    run: Run, tmp_path: Path
) -> None:
    said = "Reserved capacity is taken wherever it costs less."
    open_model = "open-model: gpt-oss-120b"
    with_offer = page(run, tmp_path, f"{{{SOL % 1}, {open_model}}}", "--full")
    assert said in with_offer
    without = page(run, tmp_path, f"{{closed-model: gpt-6.1-sol, {open_model}}}", "--full")
    assert said not in without


def test_units_that_undercut_the_token_make_cards_pay_off_later_or_never() -> None:
    # A unit lets 2,628 million tokens a month through. By the token they cost 5,256 dollars, by
    # the unit 1,460 or 730.
    cheap, half = (Offered(hour=hour, input=60_000, output=60_000) for hour in (2, 1))
    firsts = []
    for offer in (None, cheap, half):
        (even,) = (
            even
            for even in case_with(offer).break_evens
            if even.pair == ("open-owned", "closed-api")
        )
        assert even.reserved == (offer is not None)
        firsts.append(even.first or float("inf"))
    assert firsts[0] < firsts[1] < firsts[2]


def test_an_option_by_the_token_costs_less_up_to_where_a_unit_of_the_other_does() -> None:
    # A million tokens in cost 0.15 at the host, and a unit of the maker's 73 dollars a month, which
    # lets 438,000 million through: it costs less from 73 / 0.15 = 486.67 million tokens on.
    offer = Offered(hour=0.1, input=10_000_000, output=10_000_000)
    (even,) = (
        even for even in case_with(offer).break_evens if even.pair == ("open-host", "closed-api")
    )
    assert even.first == 0
    assert even.until == pytest.approx(73 / 0.15 * 1e6)
    assert even.steady is None


@given(offers, sides)
@few
def test_a_curve_is_what_a_month_of_so_many_tokens_costs(offer: Offered, side: str) -> None:
    case = case_with(offer, side)
    for at in (0, 20, 40, len(case.volumes) - 1):
        volume = Volume(tokens_in=case.volumes[at], tokens_out=0)
        there = case_with(offer, side, volume)
        for curve, cost in zip(case.curves, there.costs, strict=True):
            assert cost.option == curve.option
            if cost.monthly is not None:
                assert curve.costs[at] == pytest.approx(cost.monthly.typical)


def test_rented_cards_by_contract_say_that_its_terms_were_not_read(
    run: Run, tmp_path: Path
) -> None:
    told = page(run, tmp_path, "{open-model: gpt-oss-120b}", "--full")
    assert "a month (" in told
    assert "That is for a contract, whose terms were not read." in told
    assert "That binds for 365 days" not in told


def told_by(run: Run, path: Path, costs: str, *words: str) -> str:
    """What a command says of a profile with these costs."""
    text = f"organisation: x\nranking: {RANKING}\ncosts: {costs}\n"
    path.write_text(text, encoding="utf-8")
    done = run(words[0], str(path), *words[1:])
    assert done.returncode == 0, done.stderr
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(
    "words",
    [
        ("cost", "--full", "--tokens-in=5000000000", "--tokens-out=1000000000"),
        ("assess", "--missing", "unknown", "--quick"),
    ],
    ids=lambda words: words[0],
)
def test_what_is_free_by_the_token_needs_no_units(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    offer = "{hour: 1, input: 10_000, output: 5_000, days: 30}"
    prices = "open-price-in: 0, open-price-out: 0"
    costs = f"{{open-model: llama-3.3-70b, {prices}, open-reserved: {offer}}}"
    said = told_by(run, tmp_path / "p.yaml", costs, *words)
    if words[0] == "cost":
        assert "Open, hosted never costs more than Closed, vendor API" in said
        assert "The other option is free." in said


def test_units_that_let_everything_through_are_not_called_free(run: Run, tmp_path: Path) -> None:
    offer = "{hour: 0.01, input: 1_000_000_000_000, output: 1_000_000_000_000}"
    costs = f"{{closed-model: gpt-6-luna, closed-reserved: {offer}}}"
    words = ("cost", "--full", "--tokens-in=5000000000", "--tokens-out=1000000000")
    said = told_by(run, tmp_path / "p.yaml", costs, *words)
    assert "The same money buys more tokens there than any volume takes." in said
    assert "The other option is free." not in said
