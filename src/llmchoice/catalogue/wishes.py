"""Requirements that somebody states for one list, beside those that answers bring about."""

from collections.abc import Iterator

from llmchoice.catalogue.means import SERVER
from llmchoice.model.option import EVERY_OPTION, Selector
from llmchoice.model.shortlist import Demand, Fact, Rules, Wish, Wished, WishKind

MEMORY = "wished-memory"
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
) -> tuple[Wished, ...]:
    """Requirements for what is not None.

    `max_price` is in US dollars per million tokens in the mix of the rules, `gpu_memory` the
    gigabytes of all cards together, for the weights and one conversation of `min_context`
    tokens, or of as many as the rules say: it concerns options on cards only, which are those of
    the rule on one server.
    """
    return tuple(_wishes(rules, min_context, max_price, language, region, gpu_memory))


def _wishes(  # noqa: PLR0913, PLR0917 - one parameter per wish
    rules: Rules,
    min_context: int | None,
    max_price: float | None,
    language: str | None,
    region: str | None,
    gpu_memory: float | None,
) -> Iterator[Wished]:
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
    if language is not None:
        yield _wish(
            "wished-language",
            Demand(fact=Fact.LANGUAGES, includes=language),
            Wish(kind=WishKind.LANGUAGE, name=language),
        )
    if region is not None:
        yield _wish(
            TERRITORY,
            Demand(fact=Fact.REGIONS, includes=region),
            Wish(kind=WishKind.REGION, name=region),
        )
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
