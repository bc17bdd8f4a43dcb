"""Gates: what excludes an option, a ceiling on costs among it, and what an option needs."""

from collections.abc import Iterable

from llmchoice.engine.answers import chance, label_of, points
from llmchoice.engine.conditions import matches, may_match
from llmchoice.engine.worth import Worth, costs, worths
from llmchoice.model.assessment import ConditionToMeet, Exclusion, Trigger
from llmchoice.model.base import UNKNOWN
from llmchoice.model.criterion import Criterion
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answers
from llmchoice.model.question import Question
from llmchoice.model.rule import Constraint
from llmchoice.model.terms import End


def exclusions(basis: Basis, answers: Answers, option: str) -> tuple[Exclusion, ...]:
    """The constraints that exclude an option, each with the answers that triggered it."""
    by_rule = tuple(
        Exclusion(
            constraint=rule.id,
            reason=rule.reason,
            answers=_triggers(basis.kb, rule.when, answers),
            claims=rule.claims,
            references=rule.references,
        )
        for rule in binding(basis.kb, answers)
        if option in rule.excludes
    )
    return (*by_rule, *_above_ceiling(basis, answers, option))


def binding(kb: KnowledgeBase, answers: Answers) -> tuple[Constraint, ...]:
    """The constraints that the known answers trigger."""
    return tuple(rule for rule in kb.constraints if matches(rule.when, answers))


def excluded(kb: KnowledgeBase, answers: Answers) -> frozenset[str]:
    """The options that a constraint excludes, whatever they cost."""
    return frozenset(option for rule in binding(kb, answers) for option in rule.excludes)


def admissible(basis: Basis, answers: Answers) -> tuple[str, ...]:
    """The options that no constraint excludes, in the order of the options."""
    out = excluded(basis.kb, answers)
    dear = over(basis, answers)
    return tuple(
        option.id
        for option, too_dear in zip(basis.kb.options, dear, strict=True)
        if option.id not in out and not too_dear
    )


def conditions(kb: KnowledgeBase, answers: Answers) -> dict[str, tuple[ConditionToMeet, ...]]:
    """Option to what must be obtained before it may be used; the same thing only once."""
    needs: dict[str, dict[str, ConditionToMeet]] = {option.id: {} for option in kb.options}
    for rule in kb.conditions:
        lifted = any(matches(each, answers) for each in rule.unless)
        if matches(rule.when, answers) and not lifted:
            met = ConditionToMeet(
                condition=rule.id,
                obtain=rule.obtain,
                reason=rule.reason,
                effort=rule.effort,
                claims=rule.claims,
                references=rule.references,
                only_some=rule.only_some,
            )
            for option in needs.keys() & rule.options:
                needs[option].setdefault(rule.obtain, met)
    return {option: tuple(own.values()) for option, own in needs.items()}


def may_exclude(basis: Basis, answers: Answers, question: str) -> tuple[str, ...]:
    """Admissible options that an answer to an unknown question would exclude, if it is likely."""
    kb, asked = basis.kb, basis.kb.question(question)

    def is_likely(choice: str) -> bool:
        odds = chance(kb, asked, answers, choice)
        return odds is None or odds >= kb.settings.unlikely_answer

    unsaid = {q.id: UNKNOWN for q in kb.questions if q.leaves_open(answers.get(q.id))}
    possible = {**answers, **unsaid}
    rules = [
        rule
        for rule in kb.constraints
        if any(map(is_likely, rule.when.get(question, ()))) and may_match(rule.when, possible)
    ]
    at_risk = {option for rule in rules for option in rule.excludes}
    at_risk |= _may_be_too_dear(basis, answers, question)
    return tuple(option for option in admissible(basis, answers) if option in at_risk)


def over(basis: Basis, answers: Answers, end: End = "low") -> tuple[bool, ...]:
    """Whether that end of what each option costs at a known volume is above the ceiling.

    By default the lowest: what is above even then is excluded.
    """
    criterion, none = _limited(basis), (False,) * len(basis.kb.options)
    if criterion is None or answers.get(criterion.question) == UNKNOWN:
        return none
    return next((cost.over(end) for _, cost, _ in costs(basis, criterion, answers)), none)


def may_be_over(basis: Basis, answers: Answers) -> frozenset[str]:
    """The options that may cost more than the ceiling, at some volume that there may be."""
    criterion = _limited(basis)
    known = costs(basis, criterion, answers) if criterion is not None else ()
    dear = [cost.over("high") for _, cost, _ in known]
    return frozenset(o.id for at, o in enumerate(basis.kb.options) if any(row[at] for row in dear))


def unpriced(basis: Basis, answers: Answers) -> frozenset[str]:
    """The options of which nobody knows whether they keep to the ceiling: at no volume a cost."""
    return costless(basis, answers) if basis.limited else frozenset()


def costless(basis: Basis, answers: Answers) -> frozenset[str]:
    """The options of which no cost is known, at any volume that there may be."""
    criterion = priced(basis)
    if criterion is None:
        return frozenset()
    known = [cost.monthly for _, cost, _ in costs(basis, criterion, answers)]
    return frozenset(
        option.id
        for at, option in enumerate(basis.kb.options)
        if known and all(monthly[at] is None for monthly in known)
    )


def _limited(basis: Basis) -> Criterion | None:
    """The criterion whose values are computed; None too where any cost may be paid."""
    return priced(basis) if basis.limited else None


def _above_ceiling(basis: Basis, answers: Answers, option: str) -> tuple[Exclusion, ...]:
    """What the ceiling says against an option, with the figures."""
    at = [each.id for each in basis.kb.options].index(option)
    criterion = priced(basis)
    if criterion is None or criterion.computed is None or not over(basis, answers)[at]:
        return ()
    worth: Worth = worths(basis, criterion, answers)[0]
    return (
        Exclusion(
            constraint=criterion.computed.constraint,
            reason=criterion.computed.reason,
            cost=worth.ground(at),
            answers=_triggers(basis.kb, _read(basis, answers), answers),
            # What a month costs here rests on prices, and on nothing that an article says.
            claims=(),
            references=criterion.references,
        ),
    )


def _may_be_too_dear(basis: Basis, answers: Answers, question: str) -> set[str]:
    """Options that an answer to an unknown question would put beyond the ceiling.

    For a volume the amounts that stand for all are tried.
    """
    if basis.costing is None or question not in basis.costing.questions:
        return set()
    asked, options = basis.kb.question(question), basis.kb.options
    return {
        option.id
        for answer in asked.tried(telling_amounts(basis, asked))
        for option, dear in zip(options, over(basis, {**answers, question: answer}), strict=True)
        if dear
    }


def telling_amounts(basis: Basis, question: Question) -> frozenset[float]:
    """The amounts that stand for all others: of the value tables, and as far as costs reach."""
    tabled, criterion = points(basis.kb, question), _limited(basis)
    if basis.costing is None or criterion is None or criterion.question != question.id:
        return tabled
    last = max(tabled, default=0)
    return tabled | {volume for volume in basis.costing.volumes if volume > last}


def read_by_ceiling(basis: Basis, answers: Answers) -> frozenset[str]:
    """The questions that exclude an option by what it costs; none where no option is."""
    return frozenset(_read(basis, answers) if any(over(basis, answers)) else ())


def _read(basis: Basis, answers: Answers) -> tuple[str, ...]:
    """The answered questions that costs follow from, the volume first."""
    questions = basis.costing.questions if basis.costing else ()
    return tuple(q for q in questions if answers.get(q, UNKNOWN) != UNKNOWN)


def priced(basis: Basis) -> Criterion | None:
    """The criterion whose values are computed; None where none is, or nobody computes."""
    if basis.costing is None:
        return None
    return next((c for _, c in basis.kb.criteria() if c.computed is not None), None)


def _triggers(kb: KnowledgeBase, questions: Iterable[str], answers: Answers) -> tuple[Trigger, ...]:
    """The answers to some questions, in words: what makes a rule bind."""
    return tuple(
        Trigger(question=q, answer=answers[q], label=label_of(kb.question(q), answers[q]))
        for q in questions
    )
