"""What can be paid, and the cards at hand, as requirements of a model."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.catalogue.cost.corner import at_ends
from llmchoice.catalogue.cost.load import load_book
from llmchoice.catalogue.cost.option import option_cost
from llmchoice.catalogue.cost.resolve import models_of, settle
from llmchoice.catalogue.load import load_catalogue
from llmchoice.catalogue.shortlist import shortlist
from llmchoice.catalogue.wishes import CEILING, SERVER, means
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.cost import Volume
from llmchoice.model.profile import Answer
from llmchoice.model.shortlist import Shortlist, Wish, WishKind
from llmchoice.model.terms import CostInputs

CATALOGUE = load_catalogue()
BOOK = load_book(CATALOGUE)
OPTIONS = {option.id: option for option in load_criteria().options}
WAYS = BOOK.ways(OPTIONS.values())
BY_TOKEN = ("closed-api", "closed-cloud", "open-host")
ON_CARDS = ("open-rented", "open-owned")
latency = st.sampled_from(["relaxed", "interactive", "unknown"])
volumes = st.floats(1e3, 1e13)
ceilings = st.floats(1, 1e7)


def listed(option: str, answers: dict[str, Answer], **inputs: object) -> Shortlist:
    own = means(BOOK, CATALOGUE.rules, OPTIONS[option], CostInputs.model_validate(inputs), answers)
    return shortlist(CATALOGUE, OPTIONS[option], answers, own)


def passing(found: Shortlist) -> set[str]:
    return {model.model for model in found.models}


@given(st.sampled_from(BY_TOKEN), volumes, latency, ceilings, st.floats(0.1, 10))
@settings(max_examples=examples(40), deadline=None)
def test_a_model_is_within_the_ceiling_where_its_computed_cost_is(
    option: str, tokens: float, how_fast: str, ceiling: float, rate: float
) -> None:
    answers: dict[str, Answer] = {"monthly-tokens": tokens, "latency": how_fast}
    money = {"ceiling": ceiling, "currency": "EUR", "rate": rate}
    found = listed(option, answers, **money)
    within = {m.model for m in found.models}
    without = {m.model for m in shortlist(CATALOGUE, OPTIONS[option], answers).models if m.price}
    for name in sorted(without):
        key = "closed_model" if option.startswith("closed") else "open_model"
        inputs = CostInputs.model_validate({key: name, **money})
        setting = settle(BOOK, models_of(BOOK, answers, inputs)[0], answers, inputs)
        volume = Volume(tokens_in=tokens * 5 / 6, tokens_out=tokens / 6)
        cost = option_cost(option, WAYS[option], at_ends(setting.terms), volume, 5 / 6)
        assert cost.monthly is not None
        if cost.monthly.typical != pytest.approx(ceiling, rel=1e-4):
            assert (cost.monthly.typical <= ceiling) == (name in within)


@given(st.sampled_from(BY_TOKEN), volumes, ceilings, st.floats(1, 100))
@settings(max_examples=examples(40), deadline=None)
def test_a_higher_ceiling_never_takes_a_model_away(
    option: str, tokens: float, ceiling: float, times: float
) -> None:
    answers: dict[str, Answer] = {"monthly-tokens": tokens}
    low = passing(listed(option, answers, ceiling=ceiling))
    assert low <= passing(listed(option, answers, ceiling=ceiling * times))


def test_a_price_that_nobody_knows_is_not_within_a_ceiling() -> None:
    name = "gpt-6-luna"
    models = tuple(
        m.model_copy(update={"prices": ()}) if m.id == name else m for m in CATALOGUE.models
    )
    answers: dict[str, Answer] = {"monthly-tokens": 1e6}
    option = OPTIONS["closed-api"]
    own = means(BOOK, CATALOGUE.rules, option, CostInputs(ceiling=1e6), answers)
    found = shortlist(replace(CATALOGUE, models=models), option, answers, own)
    (miss,) = (one for one in found.near_misses if one.model == name)
    assert (miss.lacks.filter, miss.lacks.unknown) == (CEILING, True)


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize(
    ("answers", "inputs"),
    [
        ({"monthly-tokens": 1e9}, {}),
        ({"monthly-tokens": "unknown"}, {"ceiling": 1}),
        ({}, {"ceiling": 1}),
        ({"monthly-tokens": 0}, {"ceiling": 1}),
    ],
)
def test_without_a_ceiling_and_a_volume_nothing_is_asked(
    option: str, answers: dict[str, Answer], inputs: dict[str, object]
) -> None:
    assert listed(option, answers, **inputs) == shortlist(CATALOGUE, OPTIONS[option], answers)


def test_a_ceiling_asks_nothing_of_models_on_cards() -> None:
    answers: dict[str, Answer] = {"monthly-tokens": 1e12}
    for option in ON_CARDS:
        plain = shortlist(CATALOGUE, OPTIONS[option], answers)
        assert listed(option, answers, ceiling=1) == plain


def test_the_card_of_the_profile_takes_the_place_of_the_usual_one() -> None:
    assert SERVER in {each.id for each in CATALOGUE.rules.filters}
    for option in ON_CARDS:
        usual = listed(option, {})
        small = listed(option, {}, gpu="l4")
        large = listed(option, {}, gpu="h200")
        assert passing(small) < passing(usual) < passing(large)
        (one,) = (each for each in small.requirements if each.filter == SERVER)
        assert one.wish is not None
        assert (one.wish.kind, one.wish.name) == (WishKind.SERVER, "L4 24GB")
        assert not one.always
    for option in BY_TOKEN:
        assert listed(option, {}, gpu="l4") == listed(option, {})


def test_memory_that_a_profile_states_counts_before_that_of_the_card() -> None:
    terms = {"gpu-memory": {"low": 24, "typical": 24, "high": 24}}
    stated = listed("open-owned", {}, terms=terms)
    assert passing(stated) == passing(listed("open-owned", {}, gpu="l4"))
    (one,) = (each for each in stated.requirements if each.filter == SERVER)
    assert one.wish == Wish(kind=WishKind.SERVER, amount=24, tokens=8000, sessions=8)
