"""One end of the band: every term at once where it makes things cheap, usual or dear."""

from collections.abc import Mapping

from llmchoice.catalogue.cost import formulas
from llmchoice.catalogue.cost.book import Way
from llmchoice.catalogue.cost.curve import Costs, Line, Stairs
from llmchoice.model.cost import StatedTerm
from llmchoice.model.option import Payment
from llmchoice.model.terms import CLOSED_PRICES, CLOUD_PRICES, OPEN_PRICES, End, Term, TokenPrices

ENDS: tuple[End, ...] = ("low", "typical", "high")

FALLING = frozenset(
    {
        Term.CACHE_SHARE,
        Term.BATCH_SHARE,
        Term.THROUGHPUT_SHARE,
        Term.USEFUL_LIFE,
        Term.RESIDUAL_VALUE,
        Term.GPU_MEMORY,
        Term.MEMORY_USE,
        Term.INPUT_RATE,
        Term.OUTPUT_RATE,
        Term.SETUP_MONTHS,
        Term.SEAT_TOKENS,
    }
)
"""Terms of which more makes things cheaper."""

Figures = Mapping[Term, float]
Ends = Mapping[End, Figures]

_SEATS = (Term.SEAT_PRICE, Term.SEAT_TOKENS)
_TOKENS = (
    Term.CACHE_SHARE,
    Term.CACHE_WRITES,
    Term.SOUND_SHARE,
    Term.BATCH_SHARE,
    Term.THINKING,
    Term.VECTOR_SHARE,
    Term.VECTOR_PRICE,
)
_SERVING = (
    Term.PARAMETERS,
    Term.BYTES_PER_PARAMETER,
    Term.MEMORY_OVERHEAD,
    Term.KV_PER_TOKEN,
    Term.KV_PER_SESSION,
    Term.CONTEXT,
    Term.SESSIONS,
    Term.GPU_MEMORY,
    Term.MEMORY_USE,
    Term.INPUT_RATE,
    Term.OUTPUT_RATE,
    Term.CACHE_SHARE,
    Term.BATCH_SHARE,
    Term.THINKING,
    Term.PEAK_TO_MEAN,
    Term.THROUGHPUT_SHARE,
    Term.SPARES,
)
_CARDS = (
    *_SERVING,
    Term.STAFF_SHARE,
    Term.STAFF_PER_GPU,
    Term.SALARY,
    Term.SETUP_WEEKS,
    Term.SETUP_MONTHS,
    Term.OTHER_MONTHLY,
)
_ENDPOINT = (*_SERVING, Term.ENDPOINT_HOUR)
"""Whoever rents one leaves the people to its host."""
_RENTED = (Term.GPU_HOUR, Term.RENT_OVERHEAD)
_OWNED = (
    Term.GPU_PRICE,
    Term.PURCHASE_SHARE,
    Term.USEFUL_LIFE,
    Term.RESIDUAL_VALUE,
    Term.GPU_WATTS,
    Term.SERVER_POWER,
    Term.PUE,
    Term.ELECTRICITY,
    Term.COLOCATION,
)


def prices(way: Way) -> TokenPrices:
    """The prices of tokens of an option that is paid by the token."""
    if way.own_cloud:
        return CLOUD_PRICES
    return CLOSED_PRICES if way.side == "closed" else OPEN_PRICES


def needed(way: Way, given: Figures) -> tuple[Term, ...]:
    """The terms that the cost of an option rests on; what sound costs, where some input is sound.

    The number of seats is not among them: where nobody states it, it follows from the volume.
    Neither is what the cache and a batch cost: where nobody says, as much as anything else.
    """
    if way.payment is Payment.TOKENS:
        surcharge = (Term.REGION_SURCHARGE,) if way.surcharge else ()
        sound = (prices(way).sound,) if given.get(Term.SOUND_SHARE) else ()
        return (*prices(way)[:2], *sound, *_TOKENS, *surcharge)
    if way.payment is Payment.SEATS:
        return _SEATS
    return (*_CARDS, *(_RENTED if way.payment is Payment.RENTED else _OWNED))


def at_ends(terms: Mapping[Term, StatedTerm]) -> Ends:
    """The known figures at each end of the band of costs."""
    return {end: figures(terms, end) for end in ENDS}


def figures(terms: Mapping[Term, StatedTerm], end: End) -> dict[Term, float]:
    """The known figures at that end of the band of costs."""
    opposite = ENDS[-1 - ENDS.index(end)]
    return {
        term: getattr(stated.band, opposite if term in FALLING else end)
        for term, stated in terms.items()
        if stated.band is not None
    }


def curve(way: Way, given: Figures, input_share: float) -> Costs | None:
    """What an option costs at any volume with that share of input; None if a figure is unknown."""
    if any(term not in given for term in needed(way, given)):
        return endpoint(way, given, input_share) if way.by_the_hour else None
    if way.payment is Payment.TOKENS:
        return Line(per_token(way, given, input_share) / 1e6 + vectors(given, input_share))
    if way.payment is Payment.SEATS:
        return _by_the_seat(given)
    return _stairs(way, given, input_share)


def endpoint(way: Way, given: Figures, input_share: float) -> Stairs | None:
    """The same on cards that a host rents out by the hour and looks after; None if unknown."""
    if not way.endpoint or any(term not in given for term in _ENDPOINT):
        return None
    cards, served = _group(given, input_share)
    return Stairs(
        cards=cards,
        spares=0 if way.batch else formulas.whole(given[Term.SPARES]),
        group_tokens=served,
        per_card=formulas.rented(given[Term.ENDPOINT_HOUR], 1.0),
        batch=way.batch,
    )


def card_parts(way: Way, given: Figures) -> dict[str, float]:
    """What one card costs in a month, part by part."""
    if way.payment is Payment.RENTED:
        return {"GPU rent": formulas.rented(given[Term.GPU_HOUR], given[Term.RENT_OVERHEAD])}
    watts, server = given[Term.GPU_WATTS], given[Term.SERVER_POWER]
    return {
        "depreciation": formulas.depreciation(
            given[Term.GPU_PRICE],
            given[Term.PURCHASE_SHARE],
            given[Term.USEFUL_LIFE],
            given[Term.RESIDUAL_VALUE],
        ),
        "electricity": formulas.power(watts, server, given[Term.PUE], given[Term.ELECTRICITY]),
        "data centre": formulas.rack(watts, server, given[Term.COLOCATION]),
    }


def setup(given: Figures) -> float:
    """The month's part of setting up."""
    return formulas.setup(given[Term.SETUP_WEEKS], given[Term.SALARY], given[Term.SETUP_MONTHS])


def per_token(way: Way, given: Figures, input_share: float) -> float:
    """Price of a million average tokens, with what the way of payment adds and takes off."""
    own = prices(way)
    return formulas.token_price(
        input_share,
        given[own.into],
        given[own.out],
        cache_share=given[Term.CACHE_SHARE],
        price_cached=given.get(own.cached),
        cache_writes=given[Term.CACHE_WRITES],
        price_kept=given.get(own.kept),
        sound_share=given[Term.SOUND_SHARE],
        price_sound=given.get(own.sound),
        price_sound_cached=given.get(own.sound_cached),
        batch_share=given[Term.BATCH_SHARE],
        batch_price=given.get(own.batch, 1.0),
        thinking=given[Term.THINKING],
        surcharge=given[Term.REGION_SURCHARGE] if way.surcharge else 1.0,
    )


def vectors(given: Figures, input_share: float) -> float:
    """What another model asks for each token to turn into vectors what is looked up."""
    return input_share * given[Term.VECTOR_SHARE] * given[Term.VECTOR_PRICE] / 1e6


def _by_the_seat(given: Figures) -> Line:
    """So many seats where they are stated; else one for as many tokens as a person uses."""
    price = given[Term.SEAT_PRICE]
    if Term.SEATS in given:
        return Line(0.0, fixed=price * given[Term.SEATS])
    return Line(price / given[Term.SEAT_TOKENS])


def _group(given: Figures, input_share: float) -> tuple[int, float]:
    """The cards of a group, and the tokens a month that it serves."""
    cards = group_cards(given)
    # What was read before need not be read again: caching saves the time of a card too.
    read = given[Term.INPUT_RATE] / max(1 - given[Term.CACHE_SHARE], 1e-9)
    time = formulas.seconds_per_token(
        input_share, read, given[Term.OUTPUT_RATE], given[Term.THINKING]
    )
    peak = formulas.peak_factor(given[Term.PEAK_TO_MEAN], given[Term.BATCH_SHARE])
    return cards, formulas.capacity(cards, 1 / time, 1 / peak, given[Term.THROUGHPUT_SHARE])


def _stairs(way: Way, given: Figures, input_share: float) -> Stairs:
    cards, served = _group(given, input_share)
    batch = way.batch if way.payment is Payment.RENTED else None
    return Stairs(
        cards=cards,
        spares=0 if batch else formulas.whole(given[Term.SPARES]),
        group_tokens=served,
        per_card=sum(card_parts(way, given).values()),
        # Of what is rented for one batch, other costs are those of the month that it runs in.
        fixed=given[Term.OTHER_MONTHLY] / (batch or 1) + setup(given),
        least_staff=formulas.staff(given[Term.STAFF_SHARE], given[Term.SALARY]),
        staff_per_card=formulas.staff(given[Term.STAFF_PER_GPU], given[Term.SALARY]),
        batch=batch,
    )


def group_cards(given: Figures) -> int:
    """The fewest cards that hold the model once."""
    weights = formulas.weights_gb(
        given[Term.PARAMETERS], given[Term.BYTES_PER_PARAMETER], given[Term.MEMORY_OVERHEAD]
    )
    sessions = given[Term.SESSIONS]
    keys = formulas.kv_gb(given[Term.KV_PER_TOKEN], given[Term.CONTEXT] * sessions)
    windows = formulas.windows_gb(given[Term.KV_PER_SESSION], sessions)
    return formulas.cards(weights + keys + windows, given[Term.GPU_MEMORY], given[Term.MEMORY_USE])
