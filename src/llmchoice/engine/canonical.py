"""A profile in the knowledge base's order: what was written in another order is the same."""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile, Ranking, Workload

Entry = TypeVar("Entry")


def canonical(kb: KnowledgeBase, profile: Profile) -> Profile:
    """The same profile; its priorities, answers, notes, shares and figures in a fixed order."""
    priorities = [priority.id for priority in kb.priorities]
    questions = [question.id for question in kb.questions]
    comparisons = profile.comparisons
    costs = profile.costs
    return profile.model_copy(
        update={
            **_wants(profile, priorities),
            "comparisons": None
            if comparisons is None
            else {
                more: _ordered(row, priorities)
                for more, row in _ordered(comparisons, priorities).items()
            },
            "shares": _ordered(profile.shares, [c.id for _, c in kb.criteria()]),
            "answers": _ordered(profile.answers, questions),
            "workloads": tuple(
                workload.model_copy(
                    update={
                        **_wants(workload, priorities),
                        "answers": _ordered(workload.answers, questions),
                    }
                )
                for workload in profile.workloads
            ),
            "costs": costs
            and costs.model_copy(update={"terms": dict(sorted(costs.terms.items()))}),
            "notes": _ordered(profile.notes, questions),
            "expires": _maybe(profile.expires, questions),
        }
    )


def profile_sha256(profile: Profile) -> str:
    """Fingerprint of what a profile says, whatever its comments and the order of its keys."""
    content = profile.model_dump(mode="json", by_alias=True, exclude_none=True)
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _wants(of: Profile | Workload, order: Sequence[str]) -> dict[str, object]:
    return {
        "priorities": _maybe(of.priorities, order),
        "ranking": _ranks(of.ranking, order),
        "points": _maybe(of.points, order),
    }


def _ranks(ranking: Ranking | None, order: Iterable[str]) -> Ranking | None:
    """The same ranks: those that share one are equals, whichever was named first."""
    if ranking is None:
        return None
    return tuple(
        rank if isinstance(rank, str) else tuple(_ordered(dict.fromkeys(rank), order))
        for rank in ranking
    )


def _maybe(entries: Mapping[str, Entry] | None, order: Iterable[str]) -> dict[str, Entry] | None:
    return None if entries is None else _ordered(entries, order)


def _ordered(entries: Mapping[str, Entry], order: Iterable[str]) -> dict[str, Entry]:
    """The entries by that order; those that it does not name follow by their names."""
    first = [key for key in order if key in entries]
    return {key: entries[key] for key in (*first, *sorted(entries.keys() - {*first}))}
