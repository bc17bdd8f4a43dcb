"""Prices and sizes come from the catalogue, and a profile may name the models that count."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
import yaml
from tests.catalogue.cost.conftest import SMALL, settled
from tests.cli.conftest import Run

from llmchoice.catalogue.cost.book import Book
from llmchoice.catalogue.cost.formulas import weights_gb
from llmchoice.catalogue.cost.load import DATA, load_book
from llmchoice.catalogue.cost.resolve import models_of, prices_as_of, settle
from llmchoice.catalogue.files import RefreshedFile, RefreshedPrice, laid_over, write_refreshed
from llmchoice.catalogue.load import load_catalogue
from llmchoice.catalogue.store import name_problems
from llmchoice.knowledge.document import parse
from llmchoice.model.catalogue import Weights
from llmchoice.model.collection import Catalogue
from llmchoice.model.cost import CostCase, CostReport, OptionCost, Volume
from llmchoice.model.terms import CostInputs, Term

VOLUME = Volume(tokens_in=5e8, tokens_out=1e8)
ON_CARDS = ("open-rented", "open-owned")


def refreshed(catalogue: Catalogue, day: str, **price: float) -> Catalogue:
    """The catalogue with another price of gpt-oss-120b at the provider that costs take."""
    again = RefreshedPrice(model="gpt-oss-120b", provider="groq", **price)
    file = RefreshedFile(as_of=day, package="genai-prices", version="0.9.0", prices=(again,))
    return laid_over(catalogue, file, "prices.yaml")


def of(case: CostCase, option: str) -> OptionCost:
    return next(cost for cost in case.costs if cost.option == option)


def test_a_refreshed_price_moves_the_terms_with_its_day_and_source() -> None:
    catalogue = refreshed(load_catalogue(), "2026-12-24", input=1.5, output=6)
    terms = settled(load_book(catalogue), SMALL, {}).terms
    found = terms[Term.OPEN_PRICE_IN]
    assert found.band is not None
    assert (found.band.low, found.band.typical, found.band.high) == (1.5, 1.5, 1.5)
    assert found.checked_on == "2026-12-24"
    assert found.source == "genai-prices 0.9.0, groq"
    # What was not read again stays as it was.
    other = terms[Term.CLOSED_PRICE_IN]
    assert other.band is not None
    assert (other.band.typical, other.checked_on) == (0.1, "2026-11-21")
    # How large the model is does not follow from the day of its price.
    assert terms[Term.PARAMETERS].checked_on == "2026-11-21"


def test_the_command_uses_refreshed_prices(run: Run) -> None:
    alone = ("task=routine", "residency=any-country", "customisation=prompting")
    answers = ("monthly-tokens=6e8", *alone)
    words = ("cost", "-p", "bank", *(part for a in answers for part in ("--set", a)), "--json")

    def managed() -> float:
        report = json.loads(run(*words).stdout)
        cases = report["subjects"][0]["cases"]
        (small,) = (c for c in cases if c["open_model"] == "gpt-oss-120b")
        (cost,) = (c for c in small["costs"] if c["option"] == "open-host")
        return float(cost["monthly"]["high"])

    before = managed()
    again = RefreshedPrice(model="gpt-oss-120b", provider="groq", input=1.5, output=6)
    file = RefreshedFile(as_of="2026-12-24", package="p", version="9", prices=(again,))
    from llmchoice.catalogue.files import prices_file  # patched by then

    write_refreshed(prices_file(), file)
    assert managed() == pytest.approx(10 * before)


def test_prices_are_as_of_the_oldest_that_is_used(book: Book) -> None:
    catalogue = load_catalogue()
    assert book.terms.as_of == "2026-11-21"
    older = tuple(
        model.model_copy(
            update={"prices": tuple(p.model_copy(update={"as_of": day}) for p in model.prices)}
        )
        for model in catalogue.models
        for day in ["2026-02-03" if model.id in {"phi-4", "glm-5.3"} else "2026-12-01"]
    )
    old = load_book(replace(catalogue, models=older))
    assert old.terms.as_of == "2026-02-03"

    def day(**inputs: object) -> str:
        given = CostInputs.model_validate(inputs)
        return prices_as_of(
            old, [settle(old, models, {}, given) for models in models_of(old, {}, given)]
        )

    assert day() == "2026-02-03"
    # The card was looked at on that day, and the small models later.
    assert day(tier="small") == "2026-11-21"
    assert day(tier="small", open_model="phi-4") == "2026-02-03"


def test_a_profile_names_its_models(case: Callable[..., CostCase], book: Book) -> None:
    found = case(VOLUME, closed_model="claude-opus-5-5", open_model="phi-4")
    assert (found.closed_model, found.open_model) == ("Claude Opus 5.5", "Phi-4")
    closed = of(found, "closed-api").monthly
    assert closed is not None
    # 500 million in at 4 dollars and 100 million out at 20 a million (facts of 2026-11-21).
    assert closed.typical == pytest.approx(4000)
    assert of(found, "open-rented").monthly is not None
    only = case(VOLUME, closed_model="claude-opus-5-5")
    assert only.open_model == case(VOLUME).open_model
    both = CostInputs(closed_model="claude-opus-5-5", open_model="phi-4")
    (chosen,) = models_of(book, {}, both)
    assert (chosen.tier, chosen.closed.name, chosen.open.name) == (None, "Claude Opus 5.5", "Phi-4")
    one = models_of(book, {"task": "routine"}, CostInputs(open_model="phi-4"))
    assert [(m.tier, m.open.name) for m in one] == [("small", "Phi-4")] * 2


def test_a_model_without_a_price_has_no_cost_by_the_token(case: Callable[..., CostCase]) -> None:
    found = case(VOLUME, open_model="granite-4.2-30b")
    managed = of(found, "open-host")
    assert managed.monthly is None
    assert set(managed.unknown) == {Term.OPEN_PRICE_IN, Term.OPEN_PRICE_OUT}
    # It can be run all the same, and the others cost what they did.
    assert of(found, "open-rented").monthly is not None
    assert of(found, "closed-api") == of(case(VOLUME), "closed-api")


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("eurollm-22b", {Term.INPUT_RATE, Term.OUTPUT_RATE, Term.BYTES_PER_PARAMETER}),
        (
            "kimi-k3",
            {
                Term.INPUT_RATE,
                Term.OUTPUT_RATE,
                Term.BYTES_PER_PARAMETER,
                Term.KV_PER_TOKEN,
                Term.KV_PER_SESSION,
            },
        ),
    ],
)
def test_a_model_that_nobody_measured_has_no_cost_on_cards(
    name: str, missing: set[Term], case: Callable[..., CostCase]
) -> None:
    found = case(VOLUME, open_model=name)
    for option in ON_CARDS:
        assert of(found, option).monthly is None
        assert set(of(found, option).unknown) == missing
    rate = next(stated for stated in found.terms if stated.term is Term.OUTPUT_RATE)
    assert rate.source == "no measurement of a model of its size was found"


def test_an_unknown_cost_is_never_the_cheapest(costs: Callable[..., CostReport]) -> None:
    (subject,) = costs(VOLUME, open_model="granite-4.2-30b").subjects
    assert subject.cheapest not in {None, "open-host"}


def test_every_model_of_the_catalogue_can_be_named(book: Book) -> None:
    catalogue = load_catalogue()
    assert set(book.stock) == {model.id for model in catalogue.models}
    for model in catalogue.models:
        key = "closed_model" if model.weights is Weights.CLOSED else "open_model"
        inputs = CostInputs.model_validate({key: model.id})
        for models in models_of(book, {}, inputs):
            settle(book, models, {}, inputs)


MEASURED = {
    # Total and active parameters in billions of what was measured (hardware.yaml, the sources).
    "dense-8b": (9, 9),
    "dense-14b": (14.8, 14.8),
    "dense-32b": (32.8, 32.8),
    "moe-30b": (35, 3),
    "dense-70b": (70.6, 70.6),
    "moe-20b": (20.9, 3.6),
    "moe-120b": (116.8, 5.1),
    "moe-110b": (110, 12),
    "moe-235b": (235, 22),
    "moe-670b": (671, 37),
    "moe-750b": (753, 40),
    "moe-80b": (80, 3),
    "moe-400b": (400, 17),
    "moe-1t": (1000, 32),
    "moe-300b": (284, 13),
    "moe-1650b": (1600, 49),
    "moe-400b-hybrid": (397, 17),
    "moe-430b": (428, 23),
    "moe-550b": (550, 55),
    "dense-12b": (12, 12),
    "dense-4b": (8, 8),
}


def test_a_model_is_served_like_one_of_its_size(book: Book) -> None:
    served = {name: one for name, one in book.stock.items() if one.throughput is not None}
    assert len(served) >= 15
    models = {model.id: model for model in load_catalogue().models}
    for name, one in served.items():
        assert one.throughput is not None
        total, active = MEASURED[one.throughput]
        model = models[name]
        assert model.total is not None
        assert model.active is not None
        assert 0.7 <= model.total / total <= 1.35, name
        assert 0.7 <= model.active / active <= 1.35, name


def test_nothing_is_said_to_be_unmeasured_that_has_a_cost_on_cards(
    book: Book,
) -> None:
    """Every open model is served like one that was measured, or said not to have been."""
    models = load_catalogue().models
    open_models = {model.id for model in models if model.weights is not Weights.CLOSED}
    terms = yaml.safe_load((DATA / "terms.yaml").read_text(encoding="utf-8"))
    unmeasured = set(terms["unmeasured"])
    served = {name for name in open_models if book.stock[name].throughput is not None}
    assert served | unmeasured == open_models
    assert not served & unmeasured


def test_known_footprints_follow_from_the_catalogue(book: Book) -> None:
    gpt, llama = (book.stock[name] for name in ("gpt-oss-120b", "llama-3.3-70b"))
    assert gpt.kv_per_token == 36
    assert llama.kv_per_token == 320
    assert gpt.parameters is not None
    assert gpt.bytes_per_parameter is not None
    # A checkpoint of 60.8 GiB, by its model card.
    weights = weights_gb(gpt.parameters, gpt.bytes_per_parameter)
    assert weights == pytest.approx(60.8 * 2**30 / 1e9, rel=0.05)


@pytest.mark.parametrize(
    ("line", "what", "fix"),
    [
        ("gpu: h10", "GPU 'h10'", "did you mean 'h100'?"),
        ("open-model: phi-5", "no model 'phi-5'", "did you mean 'phi-4'?"),
        ("open-model: zzzzzz", "no model 'zzzzzz'", "'llmchoice models list' has their ids"),
        ("closed-model: phi-4", "'closed-model' asks for closed ones", "write it as 'open-model'"),
        ("open-model: gpt-6-luna", "asks for open ones", "write it as 'closed-model'"),
        # An article names it; nobody can buy it.
        ("closed-model: jurassic-1", "no model 'jurassic-1'", "models list"),
    ],
)
def test_a_name_that_leads_nowhere_has_its_place_and_a_remedy(
    book: Book, line: str, what: str, fix: str
) -> None:
    document = parse(f"costs:\n  {line}\n", "p.yaml")
    key, value = line.split(": ")
    inputs = CostInputs.model_validate({key.replace("-", "_"): value})
    (problem,) = name_problems(book, inputs, document)
    assert what in problem.message
    assert fix in str(problem.fix)
    assert str(problem.place) == f"p.yaml:2:{len(key) + 5}"
    (nowhere,) = name_problems(book, inputs)
    assert nowhere.place is None
    assert not list(name_problems(book, CostInputs(gpu="h100", open_model="phi-4"), document))
