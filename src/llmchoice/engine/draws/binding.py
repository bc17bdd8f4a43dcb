"""Rules in one chunk of draws: what they exclude, and which draws contradict themselves."""

import numpy as np
from numpy.typing import NDArray

from llmchoice.engine.draws.costs import Costs
from llmchoice.engine.draws.frame import Frame, Masks
from llmchoice.engine.draws.world import World
from llmchoice.model.base import UNKNOWN

Counts = NDArray[np.int16]


def excluded(frame: Frame, world: World, size: int) -> Counts:
    """(options, n): how many rules, the ceiling on costs among them, exclude an option."""
    kb = frame.kb
    counts = np.zeros((len(kb.options), size), dtype=np.int16)
    for rule in kb.constraints:
        binds = world.meets(rule.when)
        if binds is False:
            continue
        for at, option in enumerate(kb.options):
            if option.id in rule.excludes:
                counts[at] += binds
    costs = frame.costs(frame.priced, world.answers) if frame.priced else None
    if frame.priced is not None and costs is not None:
        counts += _over(costs, world, frame.priced.question)
    return counts


def contradicted(frame: Frame, world: World, size: int) -> Counts:
    """(n,): how many contradictions the answers meet."""
    counts = np.zeros(size, dtype=np.int16)
    for rule in frame.kb.contradictions:
        counts += world.meets(rule.when)
    return counts


def column(world: World, question: str) -> NDArray[np.intp] | None:
    """(n,): which volume holds in each draw; None where it is the same, or held, in all."""
    return world.codes(question) if world.is_drawn(question) else None


def _over(costs: Costs, world: World, question: str) -> Masks:
    """(options, n) or (options, 1): what exceeds the ceiling; a held volume excludes none."""
    places = column(world, question)
    if places is not None:
        over: Masks = costs.over.take(places, axis=1)
        return over
    if world.answers.get(question) == UNKNOWN:
        return np.zeros((len(costs.over), 1), dtype=np.bool_)
    return costs.over
