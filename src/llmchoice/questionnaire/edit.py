"""Changes to a profile in the making; each yields another profile."""

from collections.abc import Mapping
from dataclasses import dataclass

from llmchoice.engine.inquiry import counted
from llmchoice.engine.parts import of_workload, weighed
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import WAYS, Answer, Answers, Profile
from llmchoice.model.question import Question

Scope = int | None
"""Whose answer: that of the workload in this place, or of the whole organisation."""


def answers_in(profile: Profile, scope: Scope) -> Answers:
    """The answers that count there: a workload's own, and the organisation's behind them."""
    return profile.answers if scope is None else of_workload(profile, profile.workloads[scope])


def weights_in(profile: Profile, scope: Scope) -> Profile:
    """The profile with the priorities that count there: a workload may have some of its own."""
    return profile if scope is None else weighed(profile, profile.workloads[scope])


def scopes(profile: Profile) -> tuple[Scope, ...]:
    """What is assessed: each workload, or the organisation where there are none."""
    return tuple(range(len(profile.workloads))) or (None,)


def with_answer(profile: Profile, scope: Scope, question: str, answer: Answer) -> Profile:
    """The profile with an answer given, or replaced."""
    own = profile.answers if scope is None else profile.workloads[scope].answers
    return with_answers(profile, scope, {**own, question: answer})


def with_answers(profile: Profile, scope: Scope, answers: Mapping[str, Answer]) -> Profile:
    """The profile with all answers of that scope itself replaced."""
    if scope is None:
        return profile.model_copy(update={"answers": answers})
    changed = profile.workloads[scope].model_copy(update={"answers": answers})
    workloads = (*profile.workloads[:scope], changed, *profile.workloads[scope + 1 :])
    return profile.model_copy(update={"workloads": workloads})


def with_way(profile: Profile, way: str, given: object) -> Profile:
    """The profile with its priorities given in this way only, one of `WAYS`."""
    return profile.model_copy(update={**dict.fromkeys(WAYS), way: given})


@dataclass(frozen=True, slots=True)
class Pruned:
    """A profile without the answers that do not apply, and the questions of those answers."""

    profile: Profile
    dropped: tuple[Question, ...]


def pruned(kb: KnowledgeBase, profile: Profile) -> Pruned:
    """Leave out answers to questions that other answers have made pointless.

    An answer of the organisation stays as long as it applies to any workload.
    """
    used = {q for scope in scopes(profile) for q in counted(kb, answers_in(profile, scope))}
    gone = profile.answers.keys() - used
    for at, workload in enumerate(profile.workloads):
        kept = counted(kb, answers_in(profile, at))
        own = {q: a for q, a in workload.answers.items() if q in kept}
        gone |= workload.answers.keys() - own.keys()
        profile = with_answers(profile, at, own)
    left = {q: a for q, a in profile.answers.items() if q in used}
    profile = with_answers(profile, None, left)
    return Pruned(profile, tuple(q for q in kb.questions if q.id in gone))
