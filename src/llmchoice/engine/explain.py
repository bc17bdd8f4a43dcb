"""Reasons for and against: where the best options and the runner-up differ."""

from collections.abc import Sequence
from math import fsum

from llmchoice.model.assessment import Contribution, OptionResult, Reason, Reasons, WeakSpot
from llmchoice.model.ground import Ground
from llmchoice.model.knowledge import KnowledgeBase

MOST_OBJECTIONS = 3


def reasons(
    kb: KnowledgeBase, leaders: Sequence[OptionResult], followers: Sequence[OptionResult]
) -> Reasons:
    """The fewest reasons that outweigh every objection, and the strongest objections.

    Contribution differences sum to the margin; taking the largest first gives the fewest.
    Source: Labreuche 2011, Artificial Intelligence 175:1410-1448.
    """
    weak = _weak_spots(kb, leaders)
    if not leaders or not followers:
        names = tuple(option.id for option in leaders)
        given = {"leaders": names, "for": (), "against": (), "weak": weak}
        return Reasons.model_validate(given)
    differences = _differences(kb, leaders, followers)
    pros = sorted((r for r in differences if r.difference > 0), key=lambda r: -r.difference)
    cons = sorted((r for r in differences if r.difference < 0), key=lambda r: r.difference)
    return Reasons.model_validate(
        {
            "leaders": tuple(option.id for option in leaders),
            "followers": tuple(option.id for option in followers),
            "for": _fewest(pros, outweighing=-fsum(r.difference for r in cons)),
            "against": tuple(cons[:MOST_OBJECTIONS]),
            "weak": weak,
        }
    )


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
