"""Warnings: what a reader of the result should know before relying on it."""

from collections.abc import Iterator, Sequence

from llmchoice.engine.answers import ignored
from llmchoice.engine.ceilings import priced
from llmchoice.engine.expiry import expiry_warnings
from llmchoice.engine.followup import is_stale
from llmchoice.engine.situation import Situation
from llmchoice.engine.values import costed
from llmchoice.engine.weights import CERTAIN, NO_IDEA, consistency, of_priorities
from llmchoice.figures import listed, money, percent
from llmchoice.model.assessment import Recommendation, WorkloadResult
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answers, Profile
from llmchoice.model.verdict import Verdict


def warnings_of(
    kb: KnowledgeBase,
    profile: Profile,
    given: Sequence[Answers],
    parts: Sequence[tuple[WorkloadResult, Situation]],
    today: str | None,
) -> tuple[str, ...]:
    """Every warning once, in a fixed order; each begins with its workload where there is one."""
    found = [
        f"{part.name}: {text}" if part.name else text
        for (part, case), answers in zip(parts, given, strict=True)
        for text in _of_part(kb, profile, part, case, answers)
    ]
    found.extend(_inconsistent(kb, profile))
    if profile.ranking is not None and profile.spread not in {None, CERTAIN, NO_IDEA}:
        found.append(
            f"the spread '{profile.spread}' was not used: a ranking leaves its own room for weights"
        )
    found.extend(_stale(kb, today))
    found.extend(expiry_warnings(profile, today))
    return tuple(dict.fromkeys(found))


def _dear(case: Situation, recommendation: Recommendation) -> Iterator[str]:
    """A leading option that keeps to the ceiling only if all goes well."""
    criterion = priced(case.kb)
    found = costed(case.kb, criterion, case.answers) if criterion else ()
    if len(found) != 1:
        return
    places = {option.id: at for at, option in enumerate(case.kb.options)}
    option = recommendation.option
    for one in (option,) if option else recommendation.contenders:
        band, ceiling = found[0].monthly[places[one]], money(found[0].ceiling)
        if band is None:
            yield f"what {one} costs is not known, and so not whether it keeps to your ceiling"
        elif band.typical > found[0].ceiling:
            yield (
                f"{one} typically costs {money(band.typical)} {found[0].currency} a month, more"
                f" than your ceiling of {ceiling}: only cheaper figures than usual keep to it"
            )


def _of_part(
    kb: KnowledgeBase,
    profile: Profile,
    part: WorkloadResult,
    case: Situation,
    answers: Answers,
) -> Iterator[str]:
    recommendation = part.recommendation
    robust = part.robustness
    if robust is not None and robust.error > kb.settings.monte_carlo_error:
        yield (
            f"with {robust.draws:,} draws a share may be off by {percent(robust.error)}: too few"
            " to rest a decision on"
        )
    yield from _dear(case, recommendation)
    first = [o.id for o in part.options if o.rank == 1]
    if len(first) > 1:
        yield f"{listed(first)} have the same score: the tie is reported, not broken"
    elif recommendation.verdict is not Verdict.UNDECIDED and len(recommendation.contenders) > 1:
        yield (
            f"{listed(recommendation.contenders[1:])}: not surely worse than"
            f" {recommendation.contenders[0]}, which scores more in fewer than"
            f" {percent(kb.settings.confidence)} of the draws"
        )
    for unknown in part.unknowns:
        if unknown.may_exclude:
            yield (
                f"'{unknown.question}' is unknown: an answer to it could exclude"
                f" {listed(unknown.may_exclude)}"
            )
    yield from _idle_priorities(kb, profile, case)
    if case.unknown_weight > 0:
        yield f"{percent(case.unknown_weight)} of the weight rests on unknown answers"
    for question in ignored(kb, answers):
        yield f"the answer to '{question}' was not used: the other answers make it pointless"


def _idle_priorities(kb: KnowledgeBase, profile: Profile, case: Situation) -> Iterator[str]:
    """Priorities that were given weight, but have no criterion that applies."""
    counting = {judged.priority.id for judged in case.judged if judged.weight > 0}
    for priority, weight in of_priorities(kb, profile).items():
        if weight > 0 and priority not in counting:
            yield (
                f"'{priority}' counts for nothing here, and its weight goes to the others: none of"
                " its criteria applies with a share above 0"
            )


def _inconsistent(kb: KnowledgeBase, profile: Profile) -> Iterator[str]:
    found = consistency(kb, profile)
    if found is not None and found.ratio > found.limit:
        yield (
            "the pairwise comparisons contradict each other: their consistency ratio is above"
            f" {found.limit:g}; look again at '{found.more}' over '{found.than}'"
        )


def _stale(kb: KnowledgeBase, today: str | None) -> Iterator[str]:
    if today is None:
        return
    old = [r.id for r in kb.references if is_stale(kb, r.checked_on, today)]
    if old:
        yield (
            f"checked more than {kb.settings.stale_after} days before {today}, so check again:"
            f" {', '.join(old)}"
        )
