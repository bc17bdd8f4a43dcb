"""The recommendation: the verdict with its strength, the option to begin with, and the figures."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import fsum
from typing import Literal

from llmchoice.engine.alternatives import readmissions
from llmchoice.engine.conditions import matches
from llmchoice.engine.draws.outcome import Outcome
from llmchoice.engine.followup import hard_needs
from llmchoice.engine.ranking import TIE
from llmchoice.engine.situation import Situation
from llmchoice.engine.study import Study
from llmchoice.engine.undecided import why_undecided
from llmchoice.engine.verdict import Decision, best_pair, strength
from llmchoice.model.assessment import (
    Doubtful,
    FirstMoreOften,
    OptionResult,
    PassedOver,
    Recommendation,
    StartReason,
    StartWith,
    UnknownAnswer,
)
from llmchoice.model.option import Option, Payment, Side
from llmchoice.model.profile import Answers
from llmchoice.model.sensitivity import Duel
from llmchoice.model.verdict import Verdict, tells_nothing_left

_TELLING, _OFTEN = 0.05, 0.25
"""Share of draws from which it must be told that an option that scores more is not admissible in
them; and the same of the option that leads."""
COMMITMENT = {Payment.TOKENS: 0, Payment.SEATS: 0, Payment.RENTED: 1, Payment.OWNED: 2}
"""How far what is paid for commits: tokens and seats end with the month, machines do not."""
NOTHING_NEW = (0, False)
"""What is in place already is as easy to leave as what ends with the month."""
MOST, NEARLY_ALL = 0.5, 0.75
"""Share of the draws in which an option has to be admissible to be begun with, and of those that
leave something in which it ought to be: what one of three members of a panel forbids is no start
while another is as good."""


def recommend(
    case: Situation,
    options: Sequence[OptionResult],
    studied: Study,
    unknown: Sequence[UnknownAnswer],
) -> Recommendation:
    """The recommendation for one set of answers; `unknown` ones the most influential first."""
    decision, outcome = studied.decision, studied.outcome
    verdict = decision.verdict
    ahead = outcome.ahead if outcome else None
    scores = {o.id: o.score for o in options if o.admissible}
    top, rivals = best_pair(options, ahead)
    counts = outcome is not None and outcome.counted > 0
    record = outcome.records.get(top[0]) if outcome and counts and top else None
    regret = record.regret if record else None
    undecided = (
        why_undecided(case, outcome, studied.sensitivity, unknown, regret)
        if verdict is Verdict.UNDECIDED
        else None
    )
    threshold = case.kb.settings.confidence
    duels = studied.robustness.duels if studied.robustness else ()
    contenders = _contenders(case, scores, verdict, (top, rivals), duels)
    return Recommendation(
        verdict=verdict,
        strength=strength(case, decision, outcome),
        kind=undecided.kind if undecided else None,
        tendency=ahead if undecided else None,
        decides=undecided.decides if undecided else (),
        side=decision.side,
        option=decision.option,
        runner_up=rivals[0] if len(rivals) == 1 else None,
        leaders=top,
        rivals=rivals,
        passed_over=_passed_over(options, top, studied),
        first_more_often=_first_more_often(options, decision.option, studied),
        sides_left=tuple(s for s in Side if any(o.side is s and o.admissible for o in options)),
        score=scores[top[0]] if top else None,
        margin=scores[top[0]] - scores[rivals[0]] if top and rivals else None,
        p_side=outcome.majority if outcome and counts else None,
        p_nothing_left=outcome.none if outcome else None,
        counted=outcome.counted if outcome else None,
        p_leader_excluded=record.excluded if record else None,
        doubts=tuple(_doubts(case, decision, outcome, record.excluded if record else 0)),
        at_threshold=bool(outcome and outcome.is_near(threshold)),
        regret=regret,
        start_with=start_with(case, options, studied, top[0], contenders) if top else None,
        contenders=contenders,
        tied=_tied(case, decision.option, contenders, scores),
        unknown_weight=case.unknown_weight,
        routing=(),
        readmission=readmissions(case.basis, case.answers) if verdict is Verdict.NONE else (),
    )


def _doubts(
    case: Situation, decision: Decision, outcome: Outcome | None, leader: float
) -> Iterator[Doubtful]:
    if outcome is None:
        return
    if tells_nothing_left(outcome.none):
        yield "nothing-left"
    if leader >= _OFTEN:
        yield "leader-excluded"
    if decision.verdict is Verdict.UNDECIDED and outcome.names_a_side(case.kb.settings.confidence):
        unsure = case.unknown_weight > case.kb.settings.unknown_limit
        yield "too-unknown" if unsure else "too-dear"


def _passed_over(
    options: Sequence[OptionResult], top: tuple[str, ...], studied: Study
) -> tuple[PassedOver, ...]:
    left = sorted((o for o in options if o.admissible), key=lambda o: -o.score)
    leader = next((o for o in left if o.id in top), None)
    if leader is None or studied.robustness is None:
        return ()
    ranks = {result.option: result.ranks for result in studied.robustness.options}
    return tuple(
        PassedOver(
            option=o.id,
            points=o.score - leader.score,
            excluded=excluded,
            typically_over=o.typically_over,
            because=_why_behind(o, leader, excluded),
        )
        for o in left
        if o.score - leader.score > TIE
        for excluded in [max(0.0, 1 - fsum(ranks[o.id]))]
    )


def _first_more_often(
    options: Sequence[OptionResult], chosen: str | None, studied: Study
) -> FirstMoreOften | None:
    if chosen is None or studied.robustness is None:
        return None
    ranks = {result.option: result.ranks for result in studied.robustness.options}
    named = next(o for o in options if o.id == chosen)
    other = max((o for o in options if o.admissible), key=lambda o: ranks[o.id][0])
    share = ranks[other.id][0]
    if share - ranks[chosen][0] < _TELLING or other.score > named.score:
        return None
    excluded = max(0.0, 1 - fsum(ranks[other.id]))
    because: Literal["cost", "side", "excluded", "score"]
    if other.typically_over and not named.typically_over:
        because = "cost"
    elif other.side is not named.side:
        because = "side"
    else:
        because = "excluded" if excluded >= _TELLING else "score"
    return FirstMoreOften(
        option=other.id,
        share=share,
        excluded=excluded,
        points=named.score - other.score,
        because=because,
    )


def _why_behind(
    option: OptionResult, leader: OptionResult, excluded: float
) -> Literal["cost", "excluded", "simulations"]:
    if option.typically_over and not leader.typically_over:
        return "cost"
    return "excluded" if excluded >= _TELLING else "simulations"


def _contenders(
    case: Situation,
    scores: Mapping[str, float],
    verdict: Verdict,
    pair: tuple[tuple[str, ...], tuple[str, ...]],
    duels: Sequence[Duel],
) -> tuple[str, ...]:
    top, rivals = pair
    near = {*top} | {duel.over for duel in duels if duel.share < case.kb.settings.confidence}
    if verdict is Verdict.UNDECIDED:
        near |= {*rivals}
    return tuple(sorted((o for o in scores if o in near), key=lambda o: (o not in top, -scores[o])))


def _tied(
    case: Situation, named: str | None, contenders: Sequence[str], scores: Mapping[str, float]
) -> tuple[str, ...]:
    """What is not beaten surely, but for being far behind: its rival is ruled out at times."""
    if named is None:
        return ()
    least = scores[named] - case.kb.settings.start_within
    return tuple(o for o in contenders if o != named and scores[o] >= least)


def start_with(
    case: Situation,
    options: Sequence[OptionResult],
    studied: Study,
    leader: str,
    contenders: Collection[str],
) -> StartWith | None:
    """The option that is the easiest to leave, of those that are not clearly worse.

    It is admissible, and in most draws too; it is the leader, or one that the leader does not beat
    surely and that is few points behind; of the recommended side, where there is one; nearly all
    draws that leave something allow it, and it typically keeps to the ceiling, where any of these
    does. Of those, the one that commits to the least: by what is paid for, then without GPU staff;
    what is in place already commits to nothing new.
    Of equals, the one that asks for the least that takes much effort, then the higher score.

    `leader` is the first of the best options of the side that leads; it does not beat
    `contenders` surely.
    """
    robustness, side = studied.robustness, studied.decision.side
    admissible = {o.option: sum(o.ranks) for o in robustness.options} if robustness else {}
    kinds = {option.id: option for option in case.kb.options}
    scores = {o.id: o.score for o in options}
    within = case.kb.settings.start_within
    near = [
        o
        for o in options
        if o.admissible
        and admissible.get(o.id, 0) > MOST
        and (side is None or o.side is side)
        and (o.id == leader or (o.id in contenders and scores[leader] - o.score <= within))
    ]
    something = 1 - (studied.outcome.none if studied.outcome else 0)
    allowed = [o for o in near if admissible[o.id] >= NEARLY_ALL * something] or near
    kept = [o for o in allowed if not o.typically_over] or allowed
    if not kept:
        return None
    needs = {o.id: hard_needs(case, o) for o in kept}
    commitments = {o.id: _commitment(kinds[o.id], case.answers) for o in options}
    least = min(commitments[o.id] for o in kept)
    equals = [o for o in kept if commitments[o.id] == least]
    first = min(equals, key=lambda o: (needs[o.id], -o.score, o.id != leader))
    return StartWith(
        option=first.id,
        side=first.side,
        why=(
            _why_leader(first, equals)
            if first.id == leader
            else _why_other(needs, first.id, leader, is_easier=least < commitments[leader])
        ),
        leader=leader,
        behind=scores[leader] - first.score,
    )


def _why_leader(first: OptionResult, equals: Sequence[OptionResult]) -> StartReason:
    """Why the leader itself, among those that are as easy to leave."""
    others = [o for o in equals if o.id != first.id]
    if not others:
        return "best"
    if any(o.score > first.score for o in others):
        return "least-needs"
    return "best-score" if all(o.score < first.score for o in others) else "level"


def _why_other(
    needs: Mapping[str, int], first: str, leader: str, *, is_easier: bool
) -> StartReason:
    """Why another one. `needs`: of what may be begun with, how much hard to get it asks for."""
    if is_easier:
        return "easier-to-leave"
    if leader not in needs:
        return "allowed"
    return "fewer-needs" if needs[first] < needs[leader] else "better-score"


def _commitment(option: Option, answers: Answers) -> tuple[int, bool]:
    if option.in_place is not None and matches(option.in_place, answers):
        return NOTHING_NEW
    return (COMMITMENT[option.payment], option.needs_gpu_staff)
