"""Values: how well each option does on a criterion, given the answers, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, log10
from operator import mul

from llmchoice.amounts import LEAST
from llmchoice.engine.answers import odds_among, settling
from llmchoice.engine.conditions import chosen, matches
from llmchoice.engine.worth import worths
from llmchoice.mcda.weighting import shares
from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
from llmchoice.model.criterion import Criterion, Point
from llmchoice.model.estimate import CASE_VARIANCE, Passed, typical
from llmchoice.model.ground import Ground
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Option
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.question import Question, Scale

Row = tuple[float, ...]
"""One value of at most 100 per option, in the order of the options."""

Anchors = Sequence[tuple[float, Row]]
"""Amounts, in rising order, with the values at each."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The value rows that an answer leaves possible, and the odds of each."""

    rows: tuple[Row, ...]
    odds: tuple[float, ...]

    def expected(self) -> Row:
        """The mean of the rows, weighed by their odds, option by option."""
        return tuple(map(self._mean, zip(*self.rows, strict=True)))

    def _mean(self, column: Row) -> float:
        mean = fsum(map(mul, column, self.odds)) / fsum(self.odds)
        # Rounding may lead out of the values, and so out of their scale.
        return min(max(mean, min(column)), max(column))


def outlook_among(basis: Basis, criterion: Criterion, answers: Answers) -> Outlook | None:
    """What a set of answers says of a criterion: computed costs go before its table."""
    computed = worths(basis, criterion, answers)
    if computed:
        return Outlook(tuple(w.values() for w in computed), tuple(w.odds for w in computed))
    return outlook(basis.kb, criterion, answers)


def touched(basis: Basis, changed: set[str]) -> set[str]:
    """The criteria that may be worth something else once the answers to some questions change."""
    kb, costing = basis.kb, basis.costing
    odds = {q.id for q in kb.questions if q.odds_by is not None and q.odds_by.question in changed}
    costs = costing is not None and not changed.isdisjoint(costing.questions)
    return {
        criterion.id
        for _, criterion in kb.criteria()
        if criterion.question in odds
        or not changed.isdisjoint(criterion.reads)
        or (costs and criterion.computed is not None)
    }


def outlook(kb: KnowledgeBase, criterion: Criterion, answers: Answers) -> Outlook | None:
    """What answers say of a criterion by its table; None when the criterion does not apply.

    One without a table is worth what its costs are, and applies only where these are computed.
    One row for a known answer, one per possible answer for an unknown one. Of several selected
    answers the one counts for each option that is worst for it. Values are absolute:
    no option's value depends on another option.
    """
    question = kb.question(criterion.question)
    answer = answers.get(question.id)
    if answer is None or answer == NOT_APPLICABLE or not criterion.has_table:
        return None
    if question.leaves_open(answer):
        return Outlook(possible(criterion, question), odds_among(kb, question, answers))
    if isinstance(answer, Passed) and criterion.counts is not None:
        return Outlook((_tested(kb, criterion, question, answers),), (1,))
    amount = typical(answer)
    if amount is not None:
        return Outlook((interpolate(criterion.points, amount, question.scale),), (1,))
    return Outlook((least([criterion.values[choice] for choice in chosen(answer)]),), (1,))


@dataclass(frozen=True, slots=True)
class Untested:
    """What is expected of a test before it is made: differences in pass rates, open less closed.

    Empty where no choice stands at one: then nothing is expected, and counts say all.
    """

    differences: tuple[float, ...]
    """Where each choice stands, from -1 to 1."""
    chances: tuple[float, ...]
    """How likely each is; they sum to 1."""

    @property
    def mean(self) -> float:
        """The difference that is expected."""
        return fsum(map(mul, self.differences, self.chances))

    @property
    def cases(self) -> float:
        """How many cases it is worth: the variance of one by that of what is expected."""
        if not self.differences:
            return 0.0
        squares = ((each - self.mean) ** 2 for each in self.differences)
        return CASE_VARIANCE / max(fsum(map(mul, squares, self.chances)), LEAST)

    def part(self, counts: Passed) -> float:
        """How much it still counts beside counts, from 0 and below 1.

        What is left to 1 is the credibility of the cases: Jewell 1974 (docs/method.md, section 4).
        """
        return self.cases / (self.cases + counts.cases)


def untested(kb: KnowledgeBase, question: Question, answers: Answers) -> Untested:
    """What would be expected with the other answers if the test were not made."""
    at = stands_at(kb, question)
    if not at:
        return Untested((), ())
    differences = tuple(at[choice.id] for choice in question.choices)
    return Untested(differences, shares(odds_among(kb, question, answers)))


def stands_at(kb: KnowledgeBase, question: Question) -> Mapping[str, float]:
    """Each choice to the difference in pass rates at which it stands; empty where none does."""
    read = (c.counts.at for _, c in kb.criteria() if c.question == question.id and c.counts)
    return next(read, {})


def _tested(kb: KnowledgeBase, criterion: Criterion, question: Question, answers: Answers) -> Row:
    """The values that counts are expected to be worth, beside what was expected before them."""
    counts = answers[question.id]
    name = question.hangs_on(counts)
    if name is not None and settling(kb, question, answers) is None:
        other = kb.question(name)
        each = (
            _tested(kb, criterion, question, {**answers, name: choice.id})
            for choice in other.choices
        )
        return Outlook(tuple(each), other.odds_given(answers.get(name))).expected()
    if not isinstance(counts, Passed):
        raise TypeError(f"{question.id} was not counted")
    before, anchors = untested(kb, question, answers), anchored(criterion)
    part = before.part(counts)
    rows = (
        between(anchors, part * each + (1 - part) * counts.difference, Scale.LINEAR)
        for each in before.differences
    )
    return Outlook(tuple(rows), before.chances).expected()


def least(rows: Iterable[Row]) -> Row:
    """Option by option the least of the values: what several selected answers are worth."""
    return tuple(map(min, zip(*rows, strict=True)))


def decisive(criterion: Criterion, answer: Answer, at: int) -> tuple[str, ...]:
    """Of several selected answers those that set the value of the option at a place.

    Empty where no two answers were selected.
    """
    if not isinstance(answer, tuple) or len(answer) == 1:
        return ()
    worst = min(criterion.values[choice][at] for choice in answer)
    return tuple(choice for choice in answer if criterion.values[choice][at] == worst)


def unknown_rows(kb: KnowledgeBase) -> dict[str, Row]:
    """Criterion to the values that an unknown answer counts with, by the criterion's own table."""
    answers = {question.id: UNKNOWN for question in kb.questions}
    outlooks = {c.id: outlook(kb, c, answers) for _, c in kb.criteria()}
    return {criterion: outlook.expected() for criterion, outlook in outlooks.items() if outlook}


def anchored(criterion: Criterion) -> Anchors:
    """The differences in pass rates at which a criterion has values of its own, in rising order."""
    at = criterion.counts.at if criterion.counts is not None else {}
    return sorted((difference, criterion.values[choice]) for choice, difference in at.items())


def interpolate(points: tuple[Point, ...], amount: float, scale: Scale) -> Row:
    """The values at an amount: piecewise linear between the points, constant outside them.

    With the scale `log10` they are linear in the logarithm of the amount.
    """
    return between([(point.at, point.values) for point in points], amount, scale)


def between(anchors: Anchors, amount: float, scale: Scale) -> Row:
    """The values at an amount: piecewise linear between the anchors, constant outside them."""
    if amount <= anchors[0][0]:
        return anchors[0][1]
    for (left, lows), (right, highs) in pairwise(anchors):
        if amount <= right:
            start = place(left, scale)
            part = (place(amount, scale) - start) / (place(right, scale) - start)
            return tuple(low + (high - low) * part for low, high in zip(lows, highs, strict=True))
    return anchors[-1][1]


def possible(criterion: Criterion, question: Question) -> tuple[Row, ...]:
    """The values by each answer that may stand for `unknown`, or for an expectation."""
    if question.likely:
        return tuple(interpolate(criterion.points, x, question.scale) for x in question.likely)
    return tuple(criterion.values[choice.id] for choice in question.choices)


def place(amount: float, scale: Scale) -> float:
    """Where an amount stands on a scale: itself, or the power of ten that it is."""
    return log10(amount) if scale is Scale.LOG10 else amount


def ground(criterion: Criterion, option: Option, answers: Answers, at: int) -> Ground:
    """Why an option, at its place in the tables, has its value.

    A test that was counted is told by its counts. Of several answers those that set the value
    choose the sentence; without one of their own the option's general sentence stands.
    """
    answer = answers[criterion.question]
    if isinstance(answer, Passed) and criterion.counts is not None and criterion.counts.says:
        return Ground(text=_counted(criterion.counts.says, answer))
    choices = frozenset(decisive(criterion, answer, at)) or chosen(answer)
    for special in criterion.answer_reasons:
        if (
            special.options.matches(option)
            and (special.answers is None or not choices.isdisjoint(special.answers))
            and (special.when is None or matches(special.when, answers))
        ):
            return Ground(text=special.text)
    return Ground(text=criterion.reasons[option.id])


def _counted(text: str, counts: Passed) -> str:
    for place, number in (
        ("{cases}", counts.cases),
        ("{open}", counts.open),
        ("{closed}", counts.closed),
    ):
        text = text.replace(place, str(number))
    return text
