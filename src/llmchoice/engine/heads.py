"""The options judged on each priority as a whole: what weights of the priorities decide between."""

from dataclasses import dataclass
from math import fsum

from llmchoice.engine.situation import Situation
from llmchoice.engine.values import Row
from llmchoice.engine.weights import of_priorities


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
