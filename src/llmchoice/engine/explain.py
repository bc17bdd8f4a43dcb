"""Reasons for and against, criterion by criterion: where the best options and others differ."""

from collections.abc import Mapping, Sequence
from math import fsum

from llmchoice.model.assessment import Contribution, OptionResult, Reason, Reasons, Stance, WeakSpot
from llmchoice.model.ground import Ground
from llmchoice.model.knowledge import KnowledgeBase

MOST_OBJECTIONS = 3
STRONG_REASONS = 3
STRONG = 1 / 3
"""Of the strongest reason. So many that are as strong are told, although fewer outweigh all
objections: who hears one takes it for all that there is."""
Stances = dict[tuple[object, ...], Contribution]
"""Contributions with their stances, by what they were without one, and by the stance."""


def reasons(
    kb: KnowledgeBase,
    leaders: Sequence[OptionResult],
    followers: Sequence[OptionResult],
    others: Sequence[OptionResult],
) -> Reasons:
    """The fewest reasons that outweigh every objection, and the strongest objections.

    Contribution differences sum to the margin; taking the largest first gives the fewest.
    Source: Labreuche 2011, Artificial Intelligence 175:1410-1448.

    Args:
        kb: the criteria.
        leaders: the options that the reasons speak for.
        followers: those that they are compared with.
        others: all that the leader is preferred to, allowed or not; none where none is recommended.
    """
    pros, cons = _apart(kb, leaders, followers)
    fewest = _fewest(pros, outweighing=-fsum(r.difference for r in cons))
    argued = Reasons.model_validate(
        {
            "leaders": tuple(option.id for option in leaders),
            "followers": tuple(option.id for option in followers if leaders),
            "for": fewest,
            "further": _strong(pros)[len(fewest) :],
            "against": tuple(cons[:MOST_OBJECTIONS]),
            "weak": _weak_spots(kb, leaders),
        }
    )
    left = [option for option in others if option.admissible]
    general, _ = _apart(kb, leaders, left or others)
    return argued.model_copy(update={"besides": _besides(kb, argued, general)})


def _apart(
    kb: KnowledgeBase, leaders: Sequence[OptionResult], others: Sequence[OptionResult]
) -> tuple[list[Reason], list[Reason]]:
    """What the leaders do better, and what worse, the most telling first."""
    if not leaders or not others:
        return [], []
    differences = _differences(kb, leaders, others)
    pros = sorted((r for r in differences if r.difference > 0), key=lambda r: -r.difference)
    return pros, sorted((r for r in differences if r.difference < 0), key=lambda r: r.difference)


def _besides(kb: KnowledgeBase, argued: Reasons, pros: Sequence[Reason]) -> tuple[Reason, ...]:
    """Of what sets the leaders apart from the others, what is known, more than level and not told.

    Without what speaks for the others: they differ among themselves.
    """
    named = {reason.criterion for reason in (*argued.strong, *argued.against)}
    named |= {spot.criterion for spot in argued.weak}
    alone: dict[str, tuple[()]] = {"counter": (), "counter_decisive": ()}
    sound = [
        reason.model_copy(update=alone)
        for reason in pros
        if reason.known
        and reason.difference >= kb.settings.level_regret
        and reason.criterion not in named
    ]
    known = sum(reason.known for reason in argued.strong)
    return tuple(sound[: max(STRONG_REASONS - known, 0)])


def _weak_spots(kb: KnowledgeBase, leaders: Sequence[OptionResult]) -> tuple[WeakSpot, ...]:
    """The worst first, and only where the criterion has weight."""
    questions = {criterion.id: criterion.question for _, criterion in kb.criteria()}
    spots = [
        WeakSpot(
            option=option.id,
            criterion=item.criterion,
            name=item.name,
            priority=item.priority,
            value=item.value,
            weight=item.weight,
            ground=item.ground,
            answer=item.answer,
            decisive=item.decisive,
            known=not kb.question(questions[item.criterion]).leaves_open(item.answer),
            claims=item.claims,
        )
        for option in leaders
        for item in option.contributions
        if item.weight > 0 and item.value < kb.settings.weak_value
    ]
    return tuple(sorted(spots, key=lambda spot: spot.value))


def _fewest(pros: list[Reason], *, outweighing: float) -> tuple[Reason, ...]:
    for count in range(1, len(pros) + 1):
        if fsum(reason.difference for reason in pros[:count]) > outweighing:
            return tuple(pros[:count])
    return tuple(pros)


def _strong(pros: list[Reason]) -> tuple[Reason, ...]:
    return tuple(
        reason
        for reason in pros[:STRONG_REASONS]
        if reason.difference >= STRONG * pros[0].difference
    )


def _differences(
    kb: KnowledgeBase, leaders: Sequence[OptionResult], followers: Sequence[OptionResult]
) -> list[Reason]:
    ours, theirs = _by_criterion(leaders), _by_criterion(followers)
    return [
        Reason(
            criterion=criterion.id,
            name=criterion.name,
            priority=priority.id,
            difference=_mean(ours[criterion.id]) - _mean(theirs[criterion.id]),
            grounds=_grounds(ours[criterion.id]),
            counter=_grounds(theirs[criterion.id]),
            answer=(answer := ours[criterion.id][0].answer),
            decisive=_decisive(ours[criterion.id]),
            counter_decisive=_decisive(theirs[criterion.id]),
            known=not kb.question(criterion.question).leaves_open(answer),
            claims=ours[criterion.id][0].claims,
        )
        for priority, criterion in kb.criteria()
        if criterion.id in ours
    ]


def _by_criterion(options: Sequence[OptionResult]) -> dict[str, list[Contribution]]:
    grouped: dict[str, list[Contribution]] = {}
    for option in options:
        for contribution in option.contributions:
            grouped.setdefault(contribution.criterion, []).append(contribution)
    return grouped


def _mean(contributions: list[Contribution]) -> float:
    return fsum(c.contribution for c in contributions) / len(contributions)


def _decisive(contributions: list[Contribution]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(choice for c in contributions for choice in c.decisive))


def _grounds(contributions: list[Contribution]) -> tuple[Ground, ...]:
    return tuple(dict.fromkeys(c.ground for c in contributions))


def compared(
    options: Sequence[OptionResult],
    pair: tuple[Sequence[str], Sequence[str]],
    weak_value: float,
    stances: Stances,
) -> tuple[OptionResult, ...]:
    """The options, each with its rivals and what its criteria say.

    The best options are compared with their rivals, and every other one with the best. `stances`
    are those that were found so far, to be shared where equal.
    """
    leaders, followers = pair
    results = []
    for option in options:
        against = followers if option.id in leaders else leaders
        rivals = [rival for rival in options if rival.id in against]
        theirs = [{item.criterion: item for item in rival.contributions} for rival in rivals]
        fields = {
            "compared_with": tuple(rival.id for rival in rivals),
            "contributions": tuple(
                _judged(item, theirs, weak_value, stances) for item in option.contributions
            ),
        }
        results.append(option.model_copy(update=fields))
    return tuple(results)


def _judged(
    item: Contribution,
    rivals: Sequence[Mapping[str, Contribution]],
    weak_value: float,
    stances: Stances,
) -> Contribution:
    others = [rival[item.criterion] for rival in rivals if item.criterion in rival]
    apart = max((abs(item.contribution - other.contribution) for other in others), default=0.0)
    stance = _stance(item.value, [other.value for other in others], weak_value)
    fields = {"stance": stance if item.weight > 0 else None, "apart": apart}
    if item.computed:
        return item.model_copy(update=fields)
    # An answer of 1 equals one of 1.0, and is written otherwise.
    key = (item, type(item.answer), *fields.values())
    judged = stances.get(key)
    if judged is None:
        judged = stances[key] = item.model_copy(update=fields)
    return judged


def _stance(value: float, others: Sequence[float], weak_value: float) -> Stance | None:
    """Of several rivals that tie, a value has to be above or below that of each."""
    if value < weak_value:
        return Stance.WEAK
    if not others:
        return None
    if value > max(others):
        return Stance.GOOD
    return Stance.BAD if value < min(others) else Stance.NEUTRAL
