"""What the members know together. Facts are never averaged: two answers make one unknown."""

from collections.abc import Mapping
from dataclasses import dataclass

from llmchoice.engine.answers import contradictions, effective, missing
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.question import Question
from llmchoice.model.rule import Contradiction

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
    count as unknown: each member's own answers are free of contradictions.
    """
    views = _views(kb, answers)
    merged = {question: view.answer for question, view in views.items()}
    clashes: dict[str, Mapping[str, Answer]] = {}
    while rules := contradictions(kb, complete(kb, merged)):
        rule = rules[0]
        clashes[rule.id] = {question: merged[question] for question in rule.when}
        merged.update(dict.fromkeys(_doubtful(rule, views, merged, len(answers)), UNKNOWN))
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


def _doubtful(
    rule: Contradiction, views: Mapping[str, View], merged: Answers, members: int
) -> list[str]:
    """The questions of a contradiction that not all members answer so; else all of them."""
    by_some = [q for q in rule.when if len(views[q].members(merged[q])) < members]
    return by_some or list(rule.when)
