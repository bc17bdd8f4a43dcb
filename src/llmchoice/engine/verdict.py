"""The verdict: gates first, then the side that is ahead in enough of the draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal

from llmchoice.engine import gates, ranking
from llmchoice.engine.draws.outcome import Outcome
from llmchoice.engine.situation import Situation, scores_of
from llmchoice.engine.worth import FULL
from llmchoice.model.assessment import OptionResult
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.verdict import HALF, OFTEN, Verdict

_SIDES = {Verdict.OPEN: Side.OPEN, Verdict.CLOSED: Side.CLOSED}


@dataclass(frozen=True, slots=True)
class Placed:
    """How an option does, as far as the verdict is concerned."""

    id: str
    side: Side
    score: float
    """At most 100; below 0 only by running costs."""
    admissible: bool
    typically_over: bool
    """Whether it typically costs more than the ceiling."""
    excluded_share: float | None = None
    """Share of the counted draws in which it is not admissible; None where that is not known."""


PlacedOptions = Sequence[Placed] | Sequence[OptionResult]


def best_of(options: PlacedOptions, side: Side) -> tuple[str, ...]:
    """The best admissible options of a side, several when they tie.

    Of those that typically keep to the ceiling, where any does; of these, those that few draws rule
    out, else those that most draws allow, else any. Of what typically exceeds the ceiling few
    draws allow any surely, so that only what most of them rule out stands back.
    """
    left = [o for o in options if o.side is side and o.admissible]
    kept = [o for o in left if not o.typically_over] or left
    surest = min((_unsureness(o) for o in kept), default=0)
    return ranking.leaders({o.id: o.score for o in kept if _unsureness(o) == surest})


def _unsureness(option: Placed | OptionResult) -> int:
    """How far an option stands back for what draws rule out, from 0 to 3."""
    share = option.excluded_share or 0
    often = share > OFTEN and not option.typically_over
    return often + (share > HALF) + (share >= 1)


def best_pair(
    options: PlacedOptions, leading: Side | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The best options of the side that leads, and the best of the other to compare them with.

    Each is several when options tie. When the other side has none left, the comparison is with
    the next options of the same side. Where no side leads, the one with the better option does,
    and the open one in an exact tie.
    """
    best = {side: best_of(options, side) for side in (Side.OPEN, Side.CLOSED)}
    scores = {o.id: o.score for o in options if o.admissible}
    if not (best[Side.OPEN] and best[Side.CLOSED]):
        top = best[Side.OPEN] or best[Side.CLOSED]
        return top, ranking.leaders({o: score for o, score in scores.items() if o not in top})
    if leading is None:
        ahead = scores[best[Side.CLOSED][0]] - scores[best[Side.OPEN][0]]
        leading = Side.CLOSED if ahead > ranking.TIE else Side.OPEN
    other = Side.CLOSED if leading is Side.OPEN else Side.OPEN
    return best[leading], best[other]


def placed(case: Situation, outcome: Outcome | None = None) -> tuple[Placed, ...]:
    """How every option does, in their order; by scores and typical costs alone without draws."""
    excluded = outcome.excluded if outcome else {}
    scores = scores_of(case)
    admissible, dear = case.admissible, case.typically_over
    return tuple(
        Placed(
            id=option.id,
            side=option.weights,
            score=scores[option.id],
            admissible=option.id in admissible,
            typically_over=over,
            excluded_share=excluded.get(option.id),
        )
        for option, over in zip(case.kb.options, dear, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict, and the option that it names."""

    verdict: Verdict
    option: str | None

    @property
    def side(self) -> Side | None:
        """The side that it names."""
        return _SIDES.get(self.verdict)


def decide(case: Situation, outcome: Outcome | None) -> Decision:
    """What a set of answers comes to.

    A side is named when it is ahead in as many of the counted draws as the knowledge base asks for.
    None is when too few draws count; when most draws leave nothing; when, with both sides
    admissible, too much weight rests on unknown answers that could still turn the result; and when
    all that is left of the side typically costs more than the ceiling, and something of the other
    side does not. Ties are not broken: where several options of the side share its first place,
    none is named; nor is one that most draws rule out. The outcome is None where the answers leave
    no draw possible.
    """
    return decide_by(case, named(case.kb, outcome), outcome)


def named(kb: KnowledgeBase, outcome: Outcome | None) -> Side | None:
    """The side that the draws name; None where they name none."""
    if outcome is None or not outcome.names_a_side(kb.settings.confidence):
        return None
    return outcome.ahead


def decide_by(case: Situation, side: Side | None, outcome: Outcome | None = None) -> Decision:
    """What a set of answers comes to where the draws name that side, or none.

    `outcome` says which options the draws rule out; the verdict does not hang on it.
    """
    options = placed(case, outcome)
    if not any(option.admissible for option in options):
        return Decision(Verdict.NONE, None)
    if side is None or not may_be_named(case, side):
        return Decision(Verdict.UNDECIDED, None)
    top = best_of(options, side)
    is_sure = len(top) == 1 and not mostly_excluded(options, top[0])
    return Decision(Verdict(side), top[0] if is_sure else None)


def mostly_excluded(options: PlacedOptions, option: str) -> bool:
    """Whether most draws that leave something rule an option out."""
    return any(o.id == option and (o.excluded_share or 0) > HALF for o in options)


def may_be_named(case: Situation, side: Side) -> bool:
    """Whether nothing but the draws can keep a side from being named.

    Too much weight on unknown answers, or what all of the side typically costs, does.
    """
    return not (rests_on_unknown(case, side) or _priced_out(case, side))


def strength(
    case: Situation, decision: Decision, outcome: Outcome | None
) -> Literal["clear", "likely"] | None:
    """How firm the side is that a decision names; None where it names none.

    It is not clear while of no option of the side it is known whether it keeps to the ceiling: no
    draw can rule out what has no price. Nor is it where a price that is not known keeps an option
    of the other side from the first place.
    """
    if decision.side is None or outcome is None:
        return None
    if outcome.majority < case.kb.settings.clear:
        return "likely"
    gaps = cost_gaps(case)
    if any(o.weights is not decision.side for o in case.kb.options if o.id in gaps):
        return "likely"
    known = {*case.admissible} - gates.unpriced(case.basis, case.answers)
    is_priced = any(o.weights is decision.side and o.id in known for o in case.kb.options)
    return "clear" if is_priced else "likely"


def cost_gaps(case: Situation) -> tuple[str, ...]:
    """Admissible options of unknown cost that cost alone may keep from the first place.

    At next to no cost they would score more than the best one, or less by so few points that
    nobody would call them clearly worse.
    """
    unknown = gates.costless(case.basis, case.answers).intersection(case.admissible)
    if not unknown:
        return ()
    scores = scores_of(case)
    best = max(scores[option] for option in case.admissible)
    near = best - case.kb.settings.start_within
    return tuple(
        option.id
        for at, option in enumerate(case.kb.options)
        if option.id in unknown and near <= scores[option.id] + _lost_to_cost(case, at)
    )


def _lost_to_cost(case: Situation, at: int) -> float:
    """By how many points the option at that place would score more if it cost next to nothing."""
    computed = (each for each in case.judged if each.criterion.computed is not None)
    return fsum(each.weight * (FULL - each.expected[at]) for each in computed)


def joint_strength(
    verdict: Verdict, strengths: Sequence[Literal["clear", "likely"] | None]
) -> Literal["clear", "likely"] | None:
    """How firm the side is that all kinds of work come to: as firm as the least firm of them."""
    if verdict not in _SIDES:
        return None
    return "likely" if "likely" in strengths else "clear"


def leads_by_score(case: Situation, outcome: Outcome) -> bool:
    """Whether the best options of the side that leads have the highest scores of all too."""
    options = placed(case, outcome)
    top, _ = best_pair(options, outcome.ahead)
    return top == ranking.leaders({o.id: o.score for o in options if o.admissible})


def _priced_out(case: Situation, side: Side) -> bool:
    """Whether all of a side is typically too dear, and something of the other side is not."""
    dear = case.typically_over
    if not any(dear):
        return False
    admissible = case.admissible
    places = zip(case.kb.options, dear, strict=True)
    kept = {o.weights for o, over in places if o.id in admissible and not over}
    return bool(kept) and side not in kept


def rests_on_unknown(case: Situation, side: Side) -> bool:
    """Whether too much weight rests on unknown answers, and they could turn it from a side.

    Where nothing of the other side is left, nothing can.
    """
    if case.unknown_weight <= case.kb.settings.unknown_limit:
        return False
    admissible = case.admissible
    if len({option.weights for option in case.kb.options if option.id in admissible}) <= 1:
        return False
    from llmchoice.engine.bounds import settled  # noqa: PLC0415 - few results need a proof

    return settled(case.basis, case.profile, case.answers, unknown_is_open=True) is not side
