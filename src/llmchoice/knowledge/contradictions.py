"""Answers of a profile that cannot all be true, at the places where they stand."""

from collections.abc import Iterator, Mapping, Sequence

from llmchoice.engine.answers import answer_ids, contradictions, effective
from llmchoice.errors import Place, Problem
from llmchoice.knowledge.document import Document
from llmchoice.knowledge.settings import Setting, with_settings
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer


def contradiction_problems(
    kb: KnowledgeBase,
    document: Document,
    organisation: Mapping[str, Answer],
    workloads: Sequence[Mapping[str, Answer]],
    settings: Sequence[Setting],
) -> Iterator[Problem]:
    """Each contradiction once, in the organisation's answers or a workload's own.

    The settings are in the organisation's answers already.
    """
    seen: set[tuple[str, str]] = set()
    for at, own in enumerate(workloads or [{}]):
        given = {**organisation, **with_settings(own, settings, only_present=True)}
        for rule in contradictions(kb, effective(kb, given)):
            first, *rest = _places(document, tuple(rule.when), at, own, settings)
            others = ", ".join(str(place) for place in rest)
            if (rule.id, others) in seen:
                continue
            seen.add((rule.id, others))
            answers = " and ".join(f"{q}: {answer_ids(given[q])}" for q in rule.when)
            yield Problem(
                f"answers contradict each other: {answers}",
                place=first,
                why=f"{rule.reason}{f' (see also {others})' if others else ''}",
                fix=rule.fix,
            )


def _places(
    document: Document,
    questions: tuple[str, ...],
    workload: int,
    own: Mapping[str, Answer],
    settings: Sequence[Setting],
) -> list[Place]:
    given = {setting.target for setting in settings if setting.answer is not None}
    return [
        Place(f"--set {q}")
        if q in given
        else document.key_place(
            ("workloads", workload, "answers", q) if q in own else ("answers", q)
        )
        for q in questions
    ]
