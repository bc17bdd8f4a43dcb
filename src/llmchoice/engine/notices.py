"""Warnings: what a reader of the result should know before relying on it."""

from collections.abc import Iterator, Mapping, Sequence

from llmchoice.engine import gates
from llmchoice.engine.answers import doubts, ignored
from llmchoice.engine.evidence import is_stale
from llmchoice.engine.situation import Situation
from llmchoice.engine.verdict import cost_gaps
from llmchoice.engine.weights import CERTAIN, NO_IDEA, consistency, of_priorities
from llmchoice.engine.worth import costs, worths
from llmchoice.model import notice
from llmchoice.model.assessment import Recommendation, WorkloadResult
from llmchoice.model.estimate import Passed
from llmchoice.model.knowledge import Costed, KnowledgeBase
from llmchoice.model.notice import DecisionDue, ExpiredAnswers
from llmchoice.model.profile import Answers, Profile

CLEARLY_DEARER = 2
"""How many times what the cheapest costs is said of the leader where all cost what decides: costs
are known to within such a factor (docs/decisions/0021)."""


def notices(
    kb: KnowledgeBase,
    profile: Profile,
    given: Sequence[Answers],
    parts: Sequence[tuple[WorkloadResult, Situation]],
    today: str | None,
) -> tuple[notice.Notice, ...]:
    """Every warning, in a fixed order; what is about a workload names it."""
    return (
        *(
            warning.model_copy(update={"workload": part.name or None})
            for (part, case), answers in zip(parts, given, strict=True)
            for warning in _of_part(part, case, answers)
        ),
        *(notice.UnlikelyAnswers(doubt=rule.id, says=rule.says) for rule in doubts(kb, profile)),
        *_of_weights(kb, profile),
        *_stale(kb, today),
        *expiry_notices(profile, today),
    )


def _of_part(part: WorkloadResult, case: Situation, answers: Answers) -> Iterator[notice.Notice]:
    kb = case.kb
    robust = part.robustness
    if robust is not None and robust.error > kb.settings.monte_carlo_error:
        yield notice.FewSimulations(simulations=robust.draws, error=robust.error)
    leaders = part.recommendation.leaders
    if gaps := tuple(option for option in cost_gaps(case) if option not in leaders):
        yield notice.CostGap(options=gaps)
    yield from _dear(case, part.recommendation)
    yield from _amount(case, part.recommendation)
    yield from _near(kb, part)
    for unknown in part.unknowns:
        if unknown.may_exclude:
            yield notice.MayExclude(question=unknown.question, options=unknown.may_exclude)
    yield from _idle_priorities(case)
    if case.unknown_weight > 0:
        yield notice.UnknownWeight(weight=case.unknown_weight)
    for question in ignored(kb, answers):
        yield notice.AnswerNotUsed(question=question)
    yield from weak_tests(kb, case.answers)


def weak_tests(
    kb: KnowledgeBase, answers: Answers
) -> Iterator[notice.NeitherUsable | notice.FewCases]:
    """A test in which neither kind of model did the work, or that is too small to rely on."""
    for question in kb.questions:
        counts = answers.get(question.id)
        if question.counts is None or not isinstance(counts, Passed):
            continue
        if question.counts.neither_usable(counts):
            yield notice.NeitherUsable(
                question=question.id,
                cases=counts.cases,
                open=counts.open,
                closed=counts.closed,
                usable=question.counts.usable,
            )
        trial = question.counts.trial
        if trial is not None and counts.cases < trial.cases[0]:
            yield notice.FewCases(question=question.id, cases=counts.cases, fewest=trial.cases[0])


def _dear(case: Situation, recommendation: Recommendation) -> Iterator[notice.Notice]:
    """A leading option that keeps to the ceiling only if all goes well."""
    criterion = gates.priced(case.basis)
    unpriced = gates.unpriced(case.basis, case.answers)
    for option in recommendation.foremost:
        if option in unpriced:
            yield notice.CostUnknown(option=option)
    known_costs = list(costs(case.basis, criterion, case.answers)) if criterion else []
    if len(known_costs) != 1:
        return
    ((_, cost, _),) = known_costs
    if cost.ceiling is None:
        return
    places = {option.id: at for at, option in enumerate(case.kb.options)}
    for option in recommendation.foremost:
        band = cost.counted[places[option]]
        if band is not None and band.typical > cost.ceiling:
            yield notice.TypicallyOverCeiling(
                option=option, typical=band.typical, ceiling=cost.ceiling, currency=cost.currency
            )


def _amount(case: Situation, recommendation: Recommendation) -> Iterator[notice.Notice]:
    """An amount that decides and is above the ceiling, or that what is left or what leads costs."""
    admissible = case.admissible
    ids = [option.id for option in case.kb.options]
    for judged in case.judged:
        valued = worths(case.basis, judged.criterion, case.answers) if judged.weight > 0 else ()
        if len(valued) != 1 or judged.criterion.decides is None:
            continue
        (worth,) = valued
        if worth.stated_amount is None:
            continue
        known = {
            option: band.typical
            for option, band in zip(ids, worth.costed.counted, strict=True)
            if option in admissible and band is not None
        }
        most = worth.costed.ceiling
        # As it was stated: nothing is valued against an amount of 0, and it is told as that.
        least, stated = worth.between or (worth.stated_amount, worth.stated_amount)
        if most is not None and least > most:
            yield notice.AmountAboveCeiling(
                decides=least,
                ceiling=most,
                currency=worth.costed.currency,
                rate=worth.costed.rate,
            )
        if known:
            whole = len(known) == len(admissible)
            yield from _dear_leaders(stated, worth.costed, known, recommendation, whole=whole)


def _dear_leaders(
    amount: float,
    costed: Costed,
    known: Mapping[str, float],
    recommendation: Recommendation,
    *,
    whole: bool,
) -> Iterator[notice.Notice]:
    """What leads and costs the amount, where others cost clearly less; else that all of them do.

    `whole`: whether what each of them costs is known.
    """
    cheapest = min(known, key=lambda option: known[option])
    # Of contenders the one that leads: the others are there to choose from.
    named = recommendation.option
    least = amount if known[cheapest] < amount else CLEARLY_DEARER * known[cheapest]
    leaders = (named,) if named else recommendation.leaders
    dear = [o for o in leaders if o in known and known[o] >= least and known[o] > known[cheapest]]
    for option in dear:
        yield notice.AboveAmount(
            option=option,
            typical=known[option],
            decides=amount,
            other=cheapest,
            least=known[cheapest],
            currency=costed.currency,
            rate=costed.rate,
        )
    if not dear and known[cheapest] >= amount and whole:
        yield notice.AmountTooSmall(
            decides=amount,
            other=cheapest,
            least=known[cheapest],
            currency=costed.currency,
            rate=costed.rate,
        )


def _near(kb: KnowledgeBase, part: WorkloadResult) -> Iterator[notice.Notice]:
    """Options that share the first place, or that the first one does not surely beat."""
    recommendation = part.recommendation
    first = tuple(option.id for option in part.options if option.rank == 1)
    if len(first) > 1:
        yield notice.SameScore(options=first)
    elif recommendation.option is not None and recommendation.tied:
        yield notice.NotSurelyBetter(
            option=recommendation.option,
            over=recommendation.tied,
            confidence=kb.settings.confidence,
        )


def _idle_priorities(case: Situation) -> Iterator[notice.Notice]:
    """Priorities that were given weight, but have no criterion that applies."""
    counting = {judged.priority.id for judged in case.judged if judged.weight > 0}
    for priority, weight in of_priorities(case.kb, case.profile).items():
        if weight > 0 and priority not in counting:
            yield notice.IdlePriority(priority=priority)


def _of_weights(kb: KnowledgeBase, profile: Profile) -> Iterator[notice.Notice]:
    agreement = consistency(kb, profile)
    if agreement is not None and agreement.poor:
        yield notice.InconsistentComparisons(
            ratio=agreement.ratio, limit=agreement.limit, more=agreement.more, than=agreement.than
        )
    spread = profile.spread
    if profile.ranking is not None and spread is not None and spread not in {CERTAIN, NO_IDEA}:
        yield notice.SpreadNotUsed(spread=spread)


def _stale(kb: KnowledgeBase, today: str | None) -> Iterator[notice.Notice]:
    if today is None:
        return
    old = tuple(
        notice.StaleSource(reference=r.id, title=r.title, checked_on=r.checked_on)
        for r in kb.references
        if is_stale(kb, r.checked_on, today)
    )
    if old:
        yield notice.StaleSources(sources=old, days=kb.settings.stale_after, today=today)


def expired(profile: Profile, today: str) -> tuple[str, ...]:
    """The questions whose answers may no longer be relied on, the longest expired first.

    An answer is good up to and including its day. `today` is YYYY-MM-DD, as the days are, so that
    their order is that of the calendar.
    """
    days = profile.expires or {}
    return tuple(sorted((q for q in days if days[q] < today), key=lambda q: (days[q], q)))


def expiry_notices(profile: Profile, today: str | None) -> Iterator[ExpiredAnswers | DecisionDue]:
    """One warning for all expired answers, one for the day to decide; none without a date."""
    if today is None:
        return
    if late := expired(profile, today):
        yield ExpiredAnswers(questions=late, today=today)
    if profile.decide_by is not None and profile.decide_by < today:
        yield DecisionDue(day=profile.decide_by, today=today)
