"""What can be said of the population in words, counted: for the prose of docs/population.md.

`benchmarks.population --remarks` prints it under the tables. The remarks that need many what-ifs
are counted over the first of the organisations.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev

import numpy as np
from benchmarks.frequencies import PERCENT

from llmchoice.api import priced
from llmchoice.engine.assess import assess
from llmchoice.engine.conditions import chosen
from llmchoice.engine.draws.outcome import representative
from llmchoice.engine.draws.scoring import Case, Scorer
from llmchoice.engine.situation import Situation
from llmchoice.engine.study import sample_of
from llmchoice.engine.verdict import Placed, best_of
from llmchoice.model.base import UNKNOWN
from llmchoice.model.criterion import Criterion
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Profile
from llmchoice.model.verdict import Verdict

FEW = 200
"""Organisations for what takes many what-ifs."""
DRAWS = 2000
SMALL = 30
"""Organisations in a group whose sides are not compared."""
CONTRIBUTES = 0.2
"""Points from which a criterion is named."""


@dataclass(frozen=True, slots=True)
class Advised:
    """An organisation with what it said and what it is advised."""

    profile: Profile
    verdict: str
    option: str
    size: str
    sector: str
    use: str
    case: Situation
    places: tuple[Placed, ...]

    @property
    def best(self) -> dict[Side, Placed]:
        """The best admissible option of each side that has any."""
        by_id = {place.id: place for place in self.places}
        found = {side: best_of(self.places, side) for side in Side}
        return {side: by_id[options[0]] for side, options in found.items() if options}

    @property
    def lead(self) -> float | None:
        """Points by which open is ahead; None where a side has nothing left."""
        best = self.best
        return best[Side.OPEN].score - best[Side.CLOSED].score if len(best) == len(Side) else None

    def says(self, question: str, *choices: str) -> bool:
        """Whether one of these was answered."""
        return not chosen(self.case.answers.get(question)).isdisjoint(choices)


def remarks(kb: KnowledgeBase, found: Sequence[Advised]) -> str:
    """The remarks as a Markdown list; `found` are in the order in which they were drawn."""
    parts = (_by_test, _own_cloud, _leads, _simulations, _certain, _seats, _behind, _ratios, _none)
    return "\n".join(f"- {line}" for part in parts for line in part(kb, found))


def _share(found: Sequence[Advised], holds: Callable[[Advised], bool]) -> str:
    return f"{PERCENT * sum(map(holds, found)) / max(1, len(found)):.0f} %"


def _is(*verdicts: Verdict) -> Callable[[Advised], bool]:
    return lambda one: one.verdict in verdicts


def _by_test(kb: KnowledgeBase, found: Sequence[Advised]) -> Iterator[str]:
    (asked,) = (q for q in kb.questions if q.counts is not None)
    expected = {one.id for one in asked.expectations}
    groups: dict[str, list[Advised]] = {}
    for one in found:
        answer = one.case.answers.get(asked.id)
        tested = "expect something" if answer in expected else "have tested"
        groups.setdefault("do not know" if answer == UNKNOWN else tested, []).append(one)
    told = []
    for name, group in sorted(groups.items()):
        undecided = _share(group, _is(Verdict.UNDECIDED))
        told.append(f"{len(group)} {name}, of whom {undecided} are undecided")
    yield f"How open models do on their own cases: {'; '.join(told)}."


def _own_cloud(kb: KnowledgeBase, found: Sequence[Advised]) -> Iterator[str]:
    own = {
        option.weights: option.id
        for option in kb.options
        if option.place == "own-account" and option.operator == "provider"
    }
    both = [one for one in found if {s: p.id for s, p in one.best.items()} == own]
    at = {option.id: place for place, option in enumerate(kb.options)}
    apart: dict[str, float] = {}
    for one in both:
        for judged in one.case.judged:
            lead = judged.expected[at[own[Side.OPEN]]] - judged.expected[at[own[Side.CLOSED]]]
            name = judged.criterion.name
            apart[name] = apart.get(name, 0) + judged.weight * abs(lead) / len(both)
    ordered = sorted(apart.items(), key=lambda one: -one[1])
    named = [f"{name} {points:.1f}" for name, points in ordered if points > CONTRIBUTES]
    yield (
        f"For {PERCENT * len(both) / len(found):.0f} % the two kinds in the own cloud are the best"
        f" of their sides. What keeps these two apart, in points of 100 on average:"
        f" {', '.join(named)}; everything else below {CONTRIBUTES}."
    )


def _leads(_: KnowledgeBase, found: Sequence[Advised]) -> Iterator[str]:
    leads = [one.lead for one in found if one.lead is not None]
    yield (
        f"{len(leads)} have both sides left. Among them open is {fmean(leads):+.1f} points ahead on"
        f" average, with a standard deviation of {stdev(leads):.1f} from one organisation to the"
        f" next; half of them have a lead of either side below {median(map(abs, leads)):.1f}."
    )


def _simulations(_: KnowledgeBase, found: Sequence[Advised]) -> Iterator[str]:
    spreads = []
    for one in (one for one in found[:FEW] if one.lead is not None):
        sample = sample_of(one.case.basis, one.profile, DRAWS)
        (chunk,) = sample.chunks()
        scores, possible = Scorer(sample.frame, chunk).scores(Case(one.case.answers))
        ours, theirs = (representative(scores, rows) for rows in sample.frame.sides)
        with np.errstate(invalid="ignore"):
            leads = (ours - theirs)[possible]
        spreads.append(float(np.std(leads[np.isfinite(leads)])))
    kinds: Counter[str] = Counter()
    for one in (one for one in found[:FEW] if one.verdict == Verdict.UNDECIDED):
        kinds[str(assess(one.case.basis, one.profile).recommendation.kind)] += 1
    why = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    yield (
        f"In the simulations of one organisation the lead has a standard deviation of"
        f" {fmean(spreads):.1f} points on average (first {len(found[:FEW])}). Of the"
        f" {sum(kinds.values())} undecided among these: {why}."
    )


def _certain(kb: KnowledgeBase, found: Sequence[Advised]) -> Iterator[str]:
    """With no doubt about any value; prices stay as uncertain as they are."""
    sure = kb.model_copy(
        update={
            "priorities": tuple(
                p.model_copy(update={"criteria": tuple(_sure(c) for c in p.criteria)})
                for p in kb.priorities
            )
        }
    )
    few = found[:FEW]
    undecided = [
        assess(priced(sure, one.profile), one.profile, search=False).recommendation.verdict
        is Verdict.UNDECIDED
        for one in few
    ]
    yield (
        f"Of the first {len(few)}, {_share(few, _is(Verdict.UNDECIDED))} are undecided, and"
        f" {PERCENT * fmean(undecided):.0f} % would be if there were no doubt about any value."
    )


def _sure(criterion: Criterion) -> Criterion:
    changed: dict[str, object] = {"uncertainty": 0}
    if criterion.counts is not None:
        changed["counts"] = criterion.counts.model_copy(update={"uncertainty": 0})
    return criterion.model_copy(update=changed)


def _seats(kb: KnowledgeBase, found: Sequence[Advised]) -> Iterator[str]:
    seats = {option.id for option in kb.options if option.payment == "seats"}
    group = [
        one
        for one in found
        if one.use == "assistant"
        and one.says("team-skills", "no-developers")
        and one.says("agreements", "office-suite", "vendor", "none-yet")
    ]
    first = sum(_first(one) in seats for one in group)
    named = [one for one in found if one.verdict == Verdict.CLOSED]
    yield (
        f"Of {len(group)} assistants of organisations without developers and without a cloud"
        f" account, by the seat is first for {first}. Of the {len(named)} for which closed is"
        f" named, {_share(named, lambda one: one.option in seats)} are told to buy by the seat."
    )


def _first(one: Advised) -> str | None:
    left = [place for place in one.places if place.admissible]
    return max(left, key=lambda place: place.score).id if left else None


def _behind(kb: KnowledgeBase, found: Sequence[Advised]) -> Iterator[str]:
    """Both are paid by the token and served by somebody else."""
    for side in Side:
        served = [o for o in kb.options if o.weights is side and o.payment == "tokens"]
        (own,) = (o.id for o in served if o.place == "own-account")
        (other,) = (o.id for o in served if o.place != "own-account")
        apart = []
        for one in found:
            scores = {place.id: place.score for place in one.places if place.admissible}
            if {own, other} <= scores.keys():
                apart.append(scores[own] - scores[other])
        yield f"{other} is {fmean(apart):.1f} points behind {own} on average, where both are left."


def _ratios(_: KnowledgeBase, found: Sequence[Advised]) -> Iterator[str]:
    lines = []
    for kind in ("use", "sector", "size"):
        for name in dict.fromkeys(getattr(one, kind) for one in found):
            group = [one for one in found if getattr(one, kind) == name]
            ours, theirs = (sum(o.verdict == v for o in group) for v in ("open", "closed"))
            more, less = max(ours, theirs), min(ours, theirs)
            if len(group) > SMALL and more > 2 * less:
                side = "open" if ours > theirs else "closed"
                lines.append(f"{name} ({kind}): {side}, {more} against {less}")
    yield (
        f"Where a side is named more than twice as often, in groups of more than {SMALL}:"
        f" {'; '.join(lines) or 'nowhere'}."
    )


def _none(_: KnowledgeBase, found: Sequence[Advised]) -> Iterator[str]:
    group = [one for one in found if one.verdict == Verdict.NONE]
    kept = sum(one.says("data-location", "premises", "offline") for one in group)
    refused = sum(one.says("contracts", "refused") for one in group)
    nobody = sum(one.says("regional-offer", "no-provider") for one in group)
    yield (
        f"Nothing is left for {len(group)}: {kept} may not let all of their data out, {refused}"
        f" need a promise that every provider refused, and for {nobody} no provider is in the"
        " territory."
    )
