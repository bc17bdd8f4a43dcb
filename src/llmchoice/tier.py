"""How hard the work is that a model can do. Light: the command line imports it as it starts."""

from typing import Literal, get_args

Tier = Literal["small", "middle", "frontier"]
TIERS: tuple[Tier, ...] = get_args(Tier)
"""The least first."""
