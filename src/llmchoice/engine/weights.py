"""Weights: from what was said of the priorities to a weight per criterion."""

from collections.abc import Collection, Mapping, Sequence
from math import fsum

from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile


def rank_order_centroid(count: int) -> tuple[float, ...]:
    """Weights that a ranking alone supports: the centroid of all weights that respect it.

    w_k = (1/n) * sum of 1/i for i = k..n, the most important first; they sum to 1.
    Source: Barron and Barrett 1996, Management Science 42:1515-1523.
    """
    return tuple(
        fsum(1 / i for i in range(place, count + 1)) / count for place in range(1, count + 1)
    )


def from_ranking(ranking: Sequence[str | tuple[str, ...]]) -> dict[str, float]:
    """Weight of each ranked item; equals share the weights of the places they take."""
    groups = [(item,) if isinstance(item, str) else item for item in ranking]
    centroid = rank_order_centroid(sum(len(group) for group in groups))
    weights: dict[str, float] = {}
    start = 0
    for group in groups:
        mean = fsum(centroid[start : start + len(group)]) / len(group)
        weights.update(dict.fromkeys(group, mean))
        start += len(group)
    return weights


def stated(profile: Profile) -> dict[str, float]:
    """What the profile says of each priority, as numbers of any scale."""
    if profile.ranking is not None:
        return from_ranking(profile.ranking)
    return dict(profile.points or profile.priorities or {})


def of_priorities(kb: KnowledgeBase, profile: Profile) -> dict[str, float]:
    """Weight of each priority; they sum to 1.

    Raises:
        LlmchoiceError: when no priority has any weight.
    """
    given = stated(profile)
    rated = {p.id: given.get(p.id, 0.0) for p in kb.priorities}
    return _normalised(rated, NOTHING_AT_STAKE)


def of_criteria(
    kb: KnowledgeBase, profile: Profile, applicable: Collection[str]
) -> dict[str, float]:
    """Weight of each applicable criterion; they sum to 1.

    A criterion that does not apply leaves its share to the others of its priority, and a
    priority without any leaves its weight to the other priorities.

    Raises:
        LlmchoiceError: when no applicable criterion has any weight.
    """
    priorities = of_priorities(kb, profile)
    weights: dict[str, float] = {}
    for priority in kb.priorities:
        shares = {
            c.id: profile.shares.get(c.id, c.share) for c in priority.criteria if c.id in applicable
        }
        total = fsum(shares.values())
        for criterion_id, share in shares.items():
            weights[criterion_id] = priorities[priority.id] * share / total if total else 0.0
    return _normalised(weights, NOTHING_APPLIES)


NOTHING_AT_STAKE = Problem(
    "no priority has any weight",
    why="with nothing at stake, every option scores the same",
    fix="give at least one priority more than 0",
)
NOTHING_APPLIES = Problem(
    "no criterion has any weight",
    why="every priority above 0 is left without a criterion that applies: their shares are 0, or"
    " other answers make them pointless",
    fix="give another priority more than 0, or leave the shares as they are",
)


def _normalised(weights: Mapping[str, float], otherwise: Problem) -> dict[str, float]:
    total = fsum(weights.values())
    if total <= 0:
        raise LlmchoiceError([otherwise], ExitCode.INVALID)
    return {key: weight / total for key, weight in weights.items()}


def in_words(profile: Profile, priority: str) -> str:
    """What the profile says of one priority."""
    if profile.ranking is not None:
        for place, item in enumerate(profile.ranking, start=1):
            if priority == item or (not isinstance(item, str) and priority in item):
                return f"ranked {place}" if isinstance(item, str) else f"ranked {place}, shared"
        return "not ranked"
    if profile.points is not None:
        return f"{profile.points.get(priority, 0):g} of 100 points"
    return f"{(profile.priorities or {}).get(priority, 0):g} of 5"
