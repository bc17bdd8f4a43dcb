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
    """That it costs less than what is paid for by the token, and at which ends of the band."""
    places = {"option": report.options[option], "capacity": _capacity(kept)}
    match kept.ends:
        case ("low",):
            less = t("{option}: the low end is the cost with {capacity}.", **places)
        case ("high",):
            less = t("{option}: the high end is the cost with {capacity}.", **places)
        case ("low", "high"):
            less = t("{option}: the low and the high end are the cost with {capacity}.", **places)
        case _:
            less = t("{option}: by the token it costs more than with {capacity}.", **places)
    return _with_term(less, kept)


def _capacity(kept: "Reservation") -> str:
    count = round(_units(kept))
    if kept.cards:
        return tn("1 reserved GPU", "{count} reserved GPUs", count, count=figures.count(count))
    some = tn("1 reserved unit", "{count} reserved units", count, count=figures.count(count))
    if kept.provider is None:
        return t("{units} as you were offered them", units=some)
    return t("{units} at {provider}", units=some, provider=kept.provider)


def _units(kept: "Reservation") -> float:
    match kept.ends:
        case ("low",):
            return kept.units.low
        case ("high",):
            return kept.units.high
        case _:
            return kept.units.typical


def _with_term(sentence: str, kept: "Reservation") -> str:
    if kept.days is None:
        contract = t("That is for a contract, whose terms were not read.")
        return f"{sentence} {contract}"
    if not kept.days:
        return sentence
    term = tn(
        "That binds for 1 day at least.",
        "That binds for {days} days at least.",
        kept.days,
        days=figures.count(kept.days),
    )
    return f"{sentence} {term}"
