"""The words of capacity that is reserved."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.language import t, tn

if TYPE_CHECKING:
    from llmchoice.model.cost import CostReport, Reservation


def monthly(report: "CostReport", option: str, model: str, kept: "Reservation") -> str:
    """What an option costs with it."""
    cost = t(
        "{option}, with {model} and {capacity}: {amount} {currency} a month ({low} to {high}).",
        option=report.options[option],
        model=model,
        capacity=_capacity(kept),
        amount=figures.money(kept.monthly.typical),
        currency=report.currency,
        low=figures.money(kept.monthly.low),
        high=figures.money(kept.monthly.high),
    )
    return _with_term(cost, kept)


def taken(report: "CostReport", option: str, kept: "Reservation") -> str:
    """That it costs less than what is paid for by the token."""
    less = t(
        "{option}: by the token it costs more than with {capacity}.",
        option=report.options[option],
        capacity=_capacity(kept),
    )
    return _with_term(less, kept)


def _capacity(kept: "Reservation") -> str:
    count = round(kept.units.typical)
    if kept.cards:
        return tn("1 reserved GPU", "{count} reserved GPUs", count, count=figures.count(count))
    units = tn("1 reserved unit", "{count} reserved units", count, count=figures.count(count))
    if kept.provider is None:
        return t("{units} as you were offered them", units=units)
    return t("{units} at {provider}", units=units, provider=kept.provider)


def _with_term(sentence: str, kept: "Reservation") -> str:
    if not kept.days:
        return sentence
    term = tn(
        "That binds for 1 day at least.",
        "That binds for {days} days at least.",
        kept.days,
        days=figures.count(kept.days),
    )
    return f"{sentence} {term}"
