"""A node of the search: all completions that take each answer from a domain of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import fsum

from llmchoice.engine.bounds.stakes import Stake, Stakes
from llmchoice.engine.conditions import Holds, Possible, chosen
from llmchoice.engine.values import Row, outlook
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.question import Question


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer to a question, and what it does."""

    answer: Answer
    chosen: frozenset[str]
    rows: tuple[Row, ...]
    """One per stake of the question: the sum over its criteria of share times value, the least of
    each option and then the greatest of each, which differ only where a cost is not known yet.
    Empty when the answer leaves the criteria without a meaning."""
    with_other: tuple[str, Answer] | None = None
    """The question, and its answer, with which an unknown answer is worth this; None where it is
    whatever else is answered."""


Domain = tuple[Outcome, ...]
"""The outcomes that are left to a question; never empty. Amounts stand first, in rising order."""


Domains = Mapping[str, Domain]
"""Question to its domain, in the order of the questions."""


def outcomes(stakes: Stakes, question: Question, given: Answers, before: Domains) -> Domain:
    """The outcomes of the answer that is given, or all that an open question may have.

    Of all combinations of choices, those that no rule and no value tells apart appear once; what is
    drawn for an unknown answer, a single choice, is among them. Of all
    amounts, those where a criterion has a point: between them every value is linear on the scale
    of the question, so a weighted sum of values has its least one at one of them. What is unknown,
    with odds by another answer, has an outcome with each answer that this one may have. `given`
    answers are final, and `before` are the outcomes of the questions before it.
    """
    answers = (given[question.id],) if question.id in given else _completions(stakes, question)
    domain: list[Outcome] = []
    for answer in answers:
        other = question.hangs_on(answer)
        if other is None:
            domain.append(_outcome(stakes, question, {question.id: answer}))
            continue
        for other_outcome in before[other]:
            together = _outcome(
                stakes, question, {question.id: answer, other: other_outcome.answer}
            )
            domain.append(replace(together, with_other=(other, other_outcome.answer)))
    return tuple(domain)


def _completions(stakes: Stakes, question: Question) -> tuple[Answer, ...]:
    read = [criterion for stake in stakes.of[question.id] for _, criterion in stake.parts]
    points = {point.at for criterion in read for point in criterion.points}
    for criterion in read:
        ends = stakes.computed.get(criterion.id)
        points |= {*ends.points()} if ends is not None else set()
    values = {
        choice.id: [value for criterion in read for value in criterion.values[choice.id]]
        for choice in question.choices
    }
    answers = question.completions(points, stakes.wanted.get(question.id, ()), values)
    return (*answers, *question.special)


def _outcome(stakes: Stakes, question: Question, answers: Answers) -> Outcome:
    answer = answers[question.id]
    rows = (_row(stakes, stake, answers) for stake in stakes.of[question.id])
    return Outcome(answer, chosen(answer), tuple(row for row in rows if row is not None))


def _row(stakes: Stakes, stake: Stake, answers: Answers) -> Row | None:
    rows = []
    for share, criterion in stake.parts:
        ends = stakes.computed.get(criterion.id)
        forecast = outlook(stakes.kb, criterion, answers) if ends is None else None
        if ends is not None:
            values = ends.rows(answers[criterion.reads[-1]])
        elif forecast is not None:
            expected = forecast.expected()
            values = (*expected, *expected)
        else:
            return None
        rows.append([share * value for value in values])
    return tuple(fsum(column) for column in zip(*rows, strict=True))


@dataclass(frozen=True, slots=True)
class Node:
    """The completions, and what holds in them."""

    domains: Domains
    asked: Mapping[str, Holds]
    """Whether each question applies."""
    binding: tuple[Holds, ...]
    """Whether each constraint binds, in their order."""
    excluded: tuple[Holds, ...]
    """Whether each option is excluded, in their order."""


def node(stakes: Stakes, domains: Domains) -> Node | None:
    """The node of these domains; None where they have no completion."""
    kb = stakes.kb
    domains = {question: _together(domain, domains) for question, domain in domains.items()}
    if not all(domains.values()):
        return None
    completions = Possible(
        {question.id: question for question in kb.questions},
        lambda question: (outcome.chosen for outcome in domains[question]),
    )
    asked = {question.id: completions.applies(question.id) for question in kb.questions}
    binding = tuple(completions.meets(rule.when) for rule in kb.constraints)
    excluded = {
        option.id: Holds.ALWAYS if over else Holds.NEVER
        for option, over in zip(kb.options, stakes.over, strict=True)
    }
    for rule, holds in zip(kb.constraints, binding, strict=True):
        for option in rule.excludes:
            excluded[option] = max(excluded[option], holds)
    return Node(domains, asked, binding, tuple(excluded.values()))


def _together(domain: Domain, domains: Domains) -> Domain:
    """The outcomes whose other answer is still among those of its question."""
    return tuple(
        outcome
        for outcome in domain
        if outcome.with_other is None
        or any(other.answer == outcome.with_other[1] for other in domains[outcome.with_other[0]])
    )
