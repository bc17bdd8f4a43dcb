"""What the what-if panel computes with: every figure is a field of the assessment."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from llmchoice.model.assessment import Assessment, OptionResult, PriorityWeight
    from llmchoice.report.subject import Subject

_FEWEST = 2


def embedded(subject: "Subject", assessment: "Assessment") -> "Mapping[str, Any] | None":
    """The figures from which scores follow at any weights; None where nothing can change places.

    A score is the mean of an option's values, weighed by rating times share: a criterion's share
    of its priority is its own, so that a priority without any criterion leaves its weight to the
    others.

    Returns:
        `tie`: points within which scores are equal. `priorities`: id, `rating` from 0 to 5 where
        the profile gives ratings, else null, and `weight` from 0 to 1. `options`: id, whether it
        is admissible, and `values`: [priority, share from 0 to 1, value from 0 to 100] each.
    """
    if not assessment.priorities or len(subject.options) < _FEWEST:
        return None
    return {
        "tie": assessment.rules.tie,
        "priorities": [_priority(one, assessment) for one in assessment.priorities],
        "options": [_option(one) for one in subject.options],
    }


def _priority(priority: "PriorityWeight", assessment: "Assessment") -> dict[str, Any]:
    ratings = assessment.profile.content.priorities
    rating = None if ratings is None else float(ratings.get(priority.priority, 0))
    return {"id": priority.priority, "rating": rating, "weight": priority.weight}


def _option(option: "OptionResult") -> dict[str, Any]:
    return {
        "id": option.id,
        "admissible": option.admissible,
        "values": [[c.priority, c.share, c.value] for c in option.contributions],
    }
