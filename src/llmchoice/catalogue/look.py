"""When to look again at what one begins with: at which volume, and at which price."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import floor, log

from llmchoice.catalogue.store import BookCosting
from llmchoice.engine.worth import CHEAP
from llmchoice.model.assessment import (
    Assessment,
    AtPrice,
    AtVolume,
    Bound,
    LookAgain,
    Recommendation,
    WorkloadResult,
)
from llmchoice.model.cost import CostReport, CostSubject
from llmchoice.model.knowledge import Costed
from llmchoice.model.option import Payment
from llmchoice.model.profile import Answers
from llmchoice.model.terms import MOST_TOKENS, Band

FAR = 20
"""Times today's volume, or below today's cost, beyond which nothing is worth a word: who gets there
decides anew."""
LASTING = 10
"""Times the volume that is named up to which it has to hold: cards come in whole ones, so that what
costs less at one volume may cost more at the next."""
STEP, FINER = 1.05, 12
"""From one volume that is looked at to the next, and how often what lies between is halved."""
_SAME = 1 + 1e-9


@dataclass(frozen=True)
class Look:
    """What to look at: costs today, and at other volumes."""

    costs: CostReport
    """Of all kinds of work."""
    costing: BookCosting
    answers: Mapping[str | None, Answers]
    """Of each kind of work; of the organisation under None, where it has none."""

    def again(self, result: Assessment | WorkloadResult, workload: str | None) -> Recommendation:
        """The recommendation with when to look again, where costs say so."""
        recommendation = result.recommendation
        start = recommendation.start_with
        subject = next((s for s in self.costs.subjects if s.workload in {workload, None}), None)
        if start is None or subject is None:
            return recommendation
        foremost = (*recommendation.leaders, *recommendation.rivals)
        others = {option.id for option in result.options if option.side is not start.side}
        rival = next((o for o in foremost if o in others), None)
        left = [o.id for o in result.options if o.admissible and o.id != start.option]
        ahead = Ahead(subject, self.costing, self.answers[workload])
        reached = [*ahead.too_dear_from({start.option, *foremost})]
        if rival is None or not ahead.now or ahead.is_dearer(rival, start.option, ahead.now):
            reached += [each for o in left for each in ahead.cheaper_from(o, start.option)]
        volume = min(reached, key=lambda each: each.tokens, default=None)
        price = None if rival is None else ahead.cheaper_by(rival, start.option)
        if volume is None and price is None:
            return recommendation
        look_again = LookAgain(volume=volume, price=price)
        return recommendation.model_copy(update={"look_again": look_again})


@dataclass(frozen=True)
class Ahead:
    """What one kind of work typically costs, today and at other volumes."""

    subject: CostSubject
    costing: BookCosting
    answers: Answers

    @cached_property
    def now(self) -> float:
        """Tokens a month today; 0 where nobody knows, and of one batch, which no month repeats."""
        subject = self.subject
        return subject.volume.total if subject.volume and subject.months is None else 0.0

    @cached_property
    def volumes(self) -> tuple[float, ...]:
        """Those to look at: from today's on as far as what is named has to hold.

        But for today's they are the same for all kinds of work, which share what they cost there.
        """
        if not self.now:
            return ()
        first, last = (
            floor(log(volume, STEP))
            for volume in (self.now, min(self.now * FAR * LASTING, MOST_TOKENS))
        )
        return (self.now, *(STEP**step for step in range(first + 1, last + 1)))

    def too_dear_from(self, options: set[str]) -> Iterator[AtVolume]:
        """The least volume above today's at which one of some options typically breaks the ceiling.

        At most one; of those that keep to it today.
        """
        if not self.volumes or self.costing.ceiling is None:
            return
        kept = options - self._too_dear(self.now)
        for low, high in pairwise(v for v in self.volumes if v <= self.now * FAR):
            if broken := self._too_dear(high) & kept:
                tokens = _halved(low, high, lambda v: not self._too_dear(v) & kept)
                option = min(self._too_dear(tokens) & kept or broken)
                yield AtVolume(option=option, tokens=tokens, meets="ceiling")
                return

    def cheaper_from(self, option: str, start: str) -> Iterator[AtVolume]:
        """The least volume above today's from which on an option costs no more; at most one."""
        if not self.volumes or not self.is_dearer(option, start, self.now):
            return
        ways = (self.costing.ways[each] for each in (option, start))
        if self.subject.metered and any(way.payment is Payment.SEATS for way in ways):
            return  # what a seat costs is the price at today's use
        if not self._tells(min(self.now * FAR, MOST_TOKENS), option, start):
            return  # what costs too little there to count does so at all lower volumes
        for at, volume in enumerate(self.volumes):
            if volume > self.now * FAR:
                return
            until = bisect_right(self.volumes, volume * LASTING)
            if not any(self.is_dearer(option, start, v) for v in self.volumes[at:until]):
                low = self.volumes[at - 1]
                tokens = _halved(low, volume, lambda v: self.is_dearer(option, start, v))
                if self._tells(tokens, option, start):
                    yield AtVolume(option=option, tokens=tokens, meets="start")
                return

    def cheaper_by(self, rival: str, start: str) -> AtPrice | None:
        """How much cheaper a rival has to get; None where that is nothing, or out of reach."""
        typical = {cost.option: cost.monthly.typical for cost in self.subject.costs if cost.monthly}
        ours, theirs = typical.get(start), typical.get(rival)
        if not ours or not theirs:
            return None
        met: list[tuple[float, Bound]] = []
        if not self.now or self._tells(self.now, rival, start):
            met.append((ours, "start"))  # else what it costs less by counts for nothing
        if self.costing.ceiling is not None:
            beside = self.subject.beside(rival)
            met.append((self.costing.ceiling - (beside.typical if beside else 0.0), "ceiling"))
        amount, meets = max((each for each in met if each[0] < theirs), default=(0.0, "start"))
        if theirs > FAR * amount:
            return None
        return AtPrice(option=rival, share=1 - amount / theirs, meets=meets)

    def is_dearer(self, option: str, start: str, tokens: float) -> bool:
        """Whether an option typically costs more than what one begins with, or is not known to."""
        costs = self._typical(tokens)
        return not (option in costs and start in costs and costs[option] <= costs[start] * _SAME)

    def _tells(self, tokens: float, *options: str) -> bool:
        """Whether one of the costs there is so high that it loses points."""
        if self.subject.decides is None:
            return True
        costs = self._typical(tokens)
        kept = Band.of_all((self.subject.upkeep, self.subject.administration))
        beside = kept.typical if kept else 0.0
        return any(
            costs.get(option, 0.0) + beside > self.subject.decides * CHEAP for option in options
        )

    @cached_property
    def _known(self) -> dict[float, Mapping[str, float]]:
        """What was worked out before: each option is compared at the same volumes."""
        return {}

    def _typical(self, tokens: float) -> Mapping[str, float]:
        if tokens not in self._known:
            cost = self._costed(tokens)
            bands = zip(self.costing.ways, cost.monthly, strict=True) if cost else ()
            self._known[tokens] = {
                option: band.typical for option, band in bands if band is not None
            }
        return self._known[tokens]

    def _too_dear(self, tokens: float) -> set[str]:
        """What typically costs more than the ceiling there, with what counts beside."""
        cost = self._costed(tokens)
        over = zip(self.costing.ways, cost.over("typical"), strict=True) if cost else ()
        return {option for option, too_dear in over if too_dear}

    def _costed(self, tokens: float) -> Costed | None:
        return self.costing.costed({**self.answers, self.costing.book.terms.volume: tokens})


def _halved(low: float, high: float, is_before: Callable[[float], bool]) -> float:
    """Where something begins between two volumes: not yet at the lower, and at the higher one."""
    for _ in range(FINER):
        middle = (low * high) ** 0.5
        if is_before(middle):
            low = middle
        else:
            high = middle
    return high
