"""The members one by one: what each comes to alone, wants, and would lose by the panel's option."""

from collections.abc import Sequence
from math import fsum

from llmchoice.engine.panel.member import Assessor, Member, pairs
from llmchoice.engine.panel.merge import mean_weights
from llmchoice.engine.weights import of_priorities
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.panel import MemberWeight, PanelMember, Preference, WorkloadVerdict
from llmchoice.model.sensitivity import PriorityShare


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
    by_priority = [
        Preference(
            priority=priority.id,
            name=priority.name,
            weights=tuple(MemberWeight(member=m, weight=w[priority.id]) for m, w in own.items()),
            mean=means[priority.id],
            spread=_range([weights[priority.id] for weights in own.values()]),
        )
        for priority in kb.priorities
    ]
    return tuple(sorted(by_priority, key=lambda preference: -preference.spread))


def _seat(assessor: Assessor, member: Member, share: float, together: Assessment) -> PanelMember:
    own = assessor.alone(member)
    weights = of_priorities(assessor.kb, member.profile)
    return PanelMember(
        name=member.name,
        say=member.say,
        share=share,
        recommendation=own.recommendation,
        leading=own.recommendation.leading,
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
        excluded_by=_excluded_by(own, together),
    )


def _regret(own: Assessment, together: Assessment) -> float | None:
    """The largest over the parts in which it has a meaning; None where there is no such part."""
    regrets: list[float] = []
    for mine, ours in pairs(own, together):
        scores = {o.id: o.score for o in mine.options if o.admissible}
        option = ours.recommendation.option
        if option in scores:
            regrets.append(max(scores.values()) - scores[option])
    return max(regrets, default=None)


def _excluded_by(own: Assessment, together: Assessment) -> tuple[str, ...]:
    rules = (
        rule.constraint
        for mine, ours in pairs(own, together)
        for option in mine.options
        if option.id == ours.recommendation.option
        for rule in option.excluded_by
    )
    return tuple(dict.fromkeys(rules))


def _range(weights: Sequence[float]) -> float:
    return max(weights) - min(weights)
