"""The verdict: gates first, then the best open option against the best closed one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from llmchoice.engine import gates, ranking
from llmchoice.engine.alternatives import readmissions
from llmchoice.engine.bounds import settled
from llmchoice.engine.situation import Situation, scores_of
from llmchoice.model.assessment import OptionResult, Recommendation
from llmchoice.model.option import Side
from llmchoice.model.robustness import Duel, Robustness
from llmchoice.model.verdict import Undecided, Verdict

_SIDES = {Verdict.OPEN: Side.OPEN, Verdict.CLOSED: Side.CLOSED}
Shares = Mapping[Side, float]
"""Share of draws, from 0 to 1, in which each side comes first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict, and the option that it names."""

    verdict: Verdict
    option: str | None


def decide(case: Situation, shares: Shares) -> Decision:
    """What a set of answers comes to.

    No side is recommended when the better one comes first in fewer draws than the knowledge base
    asks for, be it because the other one does, or because unknown answers may exclude all options.
    With both sides admissible, none is recommended either when too much weight rests on unknown
    answers that could still turn the result. Ties are not broken: where several options share the
    first place, none is named.
    """
    every = scores_of(case)
    scores = {option: every[option] for option in gates.admissible(case.basis, case.answers)}
    verdict = _verdict(case, scores, shares)
    top = ranking.leaders(scores)
    named = top[0] if verdict in _SIDES and len(top) == 1 else None
    return Decision(verdict, named)


def recommend(
    case: Situation, options: Sequence[OptionResult], robustness: Robustness | None
) -> Recommendation:
    """The recommendation for one set of answers."""
    scores = {o.id: o.score for o in options if o.admissible}
    top, rivals = best_pair(options)
    shares = {s.side: s.share for s in robustness.sides} if robustness else {}
    decision = decide(case, shares)
    verdict = decision.verdict
    margin = abs(scores[top[0]] - scores[rivals[0]]) if top and rivals else None
    leading = next((o.side for o in options if o.id in top), None)
    return Recommendation(
        verdict=verdict,
        undecided=_undecided(case, options, shares) if verdict is Verdict.UNDECIDED else None,
        option=decision.option,
        runner_up=rivals[0] if len(rivals) == 1 else None,
        side=_SIDES.get(verdict),
        leaders=top,
        rivals=rivals,
        leading=leading,
        sides_left=tuple(side for side in Side if _has(options, side)),
        score=scores[top[0]] if top else None,
        margin=margin,
        confidence=shares.get(leading) if leading else None,
        strength=_strength(case, decision, shares),
        unknown_weight=case.unknown_weight,
        contenders=_contenders(case, scores, verdict, (top, rivals), robustness),
        routing=(),
        readmission=readmissions(case.basis, case.answers) if verdict is Verdict.NONE else (),
    )


def _strength(
    case: Situation, decision: Decision, shares: Shares
) -> Literal["clear", "likely"] | None:
    side = _SIDES.get(decision.verdict)
    if side is None:
        return None
    return "clear" if shares.get(side, 0.0) >= case.kb.settings.clear else "likely"


class Standing(Protocol):
    """How an option does, as far as the verdict is concerned."""

    @property
    def id(self) -> str:
        """Which option."""

    @property
    def side(self) -> Side:
        """Its side."""

    @property
    def score(self) -> float:
        """From 0 to 100."""

    @property
    def admissible(self) -> bool:
        """Whether no constraint excludes it."""


def best_pair(options: Sequence[Standing]) -> tuple[tuple[str, ...], tuple[str, ...]]:
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


def _verdict(case: Situation, scores: Mapping[str, float], shares: Shares) -> Verdict:
    sides = {o.id: o.weights for o in case.kb.options}
    left = {sides[option] for option in scores}
    if not left:
        return Verdict.NONE
    leading = {sides[option] for option in ranking.leaders(scores)}
    if len(leading) > 1:
        return Verdict.UNDECIDED
    side = leading.pop()
    unsure = shares.get(side, 0.0) < case.kb.settings.confidence
    if unsure or (len(left) > 1 and rests_on_unknown(case)):
        return Verdict.UNDECIDED
    return Verdict(side)


def _undecided(case: Situation, options: Sequence[OptionResult], shares: Shares) -> Undecided:
    """Why no side is recommended; for options of which none is."""
    best = {option.side for option in options if option.rank == 1}
    if len(best) > 1:
        return Undecided.LEVEL
    if shares.get(best.pop(), 0.0) >= case.kb.settings.confidence:
        return Undecided.UNKNOWN
    both = all(_has(options, side) for side in Side)
    return Undecided.CLOSE if both else Undecided.MAY_BE_EXCLUDED


def _has(options: Sequence[OptionResult], side: Side) -> bool:
    return any(option.side is side and option.admissible for option in options)


def rests_on_unknown(case: Situation) -> bool:
    """Whether too much weight rests on unknown answers, and they could turn the result."""
    if case.unknown_weight <= case.kb.settings.unknown_limit:
        return False
    return settled(case.basis, case.profile, case.answers, unknown_is_open=True) is None


def _contenders(
    case: Situation,
    scores: Mapping[str, float],
    verdict: Verdict,
    pair: tuple[tuple[str, ...], tuple[str, ...]],
    robustness: Robustness | None,
) -> tuple[str, ...]:
    duels: Sequence[Duel] = robustness.duels if robustness else ()
    near = set(ranking.leaders(scores))
    near |= {duel.over for duel in duels if duel.share < case.kb.settings.confidence}
    if verdict is Verdict.UNDECIDED:
        near |= {*pair[0], *pair[1]}
    return tuple(sorted((o for o in scores if o in near), key=lambda o: -scores[o]))
