"""What one option costs at one volume, and what that is made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from llmchoice.catalogue.cost.book import Way
from llmchoice.catalogue.cost.corner import (
    ENDS,
    Ends,
    Figures,
    card_parts,
    curve,
    endpoint,
    needed,
    setup,
    vectors,
)
from llmchoice.catalogue.cost.curve import Cheapest, Costs, Stairs, Units
from llmchoice.catalogue.cost.reserved import Known, corners, known, rising
from llmchoice.catalogue.cost.resolve import Setting
from llmchoice.model.cost import OptionCost, Reservation, Volume
from llmchoice.model.option import Payment
from llmchoice.model.reserved import binds
from llmchoice.model.terms import Band, Corners, Term
from llmchoice.tier import TIERS, Tier


@dataclass(frozen=True, slots=True)
class Span:
    """What an option costs at any volume, at each end of the band."""

    low: Costs | Cheapest
    typical: Costs | Cheapest
    high: Costs | Cheapest

    def at(self, tokens: float) -> Band:
        """What a month of so many tokens costs."""
        return Band(**self.over([tokens])._asdict())

    def over(self, volumes: Sequence[float]) -> Corners:
        """The same at one volume, or from the least over the typical to the highest of three."""
        each = [
            corners((self.low.cost(tokens), self.typical.cost(tokens), self.high.cost(tokens)))
            for tokens in volumes
        ]
        return Corners(each[0].low, each[len(each) // 2].typical, each[-1].high)


def span(way: Way, ends: Ends, input_share: float, reserved: Sequence[Known] = ()) -> Span | None:
    """What an option costs with that share of input; None as soon as one figure is unknown.

    Capacity that binds for a month at most is reserved wherever it costs less.
    """
    usual = [curve(way, ends[end], input_share) for end in ENDS]
    free = [offer.ends for offer in reserved if not binds(offer.days)]
    if not free:
        return _span(usual)
    kept = (tuple(cost for cost in at if isinstance(cost, Units)) for at in zip(*free, strict=True))
    pairs = zip(usual, kept, strict=True)
    return _span(None if costs is None else Cheapest(costs, units) for costs, units in pairs)


def typical_cost(
    way: Way, setting: Setting, given: Figures, input_share: float
) -> Costs | Cheapest | None:
    """What an option costs with these figures, with what it may reserve for a month at most."""
    if not setting.able(way):
        return None
    ends: Ends = dict.fromkeys(ENDS, given)
    whole = span(setting.way(way), ends, input_share, known(way, setting, ends, input_share))
    return None if whole is None else whole.typical


def option_cost(  # noqa: PLR0913, PLR0917 - an option, its figures and what is asked of it
    option: str,
    way: Way,
    ends: Ends,
    volume: Volume,
    input_share: float,
    reserved: Sequence[Known] = (),
) -> OptionCost:
    """The band of an option's cost; unknown as soon as one figure that it needs is unknown."""
    given, tokens = ends["typical"], volume.total
    ready = way.payment is Payment.SEATS
    costs = span(way, ends, input_share, reserved)
    if costs is None:
        unknown = tuple(term for term in needed(way, ends["high"]) if term not in given)
        return OptionCost(
            option=option, side=way.side, monthly=None, unknown=unknown, ready_made=ready
        )
    rented = _span(endpoint(way, ends[end], input_share) for end in ENDS)
    stairs = (each for each in (costs.low, costs.typical, costs.high) if isinstance(each, Stairs))
    counts = [float(each.gpus(tokens)) for each in stairs]
    return OptionCost(
        option=option,
        side=way.side,
        monthly=costs.at(tokens),
        gpus=rising(counts) if counts else None,
        parts=_parts(way, given, costs.typical, tokens, input_share),
        endpoint=None if rented is None else rented.at(tokens),
        reserved=_reserved(reserved, costs, tokens),
        ready_made=ready,
        hours=costs.typical.hours(tokens) if isinstance(costs.typical, Stairs) else None,
    )


def _reserved(offers: Sequence[Known], costs: Span, tokens: float) -> Reservation | None:
    """The cheapest that is taken, at the typical end if there, else the cheapest there is."""
    each = {"low": costs.low, "typical": costs.typical, "high": costs.high}
    ends = tuple(end for end, cost in each.items() if _takes(cost, tokens))
    at = "typical" if "typical" in ends or not ends else ends[0]
    reservations = [offer.at(tokens) for offer in offers if not (ends and binds(offer.days))]
    best = min(reservations, key=lambda kept: getattr(kept.monthly, at), default=None)
    return best and best.model_copy(update={"ends": ends, "taken": "typical" in ends})


def _takes(costs: Costs | Cheapest, tokens: float) -> bool:
    return isinstance(costs, Cheapest) and costs.takes(tokens)


def _at_ends(low: OptionCost, typical: OptionCost, high: OptionCost) -> Reservation | None:
    """What is reserved in a band whose ends are those of three costs; the typical one first."""
    each = {"typical": typical.reserved, "low": low.reserved, "high": high.reserved}
    taken = {end: kept for end, kept in each.items() if kept is not None and end in kept.ends}
    reservation = next(iter(taken.values()), typical.reserved)
    ends = tuple(end for end in ENDS if end in taken)
    return reservation and reservation.model_copy(update={"ends": ends, "taken": "typical" in ends})


def _span(ends: Iterable[Costs | Cheapest | None]) -> Span | None:
    low, typical, high = ends
    if low is None or typical is None or high is None:
        return None
    return Span(low, typical, high)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of several models is typical: of the usual tier the one that costs least.

    All can do the work, so whoever chooses takes the cheapest of those that are known to be sold
    where the work may go, if any is.
    """

    tiers: tuple[Tier | None, ...]
    """Of each model; None where the profile names it."""
    usual: Tier
    """What is typical of several tiers; where it is unknown, the next larger one."""

    def among(self, typical: Iterable[float | None], placed: Sequence[bool]) -> int | None:
        """The place of that model, by what each typically costs; None where none is known.

        `placed` says of each whether it is known to be sold where the work may go; nothing where
        that does not matter.
        """
        each = zip(typical, self.tiers, placed or [True] * len(self.tiers), strict=True)
        known = [
            (self._beside(tier), not sold, cost, at)
            for at, (cost, tier, sold) in enumerate(each)
            if cost is not None
        ]
        return min(known)[3] if known else None

    def _beside(self, tier: Tier | None) -> int:
        """How far a tier is from the usual one: the larger come first, then the smaller."""
        steps = 0 if tier is None else TIERS.index(tier) - TIERS.index(self.usual)
        return steps if steps >= 0 else len(TIERS) - steps


def over_cases(
    costs: Sequence[OptionCost], choice: Choice, placed: Sequence[bool] = ()
) -> OptionCost:
    """One option over several models: the lowest, what is typical of one of them, the highest.

    Those with which it is not known are left out; unknown with all of them is unknown.
    """
    typical = (None if cost.monthly is None else cost.monthly.typical for cost in costs)
    at = choice.among(typical, placed)
    if at is None:
        # What it takes least to know: the figures that the best known model lacks.
        able = [cost for cost in costs if not cost.unable]
        missing = min((cost.unknown for cost in able), key=len, default=())
        return costs[0].model_copy(
            update={
                "monthly": None,
                "unknown": missing,
                "unable": not able,
                "gpus": None,
                "parts": {},
                "endpoint": None,
                "reserved": None,
            }
        )
    known = [(cost, cost.monthly) for cost in costs if cost.monthly is not None]
    lowest, _ = min(known, key=lambda pair: pair[1].low)
    highest, _ = max(known, key=lambda pair: pair[1].high)
    return costs[at].model_copy(
        update={
            "reserved": _at_ends(lowest, costs[at], highest),
            "monthly": over([cost.monthly for cost in costs], at),
            "gpus": over([cost.gpus for cost in costs], at),
            "endpoint": over([cost.endpoint for cost in costs], at),
        }
    )


def over_volumes(costs: Sequence[OptionCost]) -> OptionCost:
    """One option at the least, the typical and the highest of the volumes that it may have."""
    least, typical, most = costs
    return typical.model_copy(
        update={
            "reserved": _at_ends(least, typical, most),
            "monthly": _between(least.monthly, typical.monthly, most.monthly),
            "gpus": _between(least.gpus, typical.gpus, most.gpus),
            "endpoint": _between(least.endpoint, typical.endpoint, most.endpoint),
        }
    )


def _between(least: Band | None, typical: Band | None, most: Band | None) -> Band | None:
    """Bands at the least, the typical and the highest volume as one; None if one is unknown."""
    if least is None or typical is None or most is None:
        return None
    return Band(low=least.low, typical=typical.typical, high=most.high)


def over(bands: Sequence[Band | Corners | None], at: int) -> Band | None:
    """Bands of several models as one, from the lowest to the highest; typical is that one's."""
    chosen = bands[at]
    if chosen is None:
        return None
    known = [band for band in bands if band is not None]
    low, high = min(band.low for band in known), max(band.high for band in known)
    return Band(low=low, typical=chosen.typical, high=high)


def _parts(
    way: Way,
    given: Mapping[Term, float],
    costs: Costs | Cheapest,
    tokens: float,
    input_share: float,
) -> dict[str, float]:
    if isinstance(costs, Stairs) and way.payment is Payment.TOKENS:
        return {"endpoint": costs.cost(tokens)}
    if not isinstance(costs, Stairs):
        kept = _takes(costs, tokens)
        by_token = way.payment is Payment.TOKENS
        beside = vectors(given, input_share) * tokens if by_token else 0.0
        own = {"reserved" if kept else str(way.payment): costs.cost(tokens) - beside}
        return {**own, "vectors": beside} if beside else own
    cards = costs.cards_paid(tokens)
    return {
        **{name: cards * amount for name, amount in card_parts(way, given).items()},
        "staff": costs.staff_paid(tokens),
        "set-up, spread": setup(given),
        "other": given[Term.OTHER_MONTHLY] / (costs.batch or 1),
    }
