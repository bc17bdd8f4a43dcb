"""Rules in one chunk of draws: what they exclude, and which draws contradict themselves."""

import numpy as np
from numpy.typing import NDArray

from llmchoice.engine.draws.frame import Frame, Masks
from llmchoice.engine.draws.world import World

Counts = NDArray[np.int16]


def excluded(frame: Frame, world: World, size: int, over: Masks | None) -> Counts:
    """(options, n): how many rules, the ceiling on costs among them, exclude an option.

    `over`: (options, n), what is above the ceiling; None where no cost is computed.
    """
    kb = frame.kb
    counts = np.zeros((len(kb.options), size), dtype=np.int16)
    for rule in kb.constraints:
        binds = world.meets(rule.when)
        if binds is False:
            continue
        for at, option in enumerate(kb.options):
            if option.id in rule.excludes:
                counts[at] += binds
    if over is not None:
        counts += over
    return counts


def contradicted(frame: Frame, world: World, size: int) -> Counts:
    """(n,): how many contradictions the answers meet."""
    counts = np.zeros(size, dtype=np.int16)
    for rule in frame.kb.contradictions:
        counts += world.meets(rule.when)
    return counts
