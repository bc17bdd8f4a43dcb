"""What weights decide: the options by priority, and intervals of weights in closed form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from llmchoice.engine import ranking
from llmchoice.engine.situation import Situation
from llmchoice.engine.values import Row
from llmchoice.engine.weights import of_priorities
from llmchoice.mcda.intervals import scores, weight_intervals
from llmchoice.model.sensitivity import CriterionInterval, WeightInterval


@dataclass(frozen=True, slots=True)
class Heads:
    """Priorities that have a criterion in play, their weights, and the values on them."""

    priorities: tuple[str, ...]
    weights: tuple[float, ...]
    """They sum to 1."""
    options: tuple[str, ...]
    """The admissible ones, in order."""
    values: tuple[Row, ...]
    """One row per option, one value per priority."""


def heads(case: Situation) -> Heads:
    """The admissible options, by priority, at the expected values."""
    admissible = case.admissible
    places = [at for at, option in enumerate(case.kb.options) if option.id in admissible]
    stated = of_priorities(case.kb, case.profile)
    present = list(dict.fromkeys(j.priority.id for j in case.judged))
    means = {priority: mean for priority in present if (mean := _means(case, priority))}
    total = fsum(stated[priority] for priority in means)
    return Heads(
        priorities=tuple(means),
        weights=tuple(stated[priority] / total for priority in means),
        options=admissible,
        values=tuple(tuple(row[at] for row in means.values()) for at in places),
    )


def _means(case: Situation, priority: str) -> Row:
    """The value of every option on a priority; nothing where its criteria have no share."""
    judged = [j for j in case.judged if j.priority.id == priority]
    shares = [case.profile.shares.get(j.criterion.id, j.criterion.share) for j in judged]
    total = fsum(shares)
    if not total:
        return ()
    return tuple(
        fsum(share * j.expected[at] for share, j in zip(shares, judged, strict=True)) / total
        for at in range(len(case.kb.options))
    )


def intervals_of_priorities(case: Situation) -> tuple[WeightInterval, ...]:
    """For each priority in play, the interval of its weight in which the best option stays.

    Empty where no single option is best. Triantaphyllou and Sanchez 1997, Decision Sciences
    28:151-194.
    """
    judged = heads(case)
    intervals = _intervals(case, judged.options, judged.values, judged.weights)
    return tuple(
        WeightInterval.model_validate({"priority": judged.priorities[at], **interval})
        for at, interval in intervals
    )


def intervals_of_criteria(case: Situation) -> tuple[CriterionInterval, ...]:
    """The same for each criterion in play, all other criteria in proportion."""
    judged = heads(case)
    places = [at for at, option in enumerate(case.kb.options) if option.id in judged.options]
    values = tuple(tuple(j.expected[at] for j in case.judged) for at in places)
    weights = tuple(j.weight for j in case.judged)
    criteria = [j.criterion for j in case.judged]
    return tuple(
        CriterionInterval.model_validate(
            {"criterion": criteria[at].id, "name": criteria[at].name, **interval}
        )
        for at, interval in _intervals(case, judged.options, values, weights)
    )


def _intervals(
    case: Situation,
    options: tuple[str, ...],
    values: Sequence[Row],
    weights: tuple[float, ...],
) -> Iterator[tuple[int, dict[str, object]]]:
    """The interval of each weight that has one, for the best option and for its side."""
    scored = scores(values, weights)
    if len(ranking.leaders(dict(zip(options, scored, strict=True)))) > 1:
        return
    sides = {o.id: o.weights for o in case.kb.options}
    best = sides[options[scored.index(max(scored))]]
    team = tuple(place for place, option in enumerate(options) if sides[option] is best)
    for at in range(len(weights)):
        alone, together = weight_intervals(values, weights, (at,), (None, team))
        if alone is None:
            continue
        yield (
            at,
            {
                "weight": alone.weight,
                "low": alone.low,
                "high": alone.high,
                "below": _names(options, alone.below),
                "above": _names(options, alone.above),
                "side_low": together.low if together else alone.low,
                "side_high": together.high if together else alone.high,
            },
        )


def _names(options: tuple[str, ...], places: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(options[place] for place in places)
