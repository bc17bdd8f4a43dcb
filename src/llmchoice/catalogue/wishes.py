"""Requirements that somebody states for one list, beside those that answers bring about."""

from collections.abc import Iterator

from llmchoice.catalogue.means import SERVER
from llmchoice.model.option import EVERY_OPTION, Selector
from llmchoice.model.shortlist import Demand, Fact, Rules, Wish, Wished, WishKind

MEMORY = "wished-memory"
HARD_ENOUGH = "hard-enough"
"""The rule whose place a tier takes that somebody names."""
TERRITORY = "national-offer"
"""The rule whose place a territory takes that somebody names."""


def wishes(  # noqa: PLR0913 - one parameter per wish
    rules: Rules,
    *,
    min_context: int | None = None,
    max_price: float | None = None,
    language: str | None = None,
    region: str | None = None,
    gpu_memory: float | None = None,
    tier: str | None = None,
    reads: str | None = None,
    origin: str | None = None,
    licence_class: str | None = None,
) -> tuple[Wished, ...]:
    """Requirements for what is not None.

    `max_price` is in US dollars per million tokens in the mix of the rules, `gpu_memory` the
    gigabytes of all cards together, for the weights and one conversation of `min_context`
    tokens, or of as many as the rules say: it concerns options on cards only, which are those of
    the rule on one server.
    """
    named = (
        ("wished-language", Fact.LANGUAGES, WishKind.LANGUAGE, language),
        (TERRITORY, Fact.REGIONS, WishKind.REGION, region),
        (HARD_ENOUGH, Fact.TIER, WishKind.TIER, tier),
        ("wished-material", Fact.READS, WishKind.READS, reads),
        ("wished-origin", Fact.COUNTRY, WishKind.ORIGIN, origin),
        ("wished-licence", Fact.LICENCE_CLASS, WishKind.LICENCE, licence_class),
    )
    return (
        *_amounts(min_context, max_price),
        *(_named(wish, fact, kind, name) for wish, fact, kind, name in named if name is not None),
        *_cards(rules, min_context, gpu_memory),
    )


def _named(wish: str, fact: Fact, kind: WishKind, name: str) -> Wished:
    several = fact in {Fact.LANGUAGES, Fact.REGIONS, Fact.READS}
    asked = Demand(fact=fact, includes=name) if several else Demand(fact=fact, equals=name)
    return _wish(wish, asked, Wish(kind=kind, name=name))


def _amounts(min_context: int | None, max_price: float | None) -> Iterator[Wished]:
    if min_context is not None:
        yield _wish(
            "wished-context",
            Demand(fact=Fact.CONTEXT, at_least=min_context),
            Wish(kind=WishKind.CONTEXT, amount=min_context),
        )
    if max_price is not None:
        yield _wish(
            "wished-price",
            Demand(fact=Fact.PRICE, at_most=max_price),
            Wish(kind=WishKind.PRICE, amount=max_price),
        )


def _cards(rules: Rules, min_context: int | None, gpu_memory: float | None) -> Iterator[Wished]:
    if gpu_memory is not None:
        spare = 1 - rules.memory_share
        tokens = min_context or rules.conversation
        yield _wish(
            MEMORY,
            Demand(fact=Fact.MEMORY, at_most=gpu_memory * rules.memory_share, context=tokens),
            Wish(kind=WishKind.CARDS, amount=gpu_memory, spare=spare, tokens=tokens),
            next((each.options for each in rules.filters if each.id == SERVER), EVERY_OPTION),
        )


def _wish(name: str, demand: Demand, wish: Wish, options: Selector = EVERY_OPTION) -> Wished:
    return Wished(id=name, options=options, requires=(demand,), wish=wish)
