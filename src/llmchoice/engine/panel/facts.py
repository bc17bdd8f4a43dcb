"""What the members know together, and the facts that need talking about.

Facts are never averaged: two answers make one unknown.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from llmchoice.engine.answers import contradictions, effective, label_of, missing
from llmchoice.engine.gates import admissible
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.panel import Clash, Contested, Facts, KnownBySome, Position
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.question import Question

Claims = tuple[tuple[Answer, tuple[str, ...]], ...]
"""Answers, each with the members who give it."""


@dataclass(frozen=True, slots=True)
class View:
    """How the members answer one question; those whom it is not asked of have no part in it."""

    known: Claims
    unknown_to: tuple[str, ...]
    expected: Claims = ()
    """Answers that are no more than expected, where they differ; the members who give them are
    among those to whom it is unknown."""

    @property
    def answer(self) -> Answer:
        """The answer that those who know it agree on; else `unknown`."""
        return self.known[0][0] if len(self.known) == 1 else UNKNOWN

    def members(self, answer: Answer) -> tuple[str, ...]:
        """Who gives an answer, or expects it."""
        return dict((*self.known, *self.expected)).get(answer, ())


@dataclass(frozen=True, slots=True)
class Pool:
    """The answers of the members taken together, for one part."""

    answers: Mapping[str, Answer]
    """Complete, and to the questions that apply only."""
    views: Mapping[str, View]
    clashes: Mapping[str, Mapping[str, Answer]]
    """Contradiction to the answers that cannot all be true, as they were before."""

    @property
    def cleared(self) -> frozenset[str]:
        """Questions of which an answer is known, but set aside because of a clash."""
        return frozenset(
            question
            for clash in self.clashes.values()
            for question in clash
            if self.answers.get(question, UNKNOWN) == UNKNOWN
        )


def pooled(kb: KnowledgeBase, answers: Mapping[str, Answers]) -> Pool:
    """Member to answers, made one set of answers.

    Where answers to different questions contradict each other, those that not everybody gives
    count as unknown, or all of them: each member's own answers are free of contradictions.
    """
    views = _views(kb, answers)
    merged = {question: view.answer for question, view in views.items()}
    clashes: dict[str, Mapping[str, Answer]] = {}
    while rules := contradictions(kb, complete(kb, merged)):
        rule = rules[0]
        clashes[rule.id] = {question: merged[question] for question in rule.when}
        by_some = [q for q in rule.when if len(views[q].members(merged[q])) < len(answers)]
        merged.update(dict.fromkeys(by_some or rule.when, UNKNOWN))
    return Pool(complete(kb, merged), views, clashes)


def complete(
    kb: KnowledgeBase, answers: Answers, otherwise: Answers | None = None
) -> dict[str, Answer]:
    """The answers that count; a missing one is taken from elsewhere, or is unknown."""
    given = dict(answers)
    while new := missing(kb, given):
        given |= {q.id: (otherwise or {}).get(q.id, UNKNOWN) for q in new}
    return effective(kb, given)


def _views(kb: KnowledgeBase, answers: Mapping[str, Answers]) -> dict[str, View]:
    counting = {member: effective(kb, own) for member, own in answers.items()}
    return {
        question.id: _view(question, asked)
        for question in kb.questions
        if (asked := {m: own[question.id] for m, own in counting.items() if question.id in own})
    }


def _view(question: Question, answers: Mapping[str, Answer]) -> View:
    known: dict[Answer, tuple[str, ...]] = {}
    expected: dict[Answer, tuple[str, ...]] = {}
    unknown_to: list[str] = []
    # What members merely expect is no fact that the others might have got wrong.
    differ = len(set(answers.values())) > 1
    for member, answer in answers.items():
        if answer == UNKNOWN or (differ and question.leaves_open(answer)):
            unknown_to.append(member)
            if answer != UNKNOWN:
                expected[answer] = (*expected.get(answer, ()), member)
        else:
            form = question.in_order(answer)
            known[form] = (*known.get(form, ()), member)
    return View(tuple(known.items()), tuple(unknown_to), tuple(expected.items()))


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
        known_by_some=tuple(
            KnownBySome(
                question=spot.question.id,
                text=spot.question.text,
                workloads=spot.workloads,
                answer=answer,
                label=label_of(spot.question, answer),
                known_by=members,
                unknown_to=spot.view.unknown_to,
            )
            for spot in spots
            if spot.view.unknown_to and spot.question.id not in spot.pool.cleared
            for answer, members in (spot.view.known if len(spot.view.known) == 1 else ())
        ),
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
        parts_by_view: dict[View, list[str]] = {}
        for part, pool in known.items():
            if question.id in pool.answers and question.id in pool.views:
                parts_by_view.setdefault(pool.views[question.id], []).append(part)
        for parts in parts_by_view.values():
            yield _Spot(question, tuple(parts), known[parts[0]])


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
