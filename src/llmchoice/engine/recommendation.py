"""The recommendation: the verdict with its strength, the option to begin with, and the figures."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from llmchoice.engine.alternatives import changed, readmissions
from llmchoice.engine.draws.outcome import Outcome
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.draws.survey import outcomes
from llmchoice.engine.gates import may_be_over
from llmchoice.engine.ranking import TIE
from llmchoice.engine.situation import Situation
from llmchoice.engine.start import start_with
from llmchoice.engine.study import Study
from llmchoice.engine.undecided import what_rules_out, why_undecided
from llmchoice.engine.verdict import Decision, best_pair, mostly_excluded, strength
from llmchoice.model.assessment import (
    Decider,
    Doubtful,
    FirstMoreOften,
    OptionResult,
    PassedOver,
    Readmission,
    Recommendation,
    UnknownAnswer,
)
from llmchoice.model.option import Side
from llmchoice.model.sensitivity import Duel
from llmchoice.model.verdict import HALF, OFTEN, Verdict, tells_excluded, tells_nothing_left

_TELLING = 0.05
"""Share of draws from which it must be told that an option that scores more is not admissible in
them."""


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
    regret = outcome.regrets.get(top[0]) if outcome and top else None
    excluded = outcome.excluded.get(top[0]) if outcome and counts and top else None
    kind, decides = (
        why_undecided(case, outcome, studied.sensitivity, unknown, regret)
        if verdict is Verdict.UNDECIDED
        else (None, _deciding(case, decision, options, top, unknown))
    )
    threshold = case.kb.settings.confidence
    duels = studied.robustness.duels if studied.robustness else ()
    contenders = _contenders(case, scores, verdict, (top, rivals), duels)
    start, contested = (
        start_with(case, options, studied, top[0], contenders) if top else (None, False)
    )
    return Recommendation(
        verdict=verdict,
        strength=strength(case, decision, outcome),
        kind=kind,
        tendency=ahead if kind else None,
        decides=decides,
        side=decision.side,
        option=decision.option,
        runner_up=rivals[0] if len(rivals) == 1 else None,
        leaders=top,
        rivals=rivals,
        passed_over=_passed_over(case, options, top, studied, unknown),
        first_more_often=_first_more_often(options, decision.option, studied),
        sides_left=tuple(s for s in Side if any(o.side is s and o.admissible for o in options)),
        score=scores[top[0]] if top else None,
        margin=scores[top[0]] - scores[rivals[0]] if top and rivals else None,
        p_side=outcome.majority if outcome and counts else None,
        p_nothing_left=outcome.none if outcome else None,
        counted=outcome.counted if outcome else None,
        p_leader_excluded=excluded,
        doubts=tuple(_doubts(case, decision, options, outcome, excluded)),
        at_threshold=bool(outcome and outcome.is_near(threshold)),
        regret=regret,
        start_with=start,
        start_contested=contested,
        contenders=contenders,
        tied=_tied(case, decision.option, contenders, options),
        unknown_weight=case.unknown_weight,
        routing=(),
        readmission=_ways_back(case, studied) if verdict is Verdict.NONE else (),
    )


def _ways_back(case: Situation, studied: Study) -> tuple[Readmission, ...]:
    """What would readmit something, last what leaves nothing in most draws all the same."""
    ways = readmissions(case.basis, case.answers)
    if studied.usual is None:
        return ways
    after = [changed(case.counting, case.given, way.changes) or {} for way in ways]
    drawn = outcomes(studied.usual, [Case(answers) for answers in after])
    ways_back = (
        way.model_copy(update={"p_nothing_left": outcome.none})
        for way, outcome in zip(ways, drawn, strict=True)
        if outcome.possible  # members of a panel may contradict it
    )
    return tuple(sorted(ways_back, key=lambda way: way.hardly))


def _doubts(
    case: Situation,
    decision: Decision,
    options: Sequence[OptionResult],
    outcome: Outcome | None,
    leader: float | None,
) -> Iterator[Doubtful]:
    """`leader`: share of the counted draws in which it is not admissible."""
    if outcome is None:
        return
    if tells_nothing_left(outcome.none):
        yield "nothing-left"
    if tells_excluded(leader):
        yield "leader-excluded"
    if any(o.id == decision.option and o.typically_over for o in options):
        yield "over-ceiling"
    if decision.side is not None and (leader or 0) > HALF:
        yield "none-sure"
    if decision.verdict is Verdict.UNDECIDED and outcome.names_a_side(case.kb.settings.confidence):
        unsure = case.unknown_weight > case.kb.settings.unknown_limit
        yield "too-unknown" if unsure else "too-dear"


def _deciding(
    case: Situation,
    decision: Decision,
    options: Sequence[OptionResult],
    top: Sequence[str],
    unknown: Sequence[UnknownAnswer],
) -> tuple[Decider, ...]:
    """What rules out the options of the side that is named, where it does so in most draws."""
    if decision.side is None or not mostly_excluded(options, top[0]):
        return ()
    return what_rules_out(case, {o.id for o in options if o.side is decision.side}, unknown)


def _passed_over(
    case: Situation,
    options: Sequence[OptionResult],
    top: tuple[str, ...],
    studied: Study,
    unknown: Sequence[UnknownAnswer],
) -> tuple[PassedOver, ...]:
    barred = {option for answer in unknown for option in answer.may_exclude}
    dear = may_be_over(case.basis, case.answers) - barred
    left = sorted((o for o in options if o.admissible), key=lambda o: -o.score)
    leader = next((o for o in left if o.id in top), None)
    if leader is None or studied.robustness is None:
        return ()
    standing = leader.excluded_share or 0

    def passed_over(option: OptionResult) -> PassedOver:
        excluded = option.excluded_share or 0
        because: Literal["cost", "ceiling", "excluded", "simulations"]
        if option.typically_over and not leader.typically_over:
            because = "cost"
        elif excluded < _TELLING or excluded <= standing:
            because = "simulations"
        else:
            because = "ceiling" if option.id in dear else "excluded"
        return PassedOver(
            option=option.id,
            points=option.score - leader.score,
            excluded=excluded,
            leader=leader.id,
            leader_excluded=standing,
            typically_over=option.typically_over,
            because=because,
        )

    return tuple(passed_over(o) for o in left if o.score - leader.score > TIE)


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
    excluded = other.excluded_share or 0
    because: Literal["cost", "side", "excluded", "score"]
    if other.typically_over and not named.typically_over:
        because = "cost"
    elif other.side is not named.side:
        because = "side"
    else:
        is_doubtful = excluded >= _TELLING and excluded > (named.excluded_share or 0)
        because = "excluded" if is_doubtful else "score"
    return FirstMoreOften(
        option=other.id,
        share=share,
        excluded=excluded,
        points=named.score - other.score,
        because=because,
    )


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
    case: Situation,
    named: str | None,
    contenders: Sequence[str],
    options: Sequence[OptionResult],
) -> tuple[str, ...]:
    """What is not beaten surely, but for what is far behind or stands back as ruled out often.

    What is far behind is not beaten only because its rival is ruled out at times.
    """
    if named is None:
        return ()
    by_id = {o.id: o for o in options}
    least = by_id[named].score - case.kb.settings.start_within
    return tuple(
        o
        for o in contenders
        if o != named and by_id[o].score >= least and (by_id[o].excluded_share or 0) <= OFTEN
    )
