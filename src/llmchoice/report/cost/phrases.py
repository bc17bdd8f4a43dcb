"""The words of the cost reports. An amount is rounded here, and nowhere before."""

from math import floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.cost import (
        Band,
        BreakEven,
        CostCase,
        CostReport,
        CostSubject,
        OptionCost,
        Sensitivity,
        StatedTerm,
    )

_CENTS = 10
_LEAST = 0.005
_MILLION = 1e6
_FEW = 1e4
_THOUSAND = 1e3
_DIGITS = 3
_LONG = 1e15
BAND = (
    "Low and high take every figure at its cheapest and at its dearest at once: what you will pay"
    " lies between them if the figures do. Over two models, typical is the mean of both."
)
UNKNOWN_VOLUME = (
    "How many tokens a month is not known, so no cost is: below stands where the options cross."
)


def money(amount: float) -> str:
    """In whole units from 10 on, in hundredths below."""
    if abs(amount) >= _LONG:
        return f"{amount:.3g}"
    if 0 < amount < _LEAST:
        return "under 0.01"
    return f"{amount:,.0f}" if amount >= _CENTS or amount == 0 else f"{amount:.2f}"


def tokens(amount: float) -> str:
    """To three digits: in millions, or as they are where there are few."""
    if amount < _FEW:
        return f"{amount:,.0f}" if amount >= 1 or amount == 0 else "under 1"
    millions = amount / _MILLION
    if millions >= _LONG:
        return f"{millions:.2e} million"
    digits = _DIGITS - 1 - floor(log10(millions))
    rounded = f"{round(millions, digits):,.{max(0, digits)}f}"
    return f"{rounded.rstrip('0').rstrip('.') if digits > 0 else rounded} million"


def band(found: "Band | None") -> str:
    """A band of money."""
    if found is None:
        return "unknown"
    low, typical, high = money(found.low), money(found.typical), money(found.high)
    return typical if low == high else f"{low} to {high}, typically {typical}"


def gpus(found: "Band | None") -> str:
    """Whole cards; nothing where none are paid for."""
    if found is None:
        return ""
    low, high = round(found.low), round(found.high)
    return _count(low) if low == high else f"{low:,} to {high:,} GPUs"


def title(report: "CostReport") -> str:
    """Whose costs these are."""
    return f"What a month costs: {report.organisation}"


def currency(report: "CostReport") -> str:
    """Of what, and of when, the prices are."""
    rate = "" if report.rate == 1 else f", at {report.rate:g} {report.currency} to the US dollar"
    return f"Amounts in {report.currency} a month{rate}. Prices as of {report.prices_as_of}."


def workload(subject: "CostSubject") -> str:
    """Whose costs follow, among several workloads; nothing for a whole organisation."""
    return "" if subject.workload is None else f"Workload: {subject.workload}"


def headline(report: "CostReport", subject: "CostSubject") -> "Iterator[str]":
    """The volume, the cheapest option and the ceiling."""
    volume = subject.volume
    if volume is None:
        yield UNKNOWN_VOLUME
    else:
        split = f"{tokens(volume.tokens_in)} in, {tokens(volume.tokens_out)} out"
        yield f"{tokens(volume.total)} tokens a month: {split}"
    if subject.cheapest is not None:
        known = "" if all(cost.monthly for cost in subject.costs) else " of those known"
        name = report.options[subject.cheapest]
        yield f"Cheapest{known} at typical figures: {name}"
    if report.ceiling is not None:
        yield f"Ceiling: {money(report.ceiling)} {report.currency} a month"


def cost(report: "CostReport", found: "OptionCost") -> str:
    """Name and band of an option."""
    return f"{report.options[found.option]}: {band(found.monthly)}"


def why_unknown(found: "OptionCost") -> str:
    """Which figures are missing."""
    return f"no figure for {', '.join(found.unknown)}: add it under 'costs:' in the profile"


def case_title(case: "CostCase") -> str:
    """Which models and which card a case takes."""
    return f"{case.closed_model} or {case.open_model}, on {case.gpu}"


def crossing(report: "CostReport", even: "BreakEven") -> str:
    """From which volume on, in one sentence."""
    ours, theirs = report.options[even.option], report.options[even.versus]
    same = " (the same model)" if even.same_weights else ""
    if even.first is None:
        return f"{ours} against {theirs}{same}: dearer at every volume"
    if even.first == 0:
        return f"{ours} against {theirs}{same}: no dearer, whatever the volume"
    cards = "" if even.first_gpus is None else f", with {_count(even.first_gpus)}"
    later = ""
    if even.steady is None:
        later = "; not at every volume beyond"
    elif even.steady > even.first:
        later = f"; at every volume from {tokens(even.steady)} on"
    start = f"no dearer from {tokens(even.first)} tokens on"
    return f"{ours} against {theirs}{same}: {start}{cards}{later}"


def at_this_size(report: "CostReport", even: "BreakEven", *, known: bool) -> str:
    """Whether the cards at hand can break even; nothing where no cards are compared."""
    if even.gpus is None or even.gpus_cost is None or even.capacity is None:
        return ""
    whose = "that your volume needs" if known else "at the least"
    cards = f"{_count(even.gpus)} {whose}, with staff: {money(even.gpus_cost)} {report.currency}"
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


def term(found: "StatedTerm") -> str:
    """A term with its figures."""
    if found.band is None:
        return f"{found.name} ({found.term}): unknown"
    ends = (found.band.low, found.band.typical, found.band.high)
    shown = [f"{end:,.4g}" if abs(end) < _THOUSAND else f"{end:,.0f}" for end in ends]
    figures = shown[1] if found.band.low == found.band.high else " / ".join(shown)
    return f"{found.name} ({found.term}): {figures} {found.unit}"


def origin(found: "StatedTerm") -> str:
    """What a term follows from, and who says so."""
    if found.because == found.source:
        return f"from {found.because}"
    checked = f", looked at on {found.checked_on}" if found.checked_on else ""
    says = "Our assumption" if found.assumed else "Source"
    return f"{found.because}. {says}: {found.source}{checked}"


def _count(cards: int) -> str:
    return "1 GPU" if cards == 1 else f"{cards:,} GPUs"
