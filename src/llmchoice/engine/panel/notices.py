"""What to know of a panel before relying on it."""

from collections.abc import Iterator, Mapping, Sequence

from llmchoice.engine.answers import effective
from llmchoice.engine.gates import binding, excluded
from llmchoice.engine.panel.facts import Pool
from llmchoice.engine.panel.joint import Joint
from llmchoice.engine.panel.member import Member
from llmchoice.engine.panel.merge import ceilings, common_costs, differing_shares
from llmchoice.engine.voices import claims_of, with_claims
from llmchoice.engine.weights import consistency
from llmchoice.model import panel as notice
from llmchoice.model.assessment import Assessment, assessed_parts, name_of
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.panel import Facts


def notices(
    kb: KnowledgeBase,
    members: Sequence[Member],
    panel: tuple[Joint, Mapping[str, Pool]],
    facts: Facts,
    together: Assessment,
) -> Iterator[notice.PanelNotice]:
    """Every warning once, in a fixed order; `panel` is the members together and what they know."""
    yield from dict.fromkeys(_barred(kb, *panel))
    yield from _vetoes(facts, together)
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
    kb: KnowledgeBase, whole: Joint, known: Mapping[str, Pool]
) -> Iterator[notice.PanelNotice]:
    """An option that is out whoever is right, but by no rule of which all facts are known."""
    for part, pool in known.items():
        heard = [
            binding(kb, effective(kb, with_claims(pool.answers, claims)))
            for _, claims in claims_of(whole.voices[part])
        ]
        out = set.intersection(*({o for rule in rules for o in rule.excludes} for rules in heard))
        out -= excluded(kb, pool.answers)
        for option in (o.id for o in kb.options if o.id in out):
            firsts = [next(r for r in rules if option in r.excludes) for rules in heard]
            contested = {q for voice in whole.voices[part] for q in voice.claims}
            yield notice.ExcludedEitherWay(
                workload=part or None,
                option=option,
                questions=tuple(dict.fromkeys(q for r in firsts for q in r.when if q in contested)),
                rules=tuple(dict.fromkeys(rule.id for rule in firsts)),
            )


def _vetoes(facts: Facts, together: Assessment) -> Iterator[notice.PanelNotice]:
    """An option may stand only because members contradict each other on what rules it out."""
    chosen = {name_of(part): part.recommendation.option for part in assessed_parts(together)}
    disputed = [(fact.workloads, fact.answers) for fact in facts.contested]
    disputed += [(clash.workloads, clash.answers) for clash in facts.clashes]
    for workloads, answers in disputed:
        named = {chosen[part] for part in workloads or ("",)}
        for position in answers:
            for option in position.excludes:
                if option in named:
                    yield notice.RecommendedDespite(
                        option=option, members=position.members, question=position.question
                    )
