"""Which questions apply, what was answered, what is missing, and the odds of what is not known."""

from collections.abc import Iterable, Iterator, Mapping
from math import fsum

from llmchoice.engine.conditions import Certain, chosen, matches, may_match
from llmchoice.engine.parts import divided, of_workload, without_answer
from llmchoice.mcda.weighting import shares
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.estimate import EACH, FROM, TO, Estimate, Passed
from llmchoice.model.ground import Label, Worked
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Answers, PerChoice, Profile
from llmchoice.model.question import Question
from llmchoice.model.rule import Contradiction, Doubt, When

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


def contradictions(kb: KnowledgeBase, answers: Answers) -> tuple[Contradiction, ...]:
    """The rules that say that these answers cannot all be true."""
    lanes = [lane.answers for lane in divided(kb, answers)]
    return tuple(
        rule for rule in kb.contradictions if any(matches(rule.when, lane) for lane in lanes)
    )


def doubts(kb: KnowledgeBase, profile: Profile) -> tuple[Doubt, ...]:
    """The rules that say that some of a profile's answers hardly go together.

    What holds for the organisation may fit one workload alone: a doubt that other answers would
    lift is one only where no workload gives any of these, and none may come to.
    """
    given = [of_workload(profile, workload) for workload in profile.workloads]
    counted = [effective(kb, answers) for answers in given or [profile.answers]]
    return tuple(
        rule
        for rule in kb.doubts
        if any(matches(rule.when, answers) for answers in counted)
        and not any(_may_come_to(each, answers) for each in rule.unless for answers in counted)
    )


def _may_come_to(when: When, answers: Answers) -> bool:
    """Whether answers meet a rule, or could once the others are known or given."""
    return any(question not in answers for question in when) or may_match(when, answers)


def asked(kb: KnowledgeBase, answers: Answers) -> tuple[Question, ...]:
    """The questions that apply, in order, given the answers so far.

    A question that hangs on an unknown answer is asked: it cannot be ruled out.
    """
    return Certain(kb.questions, answers).asked()


class Counting:
    """The answers that count, of many sets: which questions apply hangs on the answers to a few."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.unanswered: Answers = dict.fromkeys((q.id for q in kb.questions), UNKNOWN)
        self._deciding = tuple({parent for q in kb.questions for parent in q.when or ()})
        self._worked_out = tuple(_hinging(kb.questions))
        self._asked: dict[tuple[Answer | None, ...], tuple[Question, ...]] = {}

    def of(self, answers: Answers) -> dict[str, Answer]:
        """Those to the questions that apply, in order; as by `effective`, and what they imply."""
        key = tuple(map(answers.get, self._deciding))
        if key not in self._asked:
            self._asked[key] = asked(self.kb, answers)
        counting = self._asked[key]
        counted = {
            q.id: answers.get(q.id, UNKNOWN)
            for q in counting
            if q.id in answers or implied(self.kb, q, answers)
        }
        return _worked_out(self._worked_out, counted)


def premature(question: Question, answers: Answers) -> bool:
    """Whether nobody can answer a question, because what it hangs on is not known."""
    return question.once_known and not matches(question.when or {}, answers)


def spared(question: Question, answers: Answers) -> bool:
    """Whether an interview leaves a question out, since its answer tells little beside these.

    What has no answer yet may still be given any.
    """
    given = {q: wanted for q, wanted in (question.asked_of or {}).items() if q in answers}
    return not may_match(given, answers)


def implied(kb: KnowledgeBase, question: Question, answers: Answers) -> bool:
    """Whether a question has no answer and goes without asking.

    What it hangs on is unknown, or it is asked of others.
    """
    if question.id in answers:
        return False
    if spared(question, answers):
        return True
    when = question.when or {}
    return premature(question, answers) and all(
        not chosen(answers.get(q)).isdisjoint(wanted)
        or (q in answers and kb.question(q).leaves_open(answers[q]))
        for q, wanted in when.items()
    )


def effective(kb: KnowledgeBase, answers: Answers) -> dict[str, Answer]:
    """The answers to the questions that apply, in the order of the questions.

    An amount that is worked out from a count comes to what it does beside the other answers.
    """
    counted = {q.id: answers[q.id] for q in asked(kb, answers) if q.id in answers}
    return _worked_out(_hinging(kb.questions), counted)


def _hinging(questions: Iterable[Question]) -> Iterator[Question]:
    """The questions of which an amount that was counted depends on another answer."""
    return (q for q in questions if any(way.each_by is not None for way in q.ways))


def _worked_out(questions: Iterable[Question], counted: dict[str, Answer]) -> dict[str, Answer]:
    for question in questions:
        if question.id in counted:
            counted[question.id] = question.worked_out(counted[question.id], counted)
    return counted


def ignored(kb: KnowledgeBase, answers: Answers) -> tuple[str, ...]:
    """Questions that were answered although they do not apply, in the order of the questions."""
    kept = effective(kb, answers)
    return tuple(q.id for q in kb.questions if q.id in answers and q.id not in kept)


def missing(kb: KnowledgeBase, answers: Answers) -> tuple[Question, ...]:
    """The questions that apply and have no answer, or none for some of what they are answered for.

    Missing is not the same as unknown, but an answer that is unknown may say that another is too.
    """
    return tuple(q for q in lacking(kb, answers) if not implied(kb, q, answers))


def lacking(kb: KnowledgeBase, answers: Answers) -> tuple[Question, ...]:
    """The same, with those that go without asking."""
    return tuple(q for q in asked(kb, answers) if q.id not in answers or without_answer(q, answers))


def label_of(question: Question | None, answer: Answer, of: Question | None = None) -> Label:
    """What an answer to a question, or to one that is not known, is called.

    `of` has the choices that it may be given for.
    """
    if isinstance(answer, int | float | Estimate):
        return _of_amount(answer, question)
    if isinstance(answer, PerChoice):
        names = {choice.id: choice.named for choice in of.choices} if of else {}
        parts = answer.root
        return Label(per=tuple((names.get(c, c), label_of(question, part)) for c, part in parts))
    if isinstance(answer, Passed):
        return Label(counts=answer)
    selected = chosen(answer)
    worded = question.worded if question else ()
    texts = tuple(choice.text for choice in worded if choice.id in selected)
    if not texts and answer in {UNKNOWN, NOT_APPLICABLE}:
        return Label(reserved="unknown" if answer == UNKNOWN else "not-applicable")
    return Label(texts=texts or ((answer,) if isinstance(answer, str) else answer))


def _of_amount(answer: float | Estimate, question: Question | None) -> Label:
    unit = question.unit if question else None
    if not isinstance(answer, Estimate):
        return Label(amount=answer, unit=unit)
    (key, count), *_ = answer.parts
    if key == FROM:
        worked = Worked(low=answer.low, high=answer.high)
        return Label(amount=answer.typical, worked=worked, unit=unit)
    named: Mapping[str, str] = {w.id: w.text for w in question.ways} if question else {}
    once = question.once if question else None
    months = answer.months and round(answer.months)
    if months and once:
        named = once.ways
    worked = Worked(
        low=answer.low,
        high=answer.high,
        count=count,
        what=named.get(key, once.text if once else key),
        most=dict(answer.parts).get(TO),
        each=dict(answer.parts).get(EACH),
        months=months or None,
    )
    return Label(amount=answer.typical, worked=worked, unit=unit)


def points(kb: KnowledgeBase, question: Question) -> frozenset[float]:
    """The amounts at which some value table has a point."""
    return frozenset(p.at for _, c in kb.criteria() if c.question == question.id for p in c.points)
