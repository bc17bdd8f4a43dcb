"""The knowledge base, narrowed to what members claim: what is contested is drawn among that."""

from collections.abc import Iterator, Mapping
from math import fsum, gcd
from typing import TypeVar

from llmchoice.engine.answers import label_of, most_demanding
from llmchoice.engine.conditions import chosen
from llmchoice.engine.gates import admissible
from llmchoice.engine.panel.claims import Barred, Claims, Contest, barred
from llmchoice.engine.panel.facts import Together
from llmchoice.engine.values import interpolate
from llmchoice.model.base import NOT_APPLICABLE
from llmchoice.model.basis import Basis
from llmchoice.model.criterion import Criterion, Point, Priority
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer
from llmchoice.model.question import Amount, Choice, Question
from llmchoice.model.rule import Condition, Constraint, Contradiction, JointConstraint, When

Ruling = TypeVar("Ruling", Constraint, Condition)

ALMOST_NEVER = 1e-9
"""Odds of a choice that is known elsewhere and that nobody claims here, against a say of 1."""
PARTS = 60
"""Amounts have no odds of their own: each stands in the list as often as its say, in sixtieths."""


def narrowed(kb: KnowledgeBase, known: Mapping[str, Together], contested: Contest) -> KnowledgeBase:
    """The same knowledge base where nothing is contested; else questions and rules to match.

    A contested question keeps the answers that members gave, with odds by their say; what is known
    in another workload stays among them. For an answer of several choices the most demanding one
    is drawn, and stands for all of them. A rule that every claim meets no longer asks for it; one
    that no claim meets is gone.
    """
    if not contested:
        return kb
    tight = kb.model_copy(
        update={
            "questions": tuple(_question(q, contested) for q in kb.questions),
            "priorities": tuple(_priority(kb, p, contested) for p in kb.priorities),
            "constraints": tuple(_rules(kb, kb.constraints, contested)),
            "conditions": tuple(_rules(kb, kb.conditions, contested)),
            "contradictions": tuple(_contradictions(kb, contested)),
        }
    )
    vetoes = tuple(
        _veto(kb, one, there)
        for there in known.values()
        for one in barred(kb, there.answers, contested)
        if one.option in admissible(Basis(tight), there.answers)
    )
    return tight.model_copy(update={"constraints": (*tight.constraints, *vetoes)})


def _question(question: Question, contested: Contest) -> Question:
    when = _sharper(question.when, contested) if question.when else None
    kept = question.model_copy(update={"when": when})
    if question.id not in contested:
        return kept
    claims = contested[question.id]
    offered = question.not_applicable if NOT_APPLICABLE in claims.answers else None
    changes = {"not_applicable": offered, **_possible(question, claims)}
    return kept.model_copy(update=changes)


def _possible(question: Question, claims: Claims) -> dict[str, object]:
    if isinstance(question, Amount):
        return {"likely": _likely(claims)}
    return {"choices": tuple(_choices(question, claims))}


def _likely(claims: Claims) -> tuple[float, ...]:
    says = {a: say for a, say in claims.says.items() if isinstance(a, int | float)}
    total = fsum(says.values())
    times = {amount: max(1, round(PARTS * say / total)) for amount, say in says.items()}
    once = gcd(*times.values())
    return tuple(amount for amount in sorted(times) for _ in range(times[amount] // once))


def _choices(question: Question, claims: Claims) -> Iterator[Choice]:
    real = [answer for answer in claims.says if answer != NOT_APPLICABLE]
    tops = {answer: most_demanding(question, answer) for answer in real}
    elsewhere = {choice for answer in claims.elsewhere for choice in chosen(answer)}
    for choice in question.choices:
        claiming = [answer for answer, top in tops.items() if top == choice.id]
        if not claiming and choice.id not in elsewhere:
            continue
        odds = fsum(claims.says[answer] for answer in claiming) or ALMOST_NEVER
        alone = len(claiming) == 1 and choice.id not in elsewhere
        text = "; ".join(label_of(question, claiming[0]).texts) if alone else ""
        yield choice.model_copy(update={"odds": odds, "text": text or choice.text})


def _priority(kb: KnowledgeBase, priority: Priority, contested: Contest) -> Priority:
    criteria = tuple(
        _criterion(kb.question(c.question), c, contested) if c.question in contested else c
        for c in priority.criteria
    )
    return priority.model_copy(update={"criteria": criteria})


def _criterion(question: Question, criterion: Criterion, contested: Contest) -> Criterion:
    """The value table at the claimed amounts: so no other amount is tried either."""
    if not isinstance(question, Amount):
        return criterion
    amounts = sorted({a for a in contested[question.id].answers if isinstance(a, int | float)})
    points = tuple(
        Point(at=at, values=interpolate(criterion.points, at, question.scale)) for at in amounts
    )
    return criterion.model_copy(update={"points": points})


def _rules(kb: KnowledgeBase, rules: tuple[Ruling, ...], contested: Contest) -> Iterator[Ruling]:
    for rule in rules:
        if all(q not in contested or contested[q].meeting(w) for q, w in rule.when.items()):
            when = _less(kb, _sharper(rule.when, contested), contested)
            yield rule.model_copy(update={"when": when})


def _contradictions(kb: KnowledgeBase, contested: Contest) -> Iterator[Contradiction]:
    for rule in kb.contradictions:
        yield rule.model_copy(update={"when": _sharper(rule.when, contested)})


def _sharper(when: When, contested: Contest) -> When:
    """The rule that a choice meets if all answers that contain the choice do."""
    return {q: _met(contested[q], w) if q in contested else w for q, w in when.items()}


def _met(claims: Claims, wanted: tuple[str, ...]) -> tuple[str, ...]:
    meeting = claims.meeting(wanted)
    others = {c for answer in claims.answers if answer not in meeting for c in chosen(answer)}
    more = {c for answer in meeting for c in chosen(answer)} - others
    return (*wanted, *sorted(more - {*wanted}))


def _less(kb: KnowledgeBase, when: When, contested: Contest) -> When:
    """The rule without what every claim meets: only whether that is asked at all still counts."""
    left: dict[str, tuple[str, ...]] = {}
    for question, wanted in when.items():
        claims = contested.get(question)
        sure = claims is not None and len(claims.meeting(wanted)) == len(claims.answers)
        asked = kb.question(question).when or {}
        part = _less(kb, _sharper(asked, contested), contested) if sure else {question: wanted}
        if any(key in left and left[key] != part[key] for key in part):
            return when
        left |= part
    return left


def _veto(kb: KnowledgeBase, one: Barred, there: Together) -> Constraint:
    """A rule that says what follows from several, whichever of the claims holds."""
    rules = one.rules
    # Not validated: its id may be longer than one that a person types, and it may always hold.
    return JointConstraint.model_construct(
        id="contested-" + "-and-".join(one.questions),
        when=_known_part(kb, one, there.answers),
        excludes=(one.option,),
        reason=" ".join(dict.fromkeys(rule.reason for rule in rules)),
        rules=tuple(rule.id for rule in rules),
        claims=tuple(dict.fromkeys(c for rule in rules for c in rule.claims)),
        references=tuple(dict.fromkeys(r for rule in rules for r in rule.references)),
    )


def _known_part(kb: KnowledgeBase, one: Barred, answers: Mapping[str, Answer]) -> When:
    """What the rules read that is known: without it they say nothing."""
    left: dict[str, tuple[str, ...]] = {}
    whens = [rule.when for rule in one.rules]
    for when in whens:
        for question, wanted in when.items():
            # The list grows while it is read: what a question hangs on is read as well.
            whens.append(kb.question(question).when or {})
            if question not in one.questions and chosen(answers.get(question)) & {*wanted}:
                both = tuple(w for w in left.get(question, wanted) if w in wanted)
                left[question] = both or wanted
    return left
