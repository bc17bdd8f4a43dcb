"""From a knowledge base and a profile to an assessment."""

from collections.abc import Mapping, Sequence

from llmchoice.engine import account, placement, ranking, steps, weights
from llmchoice.engine import answers as answering
from llmchoice.engine.canonical import canonical, profile_sha256
from llmchoice.engine.evidence import sources_used
from llmchoice.engine.experiment import experiment, without_test
from llmchoice.engine.explain import Stances, compared, reasons
from llmchoice.engine.notices import notices
from llmchoice.engine.ordering import in_equal_steps
from llmchoice.engine.parts import Part
from llmchoice.engine.parts import parts as parts_of
from llmchoice.engine.placement import routes
from llmchoice.engine.recommendation import recommend
from llmchoice.engine.situation import Made, Situation, option_results, situation
from llmchoice.engine.study import Samples, Study, study
from llmchoice.engine.verdict import joint_strength
from llmchoice.engine.voices import Voice
from llmchoice.model.assessment import (
    SCHEMA_VERSION,
    Assessment,
    CriteriaId,
    PriorityWeight,
    ProfileId,
    Reasons,
    Recommendation,
    Rules,
    Tool,
    WorkloadResult,
)
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.sensitivity import Sensitivity
from llmchoice.model.verdict import Verdict, joint_kind, joint_verdict
from llmchoice.version import __version__


def assess(  # noqa: PLR0913 - what is assessed, and five ways to do it
    basis: Basis,
    profile: Profile,
    *,
    date: str | None = None,
    draws: int | None = None,
    search: bool = True,
    voices: Mapping[str, tuple[Voice, ...]] | None = None,
    test: bool = False,
) -> Assessment:
    """Assess a complete profile.

    Args:
        basis: the knowledge base, and what costs are.
        profile: valid for the knowledge base, with an answer to every question that applies.
        date: today as YYYY-MM-DD, printed and used to find stale facts; no clock is read.
        draws: how many weightings, values and unknown answers are drawn; by default as many as
            keep the error of a share below what the knowledge base states.
        search: whether to look for what would change the result; without it `sensitivity` holds
            nothing, and no unknown answer has an influence.
        voices: name of a workload, or '' without any, to those who are drawn for it instead of
            the profile's own weights.
        test: whether to look for a test of one's own that would change the choice, and at what the
            one that was made has changed.

    Raises:
        LlmchoiceError: when no applicable criterion has any weight.
        ValueError: when the number of draws is out of range.
    """
    kb = basis.kb
    profile = canonical(kb, profile)
    assessed = parts_of(kb, profile)
    heard = voices or {}
    everywhere = heard.get("", ())
    counting = answering.Counting(kb)
    cases = tuple(
        situation(basis, part.profile, part.answers, heard.get(part.name, everywhere), counting)
        for part in assessed
    )
    samples = Samples(draws)
    parts: list[WorkloadResult] = []
    made: Made = {}
    stances: Stances = {}
    # A part may differ from an earlier one in its name alone.
    keys = [(p.answers, id(p.profile), c.voices) for p, c in zip(assessed, cases, strict=True)]
    for at, (case, part) in enumerate(zip(cases, assessed, strict=True)):
        first = keys.index(keys[at])
        if first < at:
            parts.append(parts[first].model_copy(update={"name": part.name}))
            continue
        studied = study(case, draws, search=search, samples=samples)
        own = part.profile is not profile
        tested = samples if test else None
        parts.append(_part(case, part, studied, made, stances, own_weights=own, tested=tested))
    given = [part.answers for part in assessed]
    placed = list(zip(assessed, parts, strict=True))
    whole = _organisation(kb, parts, profile) if assessed[0].name else parts[0]
    return Assessment(
        schema_version=SCHEMA_VERSION,
        tool=Tool(name="llmchoice", version=__version__),
        criteria=CriteriaId(version=kb.version, sha256=kb.sha256),
        profile=ProfileId(
            organisation=profile.organisation,
            sha256=profile_sha256(profile),
            content=profile,
        ),
        date=date,
        recommendation=whole.recommendation,
        rules=Rules(
            confidence=kb.settings.confidence,
            clear=kb.settings.clear,
            level_regret=kb.settings.level_regret,
            unknown_limit=kb.settings.unknown_limit,
            weak_value=kb.settings.weak_value,
            tie=ranking.TIE,
        ),
        priorities=_priorities(kb, profile),
        consistency=weights.consistency(kb, profile),
        options=whole.options,
        reasons=whole.reasons,
        robustness=whole.robustness,
        sensitivity=whole.sensitivity,
        unknowns=whole.unknowns,
        answers=account.answers_given(kb, answering.effective(kb, profile.answers), profile),
        telling=account.telling(kb, parts),
        workloads=tuple(parts) if assessed[0].name else (),
        lanes=placement.lanes(kb, placed),
        placements=placement.placements(kb, placed),
        together=placement.together(basis, profile, placed),
        costs=None,
        shortlist=None,
        next_steps=(*steps.not_asked(profile), *whole.next_steps),
        warnings=(
            *notices(kb, profile, given, tuple(zip(parts, cases, strict=True)), date),
            *in_equal_steps(basis, profile, parts, draws),
        ),
        sources=sources_used(kb, cases, [p.options for p in parts], date),
    )


def _part(  # noqa: PLR0913 - a part, and what is known of it and of others
    case: Situation,
    part: Part,
    studied: Study,
    made: Made,
    stances: Stances,
    *,
    own_weights: bool,
    tested: Samples | None,
) -> WorkloadResult:
    """What is found of a part.

    `made` and `stances` are contributions of other parts, without their stances and with them,
    shared where equal; `tested` are the draws for tests of one's own, if any is wanted.
    """
    robust = studied.robustness
    firsts = {option.option: option.ranks[0] for option in robust.options} if robust else None
    excluded = studied.outcome.excluded if studied.outcome else None
    options = option_results(case, firsts, excluded, made)
    unknown = account.unknowns(case, studied)
    recommendation = recommend(case, options, studied, unknown)
    if tested is not None:
        more = tested.draws is None
        test = experiment(case, recommendation, options, studied, more=more)
        before = without_test(case, tested)
        recommendation = recommendation.model_copy(
            update={"experiment": test, "without_test": before}
        )
    top, rivals = recommendation.leaders, recommendation.rivals
    options = compared(options, (top, rivals), case.kb.settings.weak_value, stances)
    return WorkloadResult(
        name=part.name,
        recommendation=recommendation,
        options=options,
        reasons=reasons(
            case.kb,
            [o for o in options if o.id in top],
            [o for o in options if o.id in rivals],
            # What sets the option of a lane apart is its place, which is told.
            [o for o in options if recommendation.option and not part.divided and o.id not in top],
        ),
        robustness=robust,
        sensitivity=studied.sensitivity,
        unknowns=unknown,
        answers=account.answers_given(case.kb, case.answers, part.profile),
        next_steps=steps.next_steps(case, options, recommendation, unknown),
        priorities=_priorities(case.kb, part.profile) if own_weights else (),
    )


def _organisation(
    kb: KnowledgeBase, parts: Sequence[WorkloadResult], profile: Profile
) -> WorkloadResult:
    """What workloads come to for the organisation: their own options and figures stay theirs.

    Something is to be done for the whole of it only where both sides are used.
    """
    verdicts = {part.recommendation.verdict for part in parts}
    verdict = joint_verdict(verdicts)
    is_mixed = verdict is Verdict.MIXED
    options = {part.recommendation.option for part in parts}
    answers = answering.effective(kb, profile.answers)
    return WorkloadResult(
        name="",
        recommendation=Recommendation(
            verdict=verdict,
            strength=joint_strength(verdict, [part.recommendation.strength for part in parts]),
            kind=joint_kind(verdicts),
            side=parts[0].recommendation.side
            if verdict in {Verdict.OPEN, Verdict.CLOSED}
            else None,
            option=options.pop() if len(options) == 1 else None,
            routing=routes(kb, parts) if is_mixed else (),
        ),
        options=(),
        reasons=Reasons(),
        robustness=None,
        sensitivity=Sensitivity(),
        unknowns=(),
        answers=(),
        next_steps=steps.steps_of_split(kb, answers) if is_mixed else (),
    )


def _priorities(kb: KnowledgeBase, profile: Profile) -> tuple[PriorityWeight, ...]:
    shares = weights.of_priorities(kb, profile)
    return tuple(
        PriorityWeight(
            priority=priority.id,
            name=priority.name,
            stated=weights.stated_of(profile, priority.id),
            weight=shares[priority.id],
        )
        for priority in kb.priorities
    )
