"""The least that one option can be ahead of another, over all completions of a node."""

from collections.abc import Mapping
from dataclasses import dataclass

from llmchoice.engine.bounds.node import Node, Outcome
from llmchoice.engine.bounds.stakes import Stakes
from llmchoice.engine.conditions import Holds
from llmchoice.engine.values import Row

Worst = dict[str, Outcome]
"""Question to the outcome that is worst for the better option."""


@dataclass(frozen=True, slots=True)
class _Item:
    """What one question adds within a priority."""

    question: str
    share: float
    rows: tuple[tuple[Outcome, Row], ...]
    certain: bool
    """Whether its criteria apply in every completion of the node."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """How the criteria of a node weigh against each other."""

    sure: Mapping[str, tuple[tuple[Outcome, Row], ...]]
    """Question to its weighed values; for the priorities whose criteria are certain to apply."""
    unsure: tuple[tuple[float, tuple[_Item, ...]], ...]
    """The other priorities: the weight of each, and what may count in it."""
    weighs: bool
    """Whether something has weight in every completion."""


def weigh(stakes: Stakes, node: Node) -> Weighing:
    """Weigh the criteria of a node, as far as they are certain to apply."""
    weighed: dict[str, list[tuple[Outcome, Row]]] = {}
    unsure: list[tuple[float, tuple[_Item, ...]]] = []
    weighs = False
    for priority, items in _items(stakes, node).items():
        weight = stakes.weights[priority]
        weighs = weighs or any(item.certain for item in items)
        if not all(item.certain for item in items):
            unsure.append((weight, tuple(items)))
            continue
        share = sum(item.share for item in items)
        for item in items:
            rows = [(o, tuple([weight * value / share for value in row])) for o, row in item.rows]
            before = weighed.get(item.question)
            weighed[item.question] = _added(before, rows) if before else rows
    return Weighing({key: tuple(rows) for key, rows in weighed.items()}, tuple(unsure), weighs)


def _added(
    left: list[tuple[Outcome, Row]], right: list[tuple[Outcome, Row]]
) -> list[tuple[Outcome, Row]]:
    pairs = zip(left, right, strict=True)
    return [(o, tuple([a + b for a, b in zip(x, y, strict=True)])) for (o, x), (_, y) in pairs]


def _items(stakes: Stakes, node: Node) -> dict[str, list[_Item]]:
    items: dict[str, list[_Item]] = {}
    for question, domain in node.domains.items():
        asked = node.asked[question]
        present = [outcome for outcome in domain if outcome.rows]
        if asked is Holds.NEVER or not present:
            continue
        certain = asked is Holds.ALWAYS and len(present) == len(domain)
        for at, stake in enumerate(stakes.of[question]):
            rows = tuple((outcome, outcome.rows[at]) for outcome in present)
            items.setdefault(stake.priority, []).append(_Item(question, stake.share, rows, certain))
    return items


def least(weighing: Weighing, better: int, worse: int) -> tuple[float, Worst]:
    """A lower bound of the difference in points between two options, and answers that come near.

    Both are positions among the options. A priority whose criteria all fall away loses its weight,
    and the scores are then divided by the weight that is left: above 0, and at most 1. The bound
    is that of the difference before this division. Above 0 the division only raises it, so it
    holds for the scores too; at 0 or below it proves nothing.
    """
    worst: Worst = {}
    total = 0.0
    for question, rows in weighing.sure.items():
        outcome, ahead = _lowest(rows, better, worse)
        worst[question] = outcome
        total += ahead
    for weight, items in weighing.unsure:
        total += weight * _mean(items, better, worse, worst)
    return total, worst


def _lowest(
    rows: tuple[tuple[Outcome, Row], ...], better: int, worse: int
) -> tuple[Outcome, float]:
    differences = [(row[better] - row[worse], at) for at, (_, row) in enumerate(rows)]
    ahead, at = min(differences)
    return rows[at][0], ahead


def _mean(items: tuple[_Item, ...], better: int, worse: int, worst: Worst) -> float:
    """The least weighted mean over all sets of criteria that may apply together.

    Those that apply for certain count; of the others the lowest are added for as long as they
    lower the mean. Where none is certain the priority may vanish, and then adds 0.
    """
    ahead: dict[str, float] = {}
    for item in items:
        outcome, ahead[item.question] = _lowest(item.rows, better, worse)
        worst.setdefault(item.question, outcome)
    share = sum(item.share for item in items if item.certain)
    total = sum(ahead[item.question] for item in items if item.certain)
    may_vanish = not share
    doubtful = (item for item in items if not item.certain)
    for item in sorted(doubtful, key=lambda item: ahead[item.question] / item.share):
        if share and ahead[item.question] / item.share >= total / share:
            break
        share += item.share
        total += ahead[item.question]
    mean = total / share
    return min(0.0, mean) if may_vanish else mean
