"""Other answers that could have been given to a question."""

from collections.abc import Iterator

from llmchoice.engine.answers import effective, label_of, points
from llmchoice.engine.gates import contradictions
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.sensitivity import Change


def changes(kb: KnowledgeBase, answers: Answers) -> Iterator[Change]:
    """Every single change of an answer that counts, in the order of the questions."""
    for question in kb.questions:
        if question.id in answers:
            before = answers[question.id]
            for to in question.others(before, points(kb, question)):
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
