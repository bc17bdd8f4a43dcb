"""The facts that need talking about: who said what, over all parts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from llmchoice.engine.answers import effective, label_of
from llmchoice.engine.gates import admissible
from llmchoice.engine.panel.facts import Claims, Pool, View
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.panel import Clash, Contested, Facts, KnownBySome, Position
from llmchoice.model.profile import Answer
from llmchoice.model.question import Question


@dataclass(frozen=True, slots=True)
class _Spot:
    """A question in the parts in which it is seen in one and the same way."""

    question: Question
    parts: tuple[str, ...]
    pool: Pool

    @property
    def workloads(self) -> tuple[str, ...]:
        return tuple(part for part in self.parts if part)

    @property
    def view(self) -> View:
        return self.pool.views[self.question.id]


def facts(basis: Basis, known: Mapping[str, Pool]) -> Facts:
    """Contested facts, facts that only some know, and answers that clash, in order of questions."""
    spots = list(_spots(basis.kb, known))
    return Facts(
        contested=tuple(
            _contested(basis, spot, spot.view.known) for spot in spots if len(spot.view.known) > 1
        ),
        known_by_some=tuple(_known_by_some(spot) for spot in spots if _is_known_by_some(spot)),
        clashes=tuple(_clashes(basis, known)),
        # What nobody knows, and members expect different things of.
        expected=tuple(
            _contested(basis, spot, spot.view.expected)
            for spot in spots
            if not spot.view.known and len(spot.view.expected) > 1
        ),
    )


def _spots(kb: KnowledgeBase, known: Mapping[str, Pool]) -> Iterator[_Spot]:
    for question in kb.questions:
        groups: list[_Spot] = []
        for part, pool in known.items():
            if question.id not in pool.answers or question.id not in pool.views:
                continue
            for at, group in enumerate(groups):
                if group.pool.views[question.id] == pool.views[question.id]:
                    groups[at] = _Spot(question, (*group.parts, part), group.pool)
                    break
            else:
                groups.append(_Spot(question, (part,), pool))
        yield from groups


def _is_known_by_some(spot: _Spot) -> bool:
    is_cleared = spot.question.id in spot.pool.cleared
    return len(spot.view.known) == 1 and bool(spot.view.unknown_to) and not is_cleared


def _contested(basis: Basis, spot: _Spot, claims: Claims) -> Contested:
    """Different answers to a question; whoever gives one is not told of as not knowing it."""
    claiming = {member for _, members in claims for member in members}
    return Contested(
        question=spot.question.id,
        text=spot.question.text,
        workloads=spot.workloads,
        answers=_positions(basis, spot.question, (answer for answer, _ in claims), spot.pool),
        unknown_to=tuple(member for member in spot.view.unknown_to if member not in claiming),
    )


def _known_by_some(spot: _Spot) -> KnownBySome:
    ((answer, members),) = spot.view.known
    return KnownBySome(
        question=spot.question.id,
        text=spot.question.text,
        workloads=spot.workloads,
        answer=answer,
        label=label_of(spot.question, answer),
        known_by=members,
        unknown_to=spot.view.unknown_to,
    )


def _clashes(basis: Basis, known: Mapping[str, Pool]) -> Iterator[Clash]:
    for rule in basis.kb.contradictions:
        where = [part for part, pool in known.items() if rule.id in pool.clashes]
        if where:
            pool = known[where[0]]
            yield Clash(
                contradiction=rule.id,
                reason=rule.reason,
                fix=rule.fix,
                workloads=tuple(part for part in where if part),
                answers=tuple(
                    position
                    for question, answer in pool.clashes[rule.id].items()
                    for position in _positions(basis, basis.kb.question(question), [answer], pool)
                ),
            )


def _positions(
    basis: Basis, question: Question, answers: Iterable[Answer], pool: Pool
) -> tuple[Position, ...]:
    return tuple(
        Position(
            question=question.id,
            answer=answer,
            label=label_of(question, answer),
            members=pool.views[question.id].members(answer),
            excludes=_excludes(basis, question.id, answer, pool),
        )
        for answer in answers
    )


def _excludes(basis: Basis, question: str, answer: Answer, pool: Pool) -> tuple[str, ...]:
    """Options that are admissible while the answer is unknown, and are not with it."""
    before, after = (
        admissible(basis, effective(basis.kb, {**pool.answers, question: given}))
        for given in (UNKNOWN, answer)
    )
    return tuple(option for option in before if option not in after)
