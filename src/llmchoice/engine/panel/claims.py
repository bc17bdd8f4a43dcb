"""What members claim where they contradict each other, and what all their claims have in common."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import product
from math import fsum, prod

from llmchoice.engine.answers import contradictions, label_of
from llmchoice.engine.conditions import Certain, Holds, Possible, chosen
from llmchoice.engine.gates import binding
from llmchoice.engine.panel.facts import Together, View
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.label import Dispute, Said
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.question import Question
from llmchoice.model.rule import Constraint

MOST_WORLDS = 5000
"""Combinations of claims that are gone through at most; with more of them nothing is concluded."""


@dataclass(frozen=True, slots=True)
class Claims:
    """The answers to one contested question, over all workloads."""

    says: Mapping[Answer, float]
    """Each answer to the say of those who give it; at least two answers."""
    elsewhere: tuple[Answer, ...]
    """What is known, and not contested, in other workloads."""

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer that may hold in some workload."""
        return (*self.says, *(a for a in self.elsewhere if a not in self.says))

    def meeting(self, wanted: tuple[str, ...]) -> list[Answer]:
        """Those that are among some choices."""
        return [answer for answer in self.answers if not chosen(answer).isdisjoint(wanted)]


Contest = Mapping[str, Claims]
"""Contested question to its claims."""


@dataclass(frozen=True, slots=True)
class Barred:
    """An option that is excluded whichever of the members is right."""

    option: str
    questions: tuple[str, ...]
    """The contested ones that exclude it together."""
    rules: tuple[Constraint, ...]


def contest(kb: KnowledgeBase, known: Mapping[str, Together], say: Mapping[str, float]) -> Contest:
    """The questions to which some workload has several claims and every other one an answer.

    Left out are questions that are unknown to everybody in some workload, and those of which no
    combination of claims is free of contradictions: they stay open to every answer.
    """
    found = {
        question.id: claims
        for question in kb.questions
        if (
            claims := _claims(
                [t for t in known.values() if question.id in t.answers], question, say
            )
        )
    }
    read = {question for rule in kb.contradictions for question in rule.when}
    impossible = {
        question
        for there in known.values()
        if not any(True for _ in worlds(kb, there.answers, found, read))
        for question in read
    }
    return {question: claims for question, claims in found.items() if question not in impossible}


def _claims(parts: list[Together], question: Question, say: Mapping[str, float]) -> Claims | None:
    says: dict[Answer, list[float]] = {}
    elsewhere: list[Answer] = []
    for there in parts:
        view = there.views.get(question.id, View((), ()))
        if there.answers[question.id] != UNKNOWN:
            elsewhere.append(there.answers[question.id])
        elif len(view.known) > 1:
            for answer, members in view.known:
                says.setdefault(answer, []).extend(say[member] for member in members)
        else:
            return None
    return Claims({a: fsum(s) for a, s in says.items()}, tuple(elsewhere)) if says else None


def worlds(
    kb: KnowledgeBase, answers: Answers, contested: Contest, questions: set[str]
) -> Iterator[Answers]:
    """The answers of one part under every combination of claims to some of its questions.

    Without those that contradict each other, and without the questions that may not apply.
    """
    open_here = [q for q in contested if q in questions and answers.get(q) == UNKNOWN]
    for picked in product(*(contested[q].answers for q in open_here)):
        given = _certain(kb, {**answers, **dict(zip(open_here, picked, strict=True))})
        if not contradictions(kb, given):
            yield given


def unraised(kb: KnowledgeBase, contested: Contest) -> frozenset[str]:
    """The questions that no claim raises, although they hang on a contested one."""

    def possible(question: str) -> tuple[frozenset[str], ...]:
        if question not in contested:
            return (chosen(UNKNOWN),)
        return tuple(chosen(answer) for answer in contested[question].answers)

    claims = Possible({question.id: question for question in kb.questions}, possible)
    return frozenset(q.id for q in kb.questions if claims.applies(q.id) is Holds.NEVER)


def barred(kb: KnowledgeBase, answers: Answers, contested: Contest) -> tuple[Barred, ...]:
    """The options that some known rule excludes in every world of one part, none of it by itself.

    Empty where there are too many worlds to go through.
    """
    before = {option for rule in binding(kb, answers) for option in rule.excludes}
    read = _read(kb)
    unsettled = [q for q in contested if q in read and answers.get(q) == UNKNOWN]
    if prod(len(contested[q].answers) for q in unsettled) > MOST_WORLDS:
        return ()
    found = [binding(kb, given) for given in worlds(kb, answers, contested, read)]
    if not found:
        return ()
    out = reduce(set.__and__, ({o for rule in rules for o in rule.excludes} for rules in found))
    return tuple(
        _barred(o.id, found, answers, contested) for o in kb.options if o.id in out - before
    )


def _barred(
    option: str, found: list[tuple[Constraint, ...]], answers: Answers, contested: Contest
) -> Barred:
    firsts = [next(rule for rule in rules if option in rule.excludes) for rules in found]
    rules = tuple({rule.id: rule for rule in firsts}.values())
    read = {question for rule in rules for question in rule.when}
    questions = (q for q in contested if q in read and answers.get(q) == UNKNOWN)
    return Barred(option, tuple(questions), rules)


def _read(kb: KnowledgeBase) -> set[str]:
    """What the constraints read, and what that hangs on."""
    read = {question for rule in kb.constraints for question in rule.when}
    for question in reversed(kb.questions):
        if question.id in read:
            read |= {*(question.when or ())}
    return read


def _certain(kb: KnowledgeBase, answers: Answers) -> dict[str, Answer]:
    """The answers to the questions that apply for certain."""
    asked = Certain(kb.questions, answers, unknown_raises=False).asked()
    return {question.id: answers[question.id] for question in asked if question.id in answers}


def in_dispute(question: Question, there: Together) -> Dispute | None:
    """Who says what, where an answer is not settled among the members."""
    view = there.views.get(question.id)
    if view is None or not view.known or there.answers.get(question.id) != UNKNOWN:
        return None
    return Dispute(
        kind="contested" if len(view.known) > 1 else "set-aside",
        said=tuple(
            Said(members=tuple(who), label=label_of(question, answer)) for answer, who in view.known
        ),
    )
