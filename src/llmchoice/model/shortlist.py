"""Which models pass what an organisation asks, and which one thing stands in the way of others.

Longer than other files because it is one thing: what a shortlist asks and reports, type by type.
"""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from llmchoice.amounts import LEAST
from llmchoice.model.base import Flag, Frozen, Id, ModelId, Number, Positive, Text
from llmchoice.model.catalogue import LicenceId, Offered, PricesOrigin, Seller, Weights
from llmchoice.model.option import EVERY_OPTION, Selector, Side
from llmchoice.model.price import Price
from llmchoice.model.rule import When
from llmchoice.model.source import IsoDate
from llmchoice.tier import Tier


class WishKind(StrEnum):
    """What is asked."""

    CONTEXT = "context"
    """That `amount` tokens fit into a conversation."""
    PRICE = "price"
    """That a million tokens cost at most `amount` US dollars."""
    LANGUAGE = "language"
    """That its maker names the language `name`."""
    REGION = "region"
    """That an offer in the region `name` is known."""
    TIER = "tier"
    """That it is of the tier `name` or a higher one."""
    READS = "reads"
    """That it reads `name`, such as pictures."""
    ORIGIN = "origin"
    """That the seat of its maker is in the country `name`."""
    LICENCE = "licence"
    """That its licence is of the class `name`."""
    CARDS = "cards"
    """That its weights and a conversation of `tokens` fit into `amount` gigabytes of cards, with a
    share `spare` left over."""
    CEILING = "ceiling"
    """That `tokens` in a month cost at most `amount` of `currency`."""
    SERVER = "server"
    """That its weights and `sessions` conversations of `tokens` each fit on one server of eight
    cards `name`, of `amount` gigabytes each."""


class Wish(Frozen):
    """One thing that is asked; the fields that its kind has no use for are null."""

    kind: WishKind
    amount: float | None = None
    name: str | None = None
    """Null for a card of which only the memory is stated."""
    currency: str | None = None
    tokens: float | None = None
    sessions: float | None = None
    spare: float | None = None
    """Share of the memory, from 0 to 1."""


class Fact(StrEnum):
    """What can be asked of a model."""

    WEIGHTS = "weights"
    VENDOR = "vendor"
    COUNTRY = "country"
    LICENCE = "licence"
    LICENCE_CLASS = "licence.class"
    LICENCE_READ = "licence.read"
    """Known where the text of the licence was read for the catalogue."""
    COMMERCIAL = "licence.commercial"
    USER_CAP = "licence.user_cap"
    REVENUE_CAP = "licence.revenue_cap"
    EU_EXCLUDED = "licence.eu_excluded"
    ATTRIBUTION = "licence.attribution"
    FIELD_OF_USE = "licence.field_of_use"
    REDISTRIBUTION = "licence.redistribution"
    HOSTING = "licence.hosting"
    TOTAL = "total"
    ACTIVE = "active"
    CONTEXT = "context"
    LANGUAGES = "languages"
    READS = "reads"
    TIER = "tier"
    """How hard the work is that the rules have it do: small, middle or frontier."""
    REGIONS = "regions"
    CLOUDS = "clouds"
    PROVIDERS = "providers"
    PRICE = "price"
    """Blended, in US dollars per million tokens."""
    MEMORY = "memory"
    """Gigabytes that the weights take up, and the conversations that a demand names."""


Scalar = Flag | Number | Text


class Demand(Frozen):
    """One thing asked of one fact. What is not known does not meet it, unless it says so."""

    fact: Fact
    equals: Scalar | None = None
    one_of: tuple[Scalar, ...] = ()
    includes: Text | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    known: Flag | None = None
    """True: anything will do, as long as it is known."""
    or_unknown: Flag = False
    """Whether what is not known meets it, too."""
    mix: Annotated[Number, Field(ge=0)] | None = None
    """Tokens in for each token out in the price asked about; that of the rules unless given."""
    waits: Annotated[Number, Field(ge=0, le=1)] = 0
    """Share of the tokens that wait in batches, at the price of the model for these."""
    batch: Annotated[Number, Field(ge=0, le=1)] = 1
    """What a batch costs where nobody says, as a share of its normal price."""
    context: Positive | None = None
    """Tokens of each conversation that has to fit beside the weights; the weights alone unless
    given."""
    sessions: Positive = 1
    """How many such conversations at once."""

    @model_validator(mode="after")
    def _one_thing(self) -> "Demand":
        limits = self.at_least is not None or self.at_most is not None
        asked = (
            self.equals is not None,
            bool(self.one_of),
            self.includes is not None,
            limits,
            self.known is True,
        )
        if sum(asked) != 1:
            raise ValueError(
                "must ask for one of: equals, one_of, includes, at_least with at_most, known: true"
            )
        return self


class Asked(Frozen):
    """A requirement, and when the answers bring it about."""

    id: Id
    options: Selector = EVERY_OPTION
    """The options that it is asked of."""
    when: When | None = None
    """The answers that bring it about; always asked without them."""
    unless: When | None = None
    """Answers with which it is not asked."""
    requires: Annotated[tuple[Demand, ...], Field(min_length=1)]
    """All of them have to be met."""

    @property
    def questions(self) -> frozenset[Id]:
        """Those whose answers say whether it is asked."""
        return frozenset((*(self.when or ()), *(self.unless or ())))

    def asks_of(self, fact: Fact) -> bool:
        """Whether it asks of this fact, be it of others as well."""
        return any(demand.fact is fact for demand in self.requires)

    def only_of(self, fact: Fact) -> bool:
        """Whether it asks of this fact and of no other."""
        return all(demand.fact is fact for demand in self.requires)


class Wished(Asked):
    """A requirement that somebody states, or that follows from what can be paid."""

    wish: Wish
    replaces: Fact | None = None
    """It takes the place of every rule of the catalogue that asks of this fact only."""


class Filter(Asked):
    """A requirement of the catalogue, with what is said of those that meet it."""

    because: Text
    meets: Text
    lacks: Text
    unclear: Text
    """Said where it is not known whether it is met."""
    assumed: Flag = False
    """Whether it gives way where somebody states what is asked of the same fact."""


class Unchecked(Frozen):
    """What answers ask of a model and the catalogue does not know of any."""

    options: Selector = EVERY_OPTION
    """The options whose models it is asked of."""
    when: When
    """The answers that ask it."""
    fact: Fact | None = None
    """It is checked after all where somebody asks for this fact; null where nobody can."""
    says: Text
    """That it is not checked, and what to do about that: whole sentences."""


class Direction(StrEnum):
    """Which end of a fact comes first."""

    LOW = "low"
    HIGH = "high"
    KNOWN = "known"
    """Neither: whatever it is, as long as it is known."""


class RankedBy(Frozen):
    """A fact by which models are ordered; those of which it is not known come last."""

    options: Selector = EVERY_OPTION
    """The options whose models are ordered by it."""
    unless: When | None = None
    """Answers with which nothing is ordered by it."""
    fact: Fact
    first: Direction
    says: Text


class Scope(Frozen):
    """The models that a side is about at all."""

    side: Side
    weights: Annotated[tuple[Weights, ...], Field(min_length=1)]


class SoldTo(Frozen):
    """Who sells a model where it is used as one of these options."""

    options: Selector
    sellers: Annotated[tuple[Seller, ...], Field(min_length=1)]


def _on_one_list(tiers: Mapping[Tier, tuple[ModelId, ...]]) -> Mapping[Tier, tuple[ModelId, ...]]:
    listed = Counter(model for models in tiers.values() for model in models)
    twice = [model for model, times in listed.items() if times > 1]
    if twice:
        raise ValueError(f"'{twice[0]}' is listed twice, and a model has one tier")
    return tiers


class Rules(Frozen):
    """What answers demand of a model, and how models are ordered: `filters.yaml`."""

    as_of: IsoDate
    blend_input: Positive
    """Input tokens for each output token in the price that is compared."""
    blend_reason: Text
    bytes_per_parameter: Positive
    memory_share: Annotated[Number, Field(ge=LEAST, le=1)]
    """The part of a card's memory that weights may take up."""
    memory_reason: Text
    conversation: Positive
    """Tokens of the conversation that has to fit beside the weights where nobody asks for more."""
    scopes: tuple[Scope, ...]
    sold: tuple[SoldTo, ...]
    """Whose offers and prices count for an option; everybody's where no entry is about it."""
    tiers: Annotated[Mapping[Tier, tuple[ModelId, ...]], AfterValidator(_on_one_list)] = Field(
        default_factory=dict
    )
    """How hard the work is that each model can do; of one that is on no list nobody says."""
    filters: tuple[Filter, ...]
    unchecked: tuple[Unchecked, ...] = ()
    ranking: Annotated[tuple[RankedBy, ...], Field(min_length=1)]
    evaluate: Annotated[tuple[Text, ...], Field(min_length=1)]
    """How to find out which of the models does the work, for none of this says so."""

    def tier_of(self, model: str) -> Tier | None:
        """The tier that a model is listed for."""
        return self._tiers.get(model)

    @cached_property
    def _tiers(self) -> Mapping[ModelId, Tier]:
        return {model: tier for tier, models in self.tiers.items() for model in models}


class Met(Frozen):
    """A requirement that a model meets or lacks."""

    filter: Id
    text: Text | None
    """From the catalogue; null for a wish."""
    wish: Wish | None = None
    """What somebody asked; null for a requirement of the catalogue."""
    unknown: Flag = False
    """Whether it is not known rather than not met."""


class Candidate(Frozen):
    """A model of a shortlist, or one that nearly was."""

    model: ModelId
    name: Text
    vendor: Text
    country: Text
    weights: Weights
    licence: LicenceId
    context: int | None
    memory: float | None
    """Gigabytes that the weights take up at the precision of the rules."""
    price: Price | None
    """In a territory that is asked for, where one is; null where it is not known there, or where
    no order goes by price."""
    providers: Offered = Field(default_factory=dict)
    """Who is known to sell it this way, and in that territory; each with its territories where one
    is asked for."""
    blended: float | None
    """US dollars per million tokens in the mix of the rules; null where no order goes by price."""
    unverified: tuple[Text, ...]


class Listed(Candidate):
    """A model that passes, with what it meets."""

    place: int
    """Counted from 1."""
    reasons: tuple[Met, ...]


class NearMiss(Candidate):
    """A model that one requirement excludes, and only one."""

    lacks: Met


class Requirement(Frozen):
    """A requirement of this organisation, and where it comes from."""

    filter: Id
    because: Text | None
    """From the catalogue; null for a wish."""
    wish: Wish | None = None
    """What somebody asked; null for a requirement of the catalogue."""
    questions: tuple[Id, ...]
    """The questions whose answers brought it about."""
    always: bool
    """Whether it is asked whatever the answers are."""
    met_by: int
    """How many of the models in scope meet it."""


class Shortlist(Frozen):
    """Models that pass for one option. The order says nothing about how well they do the work."""

    workload: Text | None = None
    option: Id
    side: Side
    as_of: IsoDate
    prices: PricesOrigin
    in_scope: int
    """How many models the option is about."""
    requirements: tuple[Requirement, ...]
    pending: tuple[Requirement, ...]
    """What would be asked as well if answers that are unknown turned out so; met by nobody yet."""
    unchecked: tuple[Text, ...] = ()
    """What the answers ask and the catalogue does not know, in whole sentences."""
    ranked_by: tuple[Text, ...]
    models: tuple[Listed, ...]
    near_misses: tuple[NearMiss, ...]
    territories: Mapping[Text, Text] = Field(default_factory=dict)
    """Of those who sell the models that pass in a territory that is asked for: name, and what their
    promise covers; empty where none is asked for."""
    evaluate: tuple[Text, ...]

    @property
    def priced(self) -> bool:
        """Whether a price is known of any of them, as it never is where no token is bought."""
        return any(each.price is not None for each in (*self.models, *self.near_misses))
