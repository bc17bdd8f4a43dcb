"""Gates: what excludes an option, what it needs, and what would readmit one."""

from collections.abc import Iterator
from itertools import combinations, product

from llmchoice.engine import ceilings
from llmchoice.engine.answers import (
    amounts,
    chosen,
    contradictions,
    effective,
    label_of,
    matches,
    may_match,
)
from llmchoice.engine.ceilings import trigger
from llmchoice.model.assessment import ConditionToMeet, Exclusion, Readmission
from llmchoice.model.base import UNKNOWN
from llmchoice.model.basis import Basis
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.question import Question, QuestionKind
from llmchoice.model.rule import Constraint, JointConstraint
from llmchoice.model.sensitivity import Change


def exclusions(basis: Basis, answers: Answers, option: str) -> tuple[Exclusion, ...]:
    """The constraints that exclude an option, each with the answers that triggered it."""
    by_rule = tuple(
        Exclusion(
            constraint=rule.id,
            reason=rule.reason,
            rules=rule.rules if isinstance(rule, JointConstraint) else (),
            answers=tuple(trigger(basis.kb.question(q), answers[q]) for q in rule.when),
            claims=rule.claims,
            references=rule.references,
        )
        for rule in binding(basis.kb, answers)
        if option in rule.excludes
    )
    return (*by_rule, *ceilings.exclusions(basis, answers, option))


def binding(kb: KnowledgeBase, answers: Answers) -> tuple[Constraint, ...]:
    """The constraints that the known answers trigger."""
    return tuple(rule for rule in kb.constraints if matches(rule.when, answers))


def admissible(basis: Basis, answers: Answers) -> tuple[str, ...]:
    """The options that no constraint excludes, in the order of the options."""
    out = {option for rule in binding(basis.kb, answers) for option in rule.excludes}
    dear = ceilings.over(basis, answers)
    return tuple(
        option.id
        for option, over in zip(basis.kb.options, dear, strict=True)
        if option.id not in out and not over
    )


def conditions(kb: KnowledgeBase, answers: Answers, option: str) -> tuple[ConditionToMeet, ...]:
    """What must be obtained before an option may be used; the same thing only once."""
    found: dict[str, ConditionToMeet] = {}
    for rule in kb.conditions:
        if option in rule.options and matches(rule.when, answers):
            met = ConditionToMeet(
                condition=rule.id,
                obtain=rule.obtain,
                reason=rule.reason,
                effort=rule.effort,
                claims=rule.claims,
                references=rule.references,
            )
            found.setdefault(rule.obtain, met)
    return tuple(found.values())


def may_exclude(basis: Basis, answers: Answers, question: str) -> tuple[str, ...]:
    """Admissible options that an answer to an unknown question would exclude."""
    rules = [
        rule
        for rule in basis.kb.constraints
        if question in rule.when and may_match(rule.when, answers)
    ]
    at_risk = {option for rule in rules for option in rule.excludes}
    at_risk |= ceilings.may_exclude(basis, answers, question)
    return tuple(option for option in admissible(basis, answers) if option in at_risk)


def readmissions(basis: Basis, answers: Answers, *, most: int = 3) -> tuple[Readmission, ...]:
    """Every smallest set of changed answers that leaves some option admissible.

    Sets of one change are tried first, then two, up to `most`; only the first size that has
    any result is returned. Empty when no such set exists.
    """
    involved = _involved(basis, answers)
    for size in range(1, most + 1):
        found = tuple(
            Readmission(changes=changes, options=options)
            for questions in combinations(involved, size)
            for changes in _changes(basis.kb, answers, questions)
            if (options := _admissible_after(basis, answers, changes))
        )
        if found:
            return tuple(one for one in found if not _needless(one, found))
    return ()


def _needless(one: Readmission, found: tuple[Readmission, ...]) -> bool:
    """Whether a larger amount of the same question does as much, all else alike."""
    return any(
        other.options == one.options
        and all(
            theirs == ours
            or (
                theirs.question == ours.question
                and isinstance(theirs.to, int | float)
                and isinstance(ours.to, int | float)
                and theirs.to > ours.to
            )
            for theirs, ours in zip(other.changes, one.changes, strict=True)
        )
        for other in found
        if other is not one
    )


def _involved(basis: Basis, answers: Answers) -> list[Question]:
    """What the binding rules read; then what such a question is read with, or hangs on.

    Another answer may trigger another rule, and a question that is not asked triggers none.
    """
    kb = basis.kb
    priced = ceilings.read(basis, answers)
    read = [
        q
        for q in kb.questions
        if q.id in priced or any(q.id in rule.when for rule in binding(kb, answers))
    ]
    for question in read:
        # The list grows while it is read: what was added has neighbours of its own.
        near = {*(question.when or ())}
        near.update(*(rule.when for rule in kb.constraints if question.id in rule.when))
        read.extend(q for q in kb.questions if q.id in near and q.id in answers and q not in read)
    return read


def _changes(
    kb: KnowledgeBase, answers: Answers, questions: tuple[Question, ...]
) -> Iterator[tuple[Change, ...]]:
    others = [tuple(_alternatives(kb, question, answers[question.id])) for question in questions]
    for picked in product(*others):
        yield tuple(
            Change.model_validate(
                {
                    "question": q.id,
                    "from": answers[q.id],
                    "to": to,
                    "label": label_of(q, to),
                }
            )
            for q, to in zip(questions, picked, strict=True)
        )


def _alternatives(kb: KnowledgeBase, question: Question, answer: Answer) -> Iterator[Answer]:
    """Other answers; of several selected ones, those that remain without the triggers."""
    selected = chosen(answer)
    if question.kind is QuestionKind.NUMBER:
        # Costs never fall as an amount rises, so a smaller one may readmit, and no larger one.
        if isinstance(answer, int | float):
            yield from (a for a in reversed(amounts(kb, question)) if a < answer)
        return
    if question.kind is not QuestionKind.MANY:
        yield from (c.id for c in question.choices if c.id not in selected)
        return
    triggers = _triggers(kb, question.id)
    remaining = tuple(c.id for c in question.choices if c.id in selected - triggers)
    harmless = [(c.id,) for c in question.choices if c.id not in selected | triggers]
    if remaining:
        yield remaining
    elif harmless:
        yield from harmless
    else:
        yield from ((c.id,) for c in question.choices if {c.id} != selected)


def _triggers(kb: KnowledgeBase, question: str) -> set[str]:
    """The choices that a constraint reads, or that bring a further question into play."""
    whens = [rule.when for rule in kb.constraints]
    whens += [q.when for q in kb.questions if q.when is not None]
    return {choice for when in whens for choice in when.get(question, ())}


def _admissible_after(
    basis: Basis, answers: Answers, changes: tuple[Change, ...]
) -> tuple[str, ...]:
    # A change may raise a question that was not asked before: nobody has answered it yet.
    unanswered = {question.id: UNKNOWN for question in basis.kb.questions}
    changed = {change.question: change.to for change in changes}
    counted = effective(basis.kb, {**unanswered, **answers, **changed})
    return () if contradictions(basis.kb, counted) else admissible(basis, counted)
