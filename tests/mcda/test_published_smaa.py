"""A published SMAA case: two medicines against thrombosis, three criteria, uncertain values.

Inputs: drugis/mcda-elicitation-web, examples/thrombolytics.json at commit 0415f1e: risks that
follow beta distributions, and linear values between the worst and the best risk.
Outputs: the same repository, R/test/thrombo.R at commit 2c42acc, and for uniform weights once more
gertvv/rsmaa, smaa/tests/Examples/smaa-Ex.Rout.save at commit 0356729 (the R package smaa). All of
them are from 10,000 draws. The R package's authors wrote both.
"""

import numpy as np
import pytest

from llmchoice.mcda.precision import monte_carlo_error
from llmchoice.mcda.tally import Acceptability, Tally
from llmchoice.mcda.weighting import Certain, Ranked, Uniform, Weighting

# Proximal thrombosis, distal thrombosis, major bleeding: events and patients without.
RISKS = [
    [(20, 116), (40, 96), (1, 135)],  # heparin
    [(8, 121), (32, 97), (5, 124)],  # enoxaparin
]
WORST = np.array([0.25, 0.40, 0.10])
BEST = np.array([0.00, 0.15, 0.00])
DRAWS = 100_000
THEIRS = monte_carlo_error(10_000)

UNIFORM = Uniform(3)
RANKED = Ranked(((0,), (2,), (1,)))
EXACT = Certain((4, 1, 2))


def result(weighting: Weighting) -> Acceptability:
    """What the medicines' draws come to: the values always the same, the weights as asked for."""
    generator = np.random.default_rng(2011)
    tally = Tally(2, 3)
    risks = np.array([[generator.beta(*risk, DRAWS) for risk in row] for row in RISKS])
    values = (WORST[:, None] - risks) / (WORST - BEST)[:, None]
    weights = weighting.draw(generator, DRAWS)
    tally.add(np.einsum("ocn,cn->on", values, weights), weights)
    return tally.result()


@pytest.mark.parametrize(
    ("weighting", "published"),
    [(UNIFORM, 0.3381), (UNIFORM, 0.3504), (RANKED, 0.1369), (EXACT, 0.1049)],
)
def test_rank_acceptability_is_the_published_one(weighting: Weighting, published: float) -> None:
    heparin, enoxaparin = result(weighting).ranks
    within = THEIRS + monte_carlo_error(DRAWS)
    assert heparin == pytest.approx((published, 1 - published), abs=within)
    assert enoxaparin == pytest.approx((1 - published, published), abs=within)


@pytest.mark.parametrize(
    ("weighting", "heparin", "enoxaparin"),
    [
        (UNIFORM, (0.1976, 0.2780, 0.5244), (0.4118, 0.3578, 0.2304)),
        (UNIFORM, (0.1865, 0.2772, 0.5363), (0.4073, 0.3641, 0.2285)),
        (RANKED, (0.5240, 0.1213, 0.3547), (0.6229, 0.1103, 0.2668)),
    ],
)
def test_central_weights_are_the_published_ones(
    weighting: Weighting, heparin: tuple[float, ...], enoxaparin: tuple[float, ...]
) -> None:
    ours = result(weighting).central_weights
    # A mean of some 1,400 or more of their draws, whose deviation is .24 at most: .013 at 95 %.
    assert ours[0] == pytest.approx(heparin, abs=0.013)
    assert ours[1] == pytest.approx(enoxaparin, abs=0.013)


@pytest.mark.parametrize(
    ("weighting", "published"), [(UNIFORM, (0.6389, 0.8925)), (RANKED, (0.1914, 0.9174))]
)
def test_confidence_factors_are_the_published_ones(
    weighting: Weighting, published: tuple[float, float]
) -> None:
    for option, weights in enumerate(result(weighting).central_weights):
        assert weights is not None
        factor = result(Certain(weights)).ranks[option][0]
        # Their central weights are drawn too; a point of weight moves the factor by about one.
        assert factor == pytest.approx(published[option], abs=0.03)
