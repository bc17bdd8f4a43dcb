"""Scores in one chunk of draws, for any set of answers.

Longer than other files because it is one thing: what a criterion is worth in a draw, summed up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from llmchoice.engine.draws.binding import Counts, Rules
from llmchoice.engine.draws.costs import Costs, Drawn
from llmchoice.engine.draws.frame import Floats, Frame, Masks, half_widths
from llmchoice.engine.draws.latest import Latest
from llmchoice.engine.draws.sample import CHUNK, Chunk
from llmchoice.engine.draws.world import Codes, Truth, World
from llmchoice.engine.values import anchored, place
from llmchoice.engine.voices import with_claims
from llmchoice.engine.worth import FULL
from llmchoice.mcda.curves import interpolated
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.criterion import Criterion
from llmchoice.model.estimate import Estimate, Passed
from llmchoice.model.profile import Answer

KEPT = 32 * CHUNK
"""Draws whose values of a priority are kept in memory: 32 times a whole chunk, what-ifs and
workloads mostly share them. Of drawn costs a quarter is kept: fewer share them."""

BAR = 2.0**20
"""Points that a rule takes in sums from the options that it excludes: far more than there are."""


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """What the options are worth on one priority, in each draw; known by which object it is."""

    plain: Floats
    """(options, n), or (options, 1) where they are the same in all draws; errors apart."""
    errors: Floats
    """(options, n): what errors add to them."""
    present: Truth
    """Whether any of its criteria applies."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How the options do in each draw."""

    scores: Floats
    """(options, n), at most 100, errors included."""
    plain: Floats
    """(options, n), errors apart; in units of the weight that counts in the draw."""
    admissible: Masks
    """(options, n)"""


@dataclass(frozen=True, slots=True)
class Case:
    """A set of answers that count, some of them held at their expectation."""

    answers: Mapping[str, Answer]
    held: frozenset[str] = frozenset()

    def differing(self, other: "Case") -> set[str]:
        """The questions that the two answer, or hold, in different ways."""
        either = self.answers.keys() | other.answers.keys()
        differing = {q for q in either if self.answers.get(q) != other.answers.get(q)}
        return differing | (self.held ^ other.held)


class Scorer:
    """Scores sets of answers in one chunk, and keeps what several of them share."""

    def __init__(self, frame: Frame, chunk: Chunk) -> None:
        self._frame = frame
        self.chunk = chunk
        self._codes = Codes(frame, chunk)
        most = KEPT // max(1, chunk.size)
        self._rules = Rules(frame, chunk.size, most)
        self._kept: Latest[Values | None] = Latest(most)
        self._costs: Latest[Drawn] = Latest(most // 4)
        self._steps: Latest[Floats] = Latest(most // 2)
        none = np.zeros((len(frame.kb.options), 1))
        self._nothing = Values(none, none, present=False)

    def scores(self, case: Case, weights: Floats | None = None) -> tuple[Scores, Masks]:
        """The scores of all draws, and which draws are possible at all.

        `weights` are (priorities, n) or (priorities, 1), in place of the drawn ones.
        """
        world = self._world(case)
        plain, errors, weighed = self._weighed(world, weights)
        possible = weighed > 0
        errors += plain
        np.divide(errors, weighed, out=errors, where=True if possible.all() else possible)
        possible &= self._rules.contradicted(world) == 0
        admissible = self._excluded(world) == 0
        return Scores(errors, plain, admissible), possible

    def sums(self, case: Case) -> Floats:
        """What adds up over criteria and rules, and so over changes that no two of them share.

        (2 x options + 1, n): the weighted values of each option, errors apart, less `BAR` for each
        rule that excludes it; what errors add to them; how many contradictions the answers meet.
        """
        world = self._world(case)
        plain, errors, _ = self._weighed(world)
        points = plain - BAR * self._excluded(world)
        return np.vstack([points, errors, self._rules.contradicted(world)])

    def added(self, base: Case, cases: Sequence[Case]) -> Floats:
        """(2 x options + 1, cases, n): what each set of answers adds to the sums for another one.

        Of that each leaves most as it was.
        """
        before, options = self._world(base), len(self._frame.kb.options)
        after = [(self._world(case), case.differing(base)) for case in cases]
        sums = np.zeros((2 * options + 1, len(cases), self.chunk.size))
        for priority in range(len(self.chunk.weights)):
            old = self._values(priority, before) or self._nothing
            for at, world in _reading(after, self._frame.relevant[priority]):
                new = self._values(priority, world) or self._nothing
                if new is not old:
                    sums[:-1, at] += self._step(priority, old, new)
        excluded, contradicted = self._excluded(before), self._rules.contradicted(before)
        for at, world in _reading(after, self._frame.excluding):
            sums[:options, at] -= BAR * (self._excluded(world) - excluded)
        for at, world in _reading(after, self._frame.contradicting):
            sums[-1, at] = self._rules.contradicted(world) - contradicted
        return sums

    def _step(self, priority: int, old: Values, new: Values) -> Floats:
        """(2 x options, n): what other values on a priority add to the weighted ones, and errors.

        Workloads mostly share them, but for those that follow from costs: few have the same.
        """

        def step() -> Floats:
            weight = self.chunk.weights[priority]
            return np.vstack(
                [
                    weight * (new.plain - old.plain),
                    weight * (new.errors - old.errors),
                ]
            )

        return step() if priority == self._frame.priced_at else self._steps.of((old, new), step)

    def _world(self, case: Case) -> World:
        """The answers as the voice has them that these draws are of."""
        claims = {q: a for q, a in self.chunk.claims.items() if q not in case.held}
        return World(self._codes, with_claims(case.answers, claims), case.held)

    def _weighed(
        self, world: World, weights: Floats | None = None
    ) -> tuple[Floats, Floats, Floats]:
        """(options, n) twice: weighted sums of values and of errors; (n,): of what counts."""
        weights = self.chunk.weights if weights is None else weights
        shape = (len(self._frame.kb.options), self.chunk.size)
        plain, errors, spare = np.zeros(shape), np.zeros(shape), np.empty(shape)
        weighed = np.zeros(self.chunk.size)
        level: list[tuple[int, Floats]] = []
        for at, weight in enumerate(weights):
            part = self._values(at, world)
            if part is None:
                continue
            errors += np.multiply(part.errors, weight, out=spare)
            if part.plain.shape[1] == 1:
                level.append((at, part.plain))
            else:
                plain += np.multiply(part.plain, weight, out=spare)
            weighed += weight if part.present is True else weight * part.present
        if level:
            # Over all priorities that are the same in all draws, one pass.
            values = np.hstack([values for _, values in level])
            plain += np.einsum("op,pn->on", values, weights[[at for at, _ in level]])
        return plain, errors, weighed

    def _excluded(self, world: World) -> Counts:
        priced = self._frame.priced
        costs = self._drawn_costs(priced, world) if priced and self._frame.basis.limited else None
        return self._rules.excluded(world, over=costs.over if costs is not None else None)

    def _values(self, priority: int, world: World) -> Values | None:
        costs = world.costs if priority == self._frame.priced_at else None
        # The costs tell all answers that they alone hang on.
        key = (priority, costs, *world.known(self._frame.looked_up[priority]))
        return self._kept.of(key, lambda: self._judged(priority, world))

    def _judged(self, priority: int, world: World) -> Values | None:
        """The mean over the criteria that apply, by their shares; None when none ever does.

        A criterion whose answer is known is worth `value + half * error` in each draw. Over all of
        these the values are summed once for all draws, and the errors in one pass over the draws:
        passes take the time. Every other criterion has a pass of its own.
        """
        group = self._frame.criteria[priority]
        options = len(self._frame.kb.options)
        plain, halves = np.zeros((options, 1)), np.zeros((len(group), options))
        varying: list[Floats] = []
        shares: float | Floats = 0.0
        for row, (at, criterion) in enumerate(group):
            applies = self._applies(criterion, world)
            if applies is False:
                continue
            share = self._frame.share(criterion)
            if applies is True and not self._varies(criterion, world):
                value, half = self._frame.expected(criterion, world.answers)
                plain += share * value
                halves[row] = share * half[:, 0]
                shares = shares + share
            else:
                counted = share * np.asarray(applies, dtype=np.float64)
                value, error = self._drawn(at, criterion, world)
                plain = plain + counted * value
                varying.append(counted * error)
                shares = shares + counted
        if not np.any(shares):
            return None
        first = group[0][0]
        own = self.chunk.errors[first : first + len(group)]
        errors: Floats = np.einsum("co,con->on", halves, own)
        for error in varying:
            errors += error
        if isinstance(shares, float):
            return Values(plain / shares, errors / shares, present=True)
        present = shares > 0
        np.divide(errors, shares, out=errors, where=present)
        plain = np.divide(plain, shares, out=np.zeros_like(errors), where=present)
        return Values(plain, errors, present=present)

    def _applies(self, criterion: Criterion, world: World) -> Truth:
        if not criterion.has_table and self._costs_of(criterion, world) is None:
            return False
        if world.answers.get(criterion.question) == NOT_APPLICABLE:
            return False
        return world.applies(criterion.question)

    def _varies(self, criterion: Criterion, world: World) -> bool:
        """Whether more than its error differs from draw to draw."""
        computed = self._costs_of(criterion, world) is not None
        counted = criterion.counts is not None and isinstance(
            world.answers.get(criterion.question), Passed
        )
        question = criterion.question
        spread = world.range_of(question) is not None
        varies = computed or counted or spread or world.is_drawn(question)
        return varies or world.turns_on(question) is not None

    def _drawn(self, at: int, criterion: Criterion, world: World) -> tuple[Floats, Floats]:
        """(options, n) or (options, 1): the values; (options, n): what errors add to them."""
        errors = self.chunk.errors[at]
        costs = self._drawn_costs(criterion, world)
        if costs is not None:
            return costs.plain, costs.errors
        answer = world.answers.get(criterion.question)
        if isinstance(answer, Passed) and criterion.counts is not None:
            places, curves = zip(*anchored(criterion), strict=True)
            difference = self._codes.differences(criterion.question, answer, world.answers)
            values = interpolated(difference, places, np.array(curves, dtype=np.float64).T)
            part = self._codes.part_untested(criterion.question, answer, world.answers)
            off = part * criterion.uncertainty + (1 - part) * criterion.counts.uncertainty
            return values, half_widths(values, off) * errors
        spread = world.range_of(criterion.question)
        if spread is not None:
            values = self._within(criterion, spread)
            return values, half_widths(values, criterion.uncertainty) * errors
        if not world.is_drawn(criterion.question):
            value, half = self._held(criterion, world)
            return value, half * errors
        rows = self._frame.rows(criterion)
        codes = self._codes.of(criterion.question, world.answers)
        halves = half_widths(rows, criterion.uncertainty).take(codes, axis=1)
        return rows.take(codes, axis=1), halves * errors

    def _within(self, criterion: Criterion, spread: Estimate) -> Floats:
        """(options, n): the values at the amount that a range turns out as in each draw."""
        scale = self._frame.questions[criterion.question].scale
        at = [place(point.at, scale) for point in criterion.points]
        amounts = self._codes.amounts(criterion.question, spread)
        curves = np.array([point.values for point in criterion.points], dtype=np.float64).T
        return interpolated(amounts, at, curves)

    def _held(self, criterion: Criterion, world: World) -> tuple[Floats, Floats]:
        """(options, 1) or (options, n) each: expected values, and how far they may be off.

        Each draw expects what it does by the drawn answer on which the odds depend.
        """
        name = world.turns_on(criterion.question)
        if name is None:
            return self._frame.expected(criterion, world.answers)
        by_choice = (
            self._frame.expected(criterion, {**world.answers, name: choice.id})
            for choice in self._frame.questions[name].choices
        )
        values, halves = (np.hstack(columns) for columns in zip(*by_choice, strict=True))
        codes = self._codes.of(name, world.answers)
        return values.take(codes, axis=1), halves.take(codes, axis=1)

    def _drawn_costs(self, criterion: Criterion, world: World) -> Drawn | None:
        """What a computed criterion costs in each draw; None where its table holds."""
        costs = self._costs_of(criterion, world)
        if costs is None:
            return None
        question = criterion.question
        is_drawn, is_unknown = world.is_drawn(question), world.answers.get(question) == UNKNOWN

        def drawn() -> Drawn:
            codes, spread = self._codes, world.range_of(question)
            column = codes.of(question, world.answers).astype(np.float64) if is_drawn else None
            if spread is not None:
                column = self._frame.steps(question, spread, codes.amounts(question, spread))
            return costs.drawn(
                column,
                self._price_places,
                self._shift(criterion, world, costs),
                held=is_unknown and not is_drawn,
            )

        key = (costs, *world.known(self._frame.costed_beside))
        return self._costs.of(key, drawn)

    def _costs_of(self, criterion: Criterion, world: World) -> Costs | None:
        """Its computed values; None where its table holds."""
        return world.costs if criterion is self._frame.priced else None

    @cached_property
    def _price_places(self) -> Floats:
        """(options, n): from 0 to 1, where between its ends the cost of each option lies."""
        at = next(
            at for group in self._frame.criteria for at, c in group if c is self._frame.priced
        )
        errors = self.chunk.errors[at][self._frame.priced_like]
        places: Floats = (errors.astype(np.float64) + 1) / 2
        return places

    def _shift(self, criterion: Criterion, world: World, costs: Costs) -> Floats | None:
        """(n,): by how many points the drawn amount moves values; None where none is drawn."""
        question = criterion.decides
        if question is None:
            return None
        if world.is_drawn(question):
            return costs.shifts.take(self._codes.of(question, world.answers))
        spread = world.range_of(question)
        if spread is None:
            return None
        scale = self._frame.questions[question].scale
        return FULL * (self._codes.amounts(question, spread) - place(spread.typical, scale))


def _reading(
    after: Sequence[tuple[World, set[str]]], read: tuple[str, ...]
) -> Iterator[tuple[int, World]]:
    """The sets of answers, with their places, in which one to some questions differs."""
    for at, (world, differing) in enumerate(after):
        if not differing.isdisjoint(read):
            yield at, world
