"""The words of rates for live speech, for endpoints by the hour, and for reserved capacity."""

from collections.abc import Iterable

from llmchoice import figures
from llmchoice.language import message, t, tell, tn
from llmchoice.model.cost import CostReport, CostSubject, OptionCost, Reservation, StatedTerm
from llmchoice.model.terms import SOUND_PRICES, Band, Term
from llmchoice.report.wording.amounts import gpu_count


def without_idle(terms: Iterable[StatedTerm]) -> tuple[StatedTerm, ...]:
    """Figures, without the prices of sound where none of the input is sound."""
    stated = tuple(terms)
    shares = (each.band for each in stated if each.term is Term.SOUND_SHARE)
    if any(share is not None and share.high > 0 for share in shares):
        return stated
    return tuple(each for each in stated if each.term not in SOUND_PRICES)


def voice_left_out(subject: CostSubject, costs: Iterable[OptionCost]) -> list[str]:
    """What of talking the costs of some options leave out; nothing where nobody is said to talk.

    They are of the text alone where no model is taken to hear what is said.
    """
    sides = {cost.side for cost in costs if not cost.ready_made}
    if not _talked(subject):
        return []
    if all(sides.isdisjoint(case.hearing) for case in subject.cases):
        return [t("You said live speech: what it costs is not included, only text.")]
    return [t("You said live speech: what a voice that answers costs is not included.")]


def _talked(subject: CostSubject) -> float:
    """The typical share of what goes in that is sound."""
    terms = (term for case in subject.cases for term in case.terms)
    share = next((term.band for term in terms if term.term is Term.SOUND_SHARE), None)
    return 0 if share is None else share.typical


def priced(subject: CostSubject) -> str:
    """How live speech is priced, and what of it is not; nothing where nobody is said to talk."""
    share = _talked(subject)
    if not share:
        return ""
    hearing = [
        (side in case.hearing, case.closed_model if side == "closed" else case.open_model)
        for case in subject.cases
        for side in ("closed", "open")
    ]
    heard, read = (
        tuple(dict.fromkeys(model for hears, model in hearing if hears is which))
        for which in (True, False)
    )
    sentences = []
    if heard:
        talked = {"models": figures.listed(heard), "share": figures.whole_percent(share)}
        sentences.append(t("Of what goes into {models}, {share} is taken to be sound.", **talked))
    if read:
        sentences.append(
            t(
                "Not known to hear speech: {models}. They get it in writing, and what writing it"
                " down costs is left out.",
                models=figures.listed(read),
            )
        )
    sentences.append(t("What a voice that answers costs is left out."))
    return " ".join(sentences)


def endpoint(report: CostReport, option: str, model: str, cost: Band) -> str:
    """What an option costs on an endpoint of one's own."""
    return t(
        "{option}, on an endpoint of your own by the hour of its GPUs, with {model}:"
        " {amount} {currency} a month ({low} to {high}).",
        **_places(report, option, model, cost),
    )


def while_running(report: CostReport, option: str, model: str, gpus: Band, hours: float) -> str:
    """How many GPUs one batch takes, and for how long they are rented."""
    return t(
        "{option}, with {model}: {cards} for {hours} hours in all, and people for a month.",
        option=report.options[option],
        model=model,
        cards=gpu_count(figures.nearest(gpus.typical)),
        hours=figures.three_digits(hours),
    )


def monthly(report: CostReport, option: str, model: str, kept: Reservation) -> str:
    """What an option costs with it."""
    cost = t(
        "{option}, with {model} and {capacity}: {amount} {currency} a month ({low} to {high}).",
        capacity=_capacity(kept),
        **_places(report, option, model, kept.monthly),
    )
    return _with_term(cost, kept)


def _places(report: CostReport, option: str, model: str, cost: Band) -> dict[str, str]:
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


def taken(report: CostReport, option: str, kept: Reservation) -> str:
    """That it costs less than what is paid for by the token, and at which ends of the band."""
    sentence = _TAKEN.get(kept.ends, _EVERYWHERE)
    less = tell(sentence, option=report.options[option], capacity=_capacity(kept))
    return _with_term(less, kept)


def _capacity(kept: Reservation) -> str:
    ends: dict[tuple[str, ...], float] = {("low",): kept.units.low, ("high",): kept.units.high}
    count = figures.nearest(ends.get(kept.ends, kept.units.typical))
    if kept.cards:
        return tn("1 reserved GPU", "{number} reserved GPUs", count)
    some = tn("1 reserved unit", "{number} reserved units", count)
    if kept.provider is None:
        return t("{units} as you were offered them", units=some)
    return t("{units} at {provider}", units=some, provider=kept.provider)


def _with_term(sentence: str, kept: Reservation) -> str:
    if kept.days is None:
        contract = t("That is for a contract, whose terms were not read.")
        return f"{sentence} {contract}"
    if not kept.days:
        return sentence
    term = tn("That binds for 1 day at least.", "That binds for {number} days at least.", kept.days)
    return f"{sentence} {term}"
