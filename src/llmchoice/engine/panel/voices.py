"""Whose draws a panel's are: in each of them one member is heard, with its wants and its claims."""

from collections.abc import Iterator, Mapping, Sequence
from math import fsum, prod

from llmchoice.engine.answers import contradictions, effective
from llmchoice.engine.panel.facts import Pool, View
from llmchoice.engine.panel.member import Member
from llmchoice.engine.voices import Voice, distinct, with_claims
from llmchoice.engine.weights import weighting
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer

Voices = Mapping[str, tuple[Voice, ...]]
"""Part to those who are heard in it."""

MOST_WAYS = 256
"""Ways in which a member may fill in what it does not know; beyond it stays unknown."""


def voices(kb: KnowledgeBase, members: Sequence[Member], known: Mapping[str, Pool]) -> Voices:
    """Every member as often as it has a say, with its weights and what it claims.

    Where members contradict each other, each keeps to its own answer. One who has none is heard
    with each of the answers that the others give, as often as those who give it have a say.
    """
    total = fsum(member.say for member in members)
    says = {member.name: member.say for member in members}
    return {
        part: distinct(
            Voice(member.say / total * chance, weighting(kb, member.profile), claims)
            for member in members
            for chance, claims in _claims(kb, member.name, pool, says)
        )
        for part, pool in known.items()
    }


def _claims(
    kb: KnowledgeBase, member: str, pool: Pool, says: Mapping[str, float]
) -> Iterator[tuple[float, dict[str, Answer]]]:
    """What a member takes to be the case where members contradict each other, with its odds.

    Answers that contradict what else is known are left out, unless nothing is left then.
    """
    contested = {q: view for q, view in pool.views.items() if _is_contested(q, pool)}
    own = {q: a for q, view in contested.items() for a, who in view.known if member in who}
    open_ones = {q: view for q, view in contested.items() if q not in own}
    if prod(len(view.known) for view in open_ones.values()) > MOST_WAYS:
        open_ones = {}
    ways = [(1.0, own)]
    for question, view in open_ones.items():
        ways = [
            (chance * odds, {**claims, question: answer})
            for chance, claims in ways
            for answer, odds in _odds(view, says)
        ]
    sound = [
        (chance, claims)
        for chance, claims in ways
        if not contradictions(kb, effective(kb, with_claims(pool.answers, claims)))
    ]
    kept = sound or ways
    total = fsum(chance for chance, _ in kept)
    yield from ((chance / total, claims) for chance, claims in kept)


def _is_contested(question: str, pool: Pool) -> bool:
    return len(pool.views[question].known) > 1 and pool.answers.get(question) == UNKNOWN


def _odds(view: View, says: Mapping[str, float]) -> Iterator[tuple[Answer, float]]:
    """Each answer with the part of the say of those who give one."""
    total = fsum(says[member] for _, who in view.known for member in who)
    for answer, who in view.known:
        yield answer, fsum(says[member] for member in who) / total
