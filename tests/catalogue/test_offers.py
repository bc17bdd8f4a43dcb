"""Who sells a model, and where: what one of them offers is not claimed of another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.catalogue.demands import demands, selected
from llmchoice.catalogue.load import load_catalogue
from llmchoice.catalogue.shortlist import shortlist
from llmchoice.catalogue.wishes import wishes
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.catalogue import Model, Offered, Offers, Seller
from llmchoice.model.option import Operator, Option, Site
from llmchoice.model.shortlist import Candidate

CATALOGUE = load_catalogue()
OPTIONS = load_criteria().options
SOLD = [option for option in OPTIONS if option.operator is not Operator.YOU]
CLOUD_ONLY = {
    model.id for model in CATALOGUE.models if model.offers.regions and not model.offers.host
}
REGIONS = sorted({region for model in CATALOGUE.models for region in model.offers.regions})


def of(name: str) -> Model:
    return next(model for model in CATALOGUE.models if model.id == name)


def offered(model: Model, option: Option) -> tuple[Offered, ...]:
    """The offers that count for an option, by hand."""
    offers = model.offers
    if option.operator is Operator.VENDOR:
        return (offers.maker,)
    return (offers.cloud,) if option.place is Site.OWN_ACCOUNT else (offers.maker, offers.host)


@given(st.sampled_from(SOLD), st.sampled_from(REGIONS))
@settings(max_examples=examples(40), deadline=None)
def test_a_provider_without_a_region_never_passes_a_filter_by_region(
    option: Option, region: str
) -> None:
    wanted = wishes(CATALOGUE.rules, region=region)
    for listed in shortlist(CATALOGUE, option, {}, wanted).models:
        offers = offered(of(listed.model), option)
        assert any(region in regions for each in offers for regions in each.values())


def territories(model: Model, option: Option) -> dict[str, set[str]]:
    """Where each provider offers it, of those whose offers count for an option, by hand."""
    where: dict[str, set[str]] = {}
    for each in offered(model, option):
        for provider, regions in each.items():
            where.setdefault(provider, set()).update(regions)
    return where


def shown(candidate: Candidate) -> tuple[str, ...]:
    """The providers that a reader sees beside a model."""
    return tuple(candidate.providers) if candidate.price is None else (candidate.price.provider,)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("option", SOLD, ids=lambda option: option.id)
def test_whoever_is_shown_as_the_seller_has_the_region_that_was_asked_for(
    option: Option, region: str
) -> None:
    found = shortlist(CATALOGUE, option, {}, wishes(CATALOGUE.rules, region=region))
    near = [miss for miss in found.near_misses if miss.lacks.filter != "wished-region"]
    for candidate in (*found.models, *near):
        where = territories(of(candidate.model), option)
        assert shown(candidate), candidate.model
        assert all(region in where[each] for each in shown(candidate)), candidate.model
        able = {provider for provider, regions in where.items() if region in regions}
        priced = able & {price.provider for price in of(candidate.model).prices}
        assert (candidate.price is None) == (not priced), candidate.model


@pytest.mark.parametrize("residency", ["region", "country", "sovereign"])
@pytest.mark.parametrize("option", SOLD, ids=lambda option: option.id)
def test_where_any_territory_will_do_the_seller_shown_has_one(
    option: Option, residency: str
) -> None:
    found = shortlist(CATALOGUE, option, {"residency": residency})
    missing = {"regional-offer", "national-offer"}
    near = [miss for miss in found.near_misses if miss.lacks.filter not in missing]
    for candidate in (*found.models, *near):
        where = territories(of(candidate.model), option)
        assert shown(candidate), candidate.model
        assert all(where[each] for each in shown(candidate)), candidate.model


@pytest.mark.parametrize("region", REGIONS)
def test_a_list_of_models_shows_the_price_of_who_has_the_region(region: str) -> None:
    for model in selected(CATALOGUE, demands(region=region)):
        assert all(region in where for where in territories_of_all(model).values())
        assert {price.provider for price in model.prices} <= set(model.offers.providers)


def test_what_a_maker_adds_for_a_region_is_in_the_price_of_a_list() -> None:
    def asked(region: str | None) -> float:
        listed = {m.id: m for m in selected(CATALOGUE, demands(region=region))}
        return next(p.input for p in listed["claude-opus-5-5"].prices if p.provider == "anthropic")

    assert asked("us") == pytest.approx(1.1 * asked(None))


def territories_of_all(model: Model) -> dict[str, tuple[str, ...]]:
    """Where each provider offers it, whatever sort of seller that is."""
    return {name: where for each in model.offers.by_seller.values() for name, where in each.items()}


def test_a_price_that_is_not_known_in_the_region_is_unknown_and_meets_no_limit() -> None:
    cloud = next(option for option in OPTIONS if option.id == "closed-cloud")
    here = shortlist(CATALOGUE, cloud, {}, wishes(CATALOGUE.rules, region="eu"))
    terra = next(one for one in here.models if one.model == "gpt-6.1-terra")
    assert (terra.price, terra.blended, tuple(terra.providers)) == (None, None, ("azure",))
    assert [one.price is None for one in here.models] == sorted(
        one.price is None for one in here.models
    )
    limited = shortlist(CATALOGUE, cloud, {}, wishes(CATALOGUE.rules, region="eu", max_price=30))
    assert "gpt-6.1-terra" not in {one.model for one in limited.models}
    (miss,) = (one for one in limited.near_misses if one.model == "gpt-6.1-terra")
    assert (miss.lacks.filter, miss.lacks.unknown) == ("wished-price", True)
    there = shortlist(CATALOGUE, cloud, {}, wishes(CATALOGUE.rules, region="us", max_price=30))
    (known,) = (one for one in there.models if one.model == "gpt-6.1-terra")
    assert shown(known) == ("aws",)


def test_a_territory_of_a_cloud_is_none_of_the_makers_own_service() -> None:
    answers = {"residency": "region", "data-location": "anywhere"}

    def passing(name: str) -> set[str]:
        option = next(option for option in OPTIONS if option.id == name)
        return {model.model for model in shortlist(CATALOGUE, option, answers).models}

    assert "gpt-6.1-sol" in passing("closed-cloud")
    assert "gpt-6.1-sol" not in passing("closed-api")
    assert "claude-opus-5-5" in passing("closed-api")  # whose maker says that it offers it in one
    assert "mistral-large-3" in passing("open-host")
    # A cloud offers it by territory, and no host does.
    assert "deepseek-v3.2" in CLOUD_ONLY
    assert "deepseek-v3.2" not in passing("open-host")


@pytest.mark.parametrize("sellers", [(Seller.MAKER,), (Seller.CLOUD,), (Seller.HOST,)])
def test_what_others_offer_and_ask_is_left_out(sellers: tuple[Seller, ...]) -> None:
    model = of("gpt-oss-120b").sold_by(sellers)
    assert model.offers == Offers(
        **{seller.value: of("gpt-oss-120b").offers.by_seller[seller] for seller in sellers}
    )
    assert all(model.offers.seller(price.provider) & set(sellers) for price in model.prices)


def test_what_a_provider_says_of_itself_has_a_source() -> None:
    sold = {name for model in CATALOGUE.models for name in model.offers.providers}
    priced = {price.provider for model in CATALOGUE.models for price in model.prices}
    for provider in CATALOGUE.providers:
        assert provider.id in sold | priced
        said = {
            "notice_days": provider.notice_days,
            "retention": provider.retention,
            "territory": provider.territory,
        }
        assert set(provider.sources) == {name for name, value in said.items() if value is not None}


def test_no_price_of_a_host_stands_in_for_that_of_a_cloud() -> None:
    assert of("gemma-4-31b").sold_by([Seller.CLOUD]).prices == ()
    # Of a closed model it is the maker's, which clouds add to.
    (price,) = of("gemini-4-argon").sold_by([Seller.CLOUD]).prices
    assert price.provider == "google"
    assert of("muse-spark-1.3").sold_by([Seller.CLOUD]).prices == ()
