"""The words of the cost reports. An amount is rounded here, and nowhere before."""

from math import floor, log10
from typing import TYPE_CHECKING

from llmchoice.figures import money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.cost import (
        Band,
        CostCase,
        CostReport,
        CostSubject,
        OptionCost,
        StatedTerm,
    )

_MILLION = 1e6
_FEW = 1e4
_THOUSAND = 1e3
_DIGITS = 3
_LONG = 1e15
BAND = (
    "Low and high take every figure at its cheapest and at its dearest at once: what you will pay"
    " lies between them if the figures do. Over two models, typical is the mean of both. A price"
    " by the token is that of one provider for each model: another one, or your own cloud, may ask"
    " more."
)
ABOVE = "above the ceiling even at the low end"
UNKNOWN_VOLUME = (
    "How many tokens a month is not known, so no cost is: below stands where the options cross."
)


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
    return count(low) if low == high else f"{low:,} to {high:,} GPUs"


def count(cards: int) -> str:
    """Some number of cards."""
    return "1 GPU" if cards == 1 else f"{cards:,} GPUs"


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
    yield volume(subject)
    yield from filter(None, (cheapest(report, subject), ceiling(report)))


def volume(subject: "CostSubject") -> str:
    """How many tokens it is about, or that nobody knows."""
    found = subject.volume
    if found is None:
        return UNKNOWN_VOLUME
    split = f"{tokens(found.tokens_in)} in, {tokens(found.tokens_out)} out"
    return f"{tokens(found.total)} tokens a month: {split}"


def cheapest(report: "CostReport", subject: "CostSubject") -> str:
    """The cheapest option; nothing where no cost is known."""
    if subject.cheapest is None:
        return ""
    known = "" if all(cost.monthly for cost in subject.costs) else " of those known"
    return f"Cheapest{known} at typical figures: {report.options[subject.cheapest]}"


def ceiling(report: "CostReport") -> str:
    """The most that may be paid; nothing where that is not stated."""
    if report.ceiling is None:
        return ""
    return f"Ceiling: {money(report.ceiling)} {report.currency} a month"


def cost(report: "CostReport", found: "OptionCost") -> str:
    """Name and band of an option."""
    return f"{report.options[found.option]}: {band(found.monthly)}"


def why_unknown(found: "OptionCost") -> str:
    """Which figures are missing."""
    return f"no figure for {', '.join(found.unknown)}: add it under 'costs:' in the profile"


def case_title(case: "CostCase") -> str:
    """Which models and which card a case takes."""
    return f"{case.closed_model} or {case.open_model}, on {case.gpu}"


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
