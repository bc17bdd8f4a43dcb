"""The default: which option to begin with while the rest is being settled."""

from collections.abc import Collection, Sequence
from typing import Literal

from llmchoice.engine.situation import Situation
from llmchoice.engine.study import Study
from llmchoice.model.assessment import OptionResult, StartWith
from llmchoice.model.option import Option, Payment

COMMITMENT = {Payment.TOKENS: 0, Payment.SEATS: 0, Payment.RENTED: 1, Payment.OWNED: 2}
"""How far what is paid for commits: tokens and seats end with the month, machines do not."""
MOST, NEARLY_ALL = 0.5, 0.75
"""Share of the draws in which an option has to be admissible to be begun with, and in which it
ought to be: what one of three members of a panel forbids is no start while another is as good."""


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
    draws allow it, and it typically keeps to the ceiling, where any of these does. Of those, the
    one that commits to the least: by what is paid for, then without GPU staff; equals by scores.

    Args:
        case: the answers, valued.
        options: how they do.
        studied: how sure that is.
        leader: the first of the best options of the side that leads.
        contenders: the options that the leader does not beat surely.
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
    allowed = [o for o in near if admissible[o.id] >= NEARLY_ALL] or near
    kept = [o for o in allowed if not o.typically_over] or allowed
    if not kept:
        return None
    first = min(kept, key=lambda o: (*_commitment(kinds[o.id]), -o.score))
    return StartWith(
        option=first.id,
        side=first.side,
        why=_why(kinds[first.id], kinds[leader]),
        leader=leader,
        behind=scores[leader] - first.score,
    )


def _why(first: Option, leader: Option) -> Literal["best", "easier-to-leave", "as-easy", "allowed"]:
    if first == leader:
        return "best"
    commitment, leader_commitment = _commitment(first), _commitment(leader)
    if commitment == leader_commitment:
        return "as-easy"
    return "easier-to-leave" if commitment < leader_commitment else "allowed"


def _commitment(option: Option) -> tuple[int, bool]:
    return (COMMITMENT[option.payment], option.needs_gpu_staff)
