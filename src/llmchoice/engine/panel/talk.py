"""The facts that need talking about: who said what, over all parts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from llmchoice.engine.answers import effective, label_of
from llmchoice.engine.gates import admissible
from llmchoice.engine.panel.facts import Pool
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


def facts(basis: Basis, known: Mapping[str, Pool]) -> Facts:
    """Contested facts, facts that only some know, and answers that clash, in order of questions."""
    spots = list(_spots(basis.kb, known))
    return Facts(
        contested=tuple(_contested(basis, spot) for spot in spots if _is_contested(spot)),
        known_by_some=tuple(_known_by_some(spot) for spot in spots if _is_known_by_some(spot)),
        clashes=tuple(_clashes(basis, known)),
        expected=tuple(_expected(basis, spot) for spot in spots if _is_expected(spot)),
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


def _is_contested(spot: _Spot) -> bool:
    return len(spot.pool.views[spot.question.id].known) > 1


def _is_expected(spot: _Spot) -> bool:
    """Whether nobody knows it, and members expect different things."""
    view = spot.pool.views[spot.question.id]
    return not view.known and len(view.expected) > 1


def _is_known_by_some(spot: _Spot) -> bool:
    view = spot.pool.views[spot.question.id]
    return len(view.known) == 1 and bool(view.unknown_to) and not _is_cleared(spot)


def _is_cleared(spot: _Spot) -> bool:
    return spot.question.id in spot.pool.cleared


def _contested(basis: Basis, spot: _Spot) -> Contested:
    view = spot.pool.views[spot.question.id]
    return Contested(
        question=spot.question.id,
        text=spot.question.text,
        workloads=spot.workloads,
        answers=_positions(basis, spot.question, (a for a, _ in view.known), spot.pool),
        unknown_to=view.unknown_to,
    )


def _expected(basis: Basis, spot: _Spot) -> Contested:
    view = spot.pool.views[spot.question.id]
    expecting = {member for _, members in view.expected for member in members}
    return Contested(
        question=spot.question.id,
        text=spot.question.text,
        workloads=spot.workloads,
        answers=_positions(basis, spot.question, (a for a, _ in view.expected), spot.pool),
        unknown_to=tuple(member for member in view.unknown_to if member not in expecting),
    )


def _known_by_some(spot: _Spot) -> KnownBySome:
    view = spot.pool.views[spot.question.id]
    ((answer, members),) = view.known
    return KnownBySome(
        question=spot.question.id,
        text=spot.question.text,
        workloads=spot.workloads,
        answer=answer,
        label=label_of(spot.question, answer),
        known_by=members,
        unknown_to=view.unknown_to,
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
    before = admissible(basis, effective(basis.kb, {**pool.answers, question: UNKNOWN}))
    after = admissible(basis, effective(basis.kb, {**pool.answers, question: answer}))
    return tuple(option for option in before if option not in after)
