"""Other answers that could have been given to a question."""

from collections.abc import Iterable, Iterator, Mapping

from llmchoice.engine.answers import (
    amounts,
    chosen,
    contradictions,
    effective,
    label_of,
    most_demanding,
)
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.question import Question, QuestionKind
from llmchoice.model.sensitivity import Change


def alternatives(kb: KnowledgeBase, question: Question, answer: Answer) -> tuple[Answer, ...]:
    """The other answers to try, in the order of the choices.

    Of several selected answers the most demanding one counts: another one takes its place, and
    those that are more demanding still are dropped. For an amount, the amounts at which the value
    tables have a point, and the likely ones, stand for all others.
    """
    found: Iterable[Answer]
    if question.kind is QuestionKind.NUMBER:
        found = amounts(kb, question)
    elif question.kind is QuestionKind.MANY:
        found = _selections(question, answer)
    else:
        found = (choice.id for choice in question.choices)
    extra = (NOT_APPLICABLE,) if question.not_applicable else ()
    return tuple(dict.fromkeys(other for other in (*found, *extra) if other != answer))


def changes(kb: KnowledgeBase, answers: Answers) -> Iterator[Change]:
    """Every single change of an answer that counts, in the order of the questions."""
    for question in kb.questions:
        if question.id in answers:
            before = answers[question.id]
            for to in alternatives(kb, question, before):
                label = label_of(question, to)
                yield Change.model_validate(
                    {"question": question.id, "from": before, "to": to, "label": label}
                )


def changed(
    kb: KnowledgeBase, answers: Answers, made: tuple[Change, ...]
) -> dict[str, Answer] | None:
    """The answers that count after some changes; None where they contradict each other.

    A change may raise a question that was not asked before: it has the answer that was given
    all the same, or none yet.
    """
    unanswered = {question.id: UNKNOWN for question in kb.questions}
    new = {change.question: change.to for change in made}
    counted = effective(kb, {**unanswered, **answers, **new})
    return None if contradictions(kb, counted) else counted


def _selections(question: Question, answer: Answer) -> Iterator[Answer]:
    places: Mapping[str, int] = {choice.id: at for at, choice in enumerate(question.choices)}
    selected = chosen(answer) & places.keys()
    alone = {choice.id for choice in question.choices if choice.alone}
    top = most_demanding(question, tuple(selected)) if selected else None
    for choice in question.choices:
        if choice.id == top:
            continue
        kept = {s for s in selected - alone if places[s] <= places[choice.id]}
        together = {choice.id} if choice.alone else kept | {choice.id}
        yield tuple(sorted(together, key=places.__getitem__))
