"""docs/method.md quotes figures: they must be those of the engine and of the criteria."""

import random
import re
from pathlib import Path
from statistics import pstdev

import pytest

from llmchoice.api import priced
from llmchoice.engine.assess import assess
from llmchoice.engine.study import default_draws
from llmchoice.engine.worth import value_of
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.profile import read_profile
from llmchoice.mcda.precision import monte_carlo_error
from llmchoice.mcda.weighting import rank_order_centroid
from llmchoice.model.assessment import Assessment, Contribution
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile

TEXT = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
OURS, THEIRS = "closed-cloud", "open-rented"


def rows(first: str) -> list[list[str]]:
    """Cells of the table whose head begins with a word, without its head and its rule."""
    lines = TEXT.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"| {first} |"))
    found = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        found.append([cell.strip(" *") for cell in line.strip("|").split("|")])
    return [found[0], *found[2:]]


def said(pattern: str) -> float:
    found = re.search(pattern, " ".join(TEXT.split()))
    assert found is not None, pattern
    return float(found.group(1).replace(",", ""))


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    """What is shipped: the others in this folder stand on the pinned one."""
    return load_criteria()


@pytest.fixture(scope="module")
def bank(kb: KnowledgeBase) -> Assessment:
    path = packaged("profiles") / "bank.yaml"
    profile = read_profile(kb, path.read_text(encoding="utf-8"), str(path))
    return assess(priced(kb, profile), profile)


def parts(assessment: Assessment, option: str) -> dict[str, Contribution]:
    row = next(o for o in assessment.options if o.id == option)
    return {c.criterion: c for c in row.contributions}


def test_the_example_shows_every_weight_and_value_as_the_engine_has_them(bank: Assessment) -> None:
    head, *table, _ = rows("criterion")
    assert head[2:4] == [OURS, THEIRS]
    ours, theirs = parts(bank, OURS), parts(bank, THEIRS)
    assert [cells[0] for cells in table] == list(ours)
    for name, weight, *values in table:
        assert float(weight) == pytest.approx(100 * ours[name].weight, abs=5.1e-4)
        both = (ours[name], theirs[name])
        assert [float(v) for v in values[:2]] == pytest.approx([p.value for p in both], abs=5.1e-3)
        products = [part.contribution for part in both]
        assert [float(v) for v in values[2:]] == pytest.approx(products, abs=5.1e-4)


def test_the_example_can_be_recomputed_from_its_own_figures(bank: Assessment) -> None:
    """Weights have three decimals: a product is right to about a thousandth of a point."""
    _, *table, sums = rows("criterion")
    for _, weight, *cells in table:
        first, second, *products = (float(cell) for cell in cells)
        assert products == pytest.approx(
            [float(weight) * first / 100, float(weight) * second / 100], abs=1.5e-3
        )
    scores = {o.id: o.score for o in bank.options}
    for place, option in ((4, OURS), (5, THEIRS)):
        total = sum(float(cells[place]) for cells in table)
        # 21 products are off by half a thousandth each, and their sum by half a hundredth.
        assert total == pytest.approx(float(sums[place]), abs=1.55e-2)
        assert float(sums[place]) == pytest.approx(scores[option], abs=5.1e-3)
    assert sum(float(cells[1]) for cells in table) == pytest.approx(100, abs=0.01)


def test_the_example_tells_the_verdict_the_margin_and_the_reasons(bank: Assessment) -> None:
    found = bank.recommendation
    assert (found.verdict, found.kind, found.leaders) == ("undecided", "open-question", (OURS,))
    assert found.rivals == (THEIRS,)
    text = " ".join(TEXT.split())
    assert "the verdict is `undecided`." in text
    assert "which is not less than one. So it is an `open-question`" in text
    assert found.p_side is not None
    assert found.regret is not None
    assert said(r"is expected to lose ([\d.]+) points") == pytest.approx(found.regret, abs=5.1e-3)
    assert said(r"Closed options win (\d+) % of the simulations") == round(100 * found.p_side)
    assert said(r"The margin is \*\*([\d.]+) points") == pytest.approx(found.margin, abs=5.1e-3)
    shut = next(o for o in bank.options if o.id == "closed-api")
    assert not shut.admissible
    assert said(r"`closed-api` would score ([\d.]+)\. ") == pytest.approx(shut.score, abs=5.1e-3)
    ours, theirs = parts(bank, OURS), parts(bank, THEIRS)
    points = [ours[name].contribution - theirs[name].contribution for name in ours]
    told = [reason.difference for reason in bank.reasons.for_]
    assert f"the {len(told)} largest reasons together" in text
    figures = {
        r"objections sum to ([\d.]+) points": -sum(p for p in points if p < 0),
        r"the reasons to ([\d.]+);": sum(p for p in points if p > 0),
        r"largest reasons together, ([\d.]+), outweigh": sum(told),
    }
    for pattern, figure in figures.items():
        assert said(pattern) == pytest.approx(figure, abs=5.1e-3)


def test_the_rank_weights_are_those_of_the_engine() -> None:
    percents = [float(cell) for cell in rows("place")[1][1:]]
    assert percents == pytest.approx([100 * w for w in rank_order_centroid(7)], abs=5.1e-3)


def test_the_spread_of_a_margin_is_what_chance_gives(kb: KnowledgeBase) -> None:
    """Values of two equal options are drawn within their uncertainty, and weighed as usual."""
    answers = {q.id: UNKNOWN for q in kb.questions}
    equal = Profile(
        organisation="x", priorities={p.id: 3.0 for p in kb.priorities}, answers=answers
    )
    weights = [c.weight for c in assess(priced(kb, equal), equal).options[0].contributions]
    spread = [c.uncertainty for _, c in kb.criteria()]
    chance = random.Random(7)  # noqa: S311 - no secret
    margins = [
        sum(
            w * (chance.uniform(-u, u) - chance.uniform(-u, u))
            for w, u in zip(weights, spread, strict=True)
        )
        for _ in range(10_000)
    ]
    stated = said(r"standard deviation of \*\*([\d.]+) points")
    assert stated == pytest.approx(pstdev(margins), rel=0.03)
    assert sum(abs(m) > 4.9 for m in margins) / len(margins) == pytest.approx(0.05, abs=0.01)


def test_the_limits_are_those_of_the_settings(kb: KnowledgeBase) -> None:
    settings = kb.settings
    assert said(r"wins at least ([\d.]+) % of the simulations") == 100 * settings.confidence
    assert said(r"Above ([\d.]+) % of the weight") == 100 * settings.unknown_limit
    assert settings.spread == "rough"
    for word, pattern in (("sure", r": (\d) for `sure`"), ("rough", r"(\d) for `rough`")):
        assert said(pattern) == settings.spreads[word]
    assert said(r"(\d) for `vague`") == settings.spreads["vague"]
    error = 100 * monte_carlo_error(default_draws(kb))
    assert said(r"at most ([\d.]+) points for 10,000") == pytest.approx(error, abs=5.1e-3)
    assert default_draws(kb) == 10_000


def test_the_running_costs_that_are_shown_have_the_values_that_are_shown(kb: KnowledgeBase) -> None:
    for cost, value in rows("a month costs")[1:]:
        amount = float(cost.replace(",", ""))
        assert value_of(amount, 10_000) == pytest.approx(float(value), abs=0.051)
    (criterion,) = (c for _, c in kb.criteria() if c.decides is not None)
    amounts = ", ".join(f"{one:,.0f}" for one in kb.question(criterion.decides or "").likely)
    assert amounts.replace(", 100,000", " and 100,000") in " ".join(TEXT.split())


def test_the_costs_of_the_example_are_those_of_the_program(bank: Assessment) -> None:
    for option, told in (
        (OURS, r"`closed-cloud` typically costs ([\d,]+)"),
        (THEIRS, r"`open-rented` ([\d,]+)\."),
    ):
        ground = parts(bank, option)["running-cost"].ground.cost
        assert ground is not None
        assert ground.monthly is not None
        assert said(told) == round(ground.monthly.typical)
        assert said(r"decides from ([\d,]+) on") == ground.decides
