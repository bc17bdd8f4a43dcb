"""The members one by one: what each comes to alone, wants, and would lose by the panel's option.

For one who disagrees: what would bring it to the panel's verdict, its facts, its weights, or one
weight moved.
"""

from collections.abc import Iterator, Sequence
from math import fsum

from llmchoice.engine.panel.joint import Joint
from llmchoice.engine.panel.member import Assessor, Member, agree, decided, outcome, pairs
from llmchoice.engine.panel.merge import mean_weights
from llmchoice.engine.weights import of_priorities, weighting
from llmchoice.model.assessment import AssessedPart, Assessment, assessed_parts, name_of
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.panel import (
    Dissent,
    MemberWeight,
    PanelMember,
    Preference,
    RuledOut,
    WeightMove,
    WorkloadVerdict,
)
from llmchoice.model.profile import Profile
from llmchoice.model.sensitivity import PriorityShare
from llmchoice.model.verdict import tells_excluded


def seats(
    assessor: Assessor, members: Sequence[Member], together: Assessment
) -> tuple[PanelMember, ...]:
    """Every member beside the panel, in the order of the members."""
    total = fsum(member.say for member in members)
    return tuple(_seat(assessor, member, member.say / total, together) for member in members)


def preferences(kb: KnowledgeBase, members: Sequence[Member]) -> tuple[Preference, ...]:
    """Every priority with all its weights, the one they are furthest apart on first."""
    own = {member.name: of_priorities(kb, member.profile) for member in members}
    means = mean_weights(kb, members)
    by_priority = []
    for priority in kb.priorities:
        weights = {member: own_weights[priority.id] for member, own_weights in own.items()}
        preference = Preference(
            priority=priority.id,
            name=priority.name,
            weights=tuple(MemberWeight(member=m, weight=w) for m, w in weights.items()),
            mean=means[priority.id],
            spread=max(weights.values()) - min(weights.values()),
        )
        by_priority.append(preference)
    return tuple(sorted(by_priority, key=lambda preference: -preference.spread))


def _seat(assessor: Assessor, member: Member, share: float, together: Assessment) -> PanelMember:
    own = assessor.alone(member)
    weights = of_priorities(assessor.kb, member.profile)
    shares = (_share_excluded(a, b.recommendation.option) for a, b in pairs(own, together))
    return PanelMember(
        name=member.name,
        say=member.say,
        share=share,
        recommendation=own.recommendation,
        workloads=tuple(
            WorkloadVerdict(
                name=workload.name,
                verdict=workload.recommendation.verdict,
                option=workload.recommendation.option,
            )
            for workload in own.workloads
        ),
        weights=tuple(PriorityShare(priority=p, weight=w) for p, w in weights.items()),
        regret=_regret(own, together),
        excluded_share=max((share for share in shares if share is not None), default=None),
        excluded_by=_excluded_by(own, together),
        ruled_out=tuple(_ruled_out(own)),
    )


def _regret(own: Assessment, together: Assessment) -> float | None:
    """The largest over the parts in which it has a meaning; None where there is no such part."""
    regrets: list[float] = []
    for mine, ours in pairs(own, together):
        scores = {o.id: o.score for o in mine.options if o.admissible}
        option = ours.recommendation.option
        if option in scores and not tells_excluded(_share_excluded(mine, option)):
            regrets.append(max(scores.values()) - scores[option])
    return max(regrets, default=None)


def _share_excluded(part: AssessedPart, option: str | None) -> float | None:
    """Of all draws: also of those in which nothing is admissible, and so not this option.

    None of what the member's own answers recommend: it is theirs all the same.
    """
    if option == part.recommendation.option:
        return None
    share = next((each.excluded_share for each in part.options if each.id == option), None)
    nothing = part.recommendation.p_nothing_left
    return None if share is None or nothing is None else nothing + (1 - nothing) * share


def _excluded_by(own: Assessment, together: Assessment) -> tuple[str, ...]:
    rules = (
        rule.constraint
        for mine, ours in pairs(own, together)
        for option in mine.options
        if option.id == ours.recommendation.option
        for rule in option.excluded_by
    )
    return tuple(dict.fromkeys(rules))


def _ruled_out(own: Assessment) -> Iterator[RuledOut]:
    for part in assessed_parts(own):
        for option in part.options:
            if not option.admissible:
                workload = name_of(part) or None
                yield RuledOut(workload=workload, option=option.id, rules=option.excluded_by)


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
        WeightMove(
            priority=interval.priority,
            name=names[interval.priority],
            workload=name_of(mine) or None,
            weight=interval.weight,
            to=to,
            change=to - interval.weight,
        )
        for mine, ours in pairs(member, together)
        if _other_side_leads(mine, ours.recommendation.side)
        for interval in mine.sensitivity.weights
        if (to := interval.turns_at) is not None
    ]
    return tuple(sorted(moves, key=lambda move: abs(move.change)))


def _other_side_leads(part: AssessedPart, side: Side | None) -> bool:
    leading = {option.side for option in part.options if option.rank == 1}
    return side is not None and len(leading) == 1 and side not in leading
