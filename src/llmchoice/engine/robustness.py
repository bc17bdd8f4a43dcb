"""How often the result holds when weights, values and unknown answers are drawn at random.

Stochastic multicriteria acceptability analysis: Lahdelma, Hokkanen and Salminen 1998, European
Journal of Operational Research 106:137-143; Lahdelma and Salminen 2001, Operations Research
49:444-454.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from llmchoice.engine import ranking
from llmchoice.engine.draws.sample import Sample
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.draws.survey import Result, scorers
from llmchoice.engine.sensitivity import Heads, heads
from llmchoice.engine.situation import Situation
from llmchoice.engine.verdict import best_pair, placed
from llmchoice.engine.weights import spread_of
from llmchoice.mcda import pairwise
from llmchoice.mcda.potential import best_lead
from llmchoice.mcda.precision import monte_carlo_error
from llmchoice.mcda.tally import wins
from llmchoice.mcda.weighting import Around, Certain, Mixture, Weighting
from llmchoice.model.ground import Spread
from llmchoice.model.sensitivity import (
    Duel,
    OptionRobustness,
    PriorityShare,
    Robustness,
    SideShare,
)

DIGITS = 6
"""Decimals of a mean over draws: more would claim what the draws do not say."""
Varied = Literal["weights", "values", "answers"]


def robustness(case: Situation, sample: Sample, result: Result) -> Robustness:
    """What the draws say of the options and sides."""
    varied = _varied(case, sample)
    acceptability = result.acceptability
    central = {
        option.id: weights
        for option, weights in zip(case.kb.options, acceptability.central_weights, strict=True)
        if weights is not None
    }
    only_weights = varied in ((), ("weights",))
    factors = {} if only_weights else _confidence_factors(case, sample, central)
    judged = heads(case)
    return Robustness(
        draws=acceptability.draws,
        error=monte_carlo_error(acceptability.draws),
        spread=Spread(kind="voices") if len(case.voices) > 1 else spread_of(case.kb, case.profile),
        varied=varied,
        sides=tuple(SideShare(side=side, share=s) for side, s in result.outcome.shares.items()),
        options=tuple(
            OptionRobustness(
                option=option.id,
                ranks=acceptability.ranks[at],
                central_weights=_named(case, central.get(option.id)),
                confidence_factor=factors.get(option.id),
                can_win=_can_win(judged, option.id),
            )
            for at, option in enumerate(case.kb.options)
        ),
        duels=_duels(case, sample, judged, result),
    )


def _varied(case: Situation, sample: Sample) -> tuple[Varied, ...]:
    varied: dict[Varied, bool] = {
        "weights": not _is_fixed(sample.weighting),
        "values": any(j.criterion.uncertainty > 0 for j in case.judged),
        "answers": any(map(case.is_unknown, case.answers)),
    }
    return tuple(kind for kind, is_varied in varied.items() if is_varied)


def _is_fixed(weighting: Weighting) -> bool:
    """Whether every draw has the same weights: around a single one there is no other."""
    if isinstance(weighting, Around):
        return sum(weight > 0 for weight in weighting.weights) == 1
    if isinstance(weighting, Mixture):
        return len({*weighting.parts}) == 1 and _is_fixed(weighting.parts[0])
    return isinstance(weighting, Certain)


def _named(case: Situation, weights: Sequence[float] | None) -> tuple[PriorityShare, ...] | None:
    if weights is None:
        return None
    return tuple(
        PriorityShare(priority=priority.id, weight=round(weight, DIGITS))
        for priority, weight in zip(case.kb.priorities, weights, strict=True)
    )


def _can_win(judged: Heads, option: str) -> bool:
    if option not in judged.options:
        return False
    at = judged.options.index(option)
    if any(column[at] == max(column) for column in zip(*judged.values, strict=True)):
        return True  # with all weight on that priority
    return best_lead(judged.values, at) >= -ranking.TIE


def _confidence_factors(
    case: Situation, sample: Sample, central: Mapping[str, Sequence[float]]
) -> dict[str, float]:
    """Option to the share of draws that it wins at its central weights."""
    places, won, drawn = sample.frame.places, dict.fromkeys(central, 0), 0
    for scorer in scorers(sample):
        possible = np.zeros(scorer.chunk.size, dtype=np.bool_)
        for option, mean in central.items():
            weights = np.array(mean)[:, np.newaxis]
            scores, possible = scorer.scores(Case(case.answers), weights)
            first = wins(scores.scores, ranking.TIE, scores.admissible, places[option])
            won[option] += int(np.count_nonzero(first & possible))
        drawn += int(np.count_nonzero(possible))
    return {option: count / drawn for option, count in won.items()}


def _duels(case: Situation, sample: Sample, judged: Heads, result: Result) -> tuple[Duel, ...]:
    options = placed(case, result.outcome)
    scores = {option.id: option.score for option in options}
    best, _ = best_pair(options, result.outcome.ahead)
    first = ranking.leaders({option: scores[option] for option in judged.options})
    if len(best) != 1 or (best[0] in first and len(first) > 1):
        return ()
    places = sample.frame.places
    others = sorted((o for o in judged.options if o != best[0]), key=lambda o: -scores[o])
    duels = []
    for other in others:
        by_weights, exact = _by_weights(case, sample, judged, best[0], other)
        share = result.acceptability.beats[places[best[0]]][places[other]]
        duels.append(
            Duel(option=best[0], over=other, share=share, by_weights=by_weights, exact=exact)
        )
    return tuple(duels)


def _by_weights(
    case: Situation, sample: Sample, judged: Heads, option: str, over: str
) -> tuple[float, bool]:
    """Share of weightings in which an option scores more, and whether it is exact."""
    ours, theirs = (judged.values[judged.options.index(o)] for o in (option, over))
    by_priority = dict(
        zip(judged.priorities, (a - b for a, b in zip(ours, theirs, strict=True)), strict=True)
    )
    # A priority without a criterion in play leaves its weight to the others: it decides nothing.
    differences = [by_priority.get(priority.id, 0.0) for priority in case.kb.priorities]
    exact = pairwise.beats(differences, sample.weighting)
    if exact is not None:
        return exact, True
    won = sum(
        int(np.count_nonzero(np.array(differences) @ weights > ranking.TIE))
        for weights in sample.weights()
    )
    return won / sample.draws, False
