"""Rules in one chunk of draws: what they exclude, and which draws contradict themselves."""

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from llmchoice.engine.draws.frame import Binding, Frame, Masks
from llmchoice.engine.draws.latest import Latest
from llmchoice.engine.draws.world import Truth, World

Counts = NDArray[np.int16]
TRUTHS = 16
"""How many truths of rules are kept for each count of them."""


class Rules:
    """The rules in one chunk; sets of answers share whatever hangs on none that differs."""

    def __init__(self, frame: Frame, size: int, kept: int) -> None:
        """`size`: number of draws; `kept`: how many counts are kept."""
        self._frame, self._size = frame, size
        self._excluded: Latest[Counts] = Latest(kept)
        self._contradicted: Latest[Counts] = Latest(kept)
        self._truths: Latest[Truth] = Latest(kept * TRUTHS)

    def excluded(self, world: World, over: Masks | None) -> Counts:
        """(options, n): how many rules, the ceiling on costs among them, exclude an option.

        `over`: (options, n), what is above the ceiling; None where nothing can be.
        """

        def count() -> Counts:
            counts = np.zeros((len(self._frame.kb.options), self._size), dtype=np.int16)
            for binding, binds in self._held(self._frame.constraints, world):
                for at in binding.excludes:
                    counts[at] += binds
            return counts

        counts = self._excluded.of(world.known(self._frame.constraining), count)
        return counts if over is None else counts + over

    def contradicted(self, world: World) -> Counts:
        """(n,): how many contradictions the answers meet."""

        def count() -> Counts:
            counts = np.zeros(self._size, dtype=np.int16)
            for _, binds in self._held(self._frame.contradictions, world):
                counts += binds
            return counts

        return self._contradicted.of(world.known(self._frame.contradicting), count)

    def _held(self, rules: Sequence[Binding], world: World) -> Iterator[tuple[Binding, Truth]]:
        """The rules that ever hold, and in which draws."""
        for rule in rules:
            key = (rule.place, *world.known(rule.questions))
            truth = self._truths.of(key, partial(world.meets, rule.when))
            if truth is not False:
                yield rule, truth
