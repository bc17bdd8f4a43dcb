"""How far the answers can favour each side: the range of a priority, over all known answers.

Branch and bound over all completions, by the bounds that proofs are made of. Every other answer
may be anything too, for it decides which options are allowed. Of an amount the points of the tables
are tried. Source of the method: Land and Doig 1960, Econometrica 28:497-520.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count, islice

from llmchoice.engine.bounds.node import Domain, Domains, Node, node, outcomes
from llmchoice.engine.bounds.proof import Doubt, Weighing, Worst, least, weigh
from llmchoice.engine.bounds.search import split
from llmchoice.engine.bounds.stakes import Stakes, stakes
from llmchoice.engine.conditions import Holds
from llmchoice.engine.gates import binding
from llmchoice.engine.situation import situation
from llmchoice.engine.worth import FULL, WORST, tabled
from llmchoice.model.base import UNKNOWN
from llmchoice.model.criterion import Priority
from llmchoice.model.entries import Balance, Reach
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Profile
from llmchoice.model.rule import Constraint

NEAR = 0.05
"""Points by which the range may be larger than what was found: it is told in whole points."""
FARTHEST = FULL - WORST
"""Points that an option can be ahead by at all."""
MOST_NODES = 400
"""Nodes after which the search ends with what it found."""


def balance(basis: Basis, priority: Priority) -> Balance:
    """What can favour each side under a priority, in points of its own 100."""
    open_, closed = _ranges(basis, (priority,))
    return Balance(
        priority=priority.id, name=priority.name, open=open_, closed=closed, reason=priority.balance
    )


def whole(basis: Basis) -> Balance:
    """What can favour each side with all priorities at the same weight."""
    open_, closed = _ranges(basis, basis.kb.priorities)
    return Balance(priority=None, name=None, open=open_, closed=closed, reason=None)


def _ranges(costed: Basis, priorities: tuple[Priority, ...]) -> tuple[Reach | None, Reach | None]:
    """How far open options can be ahead, and closed ones."""
    kb = tabled(costed)
    ratings = {priority.id: 1.0 for priority in priorities}
    profile = Profile(organisation="everybody", priorities=ratings)
    basis = Basis(_consistent(kb))
    weighed = stakes(basis, profile)
    domains: dict[str, Domain] = {}
    for question in kb.questions:
        possible = outcomes(weighed, question, {}, domains)
        domains[question.id] = tuple(outcome for outcome in possible if outcome.answer != UNKNOWN)
    open_, closed = (_Search(weighed, side).furthest(domains) for side in (Side.OPEN, Side.CLOSED))
    return (
        None if open_ is None else _reach(basis, profile, open_),
        None if closed is None else _reach(basis, profile, closed),
    )


def _consistent(kb: KnowledgeBase) -> KnowledgeBase:
    """Answers that contradict each other leave no option."""
    every = tuple(option.id for option in kb.options)
    rules = (
        Constraint.model_construct(id=rule.id, when=rule.when, excludes=every, reason=rule.reason)
        for rule in kb.contradictions
    )
    return kb.model_copy(update={"constraints": (*kb.constraints, *rules)})


@dataclass(frozen=True, slots=True)
class _Lead:
    """By how many points an option of a side can be ahead of one of the other side, and when."""

    points: float
    option: int
    rival: int
    worst: Worst
    exact: bool = True


@dataclass(frozen=True, slots=True)
class _Search:
    """The largest lead of a side's best allowed option over the other side's."""

    stakes: Stakes
    side: Side

    def furthest(self, domains: Domains) -> _Lead | None:
        """The largest lead that was found; None where no completion has an option of each side."""
        best: _Lead | None = None
        order = count()
        left: list[tuple[float, int, Node, _Lead]] = []
        heads = [node(self.stakes, domains)]
        for _ in range(MOST_NODES):
            for branch in heads:
                bound = None if branch is None else self._bound(branch)
                if branch is None or bound is None:
                    continue
                lead = self._at(branch, bound)
                if lead is not None and (best is None or lead.points > best.points):
                    best = lead
                heappush(left, (-bound.points, next(order), branch, bound))
            if not left or (best is not None and -left[0][0] <= best.points + NEAR):
                return best
            *_, branch, bound = heappop(left)
            heads = [node(self.stakes, part) for part in self._parts(branch, bound)]
        return None if best is None else replace(best, exact=False)

    def _bound(self, branch: Node, *, most: bool = True) -> _Lead | None:
        """More than which no completion of a node has; None where none has both sides.

        `most` is False where there is one completion, and so one weight that counts.
        """
        mine, sure, rivals = self._left(branch)
        if not mine or not rivals:
            return None
        weighing = weigh(self.stakes, branch)
        leads: list[_Lead] = []
        for option in mine:
            ahead = {rival: _ahead(weighing, option, rival, most=most) for rival in rivals}
            # One rival that nothing excludes is enough; else some rival is allowed, but not which.
            nearest = [ahead[rival] for rival in sure]
            leads.append(
                min(nearest, key=lambda lead: lead.points)
                if nearest
                else max(ahead.values(), key=lambda lead: lead.points)
            )
        return max(leads, key=lambda lead: lead.points)

    def _left(self, branch: Node) -> tuple[list[int], list[int], list[int]]:
        """Places of ours that may be allowed, of rivals that are, and of those that may be."""
        may = [at for at, holds in enumerate(branch.excluded) if holds is not Holds.ALWAYS]
        sides = [option.weights for option in self.stakes.kb.options]
        rivals = [at for at in may if sides[at] is not self.side]
        sure = [at for at in rivals if branch.excluded[at] is Holds.NEVER]
        return [at for at in may if sides[at] is self.side], sure, rivals

    def _at(self, branch: Node, bound: _Lead) -> _Lead | None:
        """The lead in the completion that comes nearest to a bound."""
        single = {
            question: (bound.worst.get(question, domain[0]),)
            for question, domain in branch.domains.items()
        }
        completion = node(self.stakes, single)
        if completion is None or not weigh(self.stakes, completion).certain:
            return None
        lead = self._bound(completion, most=False)
        if lead is None:
            return None
        return replace(lead, worst={question: domain[0] for question, domain in single.items()})

    def _parts(self, branch: Node, bound: _Lead) -> Iterator[Domains]:
        parts = split(self.stakes, branch, Doubt(bound.rival, bound.option, bound.worst))
        if parts:
            yield from parts
            return
        several = (question for question, domain in branch.domains.items() if len(domain) > 1)
        for question in islice(several, 1):
            for outcome in branch.domains[question]:
                yield {**branch.domains, question: (outcome,)}


def _ahead(weighing: Weighing, option: int, rival: int, *, most: bool) -> _Lead:
    """A sum of points divided by the weight that counts, at the most by what counts for certain."""
    behind, worst = least(weighing, rival, option)
    points = -behind
    if points > 0 or not most:
        points = points / weighing.certain if weighing.certain else FARTHEST
    return _Lead(min(points, FARTHEST), option, rival, worst)


def _reach(basis: Basis, profile: Profile, lead: _Lead) -> Reach:
    answers = {question: outcome.answer for question, outcome in lead.worst.items()}
    case = situation(basis, profile, answers)
    parts = {
        j.criterion.id: j.weight * (j.expected[lead.option] - j.expected[lead.rival])
        for j in case.judged
    }
    most = max(parts, key=lambda criterion: parts[criterion])
    ids = [option.id for option in basis.kb.options]
    rated = profile.priorities or {}
    relevant = {c.question for priority, c in basis.kb.criteria() if priority.id in rated}
    relevant |= {question for rule in binding(basis.kb, case.answers) for question in rule.when}
    for question in reversed(basis.kb.questions):
        # What decides whether it is asked stands before it.
        relevant |= set(question.when or ()) if question.id in relevant else set()
    return Reach(
        points=lead.points,
        exact=lead.exact,
        option=ids[lead.option],
        rival=ids[lead.rival],
        criterion=most,
        part=parts[most],
        answers={q: a for q, a in case.answers.items() if q in relevant},
    )
