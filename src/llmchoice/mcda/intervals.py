"""How far the weight of a group of criteria may move before another option is first.

With a group's total weight t, and its inside and outside kept in proportion, every score is a
straight line in t, so the ends of the interval are crossings of lines: no sweep, no steps.
Source: Triantaphyllou and Sanchez 1997, Decision Sciences 28:151-194.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import fsum, isfinite
from operator import mul

from llmchoice.mcda.weighting import shares

ROUNDING = 1e-12
"""Scores within this part of the largest one are equal; weights within it are the same."""


@dataclass(frozen=True, slots=True)
class StableInterval:
    """The weights of a group at which the best option stays first, from 0 to 1."""

    weight: float
    """The group's weight as stated, when all weights sum to 1."""
    low: float
    high: float
    below: tuple[int, ...]
    """Who is first just below `low`: several when they tie; nobody when `low` is 0."""
    above: tuple[int, ...]
    """Who is first just above `high`; nobody when `high` is 1."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The score of an option over the weight of the group: from that outside to that inside."""

    option: int
    outside: float
    inside: float

    @property
    def slope(self) -> float:
        return self.inside - self.outside

    def at(self, weight: float) -> float:
        return self.outside + weight * self.slope


def scores(values: Sequence[Sequence[float]], weights: Sequence[float]) -> tuple[float, ...]:
    """Score of each option: the sum of weight times value, on the scale of the values.

    Weights that do not sum to 1 are not rescaled.
    Source: Keeney and Raiffa 1976, Decisions with Multiple Objectives.

    Raises:
        ValueError: when a row has another number of values than there are weights.
    """
    return tuple(
        fsum(weight * value for weight, value in zip(weights, row, strict=True)) for row in values
    )


def weight_intervals(
    values: Sequence[Sequence[float]],
    weights: Sequence[float],
    group: Collection[int],
    teams: Sequence[Collection[int] | None] = (None,),
) -> tuple[StableInterval | None, ...]:
    """The intervals of the group's weight in which the best option stays alone in first place.

    A single weight at which another draws level with a team, and does not pass it, ends nothing.

    Args:
        values: (options, criteria).
        weights: per criterion, on any scale.
        group: positions of the criteria whose total weight moves. Within the group and outside it
            weights keep their proportions.
        teams: for each interval the positions of options that count as one: where the best option
            is one of them. None for the best option alone.

    Returns:
        For each team None where there is no such interval: nobody, or nobody of the team, is alone
        in first place; or several criteria inside the group, or outside it, have no weight
        together, so that no proportion is known to keep.

    Raises:
        ValueError: when lengths differ, a position does not exist, a value is not finite, or the
            weights are not finite, negative or all 0.
    """
    _check(values, weights)
    for team in teams:
        _check_places("option", team or (), len(values))
    _check_places("criterion", group, len(weights))
    stated = shares(weights)
    weight = fsum(stated[criterion] for criterion in set(group))
    rest = fsum(share for criterion, share in enumerate(stated) if criterion not in group)
    inside = set(group)
    outside = set(range(len(stated))) - inside
    if not (_has_proportions(inside, weight) and _has_proportions(outside, rest)):
        return (None,) * len(teams)
    ends = zip(_means(values, stated, outside), _means(values, stated, inside), strict=True)
    lines = [_Line(option, *pair) for option, pair in enumerate(ends)]
    same = ROUNDING * max((abs(value) for row in values for value in row), default=0.0)
    return tuple(_interval(lines, team, weight, same) for team in teams)


def _interval(
    lines: Sequence[_Line], team: Collection[int] | None, weight: float, same: float
) -> StableInterval | None:
    """Between those that are to stay first, and the rest."""
    best = max(lines, key=lambda line: line.at(weight))
    members = {best.option} if team is None else set(team)
    ours = [line for line in lines if line.option in members]
    others = [line for line in lines if line.option not in members]
    if not _leads(ours, others, weight, same):
        return None
    low, below = _end(ours, others, weight, 0.0, same)
    high, above = _end(ours, others, weight, 1.0, same)
    return StableInterval(weight, low, high, below, above)


def _has_proportions(criteria: Collection[int], weight: float) -> bool:
    """Whether it is known how criteria share a weight: one alone has all of it."""
    return len(criteria) == 1 or (len(criteria) > 1 and weight > 0)


def _means(
    values: Sequence[Sequence[float]], weights: Sequence[float], criteria: Collection[int]
) -> list[float]:
    """Each option's mean over some criteria, by their weights."""
    if len(criteria) == 1:
        (alone,) = criteria
        return [row[alone] for row in values]
    own = [weights[criterion] for criterion in criteria]
    total = fsum(own)
    return [fsum(map(mul, own, map(row.__getitem__, criteria))) / total for row in values]


def _leads(ours: Sequence[_Line], others: Sequence[_Line], weight: float, same: float) -> bool:
    if not ours:
        return False
    mine = max(line.at(weight) for line in ours)
    return all(mine - line.at(weight) > same for line in others)


def _end(
    ours: Sequence[_Line], others: Sequence[_Line], start: float, limit: float, same: float
) -> tuple[float, tuple[int, ...]]:
    """The first crossing on the way to the limit behind which the lead is gone, and who has it.

    A team may lose a member's lead and keep its own, so the lead is tried between crossings.
    """
    crossings = _crossings(ours, others, start, limit)
    for crossing, following in zip(crossings, [*crossings[1:], limit], strict=False):
        if not _leads(ours, others, (crossing + following) / 2, same):
            return crossing, _first_beyond(others, crossing, limit - start, same)
    return limit, ()


def _crossings(
    ours: Sequence[_Line], others: Sequence[_Line], start: float, limit: float
) -> list[float]:
    """The weights between start and limit, nearest first, at which one of the two sides crosses."""
    low, high = sorted((start, limit))
    crossings = sorted(
        crossing
        for mine in ours
        for other in others
        if mine.slope != other.slope
        and low < (crossing := (other.outside - mine.outside) / (mine.slope - other.slope)) < high
        and abs(crossing - limit) > ROUNDING
    )
    distinct = [
        a for a, b in zip(crossings, [*crossings[1:], 2.0], strict=False) if b - a > ROUNDING
    ]
    return distinct if limit > start else distinct[::-1]


def _first_beyond(
    others: Sequence[_Line], crossing: float, direction: float, same: float
) -> tuple[int, ...]:
    """Of those on top at the crossing, whoever climbs fastest in the direction."""
    top = max(line.at(crossing) for line in others)
    tied = [line for line in others if top - line.at(crossing) <= same]
    climbs = [line.slope if direction > 0 else -line.slope for line in tied]
    return tuple(
        line.option for line, climb in zip(tied, climbs, strict=True) if max(climbs) - climb <= same
    )


def _check(values: Sequence[Sequence[float]], weights: Sequence[float]) -> None:
    if not values:
        raise ValueError("there must be at least one option")
    if any(len(row) != len(weights) for row in values):
        raise ValueError(f"each option must have {len(weights)} values, one per weight")
    if not all(isfinite(value) for row in values for value in row):
        raise ValueError("values must be finite numbers")


def _check_places(name: str, places: Collection[int], size: int) -> None:
    if missing := [place for place in places if not 0 <= place < size]:
        raise ValueError(f"there is no {name} {missing[0]} among {size}")
