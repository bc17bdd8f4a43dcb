"""The volume and the price at which another option would cost no more than what one begins with."""

from collections.abc import Iterable, Sequence

from llmchoice.model.assessment import (
    CheaperBy,
    CheaperFrom,
    LookAgain,
    OptionResult,
    Recommendation,
)
from llmchoice.model.cost import CostReport, CostSubject

FAR = 20
"""Times today's volume beyond which no volume is worth a word: who gets there decides anew."""


def looked_at_again(
    recommendation: Recommendation,
    options: Sequence[OptionResult],
    costs: CostReport,
    workload: str | None,
) -> Recommendation:
    """The recommendation with when to look again, where costs say so.

    Args:
        recommendation: of one kind of work, or of all.
        options: how the options do there.
        costs: of all kinds of work.
        workload: which one; None where there is one alone.
    """
    start = recommendation.start_with
    subject = next((s for s in costs.subjects if s.workload in {workload, None}), None)
    if start is None or subject is None:
        return recommendation
    admissible = [option.id for option in options if option.admissible]
    others = {option.id for option in options if option.side is not start.side}
    rival = next(
        (o for o in (*recommendation.leaders, *recommendation.rivals) if o in others), None
    )
    volume = _from(subject, start.option, admissible)
    price = None if rival is None else _by(subject, start.option, rival)
    if volume is None and price is None:
        return recommendation
    look_again = LookAgain(volume=volume, price=price)
    return recommendation.model_copy(update={"look_again": look_again})


def _from(subject: CostSubject, start: str, admissible: Iterable[str]) -> CheaperFrom | None:
    now = subject.volume.total if subject.volume else 0.0
    crossings = [
        (even.first, even.option)
        for case in subject.cases
        for even in case.break_evens
        if even.versus == start and even.option in admissible
        if even.first is not None and now < even.first <= FAR * now
    ]
    return CheaperFrom(tokens=min(crossings)[0], option=min(crossings)[1]) if crossings else None


def _by(subject: CostSubject, start: str, rival: str) -> CheaperBy | None:
    typical = {cost.option: cost.monthly.typical for cost in subject.costs if cost.monthly}
    ours, theirs = typical.get(start), typical.get(rival)
    if not ours or not theirs or theirs <= ours:
        return None
    return CheaperBy(option=rival, share=1 - ours / theirs)
