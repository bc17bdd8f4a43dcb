"""Who passes, who nearly does, and what the order does not say."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.api import assess, read_profile
from llmchoice.catalogue.cost.load import load_book
from llmchoice.catalogue.load import load_catalogue
from llmchoice.catalogue.shortlist import in_scope, shortlist
from llmchoice.catalogue.wishes import MEMORY, wishes
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.catalogue import Weights
from llmchoice.model.collection import Catalogue
from llmchoice.model.option import Option, Payment
from llmchoice.model.profile import Answer, Workload
from llmchoice.model.shortlist import Demand, Fact, Shortlist, Wish, Wished, WishKind
from llmchoice.model.terms import CostInputs
from llmchoice.tier import TIERS, Tier

CATALOGUE = load_catalogue()
KB = load_criteria()
OPTIONS = st.sampled_from(KB.options)
QUESTIONS = [q for q in KB.questions if q.choices]
ANSWERS: st.SearchStrategy[dict[str, Answer]] = st.fixed_dictionaries(
    {},
    optional={
        q.id: st.sampled_from([*(choice.id for choice in q.choices), "unknown"]) for q in QUESTIONS
    },
)
WISHES = st.fixed_dictionaries(
    {},
    optional={
        "min_context": st.integers(1, 2_000_000),
        "max_price": st.floats(0.01, 30),
        "language": st.sampled_from(["pt", "de", "en", "sw"]),
        "region": st.sampled_from(["eu", "us", "br"]),
        "gpu_memory": st.floats(1, 2_000),
        "tier": st.sampled_from(["small", "middle", "frontier"]),
        "reads": st.sampled_from(["text", "pictures", "sound"]),
        "origin": st.sampled_from(["US", "FR", "CN", "CH"]),
        "licence_class": st.sampled_from(["permissive", "conditional", "proprietary"]),
    },
)


def option(name: str) -> Option:
    return next(one for one in KB.options if one.id == name)


def passing(found: Shortlist) -> set[str]:
    return {model.model for model in found.models}


@given(OPTIONS, ANSWERS, WISHES)
@settings(max_examples=examples(60), deadline=None)
def test_a_further_requirement_never_adds_a_model(
    which: Option, answers: dict[str, Answer], wished: dict[str, float]
) -> None:
    # A tier takes the place of the one that the answers ask for, and may be a lower one.
    # So does a memory that is stated, of what is assumed of customers' machines.
    handed_on = answers.get("use") == "shipped"
    instead = {"tier", "gpu_memory"} if handed_on else {"tier"}
    further = {name: wish for name, wish in wished.items() if name not in instead}
    extra = wishes(CATALOGUE.rules, **further)  # type: ignore[arg-type] # the keys say which wish
    without = shortlist(CATALOGUE, which, answers)
    with_them = shortlist(CATALOGUE, which, answers, extra)
    assert passing(with_them) <= passing(without)


@given(OPTIONS.filter(lambda one: one.payment is Payment.TOKENS), ANSWERS, WISHES)
@settings(max_examples=examples(60), deadline=None)
def test_where_tokens_are_paid_an_unknown_price_never_stands_above_a_known_one(
    which: Option, answers: dict[str, Answer], wished: dict[str, float]
) -> None:
    extra = wishes(CATALOGUE.rules, **wished)  # type: ignore[arg-type] # the keys say which wish
    found = shortlist(CATALOGUE, which, answers, extra)
    for listed in (found.models, found.near_misses):
        known = [one.price is not None for one in listed]
        assert known == sorted(known, reverse=True)


@given(OPTIONS, ANSWERS)
@settings(max_examples=examples(40), deadline=None)
def test_taking_a_price_away_never_moves_a_model_up(
    which: Option, answers: dict[str, Answer]
) -> None:
    before = [one.model for one in shortlist(CATALOGUE, which, answers).models]
    for name in before[:3]:
        models = tuple(
            model.model_copy(update={"prices": ()}) if model.id == name else model
            for model in CATALOGUE.models
        )
        after = [
            one.model for one in shortlist(replace(CATALOGUE, models=models), which, answers).models
        ]
        assert name not in after or after.index(name) >= before.index(name)


@given(OPTIONS, ANSWERS, WISHES)
@settings(max_examples=examples(60), deadline=None)
def test_a_near_miss_passes_once_its_one_requirement_is_dropped(
    which: Option, answers: dict[str, Answer], wished: dict[str, float]
) -> None:
    extra = wishes(CATALOGUE.rules, **wished)  # type: ignore[arg-type] # the keys say which wish
    found = shortlist(CATALOGUE, which, answers, extra)
    for miss in found.near_misses:
        name = miss.lacks.filter
        assert miss.model not in passing(found)
        replaced = [each.replaces for each in extra if each.id == name and each.replaces]
        rest = tuple(
            each
            for each in CATALOGUE.rules.filters
            if each.id != name
            and not any(map(each.only_of, replaced))
            and not (each.assumed and name == MEMORY)
        )
        rules = CATALOGUE.rules.model_copy(update={"filters": rest})
        kept = tuple(each for each in extra if each.id != name)
        again = shortlist(replace(CATALOGUE, rules=rules), which, answers, kept)
        assert miss.model in passing(again)


@given(OPTIONS, ANSWERS)
@settings(max_examples=examples(40), deadline=None)
def test_every_model_in_scope_passes_misses_by_one_or_misses_by_more(
    which: Option, answers: dict[str, Answer]
) -> None:
    found = shortlist(CATALOGUE, which, answers)
    scope = {model.id for model in in_scope(CATALOGUE, which)}
    near = {miss.model for miss in found.near_misses}
    assert passing(found) | near <= scope
    assert not passing(found) & near
    assert found.in_scope == len(scope)
    assert all(len(passing(found)) <= each.met_by <= len(scope) for each in found.requirements)
    assert all(len(one.reasons) == len(found.requirements) for one in found.models)


@pytest.mark.parametrize("which", KB.options, ids=lambda one: one.id)
def test_closed_options_get_closed_models_and_open_ones_open_models(which: Option) -> None:
    found = shortlist(CATALOGUE, which, {})
    closed = {one.weights is Weights.CLOSED for one in found.models}
    assert closed == {which.weights == "closed"}


PICTURES: dict[str, Answer] = {"material": ("pictures",)}


def misses(found: Shortlist) -> dict[str, str]:
    return {miss.model: miss.lacks.filter for miss in found.near_misses}


def test_a_licensee_in_the_european_union_gets_no_model_that_excludes_it() -> None:
    here = shortlist(CATALOGUE, option("open-rented"), {"residency": "region"})
    elsewhere = shortlist(CATALOGUE, option("open-rented"), {"residency": "any-country"})
    assert "llama-4-maverick" in passing(elsewhere)
    assert any("European Union" in says for says in elsewhere.unchecked)
    # The clause asks where the licensee has its seat, and not what the model is fed with.
    assert misses(here)["llama-4-maverick"] == "european-licensee"
    assert not any("European Union" in says for says in here.unchecked)
    # A clause that nobody read bars no model.
    assert CATALOGUE.licence("LicenseRef-Mistral-Modified-MIT").eu_excluded == "unknown"
    assert "mistral-medium-3.5" in passing(here)


def test_who_may_work_in_a_forbidden_field_gets_no_model_whose_licence_forbids_fields() -> None:
    found = shortlist(CATALOGUE, option("open-cloud"), {"regimes": ("defence-rules",)})
    lacks = next(one.lacks for one in found.near_misses if one.model == "llama-3.1-8b")
    assert lacks.filter == "no-field-of-your-rules"
    assert "military" in (lacks.text or "")
    assert "gpt-oss-120b" in passing(found)
    assert all(
        CATALOGUE.licence(model.licence).field_of_use is False
        for model in CATALOGUE.models
        if model.id in passing(found)
    )


@pytest.mark.parametrize("name", ["closed-api", "open-owned"])
def test_a_supplier_of_armed_forces_is_told_that_no_ban_on_makers_was_checked(name: str) -> None:
    def told(regime: str) -> bool:
        found = shortlist(CATALOGUE, option(name), {"regimes": (regime,)})
        return any("contracting officer" in each for each in found.unchecked)

    assert told("defence-rules")
    assert not told("privacy-law")


def test_a_utility_keeps_models_for_its_office_and_is_told_what_was_not_checked() -> None:
    found = shortlist(CATALOGUE, option("open-cloud"), {"regimes": ("critical-infrastructure",)})
    assert "llama-3.1-8b" in passing(found)
    assert any("critical infrastructure" in each for each in found.unchecked)


def test_of_models_that_can_do_the_work_those_whose_licence_was_read_come_first() -> None:
    found = shortlist(CATALOGUE, option("open-owned"), {"task": "skilled"})
    for tier in TIERS[1:]:
        able = [one for one in found.models if CATALOGUE.rules.tier_of(one.model) == tier]
        read = [CATALOGUE.licence(one.licence).verified for one in able]
        assert set(read) == {False, True}
        assert read == sorted(read, reverse=True)


@pytest.mark.parametrize("name", ["closed-cloud", "closed-product", "open-host"])
def test_no_seller_passes_as_out_of_reach_of_foreign_law(name: str) -> None:
    in_country = shortlist(CATALOGUE, option(name), {"residency": "country"})
    sovereign = shortlist(CATALOGUE, option(name), {"residency": "sovereign"})
    assert passing(in_country)
    assert not passing(sovereign)
    assert passing(in_country) <= set(misses(sovereign))
    assert set(misses(sovereign).values()) == {"offer-out-of-foreign-reach"}


def test_an_audience_of_many_millions_excludes_licences_with_a_cap() -> None:
    found = shortlist(CATALOGUE, option("open-rented"), {"licence": ("huge-audience",)})
    assert misses(found)["llama-3.3-70b"] == "no-user-cap"
    assert "gpt-oss-120b" in passing(found)


def test_training_data_that_has_to_be_shown_leaves_fully_open_models_only() -> None:
    found = shortlist(CATALOGUE, option("open-owned"), {"audit": "training-data"})
    assert {one.weights for one in found.models} == {Weights.FULLY_OPEN}


def test_announced_weights_are_a_near_miss_and_say_why() -> None:
    # Its licence is not known either, so the requirement on the licence is left out.
    rest = tuple(each for each in CATALOGUE.rules.filters if each.id != "commercial-use")
    rules = CATALOGUE.rules.model_copy(update={"filters": rest})
    found = shortlist(replace(CATALOGUE, rules=rules), option("open-host"), {})
    assert misses(found)["mistral-large-4"] == "weights-published"


def test_what_is_not_known_is_said_to_be_unclear() -> None:
    found = shortlist(CATALOGUE, option("open-host"), {"residency": "region"})
    miss = next(one for one in found.near_misses if one.model == "command-a-plus")
    assert miss.lacks.unknown
    assert miss.lacks.text == (
        "No offer in a territory that you can choose is known of those who sell it this way."
    )


def test_a_model_without_a_price_is_no_offer_by_the_token() -> None:
    found = shortlist(CATALOGUE, option("open-host"), {})
    assert misses(found)["granite-4.2-30b"] == "hosted-by-somebody"


def test_cards_too_small_exclude_models_too_large() -> None:
    extra = wishes(CATALOGUE.rules, gpu_memory=80)
    found = shortlist(CATALOGUE, option("open-owned"), {}, extra)
    assert "gpt-oss-120b" in passing(found)  # 65 GB at four bits, on a card of 80
    assert misses(found)["command-a-plus"] == "wished-memory"


def test_an_unknown_answer_is_pending_and_asks_nothing_yet() -> None:
    found = shortlist(CATALOGUE, option("open-rented"), {"licence": "unknown"})
    assert {each.filter for each in found.pending} >= {"may-be-resold", "no-user-cap"}
    assert not {each.filter for each in found.requirements} & {"may-be-resold", "no-user-cap"}


def test_it_invents_no_quality_and_says_how_to_find_out(catalogue: Catalogue) -> None:
    found = shortlist(catalogue, option("closed-api"), {})
    assert "test these models on your own data" in found.evaluate[0]
    assert len(found.ranked_by) == len(catalogue.rules.ranking)
    assert not {"quality", "score"} & set(type(found.models[0]).model_fields)


@pytest.mark.parametrize(
    ("demand", "name", "meets"),
    [
        (Demand(fact=Fact.USER_CAP, at_least=1_000_000_000), "gpt-oss-120b", True),
        (Demand(fact=Fact.USER_CAP, at_least=1_000_000_000), "llama-3.3-70b", False),
        (Demand(fact=Fact.USER_CAP, equals="no-cap"), "llama-3.3-70b", False),
        (Demand(fact=Fact.EU_EXCLUDED, equals=False), "minimax-m3", False),  # not known
        (Demand(fact=Fact.LANGUAGES, includes="pt"), "granite-4.2-30b", True),
        (Demand(fact=Fact.LANGUAGES, includes="pt"), "qwen3.8-27b", False),  # not known
        (Demand(fact=Fact.PRICE, at_most=1000), "granite-4.2-30b", False),  # not known
        (Demand(fact=Fact.CONTEXT, at_least=16_385), "phi-4", False),
        (Demand(fact=Fact.CONTEXT, at_least=16_384), "phi-4", True),
        (Demand(fact=Fact.CONTEXT, at_most=16_384), "phi-4", True),
        (Demand(fact=Fact.CONTEXT, at_most=16_383), "phi-4", False),
        (Demand(fact=Fact.LICENCE_CLASS, one_of=("permissive",)), "phi-4", True),
        (Demand(fact=Fact.COUNTRY, known=True), "phi-4", True),
    ],
)
def test_demands_on_facts(demand: Demand, name: str, *, meets: bool) -> None:
    each = Wished(id="asked", requires=(demand,), wish=Wish(kind=WishKind.PRICE, amount=1))
    only = tuple(model for model in CATALOGUE.models if model.id == name)
    rules = CATALOGUE.rules.model_copy(update={"filters": ()})
    found = shortlist(
        replace(CATALOGUE, models=only, rules=rules), option("open-rented"), {}, [each]
    )
    assert passing(found) == ({name} if meets else set())


# ── Fit ───────────────────────────────────────────────────────────────────────────────────────────


def test_every_model_is_of_one_tier_and_those_that_stand_for_a_tier_are_of_it() -> None:
    listed = [model for tier in TIERS for model in CATALOGUE.rules.tiers[tier]]
    assert len(listed) == len(set(listed))
    assert set(listed) <= {model.id for model in CATALOGUE.models}
    for stands in load_book(CATALOGUE).terms.models:
        for name in stands.models:
            assert CATALOGUE.rules.tier_of(name) == stands.tier, name


@pytest.mark.parametrize("which", ["open-rented", "open-owned"])
def test_on_cards_a_small_model_without_a_price_goes_before_a_larger_one(which: str) -> None:
    listed = shortlist(CATALOGUE, option(which), {}).models
    tiers = [TIERS.index(CATALOGUE.rules.tier_of(one.model) or "frontier") for one in listed]
    assert any(one.price is None for one in listed)
    assert tiers == sorted(tiers)


def test_the_order_says_where_a_price_that_is_not_known_stands() -> None:
    first, *_ = shortlist(CATALOGUE, option("open-host"), {}).ranked_by
    assert first == "where you pay by the token, models with a known price first"


@given(OPTIONS, ANSWERS)
@settings(max_examples=examples(60), deadline=None)
def test_fit_goes_before_price(which: Option, answers: dict[str, Answer]) -> None:
    listed = [one for one in shortlist(CATALOGUE, which, answers).models if one.price is not None]
    tiers = [TIERS.index(CATALOGUE.rules.tier_of(one.model) or "frontier") for one in listed]
    assert tiers == sorted(tiers)
    # Among those that can do the work, a licence that was read goes before a lower price.
    read = [CATALOGUE.licence(one.licence).verified for one in listed]
    groups = list(zip(tiers, read, strict=True))
    for group in set(groups):
        prices = [one.blended or 0 for one, at in zip(listed, groups, strict=True) if at == group]
        assert prices == sorted(prices)


@pytest.mark.parametrize(
    ("task", "tiers"),
    [("routine", set(TIERS)), ("skilled", {"middle", "frontier"}), ("frontier", {"frontier"})],
)
def test_no_model_is_listed_for_work_that_is_too_hard_for_it(task: str, tiers: set[str]) -> None:
    for which in KB.options:
        found = passing(shortlist(CATALOGUE, which, {"task": task}))
        assert {CATALOGUE.rules.tier_of(model) for model in found} <= tiers


@pytest.mark.parametrize("task", ["routine", "skilled", "frontier", "unknown"])
@pytest.mark.parametrize("tier", TIERS)
def test_a_tier_takes_the_place_of_the_one_that_the_work_asks_for(task: str, tier: Tier) -> None:
    extra = wishes(CATALOGUE.rules, tier=tier)
    found = shortlist(CATALOGUE, option("open-host"), {"task": task}, extra)
    tiers = {CATALOGUE.rules.tier_of(model) for model in passing(found)}
    assert tiers == set(TIERS[TIERS.index(tier) :])
    asked = {each.filter for each in (*found.requirements, *found.pending)}
    assert not asked & {"hard-enough", "hardest-work"}


@pytest.mark.parametrize("residency", ["region", "country"])
def test_a_region_takes_the_place_of_any_region(residency: str) -> None:
    extra = wishes(CATALOGUE.rules, region="eu")
    found = shortlist(CATALOGUE, option("closed-cloud"), {"residency": residency}, extra)
    about = [each for each in found.requirements if "region" in each.filter]
    assert [each.wish.kind for each in about if each.wish] == [WishKind.REGION]
    assert len(about) == 1
    assert "national-offer" not in {each.filter for each in found.requirements}


@given(OPTIONS, WISHES)
@settings(max_examples=examples(60), deadline=None)
def test_what_is_asked_for_is_true_of_all_that_are_listed(
    which: Option, wished: dict[str, float | str]
) -> None:
    extra = wishes(CATALOGUE.rules, **wished)  # type: ignore[arg-type] # the keys say which wish
    models = {model.id: model for model in CATALOGUE.models}
    for name in passing(shortlist(CATALOGUE, which, {}, extra)):
        model = models[name]
        assert wished.get("origin", model.country) == model.country
        assert wished.get("reads", "text") in {*(each.value for each in model.reads), "text"}
        if "tier" in wished:
            tier = CATALOGUE.rules.tier_of(name)
            assert tier is not None
            assert TIERS.index(tier) >= TIERS.index(wished["tier"])
        licence = CATALOGUE.licence(model.licence).licence_class
        assert wished.get("licence_class", licence) == licence


def test_pictures_are_read_by_models_that_read_pictures() -> None:
    models = {model.id: model for model in CATALOGUE.models}
    for which in KB.options:
        for name in passing(shortlist(CATALOGUE, which, {"material": ("pictures",)})):
            assert "pictures" in models[name].reads, name


def test_what_may_be_paid_for_follows_the_volume_of_each_kind_of_work() -> None:
    """A ceiling leaves less for each of a thousand times as many tokens, in whatever order."""
    example = read_profile("scale-up", KB)

    def required(*volumes: float) -> dict[float, object]:
        works = tuple(
            Workload(name=f"{volume:g}", answers={"monthly-tokens": volume}) for volume in volumes
        )
        costs = CostInputs.model_validate({"ceiling": 5000})
        found = assess(example.model_copy(update={"workloads": works, "costs": costs}), KB)
        made = {each.workload: each for each in found.shortlist or ()}
        return {v: (made[f"{v:g}"].requirements, made[f"{v:g}"].models) for v in volumes}

    once, again = required(1e6, 5e9), required(5e9, 1e6)
    assert once == again
    assert once[1e6] != once[5e9]


@pytest.mark.parametrize("name", ["closed-cloud", "open-cloud", "open-rented"])
def test_what_is_asked_and_known_of_no_model_is_said_not_to_be_checked(name: str) -> None:
    tuned = shortlist(CATALOGUE, option(name), {"customisation": ("fine-tuning",)}).unchecked
    assert any("trained further" in text for text in tuned) is (name == "closed-cloud")
    assert any("once you did" in text for text in tuned) is (name == "open-cloud")
    assert all(text.startswith("It was not checked ") and text.endswith(".") for text in tuned)
    assert shortlist(CATALOGUE, option(name), {"customisation": ("retrieval",)}).unchecked == ()


def test_a_language_is_checked_once_it_is_named() -> None:
    answers, cloud = {"material": ("languages",)}, option("open-cloud")
    (silent,) = shortlist(CATALOGUE, cloud, answers).unchecked
    assert "--language" in silent
    asked = Wished.model_validate(
        {
            "id": "language",
            "requires": [{"fact": "languages", "includes": "de"}],
            "wish": {"kind": "language", "name": "de"},
        }
    )
    assert shortlist(CATALOGUE, cloud, answers, (asked,)).unchecked == ()
