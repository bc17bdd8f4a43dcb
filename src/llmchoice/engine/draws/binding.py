"""Rules in one chunk of draws: what they exclude, and which draws contradict themselves."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from llmchoice.engine.draws.frame import Binding, Frame, Masks
from llmchoice.engine.draws.world import Truth, World

Counts = NDArray[np.int16]
KEPT = 1024
"""Truths that are kept in memory."""


class Rules:
    """The rules in one chunk; sets of answers share whatever hangs on none that differs."""

    def __init__(self, frame: Frame, size: int) -> None:
        """`size`: number of draws."""
        self._frame, self._size = frame, size
        self._kept: dict[tuple[object, ...], Truth] = {}

    def excluded(self, world: World, over: Masks | None) -> Counts:
        """(options, n): how many rules, the ceiling on costs among them, exclude an option.

        `over`: (options, n), what is above the ceiling; None where no cost is computed.
        """
        counts = np.zeros((len(self._frame.kb.options), self._size), dtype=np.int16)
        for binding, binds in self._held(self._frame.constraints, world):
            for at in binding.excludes:
                counts[at] += binds
        if over is not None:
            counts += over
        return counts

    def contradicted(self, world: World) -> Counts:
        """(n,): how many contradictions the answers meet."""
        counts = np.zeros(self._size, dtype=np.int16)
        for _, binds in self._held(self._frame.contradictions, world):
            counts += binds
        return counts

    def _held(self, rules: Sequence[Binding], world: World) -> list[tuple[Binding, Truth]]:
        """The rules that ever hold, and in which draws."""
        truths = ((rule, self._truth(rule, world)) for rule in rules)
        return [(rule, truth) for rule, truth in truths if truth is not False]

    def _truth(self, rule: Binding, world: World) -> Truth:
        key = (rule.place, *world.known(rule.questions))
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[key] = world.meets(rule.when)
        return self._kept[key]
