"""The words on where two options cost the same."""

from typing import TYPE_CHECKING

from llmchoice.figures import money
from llmchoice.report.cost.phrases import count, tokens

if TYPE_CHECKING:
    from llmchoice.model.cost import BreakEven, CostReport, Sensitivity


def crossing(report: "CostReport", even: "BreakEven") -> str:
    """From which volume on, in one sentence."""
    return f"{pair(report, even)}: {outcome(even)}"


def pair(report: "CostReport", even: "BreakEven") -> str:
    """Which option is compared with which."""
    same = " (the same model)" if even.same_weights else ""
    return f"{report.options[even.option]} against {report.options[even.versus]}{same}"


def outcome(even: "BreakEven") -> str:
    """From which volume on the first of a pair is no dearer."""
    if even.first is None:
        return "dearer at every volume"
    if even.first == 0:
        return "no dearer, whatever the volume"
    first = "" if even.first_gpus is None else f", with {count(even.first_gpus)}"
    later = ""
    if even.steady is None:
        later = "; not at every volume beyond"
    elif even.steady > even.first:
        later = f"; at every volume from {tokens(even.steady)} on"
    return f"no dearer from {tokens(even.first)} tokens on{first}{later}"


def at_this_size(report: "CostReport", even: "BreakEven", *, known: bool) -> str:
    """Whether the cards at hand can break even; nothing where no cards are compared."""
    if even.gpus is None or even.gpus_cost is None or even.capacity is None:
        return ""
    whose = "that your volume needs" if known else "at the least"
    cards = f"{count(even.gpus)} {whose}, with staff: {money(even.gpus_cost)} {report.currency}"
    if even.pays_for is None:
        return f"{cards}, and the other option is free."
    verdict = "enough" if even.at_this_size else "never at this size"
    return (
        f"{cards}, which buys {tokens(even.pays_for)} tokens there; they serve"
        f" {tokens(even.capacity)} ({verdict})."
    )


def from_tokens(amount: float | None) -> str:
    """A break-even in a table."""
    if amount is None:
        return "never"
    return f"from {tokens(amount)}" if amount > 0 else "always"


def never(found: "Sensitivity") -> bool:
    """Whether no utilisation and no share of staff breaks even."""
    return all(amount is None for row in found.tokens for amount in row)
