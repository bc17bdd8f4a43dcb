"""The members as one: the profile to assess, and who is heard in the simulations.

In each draw one member is heard, with its wants and its claims.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum, prod
from typing import TypeVar

from llmchoice.engine.answers import contradictions, effective, label_of
from llmchoice.engine.panel.facts import Pool, View
from llmchoice.engine.panel.member import Member, pairs
from llmchoice.engine.panel.merge import aggregate
from llmchoice.engine.voices import Voice, distinct, with_claims
from llmchoice.engine.weights import weighting
from llmchoice.mcda.weighting import Single
from llmchoice.model.assessment import AnswerGiven, Assessment, Exclusion, WorkloadResult, name_of
from llmchoice.model.base import UNKNOWN
from llmchoice.model.ground import Dispute, Said
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.notice import DisputeMayExclude, MayExclude, Notice
from llmchoice.model.panel import Departure
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.question import Question

Voices = Mapping[str, tuple[Voice, ...]]
"""Part to those who are heard in it."""

MOST_WAYS = 256
"""Ways in which a member may fill in what it does not know; beyond it stays unknown."""
Part = TypeVar("Part", Assessment, WorkloadResult)


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
    contested = {
        question: view
        for question, view in pool.views.items()
        if len(view.known) > 1 and pool.answers.get(question) == UNKNOWN
    }
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


def _odds(view: View, says: Mapping[str, float]) -> Iterator[tuple[Answer, float]]:
    """Each answer with the part of the say of those who give one."""
    total = fsum(says[member] for _, who in view.known for member in who)
    for answer, who in view.known:
        yield answer, fsum(says[member] for member in who) / total


@dataclass(frozen=True, slots=True)
class Joint:
    """The members together."""

    profile: Profile
    voices: Voices
    """Who is heard in the simulations."""

    def by_claims(self, weighting: Single) -> Voices:
        """What members claim, to somebody who wants something of its own."""
        return self._changed(lambda voice: replace(voice, weighting=weighting))

    @property
    def by_wants(self) -> Voices:
        """What members want, where the facts are those of somebody alone."""
        return self._changed(lambda voice: replace(voice, claims={}))

    def _changed(self, change: Callable[[Voice], Voice]) -> Voices:
        return {part: distinct(map(change, heard)) for part, heard in self.voices.items()}


def joint(kb: KnowledgeBase, members: Sequence[Member], known: Mapping[str, Pool]) -> Joint:
    """The members as one, given what they know together."""
    heard = voices(kb, members, known)
    raised = {part: _raised(kb, pool, heard[part]) for part, pool in known.items()}
    return Joint(aggregate(kb, members, raised), heard)


def _raised(kb: KnowledgeBase, pool: Pool, heard: Sequence[Voice]) -> Pool:
    """Without the questions that no claim raises, although they hang on a contested one."""
    asked = {q for voice in heard for q in effective(kb, with_claims(pool.answers, voice.claims))}
    return replace(pool, answers={q: a for q, a in pool.answers.items() if q in asked})


def labelled(kb: KnowledgeBase, together: Assessment, known: Mapping[str, Pool]) -> Assessment:
    """The assessment, in which the answers that are not settled say who says what."""
    every = list(known.values())
    whole = _part(kb, together, every)
    parts = [_part(kb, work, [known[work.name]]) for work in together.workloads]
    disputed = {part.name or None: _disputed(part) for part in parts} | {None: _disputed(whole)}
    return whole.model_copy(
        update={
            "workloads": tuple(parts),
            "warnings": tuple(_told_as_dispute(w, disputed) for w in together.warnings),
        }
    )


def _part(kb: KnowledgeBase, part: Part, pools: Sequence[Pool]) -> Part:
    """With who says what, and of the rules that exclude an option first those that all agree on."""
    answers = tuple(_label(kb, given, pools) for given in part.answers)
    part = part.model_copy(update={"answers": answers})
    disputed = _disputed(part)

    def is_contested(rule: Exclusion) -> bool:
        return any(given.question in disputed for given in rule.answers)

    options = tuple(
        option.model_copy(
            update={"excluded_by": tuple(sorted(option.excluded_by, key=is_contested))}
        )
        for option in part.options
    )
    result = part.recommendation
    decides = tuple(
        factor.model_copy(update={"kind": "dispute"})
        if factor.kind == "question" and factor.id in disputed
        else factor
        for factor in result.decides
    )
    recommendation = result.model_copy(update={"decides": decides})
    return part.model_copy(update={"options": options, "recommendation": recommendation})


def _disputed(part: Assessment | WorkloadResult) -> frozenset[str]:
    """The questions on which members contradict each other."""
    return frozenset(given.question for given in part.answers if given.dispute is not None)


def _told_as_dispute(warning: Notice, disputed: Mapping[str | None, frozenset[str]]) -> Notice:
    if not isinstance(warning, MayExclude) or warning.question not in disputed[warning.workload]:
        return warning
    return DisputeMayExclude(
        workload=warning.workload, question=warning.question, options=warning.options
    )


def _label(kb: KnowledgeBase, given: AnswerGiven, parts: Sequence[Pool]) -> AnswerGiven:
    question = kb.question(given.question)
    disputes = {_in_dispute(question, pool) for pool in parts}
    if disputes == {None}:
        return given
    dispute = next(iter(disputes)) if len(disputes) == 1 else Dispute(kind="varies", said=())
    return given.model_copy(update={"dispute": dispute})


def departures(variant: Assessment, together: Assessment) -> tuple[Departure, ...]:
    """Where the one comes to another verdict than the other, or to another option."""
    changes = []
    for part, original in pairs(variant, together):
        then, now = part.recommendation, original.recommendation
        other_option = None not in {then.option, now.option} and then.option != now.option
        if then.verdict != now.verdict or other_option:
            change = Departure(
                workload=name_of(part) or None,
                what="option" if then.verdict == now.verdict else "verdict",
                verdict=then.verdict,
                option=then.option,
            )
            changes.append(change)
    return tuple(changes)


def _in_dispute(question: Question, pool: Pool) -> Dispute | None:
    """Who says what, where an answer is not settled among the members."""
    view = pool.views.get(question.id)
    if view is None or not view.known or pool.answers.get(question.id) != UNKNOWN:
        return None
    return Dispute(
        kind="contested" if len(view.known) > 1 else "set-aside",
        said=tuple(
            Said(members=tuple(who), label=label_of(question, answer)) for answer, who in view.known
        ),
    )
