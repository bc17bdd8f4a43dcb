"""Where two costs meet of which one has reserved units: found by jumps, for there is no formula.

Neither cost ever falls as the volume grows. So where ours is the higher one, it stays so until
theirs has grown to what ours is now; the other way round where ours is not.
"""

from dataclasses import dataclass
from math import inf, sqrt

from llmchoice.catalogue.cost.curve import Cheapest, Costs, Line, Stairs
from llmchoice.model.terms import MOST_TOKENS

_LEAST = 1.0
"""Tokens a month below which nothing is counted."""
_CLOSE = 1e-9
"""How far two costs, or two volumes, that are the same may be apart, in proportion."""
_BEFORE = 1 - 10 * _CLOSE
"""What is surely below a step, in proportion."""
_JUMPS = 1000
"""After so many, two costs are nearly the same over too many volumes to say where they meet."""


class NearlyTheSameError(Exception):
    """Two costs differ too little over too many volumes."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Tokens a month between which an option costs no more than another."""

    first: float | None
    """From here on for the first time; 0 from the first token on, None at no volume."""
    until: float | None
    """Up to here, where that is so from the first token on and not at every volume."""
    steady: float | None
    """From here on for good; None if it never is."""


def meeting(ours: Costs | Cheapest, theirs: Costs | Cheapest) -> Meeting:
    """Where our cost stops being the higher one, up to the most tokens that are no slip.

    Raises:
        NearlyTheSameError: where that takes too long to find.
    """
    if ours == theirs or _at_most(ours) <= _at_least(theirs):
        return Meeting(0.0, None, 0.0)
    if _at_least(ours) > _at_most(theirs):
        return Meeting(None, None, None)
    first = _no_more(ours, theirs)
    if first is None:
        return Meeting(None, None, None)
    steady = _for_good(ours, theirs)
    if first > _LEAST:
        return Meeting(first, None, None if steady is None else max(first, steady))
    return Meeting(0.0, _more(ours, theirs), steady)


def reaches(costs: Costs | Cheapest, amount: float) -> float:
    """The fewest tokens a month that cost as much; infinite where none do."""
    if isinstance(costs, Line):
        more = max(0.0, amount - costs.fixed)
        return more / costs.per_token if costs.per_token > 0 else (inf if more else 0.0)
    low, high = _LEAST, MOST_TOKENS
    if isinstance(costs, Cheapest):
        # Never dearer than by the token, so not before that gets there.
        usual = reaches(costs.usual, amount)
        if usual == inf:
            return inf
        low = max(low, usual * _BEFORE)
    if costs.cost(low) >= amount:
        return low if low > _LEAST else 0.0
    if costs.cost(high) < amount:
        return inf
    while high > low * (1 + _CLOSE / 10):
        middle = sqrt(low * high)
        if costs.cost(middle) >= amount:
            high = middle
        else:
            low = middle
    return high


def _at_most(costs: Costs | Cheapest) -> float:
    """Money for each token beyond which it never goes; infinite where there is none."""
    if isinstance(costs, Cheapest):
        return _at_most(costs.usual)
    return costs.per_token if isinstance(costs, Line) and not costs.fixed else inf


def _at_least(costs: Costs | Cheapest) -> float:
    """Money for each token below which it never goes."""
    if isinstance(costs, Cheapest):
        kept = (
            each.month * each.offer.needs(each.into, each.out) + each.beside
            for each in costs.reserved
        )
        return min(_at_least(costs.usual), *kept)
    if isinstance(costs, Stairs):
        return costs.cards * costs.per_card / costs.group_tokens
    return costs.per_token


def _is_higher(ours: Costs | Cheapest, theirs: Costs | Cheapest, tokens: float) -> bool:
    return ours.cost(tokens) > theirs.cost(tokens) * (1 + _CLOSE)


def _no_more(ours: Costs | Cheapest, theirs: Costs | Cheapest) -> float | None:
    """The least volume at which ours is not the higher cost."""
    tokens = _LEAST
    for _ in range(_JUMPS):
        if tokens > MOST_TOKENS:
            return None
        if not _is_higher(ours, theirs, tokens):
            return tokens
        tokens = max(reaches(theirs, ours.cost(tokens)), tokens * (1 + _CLOSE))
    raise NearlyTheSameError


def _more(ours: Costs | Cheapest, theirs: Costs | Cheapest) -> float | None:
    """The least volume at which ours is the higher cost; None where there is none."""
    tokens = _LEAST
    for _ in range(_JUMPS):
        if tokens > MOST_TOKENS:
            return None
        if _is_higher(ours, theirs, tokens):
            return tokens
        tokens = max(reaches(ours, theirs.cost(tokens)), tokens) * (2 - _BEFORE)
    raise NearlyTheSameError


def _for_good(ours: Costs | Cheapest, theirs: Costs | Cheapest) -> float | None:
    """The volume from which on ours is never the higher cost; 0 where it never is at all."""
    tokens = MOST_TOKENS
    if _is_higher(ours, theirs, tokens):
        return None
    for _ in range(_JUMPS):
        lower = min(reaches(theirs, ours.cost(tokens)), tokens)
        if lower <= _LEAST:
            return 0.0
        if _is_higher(ours, theirs, lower * _BEFORE):
            return lower
        tokens = lower * _BEFORE
    raise NearlyTheSameError
