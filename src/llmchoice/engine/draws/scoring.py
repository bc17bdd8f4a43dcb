"""Scores in one chunk of draws, for any set of answers."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from llmchoice.engine.draws.frame import Floats, Frame, Masks, half_widths
from llmchoice.engine.draws.sample import Chunk
from llmchoice.engine.draws.world import Codes, Truth, World
from llmchoice.model.base import NOT_APPLICABLE
from llmchoice.model.criterion import Criterion
from llmchoice.model.profile import Answer

KEPT = 256
"""Priorities whose values are kept in memory: what-ifs mostly share them."""


@dataclass(frozen=True, slots=True)
class Values:
    """What the options are worth on one priority, in each draw."""

    values: Floats
    """(options, n)"""
    present: Truth
    """Whether any of its criteria applies."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How the options do in each draw."""

    scores: Floats
    """(options, n), from 0 to 100."""
    admissible: Masks
    """(options, n)"""


@dataclass(frozen=True, slots=True)
class Case:
    """A set of answers that count, some of them held at their expectation."""

    answers: Mapping[str, Answer]
    held: frozenset[str] = frozenset()


class Scorer:
    """Scores sets of answers in one chunk, and keeps what several of them share."""

    def __init__(self, frame: Frame, chunk: Chunk) -> None:
        self._frame = frame
        self._chunk = chunk
        self._codes = Codes(frame, chunk)
        self._kept: dict[tuple[object, ...], Values | None] = {}

    def scores(self, case: Case, weights: Floats | None = None) -> tuple[Scores, Masks]:
        """The scores of all draws, and which draws are possible at all.

        Args:
            case: the answers.
            weights: (priorities, n) or (priorities, 1) in place of the drawn ones.
        """
        world = World(self._frame, self._codes, case.answers, case.held)
        weights = self._chunk.weights if weights is None else weights
        total = np.zeros((len(self._frame.kb.options), self._chunk.size))
        weighed = np.zeros(self._chunk.size)
        for at, weight in enumerate(weights):
            part = self._values(at, world, case)
            if part is not None:
                total += weight * part.values
                weighed += weight * part.present
        possible = (weighed > 0) & ~self._contradict(world)
        np.divide(total, weighed, out=total, where=weighed > 0)
        return Scores(total, self._admissible(world)), possible

    def _values(self, priority: int, world: World, case: Case) -> Values | None:
        relevant = self._frame.relevant[priority]
        key = (priority, *((case.answers.get(q), q in case.held) for q in relevant))
        if key in self._kept:
            return self._kept[key]
        found = self._judged(priority, world)
        if len(self._kept) < KEPT:
            self._kept[key] = found
        return found

    def _judged(self, priority: int, world: World) -> Values | None:
        """The mean over the criteria that apply, by their shares; None when none ever does."""
        size = self._chunk.size
        total = np.zeros((len(self._frame.kb.options), size))
        shares = np.zeros(size)
        for at, criterion in self._frame.criteria[priority]:
            applies = world.asks(criterion.question)
            share = self._frame.share(criterion)
            if applies is False or world.answer(criterion.question) == NOT_APPLICABLE:
                continue
            counted = share * np.asarray(applies, dtype=np.float64)
            total += counted * self._drawn(at, criterion, world)
            shares += counted
        if not shares.any():
            return None
        np.divide(total, shares, out=total, where=shares > 0)
        return Values(total, present=shares > 0)

    def _drawn(self, at: int, criterion: Criterion, world: World) -> Floats:
        """(options, n): the values, each off by its own error."""
        if world.is_drawn(criterion.question):
            rows = self._frame.rows(criterion)
            halves = half_widths(rows, criterion.uncertainty)
            codes = world.codes(criterion.question)
            drawn: Floats = rows[:, codes] + halves[:, codes] * self._chunk.errors[at]
            return drawn
        value, half = self._frame.expected(criterion, world.answer(criterion.question))
        expected: Floats = value + half * self._chunk.errors[at]
        return expected

    def _admissible(self, world: World) -> Masks:
        kb = self._frame.kb
        left = np.ones((len(kb.options), self._chunk.size), dtype=np.bool_)
        for rule in kb.constraints:
            binds = world.meets(rule.when)
            if binds is False:
                continue
            for at, option in enumerate(kb.options):
                if option.id in rule.excludes:
                    left[at] &= not binds if isinstance(binds, bool) else ~binds
        return left

    def _contradict(self, world: World) -> Masks:
        wrong = np.zeros(self._chunk.size, dtype=np.bool_)
        for rule in self._frame.kb.contradictions:
            wrong |= world.meets(rule.when)
        return wrong
