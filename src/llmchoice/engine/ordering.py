"""What a ranking leaves open: whether ratings of the same order would name something else."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from llmchoice.engine.brief import Brief, brief
from llmchoice.model.assessment import Recommendation, WorkloadResult
from llmchoice.model.knowledge import Basis
from llmchoice.model.notice import RankingTellsLess
from llmchoice.model.profile import Profile, Ranking, places

if TYPE_CHECKING:
    from llmchoice.model.row import Row

TOP = 5.0
"""The highest rating."""


def equal_steps(profile: Profile) -> Profile | None:
    """The profile with ratings in the order of its rankings; None where it has none.

    The first is rated 5, each next one as much less as the one before, and what is not ranked 0.
    Equals share the mean of their places. As weights these are the rank sums of Stillwell, Seaver
    and Edwards 1981, Organizational Behavior and Human Performance 28:62-77.
    """
    if profile.ranking is None and all(w.ranking is None for w in profile.workloads):
        return None
    workloads = tuple(w.model_copy(update=_rated(w.ranking)) for w in profile.workloads)
    return profile.model_copy(update={**_rated(profile.ranking), "workloads": workloads})


def _rated(ranking: Ranking | None) -> dict[str, object]:
    """What changes where there is a ranking; nothing where there is none."""
    if ranking is None:
        return {}
    groups = places(ranking)
    left = total = sum(len(group) for group in groups)
    ratings: dict[str, float] = {}
    for group in groups:
        ratings |= dict.fromkeys(group, TOP * (left - (len(group) - 1) / 2) / total)
        left -= len(group)
    return {"ranking": None, "priorities": ratings}


def in_equal_steps(
    basis: Basis, profile: Profile, parts: Sequence[WorkloadResult], draws: int | None
) -> Iterator[RankingTellsLess]:
    """A warning for each part of which equal steps would name another verdict or option."""
    rated = equal_steps(profile)
    if rated is None:
        return
    briefs = brief(basis, rated, draws=draws)
    others = briefs.workloads or (briefs.organisation,)
    for part, other in zip(parts, others, strict=True):
        if differ(part.recommendation, other):
            yield RankingTellsLess(
                workload=part.name or None, verdict=other.verdict, option=other.option
            )


def differ(first: "Recommendation | Row", second: Brief) -> bool:
    """Whether they name another verdict or another option."""
    return (first.verdict, first.option) != (second.verdict, second.option)
