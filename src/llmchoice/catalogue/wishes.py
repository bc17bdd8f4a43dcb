"""Requirements that somebody states for one list, beside those that answers bring about."""

from collections.abc import Iterator

from llmchoice.model.option import EVERY_OPTION, Selector
from llmchoice.model.shortlist import Demand, Fact, Rules, Wish, Wished, WishKind
from llmchoice.tier import TIERS, Tier

MEMORY = "wished-memory"


def wishes(  # noqa: PLR0913 - one parameter per wish
    rules: Rules,
    *,
    min_context: int | None = None,
    max_price: float | None = None,
    language: str | None = None,
    region: str | None = None,
    gpu_memory: float | None = None,
    tier: Tier | None = None,
    reads: str | None = None,
    origin: str | None = None,
    licence_class: str | None = None,
) -> tuple[Wished, ...]:
    """Requirements for what is not None.

    `max_price` is in US dollars per million tokens in the mix of the rules, `gpu_memory` the
    gigabytes of all cards together, for the weights and one conversation of `min_context`
    tokens, or of as many as the rules say: it concerns options on cards only, which are those of
    the rule on memory. `tier` is the least that will do. A tier and a region take the place of what
    the answers ask of the same fact.
    """
    named = (
        ("wished-language", Fact.LANGUAGES, WishKind.LANGUAGE, language),
        ("wished-region", Fact.REGIONS, WishKind.REGION, region),
        ("wished-tier", Fact.TIER, WishKind.TIER, tier),
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
    if fact is Fact.TIER:
        asked = Demand(fact=fact, one_of=TIERS[TIERS.index(name) :])
    elif fact in {Fact.LANGUAGES, Fact.REGIONS, Fact.READS}:
        asked = Demand(fact=fact, includes=name)
    else:
        asked = Demand(fact=fact, equals=name)
    replaces = fact if fact in {Fact.REGIONS, Fact.TIER} else None
    return _wish(wish, asked, Wish(kind=kind, name=name), replaces=replaces)


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
            next((e.options for e in rules.filters if e.only_of(Fact.MEMORY)), EVERY_OPTION),
        )


def _wish(
    name: str,
    demand: Demand,
    wish: Wish,
    options: Selector = EVERY_OPTION,
    *,
    replaces: Fact | None = None,
) -> Wished:
    return Wished(id=name, options=options, requires=(demand,), wish=wish, replaces=replaces)
