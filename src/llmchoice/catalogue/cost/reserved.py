"""Reserved capacity: tokens a minute in whole units, or rented cards with a contract.

It is paid for whether it is used or not, so it has to carry the peak.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from llmchoice.catalogue.cost import formulas
from llmchoice.catalogue.cost.book import Way
from llmchoice.catalogue.cost.corner import ENDS, Ends, Figures, curve, vectors
from llmchoice.catalogue.cost.curve import Costs, Stairs, Units
from llmchoice.catalogue.cost.resolve import YOURS, Setting
from llmchoice.model.cost import Reservation
from llmchoice.model.option import Payment
from llmchoice.model.reserved import Reserved
from llmchoice.model.terms import Band, Corners, Term

_MINUTES = 60 * formulas.HOURS
_NEEDS = (
    Term.CACHE_SHARE,
    Term.BATCH_SHARE,
    Term.THINKING,
    Term.PEAK_TO_MEAN,
    Term.VECTOR_SHARE,
    Term.VECTOR_PRICE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What capacity costs at any volume that may be reserved for an option."""

    provider: str | None
    days: int | None
    """The shortest term; None where it was not read."""
    ends: tuple[Units | Stairs, ...]
    """At the low, the typical and the high end."""

    def at(self, tokens: float) -> Reservation:
        """What a month of so many tokens costs with it."""
        counts = [
            end.units(tokens) if isinstance(end, Units) else end.gpus(tokens) for end in self.ends
        ]
        return Reservation(
            provider=self.provider,
            units=rising([float(count) for count in counts]),
            cards=all(isinstance(end, Stairs) for end in self.ends),
            monthly=rising([end.cost(tokens) for end in self.ends]),
            days=self.days,
        )


def known(way: Way, setting: Setting, ends: Ends, input_share: float) -> tuple[Known, ...]:
    """All that may be reserved for an option, as far as what it costs is known.

    How much sound a unit lets through nobody says.
    """
    if way.payment is Payment.TOKENS and way.side not in setting.hearing:
        return tuple(_by_the_unit(way, setting, ends, input_share))
    if way.payment is Payment.RENTED:
        return tuple(_cards(way, setting, ends, input_share))
    return ()


def _by_the_unit(way: Way, setting: Setting, ends: Ends, input_share: float) -> Iterator[Known]:
    offers = tuple(_offers(way, setting))
    if not offers or any(term not in ends[end] for end in ENDS for term in _NEEDS):
        return
    for offer, provider, rate in offers:
        month = offer.hour * formulas.HOURS * rate
        units = tuple(_units(offer, month, ends[end], input_share) for end in ENDS)
        yield Known(provider, offer.days, units)


def _offers(way: Way, setting: Setting) -> Iterator[tuple[Reserved, str | None, float]]:
    """What the profile was offered, else what is published for the model."""
    own, in_cloud = setting.reserved.get(way.side), way.own_cloud or way.surcharge
    if own is not None and own.cloud == in_cloud:
        yield own, None, 1.0
        return
    model = setting.models.closed if way.side == "closed" else setting.models.open
    offers = model.cloud_reserved if in_cloud else model.reserved
    yield from (
        (offer, setting.sellers.get(offer.provider, offer.provider), setting.rate)
        for offer in offers
    )


def _units(offer: Reserved, month: float, given: Figures, input_share: float) -> Units:
    peak = formulas.peak_factor(given[Term.PEAK_TO_MEAN], given[Term.BATCH_SHARE]) / _MINUTES
    read = given[Term.CACHE_SHARE] * (1 - offer.cached)
    return Units(
        offer,
        month,
        into=input_share * (1 - read) * peak,
        out=(1 - input_share) * (1 + given[Term.THINKING]) * peak,
        beside=vectors(given, input_share),
    )


def _cards(way: Way, setting: Setting, ends: Ends, input_share: float) -> Iterator[Known]:
    """As many cards as on demand, at the price of those that are rented for longer."""
    kept = setting.gpu.reserved
    if kept is None or setting.terms[Term.GPU_HOUR].because == YOURS:
        return
    curves: list[Costs | None] = [
        curve(way, {**ends[end], Term.GPU_HOUR: getattr(kept, end) * setting.rate}, input_share)
        for end in ENDS
    ]
    stairs = tuple(costs for costs in curves if isinstance(costs, Stairs))
    if len(stairs) == len(ENDS):
        yield Known(None, None, stairs)


def rising(ends: Iterable[float]) -> Band:
    """A band of what was worked out at the low, the typical and the high end."""
    return Band(**corners(ends)._asdict())


def corners(ends: Iterable[float]) -> Corners:
    """The same as its corners."""
    low, typical, high = ends
    # They rise by construction; rounding may differ in the last bit.
    return Corners(min(low, typical, high), typical, max(low, typical, high))
