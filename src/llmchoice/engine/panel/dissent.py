"""What would bring a member to the panel's verdict: its facts, its weights, or one weight moved."""

from collections.abc import Iterator, Sequence

from llmchoice.engine.panel.joint import Joint
from llmchoice.engine.panel.member import (
    Assessor,
    Member,
    Part,
    agree,
    decided,
    name_of,
    outcome,
    pairs,
)
from llmchoice.engine.weights import weighting
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.panel import Dissent, WeightMove
from llmchoice.model.profile import Profile
from llmchoice.model.sensitivity import WeightInterval

NONE_OF_IT, ALL_OF_IT = 1e-9, 1 - 1e-9
"""A weight that cannot be passed: rounding, not preference."""


def dissents(
    assessor: Assessor, members: Sequence[Member], panel: Joint, together: Assessment
) -> tuple[Dissent, ...]:
    """Every member whose verdict differs from the panel's, in the order of the members.

    `panel` is the members together, and `together` the assessment of that.
    """
    return tuple(
        _dissent(assessor, member, panel, together)
        for member in members
        if not agree(assessor.alone(member), together)
    )


def _dissent(assessor: Assessor, member: Member, panel: Joint, together: Assessment) -> Dissent:
    own = member.profile
    with_facts = assessor(
        _with_facts_of(own, panel.profile),
        member.name,
        search=True,
        voices=panel.by_claims(weighting(assessor.kb, own)),
    )
    with_weights = assessor(_with_facts_of(panel.profile, own), member.name, voices=panel.by_wants)
    aim = decided(together)
    return Dissent(
        member=member.name,
        verdict=assessor.alone(member).recommendation.verdict,
        with_facts=with_facts.recommendation.verdict,
        facts_suffice=aim and outcome(with_facts) == outcome(together),
        with_weights=with_weights.recommendation.verdict,
        weights_suffice=aim and outcome(with_weights) == outcome(together),
        moves=_moves(assessor.kb, with_facts, together),
    )


def _with_facts_of(wants: Profile, knows: Profile) -> Profile:
    """The priorities of the one, the answers and costs of the other."""
    known = ("answers", "workloads", "notes", "costs")
    return wants.model_copy(update={name: getattr(knows, name) for name in known})


def _moves(kb: KnowledgeBase, member: Assessment, together: Assessment) -> tuple[WeightMove, ...]:
    names = {priority.id: priority.name for priority in kb.priorities}
    moves = [
        move
        for mine, ours in pairs(member, together)
        if _other_side_leads(mine, ours.recommendation.side)
        for interval in mine.sensitivity.weights
        if (move := _move(interval, names[interval.priority], name_of(mine) or None)) is not None
    ]
    return tuple(sorted(moves, key=lambda move: abs(move.change)))


def _other_side_leads(part: Part, side: Side | None) -> bool:
    leading = {option.side for option in part.options if option.rank == 1}
    return side is not None and len(leading) == 1 and side not in leading


def _move(interval: WeightInterval, name: str, workload: str | None) -> WeightMove | None:
    """The nearer end of the interval in which the member's side stays first, if it has an end."""
    ends = list(_ends(interval))
    if not ends:
        return None
    to = min(ends, key=lambda end: abs(end - interval.weight))
    return WeightMove(
        priority=interval.priority,
        name=name,
        workload=workload,
        weight=interval.weight,
        to=to,
        change=to - interval.weight,
    )


def _ends(interval: WeightInterval) -> Iterator[float]:
    if interval.side_low > NONE_OF_IT:
        yield interval.side_low
    if interval.side_high < ALL_OF_IT:
        yield interval.side_high
