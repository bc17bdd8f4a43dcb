"""What is assessed one by one: the organisation as a whole, its workloads, or its lanes.

Where data of one kind may go anywhere and data of another may not, each has rules of its own. All
choices with the same answer form a lane, with only them among its answers; all else they share.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from llmchoice.engine.conditions import chosen
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import WAYS, Answer, Answers, PerChoice, Profile, Workload
from llmchoice.model.question import Question


@dataclass(frozen=True, slots=True)
class Lane:
    """Answers of which each holds for all that they are about."""

    name: str
    """The choices by their names; empty where nothing is divided."""
    answers: Answers
    divided: tuple[str, ...] = ()
    """The questions that are answered in another way in another lane."""


def divided(kb: KnowledgeBase, answers: Answers) -> tuple[Lane, ...]:
    """The lanes in the order of their first choices; all answers in one where none differ.

    A choice without an answer of its own is in a lane that lacks it.
    """
    lanes = [Lane("", answers)]
    for question in kb.questions:
        if question.per is not None:
            lanes = [part for lane in lanes for part in _parts(kb, question, lane)]
    return tuple(lanes)


def without_answer(question: Question, answers: Answers) -> tuple[str, ...]:
    """The choices that were ticked and that an answer for each choice leaves out, in order."""
    given = answers.get(question.id)
    if question.per is None or not isinstance(given, PerChoice):
        return ()
    ticked = answers.get(question.per.question)
    named = given.answers
    return tuple(c for c in ticked if c not in named) if isinstance(ticked, tuple) else ()


def _parts(kb: KnowledgeBase, question: Question, lane: Lane) -> Iterator[Lane]:
    given = lane.answers.get(question.id)
    if question.per is None or not isinstance(given, PerChoice):
        yield lane
        return
    base = kb.question(question.per.question)
    ticked = chosen(lane.answers.get(base.id))
    by_answer: dict[str | None, list[str]] = {}
    for choice in base.choices:
        if choice.id in ticked:
            by_answer.setdefault(given.answers.get(choice.id), []).append(choice.id)
    for answer, choices in by_answer.items() or [(None, [])]:
        own: dict[str, Answer] = {q: a for q, a in lane.answers.items() if q != question.id}
        if answer is not None:
            own[question.id] = answer
        if choices:
            own[base.id] = tuple(choices)
        if len(by_answer) < 2:  # noqa: PLR2004 - of one part nothing is divided
            yield Lane(lane.name, own, lane.divided)
            continue
        names = [choice.named for choice in base.choices if choice.id in choices]
        yield Lane(named_together(names), own, (*lane.divided, base.id, question.id))


def named_together(names: Sequence[str]) -> str:
    """Several names as one; a last word that all of them have stands once, at the end."""
    *_, last = names[-1].rpartition(" ")
    ends = f" {last}"
    if not all(name.endswith(ends) for name in names):
        return ", ".join(names)
    return ", ".join((*(name.removesuffix(ends) for name in names[:-1]), names[-1]))


@dataclass(frozen=True, slots=True)
class Part:
    """Something with answers, and a verdict, of its own."""

    name: str
    """Of the workload or lane; empty for an organisation that is assessed as a whole."""
    profile: Profile
    """Whose weights count."""
    answers: Answers
    """Those given for it; some may not apply."""
    divided: tuple[str, ...] = ()
    """The questions that make it a lane: answered in another way in another one."""


def parts(kb: KnowledgeBase, profile: Profile) -> tuple[Part, ...]:
    """Each workload in its order, or each lane; the organisation alone where it has neither."""
    workloads = tuple(
        Part(w.name, weighed(profile, w), of_workload(profile, w)) for w in profile.workloads
    )
    return workloads or tuple(
        Part(lane.name, profile, lane.answers, lane.divided)
        for lane in divided(kb, profile.answers)
    )


def of_workload(profile: Profile, workload: Workload) -> Mapping[str, Answer]:
    """The organisation's answers with those of a workload in their place."""
    return {**profile.answers, **workload.answers}


def weighed(profile: Profile, workload: Workload) -> Profile:
    """The profile with the priorities of a workload, where that has some of its own."""
    own = {way: given for way in WAYS if (given := getattr(workload, way, None)) is not None}
    if not own:
        return profile
    if workload.priorities is not None:
        own["priorities"] = {**(profile.priorities or {}), **workload.priorities}
    return profile.model_copy(update={**dict.fromkeys(WAYS), **own})
