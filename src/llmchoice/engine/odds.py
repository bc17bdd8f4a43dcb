"""How likely each possible answer is where the answer is not known."""

from math import fsum

from llmchoice.engine.conditions import chosen
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answers
from llmchoice.model.question import Question

Odds = tuple[float, ...]
"""One for each possible answer, in their order; any sum."""


def odds_among(kb: KnowledgeBase, question: Question, answers: Answers) -> Odds:
    """The odds of what may stand for an answer that leaves a question open.

    Where they depend on another answer that is not known either, they are the mixture by its odds.
    """
    answer = answers.get(question.id)
    name = question.hangs_on(answer)
    if name is None:
        return question.odds_given(answer)
    known = settling(kb, question, answers)
    if known is not None:
        return question.odds_given(answer, known)
    other = kb.question(name)
    chances = shares(other.odds_given(answers.get(name)))
    parts = [shares(question.odds_given(answer, choice.id)) for choice in other.choices]
    return tuple(
        fsum(chance * share for chance, share in zip(chances, column, strict=True))
        for column in zip(*parts, strict=True)
    )


def settling(kb: KnowledgeBase, question: Question, answers: Answers) -> str | None:
    """The choice that is known to hold of the question on which the odds depend."""
    name = question.hangs_on(answers.get(question.id))
    if name is None:
        return None
    named = chosen(answers.get(name))
    return next((choice.id for choice in kb.question(name).choices if choice.id in named), None)


def shares(odds: Odds) -> Odds:
    """The odds as parts of 1."""
    total = fsum(odds)
    return tuple(each / total for each in odds)
