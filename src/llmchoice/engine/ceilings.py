"""The most that may be paid: what its computed cost excludes."""

from llmchoice.engine.answers import amounts, label_of
from llmchoice.engine.values import costed
from llmchoice.model.assessment import Exclusion, Trigger
from llmchoice.model.base import UNKNOWN
from llmchoice.model.criterion import Criterion
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.question import Question


def over(kb: KnowledgeBase, answers: Answers) -> tuple[bool, ...]:
    """Whether each option costs more than the ceiling even at its lowest, at a known volume."""
    criterion = priced(kb)
    if criterion is None or answers.get(criterion.question) == UNKNOWN:
        return (False,) * len(kb.options)
    found = costed(kb, criterion, answers)
    return found[0].over if found else (False,) * len(kb.options)


def exclusions(kb: KnowledgeBase, answers: Answers, option: str) -> tuple[Exclusion, ...]:
    """What the ceiling says against an option, with the figures."""
    at = [one.id for one in kb.options].index(option)
    criterion = priced(kb)
    if criterion is None or criterion.computed is None or not over(kb, answers)[at]:
        return ()
    (found,) = costed(kb, criterion, answers)
    return (
        Exclusion(
            constraint=criterion.computed.constraint,
            reason=criterion.computed.reason,
            cost=found.ground(at),
            answers=tuple(trigger(kb.question(q), answers[q]) for q in _read(kb, answers)),
            # What a month costs here rests on prices, and on nothing that an article says.
            claims=(),
            references=criterion.references,
        ),
    )


def may_exclude(kb: KnowledgeBase, answers: Answers, question: str) -> set[str]:
    """Options that an answer to an unknown question would put beyond the ceiling.

    For a volume the amounts that stand for all are tried.
    """
    if kb.costing is None or question not in kb.costing.questions:
        return set()
    asked = kb.question(question)
    tried: list[Answer] = [*(choice.id for choice in asked.choices), *amounts(kb, asked)]
    return {
        option.id
        for answer in tried
        for option, dear in zip(kb.options, over(kb, {**answers, question: answer}), strict=True)
        if dear
    }


def read(kb: KnowledgeBase, answers: Answers) -> frozenset[str]:
    """The questions that exclude an option by what it costs; none where no option is."""
    return frozenset(_read(kb, answers) if any(over(kb, answers)) else ())


def _read(kb: KnowledgeBase, answers: Answers) -> tuple[str, ...]:
    """The answered questions that costs follow from, the volume first."""
    questions = kb.costing.questions if kb.costing else ()
    return tuple(q for q in questions if answers.get(q, UNKNOWN) != UNKNOWN)


def priced(kb: KnowledgeBase) -> Criterion | None:
    """The criterion whose values are computed; None where none is, or nobody computes."""
    if kb.costing is None:
        return None
    return next((c for _, c in kb.criteria() if c.computed is not None), None)


def trigger(question: Question, answer: Answer) -> Trigger:
    """An answer that makes a rule bind, in words."""
    return Trigger(question=question.id, answer=answer, label=label_of(question, answer))
