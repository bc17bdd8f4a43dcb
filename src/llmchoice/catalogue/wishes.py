"""Requirements beside those of answers: what somebody states for one list, and what can be paid."""

from collections.abc import Iterator, Mapping

from llmchoice.amounts import GREATEST
from llmchoice.catalogue.cost.book import Book, Way
from llmchoice.catalogue.cost.corner import figures, per_token, prices, vectors
from llmchoice.catalogue.cost.resolve import models_of, settle
from llmchoice.model.estimate import typical
from llmchoice.model.option import EVERY_OPTION, Option, Payment
from llmchoice.model.profile import Answers
from llmchoice.model.shortlist import Demand, Fact, Rules, Wish, Wished, WishKind
from llmchoice.model.terms import CostInputs, Term
from llmchoice.tier import TIERS, Tier

MEMORY = "wished-memory"
SERVER = "fits-one-server"
CEILING = "within-the-ceiling"
CARDS = 8
"""Of one server, at most."""


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
    tiers = () if tier is None else TIERS[TIERS.index(tier) :]
    stated: tuple[tuple[str, Fact, WishKind, float | str | None, dict[str, object]], ...] = (
        ("context", Fact.CONTEXT, WishKind.CONTEXT, min_context, {"at_least": min_context}),
        ("price", Fact.PRICE, WishKind.PRICE, max_price, {"at_most": max_price}),
        ("language", Fact.LANGUAGES, WishKind.LANGUAGE, language, {"includes": language}),
        ("region", Fact.REGIONS, WishKind.REGION, region, {"includes": region}),
        ("tier", Fact.TIER, WishKind.TIER, tier, {"one_of": tiers}),
        ("material", Fact.READS, WishKind.READS, reads, {"includes": reads}),
        ("origin", Fact.COUNTRY, WishKind.ORIGIN, origin, {"equals": origin}),
        ("licence", Fact.LICENCE_CLASS, WishKind.LICENCE, licence_class, {"equals": licence_class}),
    )
    return (
        *(
            Wished(
                id=f"wished-{name}",
                requires=(Demand.model_validate({"fact": fact, **limit}),),
                wish=Wish(kind=kind, name=value)
                if isinstance(value, str)
                else Wish(kind=kind, amount=value),
                replaces=fact if fact in {Fact.REGIONS, Fact.TIER} else None,
            )
            for name, fact, kind, value, limit in stated
            if value is not None
        ),
        *_cards(rules, min_context, gpu_memory),
    )


def _cards(rules: Rules, min_context: int | None, gpu_memory: float | None) -> Iterator[Wished]:
    if gpu_memory is not None:
        spare = 1 - rules.memory_share
        tokens = min_context or rules.conversation
        room = gpu_memory * rules.memory_share
        yield Wished(
            id=MEMORY,
            options=next(
                (e.options for e in rules.filters if e.only_of(Fact.MEMORY)), EVERY_OPTION
            ),
            requires=(Demand(fact=Fact.MEMORY, at_most=room, context=tokens),),
            wish=Wish(kind=WishKind.CARDS, amount=gpu_memory, spare=spare, tokens=tokens),
        )


def means(
    book: Book, rules: Rules, option: Option, inputs: CostInputs, answers: Answers
) -> tuple[Wished, ...]:
    """Requirements that follow from the section `costs:` of a profile.

    With a ceiling and a known volume: of an option that is paid by the token, that the month
    costs no more, with this model at its price and otherwise usual figures. With a card that is
    named: of an option on cards, that the weights and the conversations fit on one server of eight
    of them, in place of the rule on one of usual cards.

    Raises:
        KeyError: when the inputs name a GPU or a model that the book does not have.
    """
    ways = book.ways([option])
    way = ways[option.id]
    setting = settle(book, models_of(book, answers, inputs, ways)[0], answers, inputs)
    given = figures(setting.terms, "typical")
    tokens = typical(answers.get(book.terms.volume))
    if way.payment is Payment.TOKENS:
        if inputs.ceiling is None or tokens is None or tokens <= 0:
            return ()
        if not way.surcharge:  # else it is the maker's price that counts, its batches included
            given[prices(way).batch] = book.terms.batch.typical
        return (_affordable(way, inputs.ceiling, tokens, given, inputs),)
    if way.payment is Payment.SEATS:
        return ()
    if not setting.machines:  # a card that a profile names is none of those that customers have
        return ()
    if inputs.gpu is None and Term.GPU_MEMORY not in inputs.terms:
        return ()
    name = None if Term.GPU_MEMORY in inputs.terms else setting.gpu.name
    return (_fitting(name, given, rules),)


def _affordable(
    way: Way,
    ceiling: float,
    tokens: float,
    given: Mapping[Term, float],
    inputs: CostInputs,
) -> Wished:
    """A limit on the price of a model, in the mix of this organisation, its batches included.

    What a batch costs in `given` counts for models of which nobody says it.
    """

    def bill(price_in: float, price_out: float) -> float:
        # A model that nobody chose yet takes as much off what it read before as this one does;
        # where this one reads for nothing, it says nothing of that.
        now = given.get(term.into, 0.0)
        cache = {t: price_in * given[t] / now if now else price_in for t in cached if t in given}
        own = {**given, term.into: price_in, term.out: price_out, term.batch: 1.0, **cache}
        return per_token(way, own, given[Term.INPUT_SHARE])

    term, waits = prices(way), given[Term.BATCH_SHARE]
    cached = (term.cached, term.kept)

    # A bill is linear in both prices: these are the weights of the two.
    into, out = bill(1.0, 0.0), bill(0.0, 1.0)
    beside = vectors(given, given[Term.INPUT_SHARE])
    dollars = max(0.0, ceiling / tokens - beside) / inputs.rate * 1e6
    mix = into / max(out, into * 1e-9, 1e-12)
    limit = min(dollars / max(into + out, 1e-12), GREATEST)
    return Wished(
        id=CEILING,
        requires=(
            Demand(
                fact=Fact.PRICE, at_most=limit, mix=mix, waits=waits, batch=given.get(term.batch, 1)
            ),
        ),
        wish=Wish(kind=WishKind.CEILING, amount=ceiling, currency=inputs.currency, tokens=tokens),
    )


def _fitting(name: str | None, given: Mapping[Term, float], rules: Rules) -> Wished:
    """A limit on the memory of a model, with the conversations that this organisation keeps."""
    memory, tokens, sessions = (
        given[term] for term in (Term.GPU_MEMORY, Term.CONTEXT, Term.SESSIONS)
    )
    room = CARDS * memory * rules.memory_share
    return Wished(
        id=SERVER,
        replaces=Fact.MEMORY,
        requires=(Demand(fact=Fact.MEMORY, at_most=room, context=tokens, sessions=sessions),),
        wish=Wish(kind=WishKind.SERVER, name=name, amount=memory, tokens=tokens, sessions=sessions),
    )
