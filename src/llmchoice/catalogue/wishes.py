"""Requirements that somebody states for one list, beside those that answers bring about."""

from collections.abc import Iterator

from llmchoice.catalogue.means import SERVER
from llmchoice.model.base import Id
from llmchoice.model.shortlist import Demand, Fact, Filter, Rules

MEMORY = "wished-memory"


def wishes(  # noqa: PLR0913 - one parameter per wish
    rules: Rules,
    *,
    min_context: int | None = None,
    max_price: float | None = None,
    language: str | None = None,
    region: str | None = None,
    gpu_memory: float | None = None,
) -> tuple[Filter, ...]:
    """Requirements for what is not None.

    `max_price` is in US dollars per million tokens in the mix of the rules, `gpu_memory` the
    gigabytes of all cards together: it concerns options on cards only, which are those of the
    rule on one server.
    """
    return tuple(_wishes(rules, min_context, max_price, language, region, gpu_memory))


def _wishes(  # noqa: PLR0913, PLR0917 - one parameter per wish
    rules: Rules,
    min_context: int | None,
    max_price: float | None,
    language: str | None,
    region: str | None,
    gpu_memory: float | None,
) -> Iterator[Filter]:
    if min_context is not None:
        yield _wish(
            "wished-context",
            Demand(fact=Fact.CONTEXT, at_least=min_context),
            f"{min_context:,} tokens fit into a conversation",
            f"fewer than {min_context:,} tokens fit into a conversation",
        )
    if max_price is not None:
        yield _wish(
            "wished-price",
            Demand(fact=Fact.PRICE, at_most=max_price),
            f"it costs at most {max_price:g} US dollars per million tokens",
            f"it costs more than {max_price:g} US dollars per million tokens",
        )
    if language is not None:
        yield _wish(
            "wished-language",
            Demand(fact=Fact.LANGUAGES, includes=language),
            f"its maker names the language {language}",
            f"its maker names languages, and {language} is not among them",
        )
    if region is not None:
        yield _wish(
            "wished-region",
            Demand(fact=Fact.REGIONS, includes=region),
            f"an offer in {region} is known",
            f"no offer in {region} is known",
        )
    if gpu_memory is not None:
        cards = f"{gpu_memory:g} GB of cards, with {1 - rules.memory_share:.0%} to spare"
        yield _wish(
            MEMORY,
            Demand(fact=Fact.MEMORY, at_most=gpu_memory * rules.memory_share),
            f"its weights at four bits fit into {cards}",
            f"its weights at four bits do not fit into {cards}",
            next((each.options for each in rules.filters if each.id == SERVER), ()),
        )


def _wish(
    name: str, demand: Demand, meets: str, lacks: str, options: tuple[Id, ...] = ()
) -> Filter:
    return Filter(
        id=name,
        options=options,
        requires=(demand,),
        because=f"You asked that {meets}.",
        meets=meets,
        lacks=lacks,
        unclear=f"it is not known whether {meets}",
    )
