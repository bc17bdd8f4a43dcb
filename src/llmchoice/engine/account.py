"""An account of the answers: each in words, those unknown, and those that made the result."""

from collections.abc import Sequence
from math import fsum, inf

from llmchoice.engine import gates
from llmchoice.engine.answers import effective, label_of, premature
from llmchoice.engine.situation import Situation
from llmchoice.engine.study import Study
from llmchoice.model.assessment import AnswerGiven, UnknownAnswer, WorkloadResult
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answers, Profile


def unknowns(case: Situation, studied: Study) -> tuple[UnknownAnswer, ...]:
    """The questions answered with `unknown`: first what most often changes the side if known."""
    open_answers = [
        UnknownAnswer(
            question=question.id,
            text=question.text,
            short=question.named,
            weight=fsum(j.weight for j in case.judged if question.id in j.criterion.reads),
            influence=studied.influences.get(question.id),
            slight=studied.influences.get(question.id, inf) <= case.kb.settings.slight_influence,
            may_exclude=_may_exclude(case, question.id),
            flips=tuple(f for f in studied.sensitivity.answers if f.question == question.id),
        )
        for question in case.kb.questions
        if case.is_unknown(question.id) and not premature(question, case.answers)
    ]
    return tuple(
        sorted(open_answers, key=lambda unknown: (-(unknown.influence or 0), -unknown.weight))
    )


def _may_exclude(case: Situation, question: str) -> tuple[str, ...]:
    """The options that are left, and that an answer, or one of those claimed, would exclude."""
    if question not in case.claims:
        return gates.may_exclude(case.basis, case.answers, question)
    kept = [
        gates.admissible(case.basis, effective(case.kb, {**case.answers, question: claim}))
        for claim in case.claims[question]
    ]
    return tuple(o for o in case.admissible if any(o not in left for left in kept))


def answers_given(kb: KnowledgeBase, answers: Answers, profile: Profile) -> tuple[AnswerGiven, ...]:
    """Every answer in words, with what reads it, in the order of the questions."""
    titles = {section.id: section.title for section in kb.sections}
    return tuple(
        AnswerGiven(
            question=question.id,
            section=titles[question.section],
            text=question.text,
            short=question.named,
            answer=answers[question.id],
            label=label_of(
                question,
                answers[question.id],
                None if question.per is None else kb.question(question.per.question),
            ),
            note=profile.notes.get(question.id),
            feeds=readers(kb, question.id),
            fixed=question.fixed,
        )
        for question in kb.questions
        if question.id in answers
    )


def telling(kb: KnowledgeBase, parts: Sequence[WorkloadResult]) -> tuple[str, ...]:
    """The questions whose answers made the result what it is, the most telling first.

    Those that exclude an option or decide what is open; which data there is and its place; the
    volume, and the amount from which the cost decides; what reasons and objections rest on.
    """
    criteria = {criterion.id: criterion for _, criterion in kb.criteria()}
    argued = [
        reason.criterion
        for part in parts
        for reason in (
            *part.reasons.for_,
            *part.reasons.faults(chosen=part.recommendation.option is not None),
        )
        if reason.known
    ]
    costed = [c for c in criteria if criteria[c].computed is not None]
    return tuple(
        dict.fromkeys(
            (
                *(
                    trigger.question
                    for part in parts
                    for option in part.options
                    for exclusion in option.excluded_by
                    for trigger in exclusion.answers
                ),
                *(d.id for p in parts for d in p.recommendation.decides if d.kind == "question"),
                *(q for each in kb.questions if each.per for q in (each.per.question, each.id)),
                *(q for c in (*costed, *argued) for q in criteria[c].reads),
            )
        )
    )


def readers(kb: KnowledgeBase, question: str) -> tuple[str, ...]:
    """Ids of the criteria and rules that read a question."""
    criteria = [c.id for _, c in kb.criteria() if question in c.reads]
    rules = (*kb.constraints, *kb.conditions)
    return (*criteria, *(rule.id for rule in rules if question in rule.when))
