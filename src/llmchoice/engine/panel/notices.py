"""What to know of a panel before relying on it."""

from collections.abc import Iterator, Mapping, Sequence

from llmchoice.engine.panel.claims import barred
from llmchoice.engine.panel.facts import Together
from llmchoice.engine.panel.joint import Joint
from llmchoice.engine.panel.member import Member, name_of, parts
from llmchoice.engine.panel.merge import ceilings, common_costs, differing_shares
from llmchoice.engine.weights import consistency
from llmchoice.model import panelnotice as notice
from llmchoice.model.assessment import Assessment
from llmchoice.model.base import NOT_APPLICABLE
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.panel import Facts


def notices(
    kb: KnowledgeBase,
    members: Sequence[Member],
    panel: tuple[Joint, Mapping[str, Together]],
    facts: Facts,
    together: Assessment,
) -> Iterator[notice.PanelNotice]:
    """Every warning once, in a fixed order; `panel` is the members together and what they know."""
    yield from dict.fromkeys(_barred(kb, *panel))
    yield from _vetoes(facts, together)
    yield from _drawn_wide(panel[0], facts)
    names = tuple(dict.fromkeys(member.profile.organisation for member in members))
    if len(names) > 1:
        yield notice.SeveralOrganisations(organisations=names)
    split = differing_shares(kb, members)
    if split:
        yield notice.DifferentShares(priorities=split)
    yield from _costs(members)
    for member in members:
        judged = consistency(kb, member.profile)
        if judged is not None and judged.poor:
            yield notice.InconsistentMember(
                member=member.name, ratio=judged.ratio, limit=judged.limit
            )


def _costs(members: Sequence[Member]) -> Iterator[notice.PanelNotice]:
    """What becomes of what members say under `costs:`."""
    stating = tuple(member.name for member in members if member.profile.costs is not None)
    if not stating:
        return
    common = common_costs(members)
    if common is None:
        yield notice.DifferentCosts(members=stating)
        return
    stated = ceilings(members)
    if len({*stated.values()}) > 1:
        yield notice.SeveralCeilings(
            ceilings=tuple(
                notice.MemberCeiling(member=name, ceiling=ceiling)
                for name, ceiling in stated.items()
            ),
            currency=common.currency,
        )
    if len(stating) < len(members):
        yield notice.CostsOfSome(members=stating)
    elif stated and len(stated) < len(members):
        yield notice.CeilingOfSome(members=tuple(stated))


def _barred(
    kb: KnowledgeBase, whole: Joint, known: Mapping[str, Together]
) -> Iterator[notice.PanelNotice]:
    """An option that is out whoever is right."""
    for part, there in known.items():
        for one in barred(kb, there.answers, whole.contested):
            yield notice.ExcludedEitherWay(
                workload=part or None,
                option=one.option,
                questions=one.questions,
                rules=tuple(rule.id for rule in one.rules),
            )


def _drawn_wide(whole: Joint, facts: Facts) -> Iterator[notice.PanelNotice]:
    """Contested answers that are drawn over more, or less, than members claim."""
    for question in dict.fromkeys(fact.question for fact in facts.contested):
        if question not in whole.contested:
            yield notice.DrawnOverAll(question=question)
        elif NOT_APPLICABLE in whole.contested[question].says:
            yield notice.DrawnAmongOthers(question=question)


def _vetoes(facts: Facts, together: Assessment) -> Iterator[notice.PanelNotice]:
    """An option may stand only because members contradict each other on what rules it out."""
    chosen = {name_of(part): part.recommendation.option for part in parts(together)}
    said = [(fact.workloads, fact.answers) for fact in facts.contested]
    said += [(clash.workloads, clash.answers) for clash in facts.clashes]
    for workloads, answers in said:
        named = {chosen[part] for part in workloads or ("",)}
        for position in answers:
            for option in position.excludes:
                if option in named:
                    yield notice.RecommendedDespite(
                        option=option, members=position.members, question=position.question
                    )
