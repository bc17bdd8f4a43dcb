"""Who sells a model, and where: what one of them offers is not claimed of another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.catalogue.load import load_catalogue
from llmchoice.catalogue.shortlist import shortlist
from llmchoice.catalogue.wishes import wishes
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.catalogue import Model, Offered, Offers, Seller
from llmchoice.model.option import Operator, Option, Site

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


def test_a_territory_of_a_cloud_is_none_of_the_makers_own_service() -> None:
    answers = {"residency": "region", "data-location": "anywhere"}

    def passing(name: str) -> set[str]:
        option = next(option for option in OPTIONS if option.id == name)
        return {model.model for model in shortlist(CATALOGUE, option, answers).models}

    assert "claude-opus-5-5" in passing("closed-cloud")
    assert "claude-opus-5-5" not in passing("closed-api")
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
        said = {"notice_days": provider.notice_days, "retention": provider.retention}
        assert set(provider.sources) == {name for name, value in said.items() if value is not None}


def test_no_price_of_a_host_stands_in_for_that_of_a_cloud() -> None:
    assert of("gemma-4-31b").sold_by([Seller.CLOUD]).prices == ()
    # Of a closed model it is the maker's, which clouds add to.
    (price,) = of("gemini-4-argon").sold_by([Seller.CLOUD]).prices
    assert price.provider == "google"
    assert of("muse-spark-1.3").sold_by([Seller.CLOUD]).prices == ()
