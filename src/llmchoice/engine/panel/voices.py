"""Whose draws a panel's are: in each of them one member is heard, with its wants and its claims."""

from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from llmchoice.engine.answers import most_demanding
from llmchoice.engine.panel.claims import Contest
from llmchoice.engine.panel.facts import Together
from llmchoice.engine.panel.member import Member
from llmchoice.engine.voices import Voice, distinct
from llmchoice.engine.weights import weighting
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer
from llmchoice.model.question import Question

Voices = Mapping[str, tuple[Voice, ...]]
"""Part to those who are heard in it."""


def voices(
    kb: KnowledgeBase,
    members: Sequence[Member],
    known: Mapping[str, Together],
    contested: Contest,
) -> Voices:
    """Every member as often as it has a say, with its weights and what it claims.

    Args:
        kb: narrowed to what members claim.
        members: who is heard.
        known: what they know together, part by part.
        contested: the questions in which each keeps to its own answer. Who does not know one is
            drawn any of the answers that the others give. Empty where facts are those of one.
    """
    total = fsum(member.say for member in members)
    return {
        part: distinct(
            Voice(
                member.say / total,
                weighting(kb, member.profile),
                dict(_claims(kb, member, there, contested)),
            )
            for member in members
        )
        for part, there in known.items()
    }


def _claims(
    kb: KnowledgeBase, member: Member, there: Together, contested: Contest
) -> Iterator[tuple[str, float]]:
    """What a member says where members contradict each other, as it is drawn."""
    for name in contested:
        view = there.views.get(name)
        if view is None or there.answers.get(name) != UNKNOWN:
            continue
        for answer, who in view.known:
            if member.name in who and answer != NOT_APPLICABLE:
                yield name, _drawn(kb.question(name), answer)


def _drawn(question: Question, answer: Answer) -> float:
    """A number by which an answer of the narrowed question is drawn: the middle of its odds."""
    if isinstance(answer, int | float):
        place = question.likely.index(answer)
    else:
        top = most_demanding(question, answer)
        place = [choice.id for choice in question.choices].index(top)
    odds = question.odds
    return (fsum(odds[:place]) + odds[place] / 2) / fsum(odds)
