"""One set of answers, weighed and valued: what every further step starts from.

Longer than other files because it is one thing: that set, and how it comes about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum

from llmchoice.engine import gates, ranking, values
from llmchoice.engine.answers import Counting
from llmchoice.engine.values import ground
from llmchoice.engine.voices import Voice, claims_of, with_claims
from llmchoice.engine.weights import of_criteria, split_of
from llmchoice.engine.worth import Worth, worths
from llmchoice.model.assessment import (
    ConditionToMeet,
    Contribution,
    Exclusion,
    OptionResult,
    PriorityPoints,
)
from llmchoice.model.base import UNKNOWN
from llmchoice.model.criterion import Criterion, Priority
from llmchoice.model.ground import Ground
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answer, Answers, Profile

Made = dict[tuple[object, ...], Contribution]
"""Contributions to which no cost belongs, by all that they follow from beside the criteria."""
Hearings = tuple[tuple[float, Mapping[str, Answer]], ...]
"""The answers that count by each set of claims, with how often that is heard."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion that applies: its weight, and the values that the answer leaves possible."""

    priority: Priority
    criterion: Criterion
    weight: float
    outlook: values.Outlook
    expected: values.Row


@dataclass(frozen=True)
class Situation:
    """The answers that count, and the criteria that they bring into play."""

    basis: Basis
    profile: Profile
    given: Answers
    """All answers, those included that do not count now and might after a change."""
    answers: Mapping[str, Answer]
    """The answers that count."""
    judged: tuple[Judged, ...]
    hearings: Hearings
    counting: Counting
    """What tells the answers that count after a change."""
    voices: tuple[Voice, ...] = ()
    """Whose weights and claims are drawn; empty where it is the profile's own."""

    @property
    def kb(self) -> KnowledgeBase:
        """The knowledge base."""
        return self.basis.kb

    @cached_property
    def admissible(self) -> tuple[str, ...]:
        """The options that no constraint excludes, whoever is heard; in the order of options."""
        left = {o for _, own in self.hearings for o in gates.admissible(self.basis, own)}
        return tuple(option.id for option in self.kb.options if option.id in left)

    @cached_property
    def uncontested(self) -> frozenset[str]:
        """The options that no constraint excludes by what any voice takes to be the case."""
        left = (gates.admissible(self.basis, own) for _, own in self.hearings)
        return frozenset.intersection(*map(frozenset, left))

    @cached_property
    def typically_over(self) -> tuple[bool, ...]:
        """Whether each option typically costs more than the ceiling, whoever is heard."""
        by_hearing = (gates.over(self.basis, own, "typical") for _, own in self.hearings)
        return tuple(map(all, zip(*by_hearing, strict=True)))

    @property
    def claims(self) -> Mapping[str, tuple[Answer, ...]]:
        """The questions that voices answer in several ways, with their answers."""
        asked = dict.fromkeys(question for voice in self.voices for question in voice.claims)
        return {
            q: tuple(dict.fromkeys(v.claims[q] for v in self.voices if q in v.claims))
            for q in asked
            if self.answers.get(q) == UNKNOWN
        }

    @property
    def unknown_weight(self) -> float:
        """Share of all weight that rests on what nobody knows, from 0 to 1."""
        answers, claims = self.answers, self.claims
        unknown = {q.id for q in self.kb.questions if q.leaves_open(answers.get(q.id))}
        unknown.difference_update(claims)
        return fsum(
            j.weight for j in self.judged if not unknown.isdisjoint(self._reads(j.criterion))
        )

    def _reads(self, criterion: Criterion) -> tuple[str, ...]:
        """What a value is read from; without costs no amount is held against any."""
        return (criterion.question,) if self.basis.costing is None else criterion.reads

    def is_unknown(self, question: str) -> bool:
        """Whether a question was answered with `unknown`, or with an expectation."""
        return self.kb.question(question).leaves_open(self.answers.get(question))


def situation(
    basis: Basis,
    profile: Profile,
    given: Answers,
    voices: tuple[Voice, ...] = (),
    counting: Counting | None = None,
) -> Situation:
    """Value and weigh a set of answers; `voices` are drawn instead of the profile's weights.

    `counting` is that of other answers to the same questions, whose work is shared.

    Raises:
        LlmchoiceError: when no applicable criterion has any weight.
    """
    kb = basis.kb
    counting = counting or Counting(kb)
    answers = counting.of(given)
    hearings = _hearings(counting, answers, voices)
    outlooks = {
        criterion.id: _outlook(basis, criterion, hearings) for _, criterion in kb.criteria()
    }
    weights = of_criteria(kb, profile, {key for key, outlook in outlooks.items() if outlook})
    judged = tuple(
        Judged(priority, criterion, weights[criterion.id], outlook, outlook.expected())
        for priority, criterion in kb.criteria()
        if (outlook := outlooks[criterion.id]) is not None
    )
    return Situation(basis, profile, given, answers, judged, hearings, counting, voices)


def answered_otherwise(case: Situation, given: Answers) -> Situation:
    """The same situation by other answers; what they leave as it was is not worked out anew.

    Raises:
        LlmchoiceError: when no applicable criterion has any weight.
    """
    basis, kb = case.basis, case.kb
    answers = case.counting.of(given)
    hearings = _hearings(case.counting, answers, case.voices)
    changed = {
        question
        for (_, own), (_, old) in zip(hearings, case.hearings, strict=True)
        for question in own.keys() | old.keys()
        if own.get(question) != old.get(question)
    }
    touched = values.touched(basis, changed)
    before = {judged.criterion.id: judged for judged in case.judged}
    after: dict[str, Judged] = {}
    for priority, criterion in kb.criteria():
        known = before.get(criterion.id)
        if criterion.id not in touched:
            if known is not None:
                after[criterion.id] = known
        elif (outlook := _outlook(basis, criterion, hearings)) is not None:
            weight = 0.0 if known is None else known.weight
            after[criterion.id] = Judged(priority, criterion, weight, outlook, outlook.expected())
    if after.keys() != before.keys():
        weights = of_criteria(kb, case.profile, after.keys())
        after = {key: replace(judged, weight=weights[key]) for key, judged in after.items()}
    judged = tuple(after.values())
    return replace(case, given=given, answers=answers, judged=judged, hearings=hearings)


def _hearings(
    counting: Counting, answers: Mapping[str, Answer], voices: tuple[Voice, ...]
) -> Hearings:
    return tuple(
        (share, counting.of(with_claims(answers, claims)) if claims else answers)
        for share, claims in claims_of(voices)
    )


def _outlook(basis: Basis, criterion: Criterion, hearings: Hearings) -> values.Outlook | None:
    """What several people expect together, each by its share; None where it applies for nobody."""
    outlooks = [(share, values.outlook_among(basis, criterion, own)) for share, own in hearings]
    if len(outlooks) == 1:
        return outlooks[0][1]
    odds: dict[values.Row, float] = {}
    for share, outlook in outlooks:
        if outlook is not None:
            for row, chance in zip(outlook.rows, outlook.odds, strict=True):
                odds[row] = odds.get(row, 0.0) + share * chance / fsum(outlook.odds)
    return values.Outlook(tuple(odds), tuple(odds.values())) if odds else None


def scores_of(case: Situation) -> dict[str, float]:
    """Score of every option, excluded ones included, in the order of the options."""
    weights = [j.weight for j in case.judged]
    by_option = zip(*(j.expected for j in case.judged), strict=True)
    return {
        option.id: ranking.score(weights, row)
        for option, row in zip(case.kb.options, by_option, strict=True)
    }


def option_results(
    case: Situation,
    first_rank_shares: Mapping[str, float] | None = None,
    excluded_shares: Mapping[str, float] | None = None,
    made: Made | None = None,
) -> tuple[OptionResult, ...]:
    """How every option does, excluded ones included, in the order of the options.

    Args:
        case: the answers, valued.
        first_rank_shares: option to the share of draws in which it comes first; None without draws.
        excluded_shares: the same to the share of those that leave something in which it is not
            admissible.
        made: contributions of other sets of answers by the same criteria, shared where equal.
    """
    made = {} if made is None else made
    scores = scores_of(case)
    places = ranking.ranks({o: scores[o] for o in case.admissible})
    rows = [judged.outlook.rows for judged in case.judged]
    applicable = {judged.criterion.id for judged in case.judged}
    splits = (split_of(p, case.profile, applicable) for p in case.kb.priorities)
    shares = {criterion: share for split in splits for criterion, share in split.items()}
    costed = {j.criterion.id: worths(case.basis, j.criterion, case.answers) for j in case.judged}
    needed = [gates.conditions(case.kb, own) for _, own in case.hearings]
    results = []
    for at, (option, dear) in enumerate(zip(case.kb.options, case.typically_over, strict=True)):
        contributions = tuple(
            _contribution(
                case, judged, at, shares[judged.criterion.id], costed[judged.criterion.id], made
            )
            for judged in case.judged
        )
        result = OptionResult(
            id=option.id,
            name=option.name,
            short=option.short,
            hosting=option.hosting,
            side=option.weights,
            admissible=option.id in places,
            typically_over=dear,
            rank=places.get(option.id),
            score=scores[option.id],
            first_rank_share=(first_rank_shares or {}).get(option.id),
            excluded_share=(excluded_shares or {}).get(option.id),
            excluded_by=_exclusions(case, option.id),
            conditions=_by_all([own[option.id] for own in needed]),
            dominated_by=tuple(
                other.id
                for other_at, other in enumerate(case.kb.options)
                if other.id in places and ranking.dominates(rows, other_at, at)
            ),
            contributions=contributions,
            by_priority=_by_priority(contributions),
        )
        results.append(result)
    return tuple(results)


def _exclusions(case: Situation, option: str) -> tuple[Exclusion, ...]:
    """The constraints that exclude an option, by all answers that are given; none if one does not.

    Of several voices each may have a reason of its own.
    """
    heard = [gates.exclusions(case.basis, own, option) for _, own in case.hearings]
    if not all(heard):
        return ()
    return tuple({e.constraint: e for own in reversed(heard) for e in reversed(own)}.values())[::-1]


def _by_all(needed: Sequence[tuple[ConditionToMeet, ...]]) -> tuple[ConditionToMeet, ...]:
    """What must be obtained by all answers that are given."""
    first, *others = needed
    return tuple(met for met in first if all(met in own for own in others))


def _by_priority(contributions: Iterable[Contribution]) -> tuple[PriorityPoints, ...]:
    points: dict[str, list[float]] = {}
    for item in contributions:
        points.setdefault(item.priority, []).append(item.contribution)
    return tuple(PriorityPoints(priority=key, points=fsum(own)) for key, own in points.items())


def _contribution(  # noqa: PLR0913, PLR0917 - what it is made of, and those that are made
    case: Situation,
    judged: Judged,
    at: int,
    share: float,
    costed: tuple[Worth, ...],
    made: Made,
) -> Contribution:
    criterion = judged.criterion
    answer = case.answers[criterion.question]
    # What its reason hangs on besides its own answer.
    beside = tuple(case.answers.get(q) for r in criterion.answer_reasons for q in r.when or ())
    possible = tuple(row[at] for row in judged.outlook.rows)
    values_there = (judged.expected[at], min(possible), max(possible))
    key = (criterion.id, at, share, judged.weight, *values_there, type(answer), answer, beside)
    if not costed and key in made:
        return made[key]
    contribution = Contribution(
        criterion=criterion.id,
        name=criterion.name,
        priority=judged.priority.id,
        share=share,
        weight=judged.weight,
        value=judged.expected[at],
        computed=bool(costed),
        low=min([*possible, *(worth.values("high")[at] for worth in costed)]),
        high=max([*possible, *(worth.values("low")[at] for worth in costed)]),
        contribution=judged.weight * judged.expected[at],
        answer=answer,
        decisive=values.decisive(criterion, answer, at),
        ground=Ground(text=None, cost=costed[0].ground(at))
        if costed and all(worth.costed == costed[0].costed for worth in costed)
        else ground(criterion, case.kb.options[at], case.answers, at),
        # What a month costs rests on prices, and on nothing that an article says.
        claims=() if costed else criterion.claims,
        references=criterion.references,
    )
    if not costed:
        made[key] = contribution
    return contribution
