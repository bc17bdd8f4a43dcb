"""The option to begin with: what commits to the least, of those that are not clearly worse."""

from collections.abc import Collection, Mapping, Sequence

from llmchoice.engine.conditions import matches
from llmchoice.engine.situation import Situation
from llmchoice.engine.steps import hard_needs
from llmchoice.engine.study import Study
from llmchoice.model.assessment import OptionResult, StartReason, StartWith
from llmchoice.model.option import Option, Payment
from llmchoice.model.profile import Answers
from llmchoice.model.verdict import HALF, tells_excluded

COMMITMENT = {Payment.TOKENS: 0, Payment.SEATS: 0, Payment.RENTED: 1, Payment.OWNED: 2}
"""How far what is paid for commits: tokens and seats end with the month, machines do not."""
NOTHING_NEW = (0, False)
"""What is in place already commits to no more than what ends with the month."""

Commitment = tuple[int, bool, bool]
"""What is paid for, whether GPU staff is needed, and whether what is put into it stays behind."""


def start_with(
    case: Situation,
    options: Sequence[OptionResult],
    studied: Study,
    leader: str,
    contenders: Collection[str],
) -> tuple[StartWith | None, bool]:
    """The option that commits to the least, of those that are not clearly worse; None for none.

    And whether there is none because what members of a panel take to be the case rules out each.
    What is not clearly worse, and which of equals goes first: docs/method.md, section 7.

    `leader` is the first of the best options of the side that leads; it does not beat
    `contenders` surely.
    """
    kinds = {option.id: option for option in case.kb.options}
    scores = {o.id: o.score for o in options}
    within = case.kb.settings.start_within
    robustness, side = studied.robustness, studied.decision.side
    shares = {o.option: sum(o.ranks) for o in robustness.options} if robustness else {}
    heard = [
        o
        for o in options
        if o.admissible
        and shares.get(o.id, 0) > HALF
        and (side is None or o.side is side)
        and (o.id == leader or (o.id in contenders and scores[leader] - o.score <= within))
    ]
    near = [o for o in heard if o.id in case.uncontested]
    allowed = [o for o in near if not tells_excluded(o.excluded_share)] or near
    kept = [o for o in allowed if not o.typically_over] or allowed
    if not kept:
        return None, bool(heard)
    needs = {o.id: hard_needs(case, o) for o in kept}
    commitments = {o.id: _commitment(kinds[o.id], case.answers) for o in options}
    least = min(commitments[o.id] for o in kept)
    equals = [o for o in kept if commitments[o.id] == least]
    most = max(o.score for o in equals) - within
    tied = [o for o in equals if o.score >= most]
    ahead = side or (studied.outcome.ahead if studied.outcome else None)
    first = min(
        tied,
        key=lambda o: (
            ahead is not None and o.side is not ahead,
            needs[o.id],
            o.id != leader,
            -o.score,
        ),
    )
    is_only = sum(o.admissible for o in options) == 1
    start = StartWith(
        option=first.id,
        side=first.side,
        why=(
            "only"
            if is_only
            else _why_leader(first, tied, needs, leans=ahead is not None)
            if first.id == leader
            else _easier(least, commitments[leader]) or _why_other(needs, first.id, leader)
        ),
        leader=leader,
        behind=scores[leader] - first.score,
    )
    return start, False


def _why_leader(
    first: OptionResult, tied: Sequence[OptionResult], needs: Mapping[str, int], *, leans: bool
) -> StartReason:
    """Why the leader itself, among those that are tied and commit to as little.

    `leans`: whether most draws put its side ahead.
    """
    others = [o for o in tied if o.id != first.id]
    if not others:
        return "best"
    if all(needs[o.id] > needs[first.id] for o in others):
        return "least-needs"
    rivals = [o for o in others if needs[o.id] <= needs[first.id]]
    is_turned = leans and any(o.side is not first.side for o in rivals)
    return "tendency" if is_turned else "level"


def _easier(least: Commitment, leaders: Commitment) -> StartReason | None:
    """By what another one commits to less than the leader, if it does."""
    if least >= leaders:
        return None
    return "takes-along" if least[:-1] == leaders[:-1] else "commits-less"


def _why_other(needs: Mapping[str, int], first: str, leader: str) -> StartReason:
    """Why another one. `needs`: of what may be begun with, how much hard to get it asks for."""
    if leader not in needs:
        return "allowed"
    return "fewer-needs" if needs[first] < needs[leader] else "better-score"


def _commitment(option: Option, answers: Answers) -> Commitment:
    stays = option.stays_behind is not None and matches(option.stays_behind, answers)
    if option.in_place is not None and matches(option.in_place, answers):
        return (*NOTHING_NEW, stays)
    return (COMMITMENT[option.payment], option.needs_gpu_staff, stays)
