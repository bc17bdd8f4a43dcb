"""Intervals of weights, against weights on either side of their ends; and who can win at all."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import fsum

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine.assess import assess
from llmchoice.engine.gates import admissible
from llmchoice.engine.ranking import TIE, leaders
from llmchoice.engine.situation import Situation, scores_of, situation
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.sensitivity import Interval

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
Scores = Mapping[str, float]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(40))
STEP = 1e-6
"""How far from an end is just inside it, or just outside."""
EQUAL = 1e-9
INSIDE = (0.001, 0.3, 0.77, 0.999)
"""Parts of an interval, besides the places just inside its ends."""


def scored(kb: KnowledgeBase, profile: Profile) -> Scores:
    """Scores of the admissible options."""
    case = situation(Basis(kb), profile, profile.answers)
    every = scores_of(case)
    return {option: every[option] for option in admissible(Basis(kb), case.answers)}


def moved(weights: Mapping[str, float], name: str, weight: float) -> dict[str, float]:
    """One weight is another, and the others keep their proportions; in points."""
    rest = fsum(w for key, w in weights.items() if key != name)
    shares = {k: w / rest if rest else 1.0 for k, w in weights.items() if k != name}
    return {name: 100 * weight, **{k: 100 * (1 - weight) * s for k, s in shares.items()}}


def in_play(case: Situation) -> dict[str, float]:
    """Weights of the priorities whose criteria have any."""
    weights: dict[str, float] = {}
    for judged in case.judged:
        weights[judged.priority.id] = weights.get(judged.priority.id, 0) + judged.weight
    return weights


def movable(weights: Mapping[str, float], best: Sequence[str]) -> list[str]:
    """Those whose weight can change while the others keep known proportions."""
    rest = {name: fsum(w for other, w in weights.items() if other != name) for name in weights}
    alone = len(weights) == 2
    return [name for name in weights if len(best) == 1 and (rest[name] > 0 or alone)]


# ── Intervals ────────────────────────────────────────────────────────────────────────────────────
class Ends:
    """What must hold of an interval, with scores at any weight."""

    def __init__(self, kb: KnowledgeBase, best: str, interval: Interval) -> None:
        self.sides = {option.id: option.weights for option in kb.options}
        self.best = best
        self.interval = interval

    def inside(self, scores: Scores) -> bool:
        return scores[self.best] >= max(scores.values()) - EQUAL

    def hands_over(self, scores: Scores, to: tuple[str, ...]) -> bool:
        assert to
        top = max(scores.values())
        return all(scores[o] > scores[self.best] and scores[o] >= top - EQUAL for o in to)

    def side_leads(self, scores: Scores) -> bool:
        """Whether the best option's side is first, and not just level."""
        mine = [s for o, s in scores.items() if self.sides[o] is self.sides[self.best]]
        others = [s for o, s in scores.items() if self.sides[o] is not self.sides[self.best]]
        return not others or max(mine) >= max(others)


def demand(ends: Ends, at: Mapping[float, Scores]) -> None:
    """The best option is first in the interval, and another one just outside it."""
    found = ends.interval
    assert 0 <= found.side_low <= found.low <= found.weight <= found.high <= found.side_high <= 1
    for weight, scores in at.items():
        if found.low < weight < found.high:
            assert ends.inside(scores)
        if found.side_low < weight < found.side_high:
            assert ends.side_leads(scores)
        if weight == found.low - STEP:
            assert ends.hands_over(scores, found.below)
        if weight == found.high + STEP:
            assert ends.hands_over(scores, found.above)
        if weight in {found.side_low - STEP, found.side_high + STEP}:
            assert not ends.side_leads(scores)
    assert (not found.below, not found.above) == (found.low == 0, found.high == 1)


def tried(interval: Interval) -> list[float]:
    """Just inside and outside of all ends, and well inside."""
    ends = (interval.low, interval.high, interval.side_low, interval.side_high)
    near = [end + step for end in ends for step in (-STEP, STEP)]
    width = interval.high - interval.low
    return [w for w in (*near, *(interval.low + part * width for part in INSIDE)) if 0 <= w <= 1]


@LAW
@given(data=st.data())
def test_a_priority_may_weigh_as_much_as_its_interval_says(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    result = assess(Basis(kb), profile, draws=10)
    assume(result.robustness is not None)
    weights = in_play(situation(Basis(kb), profile, profile.answers))
    best = leaders(scored(kb, profile))
    expected = movable(weights, best) if result.recommendation.leaders == best else []
    assert [interval.priority for interval in result.sensitivity.weights] == expected
    for interval in result.sensitivity.weights:
        assert interval.weight == pytest.approx(weights[interval.priority])
        again = {
            weight: scored(kb, with_points(profile, moved(weights, interval.priority, weight)))
            for weight in tried(interval)
        }
        demand(Ends(kb, best[0], interval), again)
    event(f"{any(i.turns for i in result.sensitivity.weights)}")


def with_points(profile: Profile, points: Mapping[str, float]) -> Profile:
    return profile.model_copy(update={"priorities": None, "points": points})


@LAW
@given(data=st.data())
def test_a_criterion_may_weigh_as_much_as_its_interval_says(
    worlds: Worlds, data: st.DataObject
) -> None:
    kb, profile = data.draw(worlds)
    result = assess(Basis(kb), profile, draws=10)
    assume(result.robustness is not None)
    values = {
        option.id: {c.criterion: c.value for c in option.contributions}
        for option in result.options
        if option.admissible
    }
    weights = {c.criterion: c.weight for c in result.options[0].contributions}
    best = leaders(scored(kb, profile))
    expected = movable(weights, best) if result.recommendation.leaders == best else []
    assert [interval.criterion for interval in result.sensitivity.criteria] == expected
    for interval in result.sensitivity.criteria:
        again = {
            weight: summed(values, moved(weights, interval.criterion, weight))
            for weight in tried(interval)
        }
        demand(Ends(kb, best[0], interval), again)


def summed(values: Mapping[str, Scores], points: Scores) -> Scores:
    return {o: fsum(w * row[name] for name, w in points.items()) / 100 for o, row in values.items()}


# ── Who can win ──────────────────────────────────────────────────────────────────────────────────
@settings(LAW, max_examples=examples(60))
@given(data=st.data())
def test_can_win_means_that_some_weights_make_it_the_best(
    small_worlds: Worlds, data: st.DataObject
) -> None:
    """Of two priorities: between two weights at which lines cross nobody else takes over."""
    kb, profile = data.draw(small_worlds)
    alike = profile.model_copy(update={"priorities": {p.id: 3.0 for p in kb.priorities}})
    result = assess(Basis(kb), alike, draws=10, search=False)
    assume(result.robustness is not None)
    assert result.robustness is not None
    lines = by_priority(result)
    assume(lines)
    weights = {0.0, 1.0, *(n / 50 for n in range(51)), *crossings([*lines.values()])}
    wins = {
        option
        for weight in weights
        for option in leaders({o: a + weight * (b - a) for o, (a, b) in lines.items()})
    }
    assert {o.option for o in result.robustness.options if o.can_win} == wins
    event(f"{len(lines) - len(wins)} cannot")


def by_priority(result: Assessment) -> dict[str, tuple[float, float]]:
    """Value of each admissible option on the first and on the last priority in play."""
    found = {}
    for option in (option for option in result.options if option.admissible):
        means = [
            fsum(c.contribution for c in group) / fsum(c.weight for c in group)
            for name in dict.fromkeys(c.priority for c in option.contributions)
            if (group := [c for c in option.contributions if c.priority == name])
        ]
        found[option.id] = (means[0], means[-1])
    return found


def crossings(lines: Sequence[tuple[float, float]]) -> list[float]:
    """Where two lines over the weight of the second priority cross."""
    return [
        weight
        for (a, b), (c, d) in combinations(lines, 2)
        if abs((b - a) - (d - c)) > TIE and 0 < (weight := (c - a) / ((b - a) - (d - c))) < 1
    ]
