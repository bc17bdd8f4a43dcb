"""Many changes together, from what each adds alone: much faster, and the same counts.

A sum over criteria and rules changes by the same amount whatever else is changed, as long as no
criterion and no rule reads two of the changes. So each change is scored once by itself, and of a
set of changes the differences are added up.

To add up once and not twice, points and exclusions share one number: an excluded option has `BAR`
points less for each rule that excludes it, so that it never comes near one that none excludes.
Errors are summed apart, for a side's representative is found without them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from llmchoice.engine.draws.frame import Floats, Frame, Masks
from llmchoice.engine.draws.outcome import Outcome, shares_of
from llmchoice.engine.draws.sample import Chunk, Sample
from llmchoice.engine.draws.scoring import Case, Scorer
from llmchoice.engine.draws.survey import outcomes, scorers
from llmchoice.model.criterion import Criterion
from llmchoice.model.verdict import HALF

FLOOR = -(2.0**10)
"""What a side without any option has: less than any score, and more than is left of one."""
NEAR = 1e-6
"""Differences that sums in another order could turn, or make a tie of: such are scored anew.

Far above the error of the sums (some 1e-9 points, because of `BAR`), and above a tie.
"""


@dataclass(frozen=True, slots=True)
class Together:
    """Some changes, made together."""

    parts: tuple[int, ...]
    """Places of the changes among the single ones; empty where they must not be added up."""
    case: Case
    """The answers that count after all of them."""


def added_up(
    sample: Sample, base: Case, singles: Sequence[Case], sets: Sequence[Together]
) -> tuple[Outcome, ...]:
    """How each set comes out: the shares and the count are exactly those of `outcomes`.

    Where no criterion and no rule reads two of the changes, what they do to the weighted values
    and to the exclusions adds up. All other sets are scored from scratch, and so are those where
    a draw is nearly a tie. Nothing is said of leads here.
    """
    adds_up = apart(sample.frame, base, singles)
    counts = {at: np.zeros(4, np.int64) for at, each in enumerate(sets) if adds_up(each.parts)}
    for scorer in scorers(sample):
        if not always_weighed(sample.frame, scorer.chunk):
            counts.clear()
        if not counts:
            break
        sums = Sums(scorer, base, singles)
        for at in [*counts]:
            more, is_near = counted(sums.of(sets[at].parts), sample.frame)
            ours, theirs, left, _ = more
            if is_near or ours + theirs < left:
                del counts[at]
            else:
                counts[at] += more
    outcome_at = {at: _outcome(*own.tolist()) for at, own in counts.items()}
    rest = [at for at in range(len(sets)) if at not in outcome_at]
    scratch = outcomes(sample, [sets[at].case for at in rest]) if rest else ()
    outcome_at |= dict(zip(rest, scratch, strict=True))
    return tuple(outcome_at[at] for at in range(len(sets)))


def _outcome(ours: int, theirs: int, left: int, possible: int) -> Outcome:
    none = (possible - left) / max(1, possible)
    return Outcome(shares_of(ours, theirs, left), left, possible, none)


def singly(sample: Sample, base: Case, singles: Sequence[Case]) -> tuple[Outcome, ...]:
    """The same of single changes."""
    alone = [Together((at,), single) for at, single in enumerate(singles)]
    return added_up(sample, base, singles, alone)


def apart(frame: Frame, base: Case, singles: Sequence[Case]) -> Callable[[tuple[int, ...]], bool]:
    """Tells of some changes whether no criterion and no rule hangs on two of them."""

    @cache
    def units() -> tuple[frozenset[str], ...]:
        return _units(frame)

    @cache
    def reach(part: int) -> frozenset[int]:
        return _touched(units(), base, singles[part])

    def adds_up(parts: tuple[int, ...]) -> bool:
        if len(parts) == 1:
            return True
        together = frozenset[int]().union(*map(reach, parts))
        return bool(parts) and len(together) == sum(len(reach(part)) for part in parts)

    return adds_up


def always_weighed(frame: Frame, chunk: Chunk) -> bool:
    """Whether some criterion counts in every draw, whatever is answered."""
    return any(
        bool((weights > 0).all())
        and any(_always_applies(frame, criterion) for _, criterion in group)
        for weights, group in zip(chunk.weights, frame.criteria, strict=True)
    )


def _units(frame: Frame) -> tuple[frozenset[str], ...]:
    """The questions that each criterion and each rule hangs on.

    A criterion hangs on those, too, that decide which criteria its priority is the mean of. The
    ceiling on costs needs no unit of its own: it hangs on what the computed criterion hangs on.
    """
    rules = [rule.when for rule in frame.kb.constraints]
    rules += [rule.when for rule in frame.kb.contradictions]
    return (*_criteria(frame), *(_with_ancestry(frame, when) for when in rules))


def _touched(read: tuple[frozenset[str], ...], base: Case, case: Case) -> frozenset[int]:
    """Places of the units that hang on an answer in which two sets of answers differ."""
    differing = case.differing(base)
    return frozenset(at for at, units in enumerate(read) if not differing.isdisjoint(units))


def _always_applies(frame: Frame, criterion: Criterion) -> bool:
    """Whether it counts whatever is answered."""
    return not _presence(frame, criterion) and frame.share(criterion) > 0


def _criteria(frame: Frame) -> Iterator[frozenset[str]]:
    costing = frame.basis.costing
    for group in frame.criteria:
        applying = {q for _, criterion in group for q in _presence(frame, criterion)}
        for _, criterion in group:
            read = {*criterion.reads}
            if criterion.computed is not None and costing is not None:
                read |= {*costing.questions}
            yield _with_ancestry(frame, read) | applying


def _presence(frame: Frame, criterion: Criterion) -> set[str]:
    """The questions that decide whether a criterion applies."""
    asked = frame.questions[criterion.question]
    above = frame.deciding(asked.id)
    return above | {asked.id} if asked.not_applicable else above


def _with_ancestry(frame: Frame, read: Iterable[str]) -> frozenset[str]:
    return frozenset(ancestor for question in read for ancestor in frame.behind(question))


class Sums:
    """Sums of what changes add in one chunk, by row as `Scorer.sums` has them."""

    def __init__(self, scorer: Scorer, base: Case, singles: Sequence[Case]) -> None:
        self._scorer = scorer
        self._base, self._singles = base, singles
        self._sums: dict[tuple[int, ...], Floats] = {(): scorer.sums(base)}
        self._added: dict[int, Floats] = {}
        self._spare = np.empty_like(self._sums[()])

    def of(self, parts: tuple[int, ...]) -> Floats:
        """The sum for some changes; overwritten by the next one."""
        return np.add(self._sum(parts[:-1]), self._adds(parts[-1]), out=self._spare)

    def beside(self) -> Floats:
        """(2 x options + 1, changes, n): the sums for each change alone, side by side."""
        sums = self._scorer.added(self._base, self._singles)
        sums += self._sums[()][:, np.newaxis]
        return sums

    def _sum(self, parts: tuple[int, ...]) -> Floats:
        # Sets come in order: many in a row differ in the last change alone.
        if parts not in self._sums:
            nothing = self._sums[()]
            self._sums = {(): nothing, parts: nothing + sum(self._adds(part) for part in parts)}
        return self._sums[parts]

    def _adds(self, part: int) -> Floats:
        if part not in self._added:
            (self._added[part],) = self._scorer.added(self._base, [self._singles[part]]).swapaxes(
                0, 1
            )
        return self._added[part]


def counted(sums: Floats, frame: Frame) -> tuple[NDArray[np.int64], bool]:
    """Of the last axis of sums, see `Sums`, how many draws come out how: (4, ...).

    In which the open side is ahead; the closed one is; any option is left; the answers are possible
    at all: the others count for nothing. And whether, in any of these, a side has another option
    as good as its best. Where one side alone has an option it leads.
    """
    (plain, ours, near), (other, theirs, close) = (
        _representative(sums, rows) for rows in frame.sides
    )
    has_ours, has_theirs = plain > FLOOR, other > FLOOR
    leads = np.where(has_ours & has_theirs, ours - theirs, has_ours * 1.0 - has_theirs)
    possible = sums[-1] < HALF
    masks = [leads > NEAR, leads < -NEAR, has_ours | has_theirs, possible]
    counts = np.count_nonzero([mask & possible for mask in masks], axis=-1)
    return counts, bool(np.any((near | close) & possible))


def _representative(sums: Floats, rows: tuple[int, ...]) -> tuple[Floats, Floats, Masks]:
    """(..., n) each: a side's best value, its score with errors, and whether another is as good.

    The first by id of those that are as good.
    """
    options = len(sums) // 2
    size = sums.shape[1:]
    best, score = np.full(size, FLOOR), np.zeros(size)
    near = np.zeros(size, dtype=np.bool_)
    for at in rows:
        if sums[at].max(initial=FLOOR) <= FLOOR:
            continue  # excluded in all draws
        ahead = sums[at] - best
        better = ahead > NEAR
        near |= np.abs(ahead) < NEAR
        np.copyto(best, sums[at], where=better)
        np.copyto(score, sums[at] + sums[options + at], where=better)
    return best, score, near
