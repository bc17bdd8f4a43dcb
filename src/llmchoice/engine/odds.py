"""How likely each possible answer is where the answer is not known."""

from math import fsum

from llmchoice.engine.conditions import chosen
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Answers
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


def chance(kb: KnowledgeBase, question: Question, answers: Answers, other: Answer) -> float | None:
    """How likely the choice is that another answer adds, of several the least likely.

    As a part of the odds of the likeliest choice, above 0 and up to 1.

    By the odds of whoever does not know the answer, or expects it; they stand for whoever does
    know it, too. None where no choice is added, as in another amount.
    """
    given = answers.get(question.id)
    added = chosen(other) - chosen(given)
    places = [at for at, choice in enumerate(question.choices) if choice.id in added]
    if not places:
        return None
    unknown = answers if question.leaves_open(given) else {**answers, question.id: UNKNOWN}
    odds = odds_among(kb, question, unknown)
    return min(odds[at] for at in places) / max(odds)


def shares(odds: Odds) -> Odds:
    """The odds as parts of 1."""
    total = fsum(odds)
    return tuple(each / total for each in odds)
