"""Why a value is what it is, and why an option is excluded."""

from typing import TYPE_CHECKING

from llmchoice.figures import exact_money, money
from llmchoice.language import t

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmchoice.model.assessment import Exclusion
    from llmchoice.model.comparison import ConstraintChange
    from llmchoice.model.ground import CostGround, Ground


def ground(found: "Ground") -> str:
    """Why a value is what it is."""
    if found.cost is None:
        return found.text or ""
    return _cost(found.cost)


def grounds(found: "Iterable[Ground]") -> str:
    """The same for several options that are level, parted by a slash."""
    return " / ".join(map(ground, found))


def exclusion_text(found: "Exclusion | ConstraintChange") -> str:
    """Why a rule excludes an option."""
    if found.cost is None or found.cost.monthly is None:
        return found.reason
    return f"{found.reason} {_beyond(found.cost, found.cost.monthly.low)}"


def _cost(cost: "CostGround") -> str:
    if cost.monthly is None:
        return t("What it costs is not known, so it counts as if it took all that you would pay.")
    return t(
        "It costs about {typical} {currency} a month ({low} to {high}). Your ceiling is {ceiling}.",
        typical=money(cost.monthly.typical),
        low=money(cost.monthly.low),
        high=money(cost.monthly.high),
        currency=cost.currency,
        ceiling=money(cost.ceiling),
    )


def _beyond(cost: "CostGround", lowest: float) -> str:
    low, ceiling = money(lowest), money(cost.ceiling)
    if low == ceiling:
        low, ceiling = exact_money(lowest), exact_money(cost.ceiling)
    return t(
        "It costs at least {low} {currency} a month, and your ceiling is {ceiling}.",
        low=low,
        currency=cost.currency,
        ceiling=ceiling,
    )
