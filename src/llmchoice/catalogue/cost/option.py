"""What one option costs at one volume, and what that is made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from llmchoice.catalogue.cost.book import Way
from llmchoice.catalogue.cost.corner import (
    ENDS,
    Ends,
    card_parts,
    curve,
    endpoint,
    needed,
    setup,
)
from llmchoice.catalogue.cost.curve import Costs, Stairs
from llmchoice.model.cost import Band, OptionCost, Term, Volume
from llmchoice.model.option import Payment


@dataclass(frozen=True, slots=True)
class Span:
    """What an option costs at any volume, at each end of the band."""

    low: Costs
    typical: Costs
    high: Costs

    def at(self, tokens: float) -> Band:
        """What a month of so many tokens costs."""
        return _band([costs.cost(tokens) for costs in (self.low, self.typical, self.high)])

    def over(self, volumes: Sequence[float]) -> Band:
        """The same at one volume, or from the least over the typical to the highest of three."""
        bands = [self.at(tokens) for tokens in volumes]
        return Band(low=bands[0].low, typical=bands[len(bands) // 2].typical, high=bands[-1].high)


def span(way: Way, ends: Ends, input_share: float) -> Span | None:
    """What an option costs with that share of input; None as soon as one figure is unknown."""
    return _span(curve(way, ends[end], input_share) for end in ENDS)


def option_cost(
    option: str, way: Way, ends: Ends, volume: Volume, input_share: float
) -> OptionCost:
    """The band of an option's cost; unknown as soon as one figure that it needs is unknown."""
    given, tokens = ends["typical"], volume.total
    ready = way.payment is Payment.SEATS
    costs = span(way, ends, input_share)
    if costs is None:
        unknown = tuple(term for term in needed(way) if term not in given)
        return OptionCost(
            option=option, side=way.side, monthly=None, unknown=unknown, ready_made=ready
        )
    rented = _span(endpoint(way, ends[end], input_share) for end in ENDS)
    return OptionCost(
        option=option,
        side=way.side,
        monthly=costs.at(tokens),
        gpus=_gpus(costs, tokens),
        parts=_parts(way, given, costs.typical, tokens),
        endpoint=None if rented is None else rented.at(tokens),
        ready_made=ready,
    )


def _span(ends: Iterable[Costs | None]) -> Span | None:
    low, typical, high = ends
    if low is None or typical is None or high is None:
        return None
    return Span(low, typical, high)


def _gpus(costs: Span, tokens: float) -> Band | None:
    """Whole cards; None where none are paid for."""
    ends = (costs.low, costs.typical, costs.high)
    counts = [float(stairs.gpus(tokens)) for stairs in ends if isinstance(stairs, Stairs)]
    return _band(counts) if counts else None


def over_cases(costs: Sequence[OptionCost]) -> OptionCost:
    """One option over several models: lowest, mean of the usual ones, highest.

    Those with which it is not known are left out; unknown with all of them is unknown.
    """
    bands = [cost.monthly for cost in costs if cost.monthly is not None]
    if not bands:
        # What it takes least to know: the figures that the best known model lacks.
        missing = min((cost.unknown for cost in costs), key=len)
        return costs[0].model_copy(
            update={
                "monthly": None,
                "unknown": missing,
                "gpus": None,
                "parts": {},
                "endpoint": None,
            }
        )
    gpus = [cost.gpus for cost in costs if cost.gpus is not None]
    rented = [cost.endpoint for cost in costs if cost.endpoint is not None]
    return costs[0].model_copy(
        update={
            "monthly": over(bands),
            "unknown": (),
            "gpus": over(gpus) if gpus else None,
            "parts": costs[0].parts if len(costs) == 1 else {},
            "endpoint": over(rented) if rented else None,
        }
    )


def over_volumes(costs: Sequence[OptionCost]) -> OptionCost:
    """One option at the least, the typical and the highest of the volumes that it may have."""
    least, typical, most = costs
    return typical.model_copy(
        update={
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


def over(bands: Iterable[Band]) -> Band:
    """Bands of several models as one: lowest, mean of the usual ones, highest."""
    kept = list(bands)
    low, high = min(band.low for band in kept), max(band.high for band in kept)
    # The mean of figures that are all the same may be off in its last digit.
    typical = min(max(fmean(band.typical for band in kept), low), high)
    return Band(low=low, typical=typical, high=high)


def _band(ends: Sequence[float]) -> Band:
    low, typical, high = ends
    # The corners rise by construction; rounding may differ in the last bit.
    return Band(low=min(ends), typical=typical, high=max(low, typical, high))


def _parts(way: Way, given: Mapping[Term, float], costs: Costs, tokens: float) -> dict[str, float]:
    if not isinstance(costs, Stairs):
        return {str(way.payment): costs.cost(tokens)}
    gpus = costs.gpus(tokens)
    return {
        **{name: gpus * amount for name, amount in card_parts(way, given).items()},
        "staff": costs.staff(gpus),
        "set-up, spread": setup(given),
        "other": given[Term.OTHER_MONTHLY],
    }
