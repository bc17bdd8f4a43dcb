"""The words of the catalogue: amounts, models, and what is asked of them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.report.blocks import Item
from llmchoice.report.wording.wishes import asked_because, met, missed

if TYPE_CHECKING:
    from llmchoice.model.catalogue import Offered, PricesOrigin
    from llmchoice.model.price import Price
    from llmchoice.model.shortlist import Candidate, Listed, NearMiss, Requirement, Shortlist

_PACKAGED = "packaged"


def money(amount: float | None) -> str:
    """US dollars, with as many digits as they have: 0.1, 2, 1.05."""
    return t("unknown") if amount is None else figures.price(amount)


def billions(amount: float | None) -> str:
    """Parameters: 116.8B."""
    return t("unknown") if amount is None else figures.billions(amount)


def tokens(amount: int | None) -> str:
    """A whole number with its thousands marked."""
    return t("unknown") if amount is None else figures.count(amount)


def prices_from(origin: "PricesOrigin") -> str:
    """Which prices these are."""
    is_packaged = origin.origin == _PACKAGED
    return t(
        "Prices as of {day} ({origin}; {package} {version}), in US dollars per million tokens."
        " Unknown is not free.",
        day=origin.as_of,
        origin=t("packaged") if is_packaged else t("refreshed, in {file}", file=origin.origin),
        package=origin.package,
        version=origin.version,
    )


def as_of(shortlist: "Shortlist") -> str:
    """Of when the models and the prices are."""
    models = t("Models as of {day}.", day=shortlist.as_of)
    return f"{models} {prices_from(shortlist.prices)}" if shortlist.priced else models


def passed(shortlist: "Shortlist") -> str:
    """How many models pass, and what that does not say."""
    if shortlist.unchecked:
        return tn(
            "1 of {scope} models meets what was checked of your requirements (quality not"
            " compared).",
            "{number} of {scope} models meet what was checked of your requirements (quality not"
            " compared).",
            len(shortlist.models),
            scope=shortlist.in_scope,
        )
    return tn(
        "1 of {scope} models meets your requirements (quality not compared).",
        "{number} of {scope} models meet your requirements (quality not compared).",
        len(shortlist.models),
        scope=shortlist.in_scope,
    )


def asked(requirement: "Requirement", scope: int) -> Item:
    """A requirement, how many models meet it, the id of the filter and the questions behind it."""
    number = tn(
        "1 of {scope} models meets it.",
        "{number} of {scope} models meet it.",
        requirement.met_by,
        scope=scope,
    )
    return Item(asked_because(requirement), details=(number, _origin(requirement)))


def pending(requirement: "Requirement", *, full: bool = False) -> Item:
    """A requirement that an unknown answer may yet bring about; in full, where it comes from."""
    unknown = t("Not checked, because an answer is unknown.")
    origin = (_origin(requirement),) if full else ()
    return Item(asked_because(requirement), "ask", (unknown, *origin))


def _origin(requirement: "Requirement") -> str:
    if not requirement.questions:
        return t("Filter: {filter}.", filter=requirement.filter)
    return t(
        "Filter: {filter}. Your answer to: {questions}.",
        filter=requirement.filter,
        questions=figures.enumerated(requirement.questions),
    )


def title(candidate: "Candidate") -> str:
    """Which model, of whom, from where."""
    places = {"name": candidate.name, "vendor": candidate.vendor, "country": candidate.country}
    return t("{name} ({vendor}, {country})", **places)


def at(price: "Price | None", offered: "Offered") -> str:
    """Whose price it is, and where; where none is known, all who sell it."""
    if price is not None:
        offered = {price.provider: offered.get(price.provider, ())}
    return figures.enumerated(sellers(offered))


def sellers(offered: "Offered") -> Iterator[str]:
    """Who sells a model, each with its territories where any are told."""
    for provider, regions in offered.items():
        places = {"provider": provider, "places": figures.listed(regions)}
        yield t("{provider} ({places})", **places) if regions else provider


def price(candidate: "Candidate") -> str:
    """What a million tokens cost in US dollars, where and when."""
    if candidate.price is None:
        if known := at(None, candidate.providers):
            return t("price unknown at {providers}", providers=known)
        return t("price unknown")
    return t(
        "{input} in, {output} out at {provider} ({day}), {blended} on average",
        input=money(candidate.price.input),
        output=money(candidate.price.output),
        provider=candidate.price.provider,
        day=candidate.price.as_of,
        blended=money(candidate.blended),
    )


def facts(candidate: "Candidate", *, priced: bool) -> str:
    """Price, unless none counts, size, context and licence."""
    parts = [price(candidate)] if priced else []
    if candidate.memory is not None:
        parts.append(t("weights {memory} GB at four bits", memory=figures.whole(candidate.memory)))
    parts.append(t("context {context}", context=tokens(candidate.context)))
    parts.append(t("licence {licence}", licence=candidate.licence))
    return figures.separated(parts)


def doubts(candidate: "Candidate") -> str:
    """Which facts are weak; nothing where none is."""
    if not candidate.unverified:
        return ""
    return t("Unverified: {facts}.", facts=figures.listed(candidate.unverified))


def near_miss(miss: "NearMiss") -> str:
    """A model with the one thing that excludes it."""
    return t("{model}: {lacks}", model=title(miss), lacks=missed(miss.lacks))


def own_reasons(model: "Listed", requirements: "Iterable[Requirement]") -> tuple[str, ...]:
    """What it meets of the requirements that answers brought about; of all, without any such."""
    always = {each.filter for each in requirements if each.always}
    own = [reason for reason in model.reasons if reason.filter not in always] or model.reasons
    return tuple(met(reason) for reason in own)


def shared_reasons(shortlist: "Shortlist", models: "Sequence[Listed]") -> tuple[str, ...]:
    """Why they are in, as far as it goes for all of them."""
    each = [own_reasons(model, shortlist.requirements) for model in models]
    return tuple(text for text in each[0] if all(text in own for own in each)) if each else ()
