"""Whether a side comes first in all completions of a node, as far as bounds can tell."""

from dataclasses import dataclass

from llmchoice.engine.bounds.difference import Worst, least, weigh
from llmchoice.engine.bounds.node import Node
from llmchoice.engine.bounds.stakes import Stakes
from llmchoice.engine.conditions import Holds
from llmchoice.engine.ranking import TIE
from llmchoice.model.option import Side

ROUNDING = 1e-11
"""Points by which a difference may be off because it is summed in another order."""


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
