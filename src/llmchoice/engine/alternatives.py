"""Other answers that could have been given, and which of them would readmit an option."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from llmchoice.engine.answers import Counting, contradictions, label_of
from llmchoice.engine.gates import admissible, binding, read_by_ceiling, telling_amounts
from llmchoice.model.assessment import Readmission
from llmchoice.model.knowledge import Basis
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.question import Question
from llmchoice.model.sensitivity import Change

MOST_CHANGES = 3
"""Answers that are changed together, at most."""


def changes(
    basis: Basis, answers: Answers, claims: Mapping[str, Sequence[Answer]] | None = None
) -> Iterator[Change]:
    """Every single change of an answer that counts, in the order of the questions.

    Of a question that people answer in several ways only their claims are tried; none of what the
    use is, where that is known: it is no uncertainty.
    """
    for question in basis.kb.questions:
        if question.id in answers:
            before = answers[question.id]
            offered = (claims or {}).get(question.id)
            if not offered and question.fixed and not question.leaves_open(before):
                continue
            for after in offered or question.others(before, telling_amounts(basis, question)):
                yield _change(question, before, after)


def changed(
    counting: Counting, answers: Answers, made: tuple[Change, ...]
) -> dict[str, Answer] | None:
    """The answers that count after some changes; None where they contradict each other.

    A change may raise a question that was not asked before: it has the answer that was given
    all the same, or none yet.
    """
    new = {change.question: change.to for change in made}
    counted = counting.of({**counting.unanswered, **answers, **new})
    return None if contradictions(counting.kb, counted) else counted


def readmissions(basis: Basis, answers: Answers) -> tuple[Readmission, ...]:
    """Every smallest set of changed answers that leaves some option admissible, for the same use.

    Sets of one change are tried first, then two, up to three; only the first size that has
    any result is returned. Facts that nobody chooses stay as they are, unless nothing else helps.
    Empty when no such set exists.
    """
    counting = Counting(basis.kb)
    questions = [question for question in _involved(basis, answers) if not question.fixed]
    chosen = [question for question in questions if not question.given]
    for some in (chosen, questions):
        if ways := _ways(basis, answers, counting, some):
            return ways
    return ()


def _ways(
    basis: Basis, answers: Answers, counting: Counting, questions: Sequence[Question]
) -> tuple[Readmission, ...]:
    """Every smallest set of changed answers to these questions that leaves some option."""
    tried = [_milder(basis, question, answers) for question in questions]
    for size in range(1, MOST_CHANGES + 1):
        ways = tuple(
            Readmission(changes=made, options=options)
            for some in combinations(tried, size)
            for made in product(*some)
            if (after := changed(counting, answers, made)) is not None
            and (options := admissible(basis, after))
        )
        if ways:
            return tuple(way for way in ways if not any(_asks_less(other, way) for other in ways))
    return ()


def _involved(basis: Basis, answers: Answers) -> list[Question]:
    """What the binding rules read; then what such a question is read with, or hangs on.

    Another answer may trigger another rule, and a question that is not asked triggers none.
    """
    kb = basis.kb
    bound = {question for rule in binding(kb, answers) for question in rule.when}
    bound |= read_by_ceiling(basis, answers)
    involved = [question for question in kb.questions if question.id in bound]
    for question in involved:
        # The list grows while it is read: what was added has neighbours of its own.
        near = {*(question.when or ())}
        near.update(*(rule.when for rule in kb.constraints if question.id in rule.when))
        involved.extend(
            q for q in kb.questions if q.id in near and q.id in answers and q not in involved
        )
    return involved


def _milder(basis: Basis, question: Question, answers: Answers) -> tuple[Change, ...]:
    """Changes away from what a constraint reads, or what brings a further question into play."""
    kb = basis.kb
    whens = [rule.when for rule in kb.constraints]
    whens += [q.when for q in kb.questions if q.when is not None]
    harmful = {choice for when in whens for choice in when.get(question.id, ())}
    before = answers[question.id]
    milder = question.milder(before, harmful, telling_amounts(basis, question))
    return tuple(_change(question, before, after) for after in milder)


def _asks_less(other: Readmission, way: Readmission) -> bool:
    """Whether it does as much with a larger amount of the same question, all else alike."""
    pairs = list(zip(other.changes, way.changes, strict=True))
    return (
        other.options == way.options
        and other.changes != way.changes
        and all(
            theirs == ours or (theirs.question == ours.question and _is_more(theirs.to, ours.to))
            for theirs, ours in pairs
        )
    )


def _is_more(left: Answer, right: Answer) -> bool:
    return isinstance(left, int | float) and isinstance(right, int | float) and left > right


def _change(question: Question, before: Answer, after: Answer) -> Change:
    label = label_of(question, after)
    return Change.model_validate(
        {"question": question.id, "from": before, "to": after, "label": label}
    )
