"""Gates: what excludes an option, and what it needs."""

from llmchoice.engine import ceilings
from llmchoice.engine.ceilings import trigger
from llmchoice.engine.conditions import matches, may_match
from llmchoice.model.assessment import ConditionToMeet, Exclusion
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answers
from llmchoice.model.rule import Constraint


def exclusions(basis: Basis, answers: Answers, option: str) -> tuple[Exclusion, ...]:
    """The constraints that exclude an option, each with the answers that triggered it."""
    by_rule = tuple(
        Exclusion(
            constraint=rule.id,
            reason=rule.reason,
            answers=tuple(trigger(basis.kb.question(q), answers[q]) for q in rule.when),
            claims=rule.claims,
            references=rule.references,
        )
        for rule in binding(basis.kb, answers)
        if option in rule.excludes
    )
    return (*by_rule, *ceilings.exclusions(basis, answers, option))


def binding(kb: KnowledgeBase, answers: Answers) -> tuple[Constraint, ...]:
    """The constraints that the known answers trigger."""
    return tuple(rule for rule in kb.constraints if matches(rule.when, answers))


def excluded(kb: KnowledgeBase, answers: Answers) -> frozenset[str]:
    """The options that a constraint excludes, whatever they cost."""
    return frozenset(option for rule in binding(kb, answers) for option in rule.excludes)


def admissible(basis: Basis, answers: Answers) -> tuple[str, ...]:
    """The options that no constraint excludes, in the order of the options."""
    out = excluded(basis.kb, answers)
    dear = ceilings.over(basis, answers)
    return tuple(
        option.id
        for option, over in zip(basis.kb.options, dear, strict=True)
        if option.id not in out and not over
    )


def conditions(kb: KnowledgeBase, answers: Answers, option: str) -> tuple[ConditionToMeet, ...]:
    """What must be obtained before an option may be used; the same thing only once."""
    needs: dict[str, ConditionToMeet] = {}
    for rule in kb.conditions:
        if option in rule.options and matches(rule.when, answers):
            met = ConditionToMeet(
                condition=rule.id,
                obtain=rule.obtain,
                reason=rule.reason,
                effort=rule.effort,
                claims=rule.claims,
                references=rule.references,
            )
            needs.setdefault(rule.obtain, met)
    return tuple(needs.values())


def may_exclude(basis: Basis, answers: Answers, question: str) -> tuple[str, ...]:
    """Admissible options that an answer to an unknown question would exclude."""
    unsaid = {q.id: UNKNOWN for q in basis.kb.questions if q.leaves_open(answers.get(q.id))}
    possible = {**answers, **unsaid}
    rules = [
        rule
        for rule in basis.kb.constraints
        if question in rule.when and may_match(rule.when, possible)
    ]
    at_risk = {option for rule in rules for option in rule.excludes}
    at_risk |= ceilings.may_exclude(basis, answers, question)
    return tuple(option for option in admissible(basis, answers) if option in at_risk)
