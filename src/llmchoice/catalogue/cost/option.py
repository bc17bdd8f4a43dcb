"""What one option costs at one volume, and what that is made of."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from llmchoice.catalogue.cost.book import Way
from llmchoice.catalogue.cost.corner import (
    ENDS,
    card_parts,
    curve,
    endpoint,
    figures,
    needed,
    setup,
)
from llmchoice.catalogue.cost.curve import Costs, Stairs
from llmchoice.model.cost import Band, OptionCost, StatedTerm, Term, Volume
from llmchoice.model.option import Payment


def option_cost(
    option: str, way: Way, terms: Mapping[Term, StatedTerm], volume: Volume, input_share: float
) -> OptionCost:
    """The band of an option's cost; unknown as soon as one figure that it needs is unknown."""
    ready = way.payment is Payment.SEATS
    unknown = tuple(term for term in needed(way) if terms[term].band is None)
    ends = [curve(way, figures(terms, end), input_share) for end in ENDS]
    known = [costs for costs in ends if costs is not None]
    if unknown or len(known) < len(ENDS):
        return OptionCost(
            option=option, side=way.side, monthly=None, unknown=unknown, ready_made=ready
        )
    stairs = [costs for costs in known if isinstance(costs, Stairs)]
    return OptionCost(
        option=option,
        side=way.side,
        monthly=_band([costs.cost(volume.total) for costs in known]),
        gpus=_band([float(costs.gpus(volume.total)) for costs in stairs]) if stairs else None,
        parts=_parts(way, figures(terms, "typical"), known[1], volume.total),
        endpoint=_endpoint(way, terms, volume.total, input_share),
        ready_made=ready,
    )


def _endpoint(
    way: Way, terms: Mapping[Term, StatedTerm], tokens: float, input_share: float
) -> Band | None:
    ends = [endpoint(way, figures(terms, end), input_share) for end in ENDS]
    known = [stairs.cost(tokens) for stairs in ends if stairs is not None]
    return _band(known) if len(known) == len(ENDS) else None


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
            "monthly": _over(bands),
            "unknown": (),
            "gpus": _over(gpus) if gpus else None,
            "parts": costs[0].parts if len(costs) == 1 else {},
            "endpoint": _over(rented) if rented else None,
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
    if least is None or typical is None or most is None:
        return None
    return Band(low=least.low, typical=typical.typical, high=most.high)


def _over(bands: Iterable[Band]) -> Band:
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
