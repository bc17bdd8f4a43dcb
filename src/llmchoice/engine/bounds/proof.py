"""Whether a side comes first in all completions of a node, as far as bounds can tell.

A score is a mean of values: their sum, each times its weight, divided by the weight that counts.
All weight counts, unless every criterion of a priority falls away, and its weight with it. What is
bounded here is the sum before the division. To divide by what is left, above 0 and at most 1, makes
a lead only larger: who leads by the sum leads by the score. A sum of 0 or less proves nothing.

Each question is taken at its worst for the option that should lead, by itself and whatever the
others are answered with, so the bound may be lower than any completion, and never higher.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from llmchoice.engine.bounds.node import Node, Outcome
from llmchoice.engine.bounds.stakes import Stakes
from llmchoice.engine.conditions import Holds
from llmchoice.engine.ranking import TIE
from llmchoice.engine.values import Row
from llmchoice.model.option import Side

Worst = dict[str, Outcome]
"""Question to the outcome that is worst for the better option."""
Rows = tuple[tuple[Outcome, Row], ...]
"""What each outcome of a question gives the options, at the least and then at the most, in the
order of the domain."""
ROUNDING = 1e-11
"""Points by which a difference may be off because it is summed in another order."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What one question adds within a priority: its rows hold share times value."""

    question: str
    share: float
    rows: Rows
    certain: bool
    """Whether its criteria apply in every completion of the node."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """How the criteria of a node weigh against each other."""

    sure: Mapping[str, Rows]
    """Question to its weighed values, over all priorities whose criteria are certain to apply."""
    unsure: tuple[tuple[float, tuple[_Part, ...]], ...]
    """The other priorities: the weight of each, and what may count in it."""
    certain: float
    """The weight that counts in every completion, from 0 to 1."""


def weigh(stakes: Stakes, node: Node) -> Weighing:
    """Weigh the criteria of a node, as far as they are certain to apply."""
    sure: dict[str, Rows] = {}
    unsure: list[tuple[float, tuple[_Part, ...]]] = []
    priorities = _priorities(stakes, node)
    for priority, parts in priorities.items():
        weight = stakes.weights[priority]
        if not all(part.certain for part in parts):
            unsure.append((weight, tuple(parts)))
            continue
        share = sum(part.share for part in parts)
        for part in parts:
            rows = _times(weight / share, part.rows)
            before = sure.get(part.question)
            sure[part.question] = rows if before is None else _plus(before, rows)
    counted = (
        stakes.weights[priority]
        for priority, parts in priorities.items()
        if any(part.certain for part in parts)
    )
    return Weighing(sure, tuple(unsure), fsum(counted))


def least(weighing: Weighing, better: int, worse: int) -> tuple[float, Worst]:
    """A lower bound of how far one option is ahead of another, in points before any division.

    Both are positions among the options. With it come the answers that bring the two that near.
    """
    worst: Worst = {}
    total = 0.0
    for question, rows in weighing.sure.items():
        worst[question], lead = _least_lead(rows, better, worse)
        total += lead
    for weight, parts in weighing.unsure:
        total += weight * _least_mean(parts, better, worse, worst)
    return total, worst


def _times(factor: float, rows: Rows) -> Rows:
    return tuple((outcome, tuple([factor * value for value in row])) for outcome, row in rows)


def _plus(left: Rows, right: Rows) -> Rows:
    return tuple(
        (outcome, tuple([a + b for a, b in zip(row, more, strict=True)]))
        for (outcome, row), (_, more) in zip(left, right, strict=True)
    )


def _priorities(stakes: Stakes, node: Node) -> dict[str, list[_Part]]:
    """Priority to the parts that count in some completion at least."""
    priorities: dict[str, list[_Part]] = {}
    for question, domain in node.domains.items():
        asked = node.asked[question]
        present = [outcome for outcome in domain if outcome.rows]
        if asked is Holds.NEVER or not present:
            continue
        certain = asked is Holds.ALWAYS and len(present) == len(domain)
        for at, stake in enumerate(stakes.of[question]):
            rows = tuple((outcome, outcome.rows[at]) for outcome in present)
            part = _Part(question, stake.share, rows, certain)
            priorities.setdefault(stake.priority, []).append(part)
    return priorities


def _least_lead(rows: Rows, better: int, worse: int) -> tuple[Outcome, float]:
    half = len(rows[0][1]) // 2
    lead, at = min((row[better] - row[half + worse], at) for at, (_, row) in enumerate(rows))
    return rows[at][0], lead


def _least_mean(parts: tuple[_Part, ...], better: int, worse: int, worst: Worst) -> float:
    """The least weighted mean of leads over all sets of parts that may apply together.

    Those that are certain are in every set; of the others the lowest join for as long as they
    lower the mean. Where none is certain the priority may vanish, and then adds 0.
    """
    share = total = 0.0
    doubtful: list[tuple[float, float]] = []
    for part in parts:
        outcome, lead = _least_lead(part.rows, better, worse)
        worst.setdefault(part.question, outcome)
        if part.certain:
            share += part.share
            total += lead
        else:
            doubtful.append((lead, part.share))
    may_vanish = not share
    for lead, more in sorted(doubtful, key=lambda pair: pair[0] / pair[1]):
        if share and lead / more >= total / share:
            break
        share += more
        total += lead
    mean = total / share
    return min(0.0, mean) if may_vanish else mean


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a side is not proven to come first in a node."""

    better: int
    """The option of the side that comes nearest to staying ahead."""
    rival: int | None
    """The option of the other side that it may not be ahead of; none where that is excluded."""
    worst: Worst
    """Answers that may put the rival ahead."""


def doubts(stakes: Stakes, node: Node, side: Side) -> tuple[Doubt, ...] | None:
    """What stands against a side in a node: empty when it is proven, None when it is refuted.

    It is proven when every option of the other side that may be admissible is behind some option
    of the side that nothing excludes, in every completion by more than a tie.
    """
    sides = [option.weights for option in stakes.kb.options]
    left = [at for at, holds in enumerate(node.excluded) if holds is not Holds.ALWAYS]
    mine = [at for at in left if sides[at] is side]
    safe = {at for at in mine if node.excluded[at] is Holds.NEVER}
    rivals = [at for at in left if sides[at] is not side]
    if not mine:
        return None
    weighing = weigh(stakes, node)
    if not rivals:
        return () if safe and weighing.certain else (Doubt(mine[0], None, {}),)
    doubtful: list[Doubt] = []
    for rival in rivals:
        bounds = [(least(weighing, at, rival), at) for at in mine]
        if any(bound > TIE + ROUNDING and at in safe for (bound, _), at in bounds):
            continue
        (_, worst), nearest = max(bounds, key=lambda entry: entry[0][0])
        doubtful.append(Doubt(nearest, rival, worst))
    return tuple(doubtful)
