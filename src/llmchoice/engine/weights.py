"""Weights: from what was said of the priorities to a weight per criterion."""

from collections.abc import Collection, Mapping, Sequence
from math import fsum, hypot, sqrt
from typing import TYPE_CHECKING

from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.mcda.weighting import (
    Around,
    Certain,
    Ranked,
    Single,
    Uniform,
    concentration_for,
    rank_order_centroid,
)
from llmchoice.model.criterion import Priority
from llmchoice.model.ground import Consistency, Spread, Stated, Way
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile, places

if TYPE_CHECKING:
    from llmchoice.mcda.eigenvector import Judgement

CERTAIN = "certain"
"""The spread of weights that are taken as they stand."""
NO_IDEA = "no-idea"
"""The spread of weights of which nothing is known, whatever was stated."""
ROUNDING = 0.01
"""Percentage points up to which comparisons agree: 0.333 for a third is meant well."""


LIMIT = 0.10
"""Consistency ratio above which judgements should be made again. Saaty 1980."""

Comparisons = Mapping[str, Mapping[str, float]]
"""Priority to another one to how many times as important the first is."""


def from_ranking(ranking: Sequence[str | tuple[str, ...]]) -> dict[str, float]:
    """Weight of each ranked item; equals share the weights of the places they take."""
    groups = places(ranking)
    centroid = rank_order_centroid(sum(len(group) for group in groups))
    weights: dict[str, float] = {}
    start = 0
    for group in groups:
        mean = fsum(centroid[start : start + len(group)]) / len(group)
        weights.update(dict.fromkeys(group, mean))
        start += len(group)
    return weights


def stated(profile: Profile) -> dict[str, float]:
    """What the profile says of each priority, as numbers of any scale.

    Raises:
        LlmchoiceError: exit code 3 when two of the priorities are not compared.
    """
    if profile.ranking is not None:
        return from_ranking(profile.ranking)
    if profile.comparisons is not None:
        names = sorted(
            {*profile.comparisons, *(n for r in profile.comparisons.values() for n in r)}
        )
        return dict(zip(names, judged(names, profile.comparisons).weights, strict=True))
    return dict(profile.points or profile.priorities or {})


def unstated(kb: KnowledgeBase, profile: Profile) -> tuple[str, ...]:
    """The priorities of which nothing has been said, in the order of the knowledge base.

    Only ratings are given one by one: a ranking, points and comparisons speak of all of them.
    """
    if any(way is not None for way in (profile.ranking, profile.points, profile.comparisons)):
        return ()
    return tuple(p.id for p in kb.priorities if p.id not in (profile.priorities or {}))


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


def split_of(
    priority: Priority, profile: Profile, applicable: Collection[str] | None = None
) -> dict[str, float]:
    """Criterion to its share of its priority; they sum to 1, or are 0 where none has any.

    Of those that apply, where that is said.
    """
    shares = {
        c.id: profile.shares.get(c.id, c.share)
        for c in priority.criteria
        if applicable is None or c.id in applicable
    }
    total = fsum(shares.values())
    return {c: share / total if total else 0.0 for c, share in shares.items()}


NOTHING_AT_STAKE = Problem(
    "no priority has any weight",
    why="if nothing matters, every option scores the same",
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


def stated_of(profile: Profile, priority: str) -> Stated:
    """What the profile says of one priority."""
    if profile.ranking is not None:
        return _ranked(profile.ranking, priority)
    if profile.points is not None:
        return Stated(way=Way.POINTS, figure=profile.points.get(priority, 0))
    if profile.comparisons is not None:
        return Stated(way=Way.COMPARISONS, figure=None)
    return Stated(way=Way.RATINGS, figure=(profile.priorities or {}).get(priority, 0))


def _ranked(ranking: Sequence[str | tuple[str, ...]], priority: str) -> Stated:
    for place, item in enumerate(ranking, start=1):
        shared = not isinstance(item, str)
        if priority in (item if shared else (item,)):
            return Stated(way=Way.RANKING, figure=place, shared=shared)
    return Stated(way=Way.RANKING, figure=None)


def judged(names: Sequence[str], comparisons: Comparisons) -> "Judgement":
    """What the comparisons say of these priorities, in their order. Source: Saaty 1977.

    Raises:
        LlmchoiceError: exit code 3 when two of the priorities are not compared.
    """
    from llmchoice.mcda.eigenvector import (  # noqa: PLC0415 - numpy is slow to import
        from_comparisons,
    )

    return from_comparisons([[_ratio(comparisons, more, than) for than in names] for more in names])


def _ratio(comparisons: Comparisons, more: str, than: str) -> float:
    """How many times as important the one is; of a pair given both ways, the mean of the two.

    It is the geometric one, which does not depend on the direction. Aczel and Saaty 1983, Journal
    of Mathematical Psychology 27:93-102.
    """
    if more == than:
        return 1.0
    stated = comparisons.get(more, {}).get(than)
    reverse = comparisons.get(than, {}).get(more)
    if stated is not None and reverse is not None:
        return sqrt(stated / reverse)
    if stated is not None:
        return stated
    if reverse is not None:
        return 1 / reverse
    raise LlmchoiceError(
        [
            Problem(
                f"'{more}' and '{than}' are not compared",
                why="comparisons give weights only if every pair is compared",
                fix="compare every priority with every other one",
            )
        ],
        ExitCode.INVALID,
    )


def consistency(kb: KnowledgeBase, profile: Profile) -> Consistency | None:
    """How well the profile's comparisons agree; None where it has none, or for one priority alone.

    Raises:
        LlmchoiceError: exit code 3 when two priorities are not compared.
    """
    names = [priority.id for priority in kb.priorities]
    judgement = None if profile.comparisons is None else judged(names, profile.comparisons)
    if judgement is None or judgement.worst is None:
        return None
    worst = judgement.worst
    return Consistency(
        ratio=judgement.ratio,
        limit=LIMIT,
        random_index=judgement.random_index,
        spread=100 * judgement.deviation,
        more=names[worst.first],
        than=names[worst.second],
        stated=worst.stated,
        consistent=worst.consistent,
    )


def weighting(kb: KnowledgeBase, profile: Profile) -> Single:
    """What is drawn for the weights of the priorities, in the knowledge base's order.

    Raises:
        LlmchoiceError: when no priority has any weight.
    """
    weights = tuple(of_priorities(kb, profile).values())
    spread = spread_of(kb, profile)
    if len(weights) == 1 or spread.kind == "certain":
        return Certain(weights)
    if spread.kind == "no-idea":
        return Uniform(len(weights))
    if spread.points is None:
        at = {priority.id: place for place, priority in enumerate(kb.priorities)}
        groups = places(profile.ranking or ())
        return Ranked(tuple(tuple(at[name] for name in group) for group in groups))
    return Around(weights, concentration_for(len(weights), spread.points / 100))


def spread_of(kb: KnowledgeBase, profile: Profile) -> Spread:
    """How certain the weights are taken to be.

    Comparisons that contradict each other show how far a judgement may be off, whatever their
    author says of it: the variance of that is added to what was stated. Where both together reach
    that of weights of which nothing is known, nothing is.

    Raises:
        LlmchoiceError: exit code 3 when two priorities are not compared.
    """
    stated = kb.settings.spread if profile.spread is None else profile.spread
    if stated == NO_IDEA:
        return Spread(kind="no-idea")
    if profile.ranking is not None and stated != CERTAIN:
        return Spread(kind="ranking")
    judged = consistency(kb, profile)
    added = judged.spread if judged is not None and judged.spread > ROUNDING else None
    if stated == CERTAIN and added is None:
        return Spread(kind="certain")
    named = {**kb.settings.spreads, CERTAIN: 0.0}
    points = hypot(named[stated] if isinstance(stated, str) else stated, added or 0.0)
    if added is not None and points >= widest_spread(len(kb.priorities)):
        return Spread(kind="no-idea", added=added)
    word = stated if isinstance(stated, str) else None
    return Spread(kind="points", points=points, word=word, added=added)


def widest_spread(count: int) -> float:
    """The spread of two or more weights of which nothing is known, in percentage points.

    One standard deviation of each of `count` weights, uniform among those that sum to 1. Source:
    the variance of a flat Dirichlet distribution, (1/n)(1-1/n)/(n+1).
    """
    return 100 * sqrt((count - 1) / (count + 1)) / count
