"""The verdict: gates first, then the best open option against the best closed one."""

from collections.abc import Mapping, Sequence

from llmchoice.engine import gates, ranking
from llmchoice.engine.situation import Situation
from llmchoice.engine.wording import summary
from llmchoice.model.assessment import OptionResult, Recommendation, Verdict
from llmchoice.model.option import Side

_SIDES = {Verdict.OPEN: Side.OPEN, Verdict.CLOSED: Side.CLOSED}


def recommend(case: Situation, options: Sequence[OptionResult]) -> Recommendation:
    """The recommendation for one set of answers.

    With both sides admissible, no side is recommended when the margin between their best options
    is below the close-call margin, or when too much weight rests on unknown answers. Ties are
    not broken: where several options share the first place, no single one is named.
    """
    scores = {o.id: o.score for o in options if o.admissible}
    top, rivals = best_pair(options)
    verdict = _verdict(case, options, scores)
    side = _SIDES.get(verdict)
    named = top[0] if len(top) == 1 and side is not None else None
    margin = abs(scores[top[0]] - scores[rivals[0]]) if top and rivals else None
    return Recommendation(
        verdict=verdict,
        option=named,
        runner_up=rivals[0] if len(rivals) == 1 else None,
        side=side,
        margin=margin,
        confidence=None,
        unknown_weight=case.unknown_weight,
        contenders=_contenders(case, scores, verdict, top, rivals),
        summary=summary(case, options, verdict, top, rivals),
        routing=None,
        readmission=gates.readmissions(case.kb, case.answers) if verdict is Verdict.NONE else (),
    )


def best_pair(options: Sequence[OptionResult]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The best admissible options, and the best ones of the other side to compare them with.

    Each is several when options tie. When the other side has none left, the comparison is with
    the next options of the same side. In an exact tie between the sides the open ones stand first.
    """
    admissible = [o for o in options if o.admissible]
    sides = {
        side: ranking.leaders({o.id: o.score for o in admissible if o.side is side})
        for side in (Side.OPEN, Side.CLOSED)
    }
    if not (sides[Side.OPEN] and sides[Side.CLOSED]):
        top = sides[Side.OPEN] or sides[Side.CLOSED]
        return top, ranking.leaders({o.id: o.score for o in admissible if o.id not in top})
    scores = {o.id: o.score for o in admissible}
    ordered = sorted(sides.values(), key=lambda ids: -scores[ids[0]])
    if abs(scores[ordered[0][0]] - scores[ordered[1][0]]) <= ranking.TIE:
        ordered = [sides[Side.OPEN], sides[Side.CLOSED]]
    return ordered[0], ordered[1]


def _verdict(
    case: Situation, options: Sequence[OptionResult], scores: Mapping[str, float]
) -> Verdict:
    best = {
        side: max((o.score for o in options if o.id in scores and o.side is side), default=None)
        for side in Side
    }
    left = {side: value for side, value in best.items() if value is not None}
    if not left:
        return Verdict.NONE
    if len(left) == 1:
        return Verdict(next(iter(left)))
    settings = case.kb.settings
    close = abs(left[Side.OPEN] - left[Side.CLOSED]) < settings.close_call
    if close or case.unknown_weight > settings.unknown_limit:
        return Verdict.UNDECIDED
    return Verdict(max(left, key=lambda side: left[side]))


def _contenders(
    case: Situation,
    scores: Mapping[str, float],
    verdict: Verdict,
    top: tuple[str, ...],
    rivals: tuple[str, ...],
) -> tuple[str, ...]:
    if not scores:
        return ()
    best = max(scores.values())
    near = {o for o, score in scores.items() if best - score < case.kb.settings.close_call}
    if verdict is Verdict.UNDECIDED:
        near |= {*top, *rivals}
    return tuple(sorted((o for o in scores if o in near), key=lambda o: -scores[o]))
