"""From which volume on one option costs no more than another, at typical figures.

By formula; beside reserved units by jumps (`meeting`).

With k groups of cards, stairs cost at most what a line does, at some volume that these groups
serve, if step(k) <= price x capacity(k); the volume is then step(k) / price. A step is the greater
of two linear functions of k (staff has a floor), so each side of the maximum gives the fewest k by
one division, and the larger of the two holds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil

from llmchoice.catalogue.cost.book import Pair, Way
from llmchoice.catalogue.cost.corner import ENDS, Ends, Figures
from llmchoice.catalogue.cost.curve import Cheapest, Costs, Line, Stairs
from llmchoice.catalogue.cost.meeting import Meeting, NearlyTheSameError, meeting, reaches
from llmchoice.model.cost import BreakEven, Sensitivity
from llmchoice.model.option import Payment
from llmchoice.model.terms import MOST_TOKENS, Term

_SLACK = 1e-9
_MOST = 1e12
"""Groups beyond which no volume is a volume."""

CostOf = Callable[[Way, Figures], Costs | Cheapest | None]
"""What an option costs at any volume with these figures; None where one is unknown."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Tokens a month from which on an option costs no more; 0 at any volume."""

    first: float
    groups: int
    steady: float | None
    """From which on that stays so; None if it never does."""


def crossing(ours: Costs, theirs: Costs) -> Crossing | None:
    """Where our costs stop being the higher ones; None at no volume.

    Raises:
        ValueError: for stairs that rise at different volumes, and where ours are the higher ones
            from some volume on.
    """
    if isinstance(ours, Stairs) and isinstance(theirs, Line):
        return _against_line(ours, theirs)
    if isinstance(ours, Line) and isinstance(theirs, Line):
        return _of_lines(ours, theirs)
    if isinstance(ours, Stairs) and isinstance(theirs, Stairs):
        if (ours.cards, ours.spares, ours.group_tokens) != (
            theirs.cards,
            theirs.spares,
            theirs.group_tokens,
        ):
            raise ValueError("stairs that rise at different volumes")
        # The same people look after the same cards: only the price of a card differs.
        return Crossing(0.0, 1, 0.0) if ours.step(1) <= theirs.step(1) else None
    raise ValueError("a line against stairs: ask the other way round")


def _of_lines(ours: Line, theirs: Line) -> Crossing | None:
    lead, gain = ours.fixed - theirs.fixed, theirs.per_token - ours.per_token
    if lead < 0 and gain < 0:
        raise ValueError("a line that starts lower and rises faster: ask the other way round")
    if lead <= 0:
        return Crossing(0.0, 0, 0.0) if gain >= 0 else None
    return Crossing(lead / gain, 0, lead / gain) if gain > 0 else None


def _against_line(stairs: Stairs, line: Line) -> Crossing | None:
    if line.per_token <= 0:
        return Crossing(0.0, 1, 0.0) if stairs.step(1) <= 0 else None
    reach = line.per_token * stairs.group_tokens
    first = _fewest(stairs, reach, lead=0.0)
    if first is None:
        return None
    # From here on each next step starts below the line already.
    from_start = _fewest(stairs, reach, lead=reach)
    at = stairs.step(first) / line.per_token
    if from_start is None:
        return Crossing(at, first, None)
    # Where the line passes the step before the first one that starts below it.
    steady = stairs.step(max(1, from_start - 1)) / line.per_token
    return Crossing(at, first, max(steady, at))


def _fewest(stairs: Stairs, reach: float, lead: float) -> int | None:
    """The fewest groups k with step(k) + lead <= reach x k; None if there are none."""
    spare = stairs.spares * stairs.cards
    fixed = stairs.fixed + lead
    counts = []
    for people, per_card in (
        (stairs.least_staff, stairs.per_card),
        (0.0, stairs.per_card + stairs.staff_per_card),
    ):
        base = fixed + people + spare * per_card
        gain = reach - stairs.cards * per_card
        if base <= 0 and gain >= 0:
            counts.append(1)
        elif gain <= 0 or base / gain > _MOST:
            return None
        else:
            counts.append(max(1, ceil(base / gain * (1 - _SLACK))))
    return max(counts)


_PEOPLE = (Term.STAFF_SHARE, Term.STAFF_PER_GPU)


def break_even(
    pair: Pair,
    ways: Mapping[str, Way],
    given: Figures,
    costs: Mapping[str, Costs | Cheapest | None],
    tokens: float | None,
) -> BreakEven | None:
    """Where a pair crosses, and whether it can at this size; None where a figure is unknown.

    Beside reserved capacity also None where both cost nearly the same at too many volumes.

    The number of seats is such a figure: where it follows from the volume, nothing ever crosses.
    """
    ours, theirs = costs[pair.option], costs[pair.versus]
    by_the_seat = Payment.SEATS in {ways[pair.option].payment, ways[pair.versus].payment}
    if ours is None or theirs is None or (by_the_seat and Term.SEATS not in given):
        return None
    try:
        met = _meeting(ours, theirs)
    except NearlyTheSameError:
        return None
    plain = BreakEven(
        option=pair.option,
        versus=pair.versus,
        same_weights=ways[pair.option].side == ways[pair.versus].side and not by_the_seat,
        first=met.first,
        until=met.until,
        steady=met.steady,
        reserved=isinstance(ours, Cheapest) or isinstance(theirs, Cheapest),
    )
    if not isinstance(ours, Stairs) or isinstance(theirs, Stairs):
        return plain
    groups = ours.groups(tokens or 0.0)
    return plain.model_copy(
        update={
            "first_gpus": None if met.first is None else ours.gpus(met.first),
            "gpus": ours.gpus_of(groups),
            "spare_gpus": ours.spares * ours.cards,
            "group_gpus": ours.cards,
            "gpus_cost": ours.step(groups),
            "pays_for": _buys(theirs, ours.step(groups)),
            "capacity": ours.capacity(groups),
        }
    )


def _meeting(ours: Costs | Cheapest, theirs: Costs | Cheapest) -> Meeting:
    if isinstance(ours, Cheapest) or isinstance(theirs, Cheapest) or _looked_after(ours, theirs):
        return meeting(ours, theirs)
    met = crossing(ours, theirs)
    return Meeting(None, None, None) if met is None else Meeting(met.first, None, met.steady)


def _looked_after(ours: Costs, theirs: Costs) -> bool:
    """Whether both are stairs, and people of one's own look after the cards of one alone."""
    if not (isinstance(ours, Stairs) and isinstance(theirs, Stairs)):
        return False
    return (ours.least_staff, ours.staff_per_card) != (theirs.least_staff, theirs.staff_per_card)


def _buys(costs: Costs | Cheapest, amount: float) -> float | None:
    """Tokens a month that so much money buys, up to the most that are no slip.

    None where any number of them costs nothing.
    """
    if costs.cost(MOST_TOKENS) <= 0:
        return None
    # Of a step all of it: the next one begins where it costs more.
    slack = 0.0 if isinstance(costs, Line) else _SLACK
    return min(reaches(costs, amount * (1 + slack)), MOST_TOKENS)


def sensitivity(
    pair: Pair, ways: Mapping[str, Way], ends: Ends, cost_of: CostOf
) -> Sensitivity | None:
    """The break-even for each utilisation and share of staff of the terms' bands."""
    given = ends["typical"]
    if any(term not in given for term in (Term.PEAK_TO_MEAN, *_PEOPLE)):
        return None
    rows: list[tuple[float | None, ...]] = []
    for people in (ends[end] for end in ENDS):
        row: list[float | None] = []
        for traffic in (ends[end] for end in ENDS):
            varied = {
                **given,
                Term.PEAK_TO_MEAN: traffic[Term.PEAK_TO_MEAN],
                **{term: people[term] for term in _PEOPLE},
            }
            ours, theirs = (cost_of(ways[o], varied) for o in (pair.option, pair.versus))
            if ours is None or theirs is None:
                return None
            try:
                row.append(_meeting(ours, theirs).first)
            except NearlyTheSameError:
                return None
        rows.append(tuple(row))
    return Sensitivity(
        option=pair.option,
        versus=pair.versus,
        utilisation=tuple(1 / max(1.0, end[Term.PEAK_TO_MEAN]) for end in ends.values()),
        staff=tuple(end[Term.STAFF_SHARE] for end in ends.values()),
        tokens=tuple(rows),
    )
