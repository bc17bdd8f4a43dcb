"""What would change the result: intervals of weights in closed form."""

from collections.abc import Collection

from llmchoice.engine import ranking
from llmchoice.engine.heads import heads
from llmchoice.engine.situation import Situation
from llmchoice.mcda.additive import scores
from llmchoice.mcda.intervals import StableInterval, weight_interval
from llmchoice.model.option import Side
from llmchoice.model.sensitivity import CriterionInterval, WeightInterval


def of_priorities(case: Situation) -> tuple[WeightInterval, ...]:
    """For each priority in play, the interval of its weight in which the best option stays.

    Empty where no single option is best. Triantaphyllou and Sanchez 1997, Decision Sciences
    28:151-194.
    """
    judged = heads(case)
    return tuple(
        WeightInterval.model_validate({"priority": priority, **interval})
        for at, priority in enumerate(judged.priorities)
        if (interval := _interval(case, judged.options, judged.values, judged.weights, at))
    )


def of_criteria(case: Situation) -> tuple[CriterionInterval, ...]:
    """The same for each criterion in play, all other criteria in proportion."""
    judged = heads(case)
    places = [at for at, option in enumerate(case.kb.options) if option.id in judged.options]
    values = tuple(tuple(j.expected[at] for j in case.judged) for at in places)
    weights = tuple(j.weight for j in case.judged)
    return tuple(
        CriterionInterval.model_validate(
            {"criterion": j.criterion.id, "name": j.criterion.name, **interval}
        )
        for at, j in enumerate(case.judged)
        if (interval := _interval(case, judged.options, values, weights, at))
    )


def _interval(
    case: Situation,
    options: tuple[str, ...],
    values: Collection[Collection[float]],
    weights: tuple[float, ...],
    at: int,
) -> dict[str, object] | None:
    """The interval of one weight, for the best option and for its side."""
    table = [tuple(row) for row in values]
    alone = weight_interval(table, weights, (at,))
    first = ranking.leaders(dict(zip(options, scores(table, weights), strict=True)))
    if alone is None or len(first) > 1:
        return None
    sides = {o.id: o.weights for o in case.kb.options}
    together = weight_interval(table, weights, (at,), team=_team(options, sides, table, weights))
    return {
        "weight": alone.weight,
        "low": alone.low,
        "high": alone.high,
        "below": _names(options, alone.below),
        "above": _names(options, alone.above),
        "side_low": together.low if together else alone.low,
        "side_high": together.high if together else alone.high,
        "flips_to": _nearest(options, alone),
    }


def _team(
    options: tuple[str, ...],
    sides: dict[str, Side],
    table: list[tuple[float, ...]],
    weights: tuple[float, ...],
) -> tuple[int, ...]:
    """Places of the options on the side of the best one."""
    scored = scores(table, weights)
    best = scored.index(max(scored))
    return tuple(i for i, option in enumerate(options) if sides[option] is sides[options[best]])


def _names(options: tuple[str, ...], places: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(options[place] for place in places)


def _nearest(options: tuple[str, ...], interval: StableInterval) -> str | None:
    """Who takes over at the nearer end; nobody in particular where several would."""
    ends = [
        (distance, _names(options, places))
        for distance, places in (
            (interval.weight - interval.low, interval.below),
            (interval.high - interval.weight, interval.above),
        )
        if places
    ]
    nearest = min((distance for distance, _ in ends), default=0.0)
    names = {name for distance, ids in ends if distance <= nearest for name in ids}
    return names.pop() if len(names) == 1 else None
