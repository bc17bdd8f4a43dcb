"""How certain the members of a panel are of their weights, and the panel with them."""

from collections.abc import Mapping, Sequence
from math import inf

from llmchoice.engine.panel.member import Member
from llmchoice.engine.weights import CERTAIN, NO_IDEA, spread_of, weighting, widest_spread
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile

DRAWS = 10_000
SEED = 1998
WIDEST = 0.99
"""Part of the widest spread that a number may stand for."""


def spreads(kb: KnowledgeBase, members: Sequence[Member]) -> tuple[str | float, ...]:
    """How certain the members' weights are, each once, the least certain first."""
    width: Mapping[str, float] = {CERTAIN: 0.0, NO_IDEA: inf, **kb.settings.spreads}
    said = {_spread(kb, member.profile) for member in members}
    return tuple(
        sorted(said, key=lambda s: (-(width[s] if isinstance(s, str) else s), str(s))),
    )


def _spread(kb: KnowledgeBase, profile: Profile) -> str | float:
    """What the profile says, or how far a ranking or its comparisons leave its weights open."""
    found = spread_of(kb, profile)
    if found.added is not None:
        return NO_IDEA if found.points is None else round(found.points, 1)
    said = kb.settings.spread if profile.spread is None else profile.spread
    if found.kind != "ranking":
        return said
    import numpy as np  # noqa: PLC0415 - numpy is slow to import

    drawn = weighting(kb, profile).draw(np.random.default_rng(SEED), DRAWS)
    points = 100 * float(drawn.std(axis=1).mean())
    return round(min(points, WIDEST * widest_spread(len(kb.priorities))), 1)
