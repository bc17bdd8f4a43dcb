"""Shares of draws, against closed forms: areas of simplices, and differences of values."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.laws import examples
from tests.made_up import alike, judged

from llmchoice.engine.assess import assess
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.sensitivity import Robustness

World = tuple[KnowledgeBase, Profile]
Values = Sequence[float]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(30))
DRAWS = 2000
SEVERAL = 1.6
"""The stated error holds for one share 19 times in 20; of many, the worst may be farther off."""
differing = st.integers(-60, 60).filter(bool)


def studied(kb: KnowledgeBase, profile: Profile, draws: int = DRAWS) -> Robustness:
    found = assess(Basis(kb), profile, draws=draws, search=False).robustness
    assert found is not None
    return found


def side(found: Robustness, name: str) -> float:
    return next(s.share for s in found.sides if s.side == name)


# ── Weights alone uncertain: areas of simplices ──────────────────────────────────────────────────
def positive_part(corners: Sequence[Fraction]) -> Fraction:
    """Part of a line or triangle on which a linear function, given at its corners, is above 0.

    The corner that is alone in its sign cuts a smaller one off, similar along each edge.
    """
    for sign in (1, -1):
        alone = [c * sign for c in corners if c * sign > 0]
        if len(alone) == 1:
            cut = Fraction(1)
            for other in (c * sign for c in corners if c * sign <= 0):
                cut *= alone[0] / (alone[0] - other)
            return cut if sign == 1 else 1 - cut
    return Fraction(int(all(c > 0 for c in corners)))


@LAW
@given(leads=st.lists(differing, min_size=2, max_size=3), ranked=st.booleans())
def test_the_share_of_weights_is_the_part_of_the_simplex(
    kb: KnowledgeBase, leads: list[int], *, ranked: bool
) -> None:
    names = [f"priority-{n}" for n in range(len(leads))]
    pair = judged(
        kb,
        ("open", "closed"),
        {n: (20 + max(d, 0), 20 + max(-d, 0)) for n, d in zip(names, leads, strict=True)},
    )
    corners = [Fraction(d) for d in leads]
    if ranked:
        corners = [sum(corners[:n], Fraction(0)) / n for n in range(1, len(corners) + 1)]
    assume(0 not in corners)
    said = {"ranking": names} if ranked else {"spread": "no-idea"}
    found = studied(pair, alike(pair, **said))
    share = float(positive_part(corners))
    error = found.error * SEVERAL
    assert (found.varied, found.options[0].confidence_factor) == (("weights",), None)
    assert side(found, "open") == pytest.approx(share, abs=error)
    assert side(found, "open") + side(found, "closed") == pytest.approx(1)
    assert found.options[0].ranks == pytest.approx((share, 1 - share), abs=error)
    for duel in found.duels:
        expected = share if duel.option == "open-0" else 1 - share
        assert duel.share == pytest.approx(expected, abs=error)
        assert duel.by_weights == pytest.approx(expected)
        assert duel.exact


# ── Values alone uncertain: the difference of two uniform numbers ────────────────────────────────
@pytest.mark.parametrize(
    ("ours", "theirs", "off", "share"),
    [
        (56, 50, 10, 1 - 14**2 / 800),
        (50, 50, 10, 0.5),
        (70, 50, 10, 1),
        (95, 90, 20, 1 - 10**2 / (8 * 5 * 10)),
        (98, 95, 20, 1 - 4**2 / (8 * 2 * 5)),
        (98, 97, 20, 0.5 + 1 / (2 * 3)),
        (100, 99, 20, 1),
    ],
)
def test_the_share_of_values_is_that_of_a_trapezium(
    kb: KnowledgeBase, ours: float, theirs: float, off: float, share: float
) -> None:
    """A value near the end of the scale may be off by its distance from it, no more.

    With half widths g >= h and a lead L: 1/2 + L/2g up to L = g - h; 1 - (g+h-L)^2/8gh up to g + h.
    """
    found = studied(*_alone(kb, ours, theirs, off))
    assert side(found, "open") == pytest.approx(share, abs=found.error)
    assert found.varied == ("values",)
    assert [d.by_weights for d in found.duels] == [1.0] * (ours != theirs)


def _alone(kb: KnowledgeBase, ours: float, theirs: float, off: float) -> World:
    pair = judged(kb, ("open", "closed"), {"only": (ours, theirs)}, off)
    return pair, alike(pair)


def test_the_more_values_may_be_off_the_less_a_lead_says(kb: KnowledgeBase) -> None:
    shares = [side(studied(*_alone(kb, 52, 48, off)), "open") for off in (0, 2, 4, 8, 16, 32, 48)]
    assert shares[0] == shares[1] == 1
    assert all(more >= less for more, less in pairwise(shares))
    assert shares[-1] == pytest.approx(0.5, abs=0.06)


@pytest.mark.parametrize("leads", [(40, -10), (12, -4), (30, -25)])
def test_the_less_weights_are_known_the_less_a_lead_says(
    kb: KnowledgeBase, leads: tuple[int, int]
) -> None:
    rows = {f"p{n}": (50 + lead / 2, 50 - lead / 2) for n, lead in enumerate(leads)}
    pair = judged(kb, ("open", "closed"), rows)
    results = [
        assess(Basis(pair), alike(pair, spread=spread), draws=DRAWS, search=False)
        for spread in ("certain", "sure", "rough", "vague", "no-idea")
    ]
    shares = [r.recommendation.p_side for r in results]
    error = results[0].robustness.error if results[0].robustness else 0
    for more, less in pairwise(shares):
        assert more is not None
        assert less is not None
        assert less <= more + error
    for result, share in zip(results, shares, strict=True):
        sure = share is not None and share >= pair.settings.confidence
        assert result.recommendation.verdict == ("open" if sure else "undecided")
