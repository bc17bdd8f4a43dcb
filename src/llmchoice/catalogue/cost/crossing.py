"""Where an option stops costing more than another: by formula, step by step.

With k groups of cards, stairs cost at most what a line does, at some volume that these groups
serve, if step(k) <= price x capacity(k); the volume is then step(k) / price. A step is the greater
of two linear functions of k (staff has a floor), so each side of the maximum gives the fewest k by
one division, and the larger of the two holds.
"""

from dataclasses import dataclass
from math import ceil

from llmchoice.catalogue.cost.curve import Costs, Line, Stairs

_SLACK = 1e-9
_MOST = 1e12
"""Groups beyond which no volume is a volume."""


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
        ValueError: for stairs that rise at different volumes.
    """
    if isinstance(ours, Stairs) and isinstance(theirs, Line):
        return _against_line(ours, theirs)
    if isinstance(ours, Line) and isinstance(theirs, Line):
        return Crossing(0.0, 0, 0.0) if ours.per_token <= theirs.per_token else None
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


def _against_line(stairs: Stairs, line: Line) -> Crossing | None:
    if line.per_token <= 0:
        return Crossing(0.0, 1, 0.0) if stairs.step(1) <= 0 else None
    reach = line.per_token * stairs.group_tokens
    first = _fewest(stairs, reach, lead=0.0)
    if first is None:
        return None
    # From here on each next step starts below the line already.
    from_start = _fewest(stairs, reach, lead=reach)
    steady = None if from_start is None else _start(stairs, line, from_start)
    at = stairs.step(first) / line.per_token
    return Crossing(at, first, None if steady is None else max(steady, at))


def _start(stairs: Stairs, line: Line, groups: int) -> float:
    """Where the line passes the step before the first one that starts below it."""
    before = max(1, groups - 1)
    return stairs.step(before) / line.per_token


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
