"""The words of capacity that is not paid for by the token: reserved, or by the hour."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.language import message, t, tell, tn

if TYPE_CHECKING:
    from llmchoice.model.cost import Band, CostReport, Reservation


def endpoint(report: "CostReport", option: str, model: str, cost: "Band") -> str:
    """What an option costs on an endpoint of one's own."""
    return t(
        "{option}, on an endpoint of your own by the hour of its GPUs, with {model}:"
        " {amount} {currency} a month ({low} to {high}).",
        **_places(report, option, model, cost),
    )


def monthly(report: "CostReport", option: str, model: str, kept: "Reservation") -> str:
    """What an option costs with it."""
    cost = t(
        "{option}, with {model} and {capacity}: {amount} {currency} a month ({low} to {high}).",
        capacity=_capacity(kept),
        **_places(report, option, model, kept.monthly),
    )
    return _with_term(cost, kept)


def _places(report: "CostReport", option: str, model: str, cost: "Band") -> dict[str, str]:
    return {
        "option": report.options[option],
        "model": model,
        "amount": figures.money(cost.typical),
        "currency": report.currency,
        "low": figures.money(cost.low),
        "high": figures.money(cost.high),
    }


_TAKEN = {
    ("low",): message("{option}: the low end is the cost with {capacity}."),
    ("high",): message("{option}: the high end is the cost with {capacity}."),
    ("low", "high"): message("{option}: the low and the high end are the cost with {capacity}."),
}
_EVERYWHERE = message("{option}: by the token it costs more than with {capacity}.")


def taken(report: "CostReport", option: str, kept: "Reservation") -> str:
    """That it costs less than what is paid for by the token, and at which ends of the band."""
    sentence = _TAKEN.get(kept.ends, _EVERYWHERE)
    less = tell(sentence, option=report.options[option], capacity=_capacity(kept))
    return _with_term(less, kept)


def _capacity(kept: "Reservation") -> str:
    ends: dict[tuple[str, ...], float] = {("low",): kept.units.low, ("high",): kept.units.high}
    count = round(ends.get(kept.ends, kept.units.typical))
    if kept.cards:
        return tn("1 reserved GPU", "{count} reserved GPUs", count, count=figures.count(count))
    some = tn("1 reserved unit", "{count} reserved units", count, count=figures.count(count))
    if kept.provider is None:
        return t("{units} as you were offered them", units=some)
    return t("{units} at {provider}", units=some, provider=kept.provider)


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
