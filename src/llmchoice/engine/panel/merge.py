"""One profile from those of the members: the mean of what they want, all that they know."""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import Any

from llmchoice.engine.panel.facts import Pool, pooled
from llmchoice.engine.panel.member import Member, given
from llmchoice.engine.weights import of_priorities, split_of
from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.model.base import UNKNOWN
from llmchoice.model.criterion import Priority
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import WAYS, Profile, Workload
from llmchoice.model.terms import CostInputs

ALL_POINTS = 100
SAME = 1e-12
"""Shares of a priority within which two splits are the same: rounding, not preference."""


def mean_weights(kb: KnowledgeBase, members: Sequence[Member]) -> dict[str, float]:
    """The weight of each priority for the members together; they sum to 1.

    The mean of the members' weights, each counted as often as the member has a say. Where the
    values are shared, the score by these weights is the mean of the members' scores.
    Source: Keeney 1976, Management Science 23:140-145.
    """
    own = [of_priorities(kb, member.profile) for member in members]
    return {
        p.id: _mean(
            (member.say, weights[p.id]) for member, weights in zip(members, own, strict=True)
        )
        for p in kb.priorities
    }


def facts_together(kb: KnowledgeBase, members: Sequence[Member]) -> dict[str, Pool]:
    """Workload to what the members know together; of one part called '' without workloads.

    Raises:
        LlmchoiceError: exit code 3 when the members do not have the same workloads.
    """
    _demand_shared_priorities(members)
    answers = {member.name: given(kb, member.profile) for member in members}
    return {
        part: pooled(kb, {name: own[part] for name, own in answers.items()})
        for part in _part_names({name: tuple(own) for name, own in answers.items()})
    }


def aggregate(kb: KnowledgeBase, members: Sequence[Member], facts: Mapping[str, Pool]) -> Profile:
    """The profile of the members together; one member's own profile stays as it is."""
    if len(members) == 1:
        return members[0].profile
    parts = {name: pool.answers for name, pool in facts.items()}
    first, *others = parts.values()
    shared = {q: answer for q, answer in first.items() if all(o.get(q) == answer for o in others)}
    return Profile(
        organisation=members[0].profile.organisation,
        **_wants(kb, members),
        answers=shared,
        workloads=tuple(
            Workload(name=name, answers={q: a for q, a in own.items() if q not in shared})
            for name, own in parts.items()
            if name
        ),
        costs=common_costs(members),
        notes=_notes(kb, members),
        expires=_expires(members),
        decide_by=min((day for m in members if (day := m.profile.decide_by)), default=None),
        unasked=tuple(
            name
            for name in members[0].profile.unasked
            if shared.get(name, UNKNOWN) == UNKNOWN
            and all(name in member.profile.unasked for member in members)
        ),
    )


def common_costs(members: Sequence[Member]) -> CostInputs | None:
    """What is said of costs, where all who say something say the same but for the ceiling.

    Of several ceilings the highest holds: beyond it nobody who states one would go. A member who
    says nothing of costs, or states no ceiling, leaves that to those who do.
    """
    stated = [m.profile.costs for m in members if m.profile.costs is not None]
    if not stated:
        return None
    highest = max((costs.ceiling for costs in stated if costs.ceiling is not None), default=None)
    first, *others = (costs.model_copy(update={"ceiling": highest}) for costs in stated)
    return first if all(other == first for other in others) else None


def ceilings(members: Sequence[Member]) -> dict[str, float]:
    """Member to the most that it would pay in a month, where it states that."""
    stated = {member.name: member.profile.costs for member in members}
    return {
        name: c.ceiling for name, c in stated.items() if c is not None and c.ceiling is not None
    }


def differing_shares(kb: KnowledgeBase, members: Sequence[Member]) -> tuple[str, ...]:
    """The priorities that members split among their criteria in different ways."""
    return tuple(p.id for p in kb.priorities if _differs([split_of(p, m.profile) for m in members]))


def _demand_shared_priorities(members: Sequence[Member]) -> None:
    """Refuse workloads that weigh in their own way: members are heard for all work at once."""
    problems = [
        Problem(
            f"{member.name} gives the workload '{workload.name}' priorities of its own",
            why="a panel weighs the priorities of its members for all the work together",
            fix="take them out for the panel, or assess that workload in a profile of its own",
        )
        for member in members
        if len(members) > 1
        for workload in member.profile.workloads
        if any(getattr(workload, way, None) is not None for way in WAYS)
    ]
    if problems:
        raise LlmchoiceError(problems, ExitCode.INVALID)


def _part_names(named: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The names of the parts; in alphabetical order where members list them in several orders."""
    orders = set(named.values())
    every = sorted({name for order in orders for name in order if name})
    problems = [
        Problem(
            f"{member} has no workload called '{name}', and another member has",
            why="members are compared workload by workload, and so are kinds of data with answers"
            " of their own",
            fix="give every member the same workloads, by the same names, or none",
        )
        for member, own in named.items()
        for name in every
        if name not in own
    ]
    if problems:
        raise LlmchoiceError(problems, ExitCode.INVALID)
    return tuple(orders.pop() if len(orders) == 1 else every)


def _wants(kb: KnowledgeBase, members: Sequence[Member]) -> dict[str, Any]:
    """What the panel wants: what all members say in the same words, else their mean weights."""
    first, *others = (
        {name: getattr(member.profile, name) for name in (*WAYS, "spread", "shares")}
        for member in members
    )
    if all(other == first for other in others):
        return first
    return {
        "points": {
            priority: min(ALL_POINTS * weight, ALL_POINTS)
            for priority, weight in mean_weights(kb, members).items()
        },
        "shares": {
            criterion: share
            for priority in kb.priorities
            for criterion, share in _shares(kb, priority, members).items()
        },
    }


def _mean(counted: Iterable[tuple[float, float]]) -> float:
    pairs = list(counted)
    return fsum(count * x for count, x in pairs) / fsum(count for count, _ in pairs)


def _differs(splits: Sequence[Mapping[str, float]]) -> bool:
    first, *others = splits
    return any(abs(other[c] - share) > SAME for other in others for c, share in first.items())


def _shares(kb: KnowledgeBase, priority: Priority, members: Sequence[Member]) -> dict[str, float]:
    """The split of one priority, so that each criterion's weight is the mean of its weights.

    A member who gives more to the priority therefore says more about its split.
    """
    splits = [split_of(priority, member.profile) for member in members]
    if not _differs(splits):
        own = members[0].profile.shares
        return {c.id: own[c.id] for c in priority.criteria if c.id in own}
    counts = [m.say * of_priorities(kb, m.profile)[priority.id] for m in members]
    if not fsum(counts):
        counts = [m.say for m in members]
    return {
        c.id: _mean((count, split[c.id]) for count, split in zip(counts, splits, strict=True))
        for c in priority.criteria
    }


def _notes(kb: KnowledgeBase, members: Sequence[Member]) -> dict[str, str]:
    """Every member's remark under the member's name."""
    by_name = sorted(members, key=lambda member: member.name)
    written = {
        q.id: [f"{m.name}: {m.profile.notes[q.id]}" for m in by_name if q.id in m.profile.notes]
        for q in kb.questions
    }
    return {question: " / ".join(notes) for question, notes in written.items() if notes}


def _expires(members: Sequence[Member]) -> dict[str, str] | None:
    """Of the days on which members want an answer confirmed, the first."""
    days: dict[str, str] = {}
    for member in members:
        for question, day in (member.profile.expires or {}).items():
            days[question] = min(day, days.get(question, day))
    return days or None
