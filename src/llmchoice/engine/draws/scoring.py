"""Scores in one chunk of draws, for any set of answers."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from llmchoice.engine.draws.binding import Counts, column, contradicted, excluded
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
class Ledger:
    """What each criterion and each rule adds, summed up."""

    points: Floats
    """(options, n): weighted values; by the sum of the weights that count, they are scores."""
    excluded: Counts
    """(options, n): how many rules exclude the option."""
    contradicted: Counts
    """(n,): how many contradictions the answers meet."""


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
        world = World(self._codes, case.answers, case.held)
        total, weighed = self._weighed(world, case, weights)
        possible = weighed > 0
        np.divide(total, weighed, out=total, where=True if possible.all() else possible)
        possible &= contradicted(self._frame, world, self._chunk.size) == 0
        admissible = excluded(self._frame, world, self._chunk.size) == 0
        return Scores(total, admissible), possible

    def ledger(self, case: Case) -> Ledger:
        """What adds up over criteria and rules, and so over changes that no two of them share."""
        world = World(self._codes, case.answers, case.held)
        return Ledger(
            points=self._weighed(world, case)[0],
            excluded=excluded(self._frame, world, self._chunk.size),
            contradicted=contradicted(self._frame, world, self._chunk.size),
        )

    def _weighed(
        self, world: World, case: Case, weights: Floats | None = None
    ) -> tuple[Floats, Floats]:
        """(options, n): weighted sum of the values; (n,): the sum of the weights that count."""
        weights = self._chunk.weights if weights is None else weights
        total = np.zeros((len(self._frame.kb.options), self._chunk.size))
        spare = np.empty_like(total)
        weighed = np.zeros(self._chunk.size)
        for at, weight in enumerate(weights):
            part = self._values(at, world, case)
            if part is not None:
                np.multiply(part.values, weight, out=spare)
                total += spare
                weighed += weight if part.present is True else weight * part.present
        return total, weighed

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
        """The mean over the criteria that apply, by their shares; None when none ever does.

        A criterion whose answer is known is worth `value + half * error` in each draw. Over all of
        these the values are summed once for all draws, and the errors in one pass over the draws:
        passes take the time. Every other criterion has a pass of its own.
        """
        group = self._frame.criteria[priority]
        options = len(self._frame.kb.options)
        values, halves = np.zeros((options, 1)), np.zeros((len(group), options))
        varying: list[Floats] = []
        shares: float | Floats = 0.0
        for row, (at, criterion) in enumerate(group):
            applies = self._applies(criterion, world)
            if applies is False:
                continue
            share = self._frame.share(criterion)
            if applies is True and not self._varies(criterion, world):
                value, half = self._frame.expected(criterion, world.answers.get(criterion.question))
                values += share * value
                halves[row] = share * half[:, 0]
                shares = shares + share
            else:
                counted = share * np.asarray(applies, dtype=np.float64)
                varying.append(counted * self._drawn(at, criterion, world))
                shares = shares + counted
        if not np.any(shares):
            return None
        first = group[0][0]
        errors = self._chunk.errors[first : first + len(group)]
        total: Floats = np.einsum("co,con->on", halves, errors)
        total += values
        for drawn in varying:
            total += drawn
        if isinstance(shares, float):
            total /= shares
            return Values(total, present=True)
        present = shares > 0
        np.divide(total, shares, out=total, where=present)
        return Values(total, present=present)

    @staticmethod
    def _applies(criterion: Criterion, world: World) -> Truth:
        if world.answers.get(criterion.question) == NOT_APPLICABLE:
            return False
        return world.applies(criterion.question)

    def _varies(self, criterion: Criterion, world: World) -> bool:
        """Whether more than its error differs from draw to draw."""
        computed = self._frame.costs(criterion, world.answers) is not None
        return computed or world.is_drawn(criterion.question)

    def _drawn(self, at: int, criterion: Criterion, world: World) -> Floats:
        """(options, n): the values, each off by its own error."""
        errors = self._chunk.errors[at]
        costs = self._frame.costs(criterion, world.answers)
        if costs is not None:
            return costs.drawn(column(world, criterion.question), errors)
        if not world.is_drawn(criterion.question):
            value, half = self._frame.expected(criterion, world.answers.get(criterion.question))
            expected: Floats = value + half * errors
            return expected
        rows = self._frame.rows(criterion)
        codes = world.codes(criterion.question)
        drawn = half_widths(rows, criterion.uncertainty).take(codes, axis=1)
        drawn *= errors
        drawn += rows.take(codes, axis=1)
        return drawn
