"""The words of costs: volumes, money, GPUs, and the figures behind them.

Longer than other files because it is one list: each figure of a cost with its words.
"""

from collections.abc import Iterable, Iterator

from llmchoice import figures
from llmchoice.language import message, t, tell, tn
from llmchoice.model.cost import Basis, CostCase, CostReport, CostSubject, OptionCost, StatedTerm
from llmchoice.model.terms import DOLLARS, Band, Term, in_dollars


def card(case: CostCase) -> str:
    """The GPU that costs are computed for."""
    return t("your own GPUs") if case.gpu is None else case.gpu


def gpu_count(cards: int) -> str:
    """Some number of GPUs."""
    return tn("1 GPU", "{number} GPUs", cards)


def gpu_range(cards: Band | None) -> str:
    """From the fewest to the most GPUs; nothing where none are paid for."""
    if cards is None:
        return ""
    low, high = figures.whole(cards.low), figures.whole(cards.high)
    return low if low == high else t("{low} to {high}", low=low, high=high)


def ends(monthly: Band | None) -> tuple[str, str, str]:
    """Low, typical and high, for three columns."""
    if monthly is None:
        return "", t("unknown"), ""
    return figures.money(monthly.low), figures.money(monthly.typical), figures.money(monthly.high)


def volume(subject: CostSubject) -> str:
    """How many tokens it is about, or that nobody knows."""
    stated = subject.volume
    if stated is None:
        return t("The number of tokens a month is unknown, so costs cannot be computed.")
    places = {
        "total": figures.tokens(stated.total),
        "sent": figures.tokens(stated.tokens_in),
        "received": figures.tokens(stated.tokens_out),
        "once": "" if subject.volume_in_all is None else figures.tokens(subject.volume_in_all),
        "months": figures.whole(subject.months or 0),
    }
    once = subject.in_all(subject.spread)
    if once is not None:
        return t(
            "About {once} tokens once, spread over {months} months: {sent} in and {received} out in"
            " each; it may be {ends} in all.",
            ends=figures.between(once.low, once.high),
            **places,
        )
    if subject.months is not None:
        return t(
            "{once} tokens once, spread over {months} months: {sent} in and {received} out in"
            " each.",
            **places,
        )
    if subject.spread is not None:
        return t(
            "About {total} tokens a month, {sent} in and {received} out; it may be {ends}.",
            ends=figures.between(subject.spread.low, subject.spread.high),
            **places,
        )
    return tn(
        "{total} token a month: {sent} in, {received} out.",
        "{total} tokens a month: {sent} in, {received} out.",
        figures.nearest(stated.total),
        **places,
    )


def seats(subject: CostSubject, excluded: frozenset[str] = frozenset()) -> str:
    """How many seats are paid for, where that was worked out, and how more use is billed.

    Nothing where no option is left that is paid by the seat.
    """
    by_the_seat = {cost.option for cost in subject.costs if cost.ready_made}
    if excluded.issuperset(by_the_seat):
        return ""
    if subject.seats_by_volume is None:
        return subject.metered or ""
    number = figures.whole(subject.seats_by_volume)
    if subject.metered:
        return t("Seats: {number}, plus use billed by the token.", number=number)
    return t("Seats: {number}, worked out from tokens.", number=number)


def prices(report: CostReport) -> str:
    """Of what, and of when, the amounts are."""
    day, rate = report.prices_as_of, figures.number(report.rate)
    if report.rate == 1:
        return t("Prices as of {day}.", day=day)
    return t(
        "Prices as of {day}, at {rate} {currency} to the US dollar.",
        day=day,
        rate=rate,
        currency=report.currency,
    )


def cheapest(
    report: CostReport, subject: CostSubject, excluded: frozenset[str] = frozenset()
) -> str:
    """The cheapest options, and whether one is ruled out; nothing where no cost is known."""
    least = subject.least if subject.cheapest is None else (subject.cheapest,)
    if not least:
        return ""
    name = figures.listed([option_name(report, option, excluded) for option in least])
    if not excluded.issuperset(subject.unplaced):
        return t("Cheapest known offer, at typical figures: {option}.", option=name)
    if not excluded.isdisjoint(cost.option for cost in subject.costs) and excluded.isdisjoint(
        least
    ):
        return t("Cheapest of what is allowed, at typical figures: {option}.", option=name)
    if all(cost.monthly for cost in subject.costs):
        return t("Cheapest at typical figures: {option}.", option=name)
    return t("Cheapest of those known, at typical figures: {option}.", option=name)


def option_name(report: CostReport, option: str, excluded: frozenset[str]) -> str:
    """The short name of an option, and whether it is ruled out."""
    name = report.options[option]
    return t("{option} (ruled out)", option=name) if option in excluded else name


def ceiling(report: CostReport, subject: CostSubject) -> str:
    """The most that may be paid and who is above it; nothing where none is stated."""
    if report.ceiling is None:
        return ""
    amount = _in(report.currency, report.ceiling)
    if not subject.costs:
        return t("Your ceiling is {amount} a month.", amount=amount)
    over = figures.listed(report.options[option] for option in subject.over_ceiling)
    if not over:
        return t("Your ceiling is {amount} a month. No option is surely above it.", amount=amount)
    return t(
        "Your ceiling is {amount} a month. Above it even at the low end, all told: {options}.",
        amount=amount,
        options=over,
    )


def together(report: CostReport) -> str:
    """What the cheapest options of all workloads cost; nothing where that may not be added up."""
    if report.cheapest_together is None:
        return ""
    band, limit = report.cheapest_together, report.ceiling or 0
    places = {
        "typical": figures.rough_beside(band.typical, limit),
        "low": figures.rough(band.low),
        "high": figures.rough(band.high),
        "currency": report.currency,
        "ceiling": figures.money(limit),
    }
    sum_ = t(
        "Cheapest together, all told: {typical} {currency} a month ({low} to {high}).", **places
    )
    if report.ceiling is None:
        return sum_
    if report.is_over_together:
        return f"{sum_} {t('That is more than your ceiling of {ceiling}.', **places)}"
    return f"{sum_} {t('Each workload is compared with the whole ceiling.')}"


def _in(currency: str, amount: float) -> str:
    return t("{amount} {currency}", amount=figures.money(amount), currency=currency)


def as_stated(decides: float, currency: str, rate: float) -> str:
    """The amount that decides as it was stated, in US dollars, and in the currency of the costs.

    `rate`: units of the currency that one dollar buys.
    """
    amount = _in(currency, decides)
    if currency == DOLLARS:
        return amount
    dollars = _in(DOLLARS, in_dollars(decides, rate))
    return t("{stated} ({converted})", stated=dollars, converted=amount)


_COMPUTED = {
    (False, False): message("Computed for {models}; typical is the cheapest for each option."),
    (False, True): message(
        "Computed for {models}; typical is the cheapest offered in some territory, yours or not."
    ),
    (True, False): message("Computed for {models}; typical is the cheapest of the usual size."),
    (True, True): message(
        "Computed for {models}; typical is the cheapest of the usual size that is offered in some"
        " territory, yours or not."
    ),
}
"""Whether they are of several sizes, and whether the work has to stay in a territory."""


def models(subject: CostSubject) -> str:
    """Which models the costs are of."""
    sets = [models_of(case) for case in subject.cases]
    if not subject.costs:
        return t("Compared: {models}.", models=figures.separated(sets))
    if len(sets) == 1:
        return t("Computed for {models}.", models=sets[0])
    are_several = len({case.tier for case in subject.cases}) > 1
    # Some stand in several sets.
    each = dict.fromkeys(m for case in subject.cases for m in case.models)
    models = figures.separated(sets) if are_several else figures.listed(each)
    return tell(_COMPUTED[are_several, subject.tied], models=models)


def unplaced(report: CostReport, subject: CostSubject, excluded: frozenset[str]) -> str:
    """Options of which it is not known whether anybody offers a model in a territory."""
    names = [report.options[option] for option in subject.unplaced if option not in excluded]
    if not names or not subject.costs:
        return ""
    return t(
        "Not known whether it is offered in any territory: {options}.",
        options=figures.separated(names),
    )


def models_of(case: CostCase) -> str:
    """The closed and the open model of a case."""
    return t("{closed} and {open}", closed=case.closed_model, open=case.open_model)


def missing(cost: OptionCost) -> str:
    """Which figures are missing, or that no model is known."""
    if cost.unable:
        return t(
            "No model is known that can do the work and is sold this way: name one under 'costs:'."
        )
    unknown = figures.listed(cost.unknown)
    return t("No figure for {terms}: add it under 'costs:'.", terms=unknown)


def band_text(subject: CostSubject) -> str:
    """What low and high mean, and what a price is of; what is typical is told with the models."""
    ends = t("Low and high take every figure at its cheapest and at its most expensive at once.")
    priced = t(
        "A price per token is the price of one provider for each model; another provider, or your"
        " own cloud, may ask more. A picture counts as the tokens that it takes; vectors of text"
        " (embeddings) count by the token alone, where things are looked up. Film, searches, and"
        " voices and pictures that a model makes are left out."
    )
    own = "" if subject.changed is None else subject.changed.means
    return " ".join(filter(None, (ends, priced, own)))


_BASIS = {
    Basis.CEILING: message(
        "The value of running costs compares these costs with your ceiling of {amount} {currency}"
        " a month."
    ),
    Basis.LIKELY: message(
        "Your volume is unknown. The value of running costs compares the costs at likely volumes"
        " with your ceiling of {amount} {currency} a month."
    ),
    Basis.DECIDES: message(
        "The value of running costs compares these costs with the {amount} a month from which they"
        " decide."
    ),
    Basis.DECIDES_LIKELY: message(
        "Your volume is unknown. The value of running costs compares the costs at likely volumes"
        " with the {amount} a month from which they decide."
    ),
    Basis.TYPICAL: message(
        "You gave no ceiling, so the value of running costs follows typical prices at your volume."
        " With {setting} in the profile, it follows these costs."
    ),
    Basis.EXPECTED: message(
        "Your volume is unknown, so the value of running costs follows typical prices at likely"
        " volumes."
    ),
}
_NOT_STATED = message(
    "The value of running costs follows these costs. From which amount on they decide you did not"
    " say, so several are tried, and larger ones where you use more."
)


def basis(report: CostReport, subject: CostSubject) -> str:
    """Where the value of the criterion on running costs comes from."""
    is_compared = subject.basis in {Basis.DECIDES, Basis.DECIDES_LIKELY}
    if is_compared and subject.decides is None:
        return tell(_NOT_STATED)
    amount = figures.money(report.ceiling or 0)
    if subject.decides is not None and is_compared:
        amount = as_stated(subject.decides, report.currency, report.rate)
    setting = "'costs: {ceiling: AMOUNT}'"
    sentences = [
        tell(_BASIS[subject.basis], amount=amount, currency=report.currency, setting=setting)
    ]
    accounts, upkeep = subject.administration, subject.upkeep
    if subject.basis is Basis.DECIDES and accounts is not None and accounts.typical:
        more = estimate(report, accounts)
        sentences.append(t("First, accounts and rights add {amount} to each.", amount=more))
    if subject.basis is Basis.DECIDES and upkeep is not None and upkeep.typical:
        more = estimate(report, upkeep, assumed=subject.upkeep_assumed)
        sentences.append(
            t(
                "Keeping up an application adds {amount} to each that includes none.",
                amount=more,
            )
        )
    return " ".join(sentences)


ADDED = {
    (False, True, False): message("Accounts and rights add {amount}."),
    (True, False, False): message("Keeping up an application adds {amount}."),
    (True, False, True): message("Keeping up an application adds {amount}. A seat has it in."),
    (True, True, False): message(
        "Keeping up an application, with accounts and rights, adds {amount}."
    ),
    (True, True, True): message(
        "Keeping up an application, with accounts and rights, adds {amount}. To a seat, accounts"
        " and rights alone add {seat}."
    ),
}
"""Whether keeping up an application adds to a cost, whether accounts and rights do, and whether a
seat is among what costs more than that."""


def added(
    report: CostReport, subject: CostSubject, costs: Iterable[OptionCost], *, monthly: bool
) -> str:
    """What comes on top of the costs of some options; nothing where nothing does.

    `monthly`: whether of a month, even where the work is done once.
    """
    by_seat = {cost.ready_made: cost for cost in costs}
    dearest = by_seat.get(False) or by_seat.get(True)
    if dearest is None or (beside := subject.beside(dearest.option)) is None:
        return ""
    is_kept, seat = not dearest.ready_made and subject.takes_upkeep, by_seat.get(True)
    of_seat = subject.beside(seat.option) if seat is not None else None
    work = None if monthly else subject
    return tell(
        ADDED[is_kept, subject.is_administered, is_kept and seat is not None],
        amount=estimate(report, beside, work, assumed=is_kept and subject.upkeep_assumed),
        seat="" if of_seat is None else estimate(report, of_seat, work),
    )


def kept_up(report: CostReport, subject: CostSubject) -> Iterator[str]:
    """How seats are metered, what is added to a cost before it is valued, and how that follows."""
    if subject.metered and subject.metered != seats(subject):
        yield subject.metered
    if subject.administration is not None:
        yield t(
            "Accounts and rights cost {amount}, with a seat and with an application of your own.",
            amount=_a_month(report, subject.administration),
        )
    yield from _kept_up(report, subject)


def _kept_up(report: CostReport, subject: CostSubject) -> Iterator[str]:
    if subject.upkeep is None:
        return
    amount = _a_month(report, subject.upkeep)
    if subject.upkeep_staff is None:
        yield t(
            "Keeping up an application costs {amount}, by what you stated for a person.",
            amount=amount,
        )
        return
    usual = {term.term: term.band for term in subject.cases[0].terms}
    staff, people, least = (
        figures.number(band.typical) if (band := usual.get(term)) else ""
        for term in (Term.APPLICATION_STAFF, Term.APPLICATION_PEOPLE, Term.APPLICATION_LEAST)
    )
    yield t(
        "Keeping up an application costs {amount}, for {typical} full-time people ({fewest} to"
        " {most}): {staff} where {people} use it, less for each beyond these, and at least"
        " {least}.",
        typical=figures.three_digits(subject.upkeep_staff.typical),
        fewest=figures.three_digits(subject.upkeep_staff.low),
        most=figures.three_digits(subject.upkeep_staff.high),
        staff=staff,
        people=people,
        least=least,
        amount=amount,
    )


_A_MONTH = {
    (False, False): message("{amount} {currency} a month"),
    (True, False): message("{amount} {currency} a month ({range})"),
    (True, True): message("{amount} {currency} a month ({range}, partly assumed)"),
}
_IN_ALL = {
    (False, False): message("{amount} {currency} in all"),
    (True, False): message("{amount} {currency} in all ({range})"),
    (True, True): message("{amount} {currency} in all ({range}, partly assumed)"),
}
"""Whether it may be more or less, and whether a part of it is assumed."""


def estimate(
    report: CostReport, monthly: Band, work: CostSubject | None = None, *, assumed: bool = False
) -> str:
    """About how much it is a month, from where to where, and whether a part of it is assumed.

    `work`: where it is done once, in all instead.
    """
    once = None if work is None else work.in_all(monthly)
    band, sentences = (monthly, _A_MONTH) if once is None else (once, _IN_ALL)
    ends = figures.span(band.low, band.high)
    return tell(
        sentences[bool(ends), bool(ends) and assumed],
        amount=figures.about(band.typical),
        currency=report.currency,
        range=ends,
    )


def bill(report: CostReport, subject: CostSubject, cost: OptionCost, *, alone: bool) -> str:
    """What an option costs, or why that is unknown; with its name unless it is told `alone`."""
    option = report.options[cost.option]
    if cost.unable:
        return tell(_UNABLE[alone], option=option)
    if cost.monthly is None:
        return tell(_UNKNOWN[alone], option=option)
    return tell(_BILL[alone], option=option, amount=estimate(report, cost.monthly, subject))


_BILL = {True: message("It costs {amount}."), False: message("{option}: {amount}.")}
_UNKNOWN = {
    True: message("Unknown, because a figure is missing."),
    False: message("{option}: unknown, because a figure is missing."),
}
_UNABLE = {
    True: message("Unknown, because no model is known that can do the work and is sold this way."),
    False: message(
        "{option}: unknown, because no model is known that can do the work and is sold this way."
    ),
}
"""Whether it is the only option that is told."""


def _a_month(report: CostReport, band: Band) -> str:
    """An amount of every month, with its ends where these do not read alike."""
    low, typical, high = ends(band)
    places = {"amount": typical, "currency": report.currency, "low": low, "high": high}
    if low == high:
        return tell(_A_MONTH[False, False], **places)
    return t("{amount} {currency} a month ({low} to {high})", **places)


def term(stated: StatedTerm) -> str:
    """A figure behind the costs, with its id, its range and its unit."""
    places = {"name": stated.name, "id": stated.term, "unit": stated.unit}
    band = stated.band
    if band is None:
        return t("{name} ({id}): unknown", **places)
    low, typical, high = map(figures.four_digits, (band.low, band.typical, band.high))
    ends = t("{low} / {typical} / {high}", low=low, typical=typical, high=high)
    stated_as = typical if band.low == band.high else ends
    return t("{name} ({id}): {figures} {unit}", figures=stated_as, **places)


def origin(stated: StatedTerm) -> str:
    """What a figure follows from, and who says so."""
    if stated.because == stated.source:
        return t("From {origin}.", origin=stated.because)
    places = {"because": stated.because, "source": stated.source, "day": stated.checked_on}
    if stated.assumed:
        return t("{because}. Our assumption: {source}", **places)
    if stated.checked_on is None:
        return t("{because}. Source: {source}", **places)
    return t("{because}. Source: {source}, checked on {day}", **places)
