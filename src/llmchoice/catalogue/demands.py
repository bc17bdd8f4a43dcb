"""What can be asked of a model, whether it meets that, and the models that do."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum

from llmchoice.model.base import UNKNOWN
from llmchoice.model.catalogue import NO_CAP, Licence, LicenceClass, Model, Weights
from llmchoice.model.collection import Catalogue
from llmchoice.model.price import Price
from llmchoice.model.shortlist import Demand, Fact, Rules

Value = bool | float | str | tuple[str, ...] | None


def fact(name: Fact, model: Model, licence: Licence, rules: Rules) -> Value:
    """The value of a fact. A cap that a licence does not set is infinite."""
    if name is Fact.PRICE:
        return blended(model.price, rules)
    if name is Fact.MEMORY:
        return memory(model, rules)
    value = _READ[name](model, licence, rules)
    return None if value in {UNKNOWN, ()} else value


def asked(demand: Demand, model: Model, licence: Licence, rules: Rules) -> Value:
    """The value of the fact that a demand is about, with the mix or conversations that it names."""
    if demand.fact is Fact.PRICE:
        return blended(model.price, rules, mix=demand.mix, waits=demand.waits, batch=demand.batch)
    if demand.fact is Fact.MEMORY:
        return memory(model, rules, demand.context or 0, demand.sessions)
    return fact(demand.fact, model, licence, rules)


def sold_as_asked(demands: Iterable[Demand], model: Model, licence: Licence, rules: Rules) -> Model:
    """The model as those offer it who have the territories asked for; as it is where nobody does.

    The price that is compared is that of one of them then, or unknown.
    """
    for demand in demands:
        if demand.fact is Fact.REGIONS:
            able = [
                name
                for name in model.offers.providers
                if meets((demand,), model.at((name,)), licence, rules)
            ]
            model = model.at(able).in_a_territory if able else model
    return model


def blended(
    price: Price | None,
    rules: Rules,
    *,
    mix: float | None = None,
    waits: float = 0.0,
    batch: float = 1.0,
) -> float | None:
    """US dollars per million tokens in a mix, or in that of the rules; None without a price.

    (r x input + output) / (r + 1), for r tokens in to one token out, rounded to a millionth; the
    share that waits in batches at what these cost, or at `batch` of it where nobody says.
    """
    if price is None:
        return None
    ratio, into, out = rules.blend_input, price.input, price.output
    if mix is not None:
        # A bill is for all hours of the day, and a list of prices for most of them.
        ratio, (into, out) = mix, price.over_a_day
    off = waits * (1 - (batch if price.batch is None else price.batch))
    return round((ratio * into + out) / (ratio + 1) * (1 - off), 6)


def memory(model: Model, rules: Rules, context: float = 0, sessions: float = 1) -> float | None:
    """Gigabytes (10^9 bytes) of the weights at the precision of the rules, to a thousandth.

    With `sessions` conversations of `context` tokens each; of the weights alone without. None where
    the size is not known, or how much a conversation takes.
    """
    if model.total is None or (context and model.architecture is None):
        return None
    kept = model.architecture.gigabytes(context, sessions) if context and model.architecture else 0
    return round(model.total * rules.bytes_per_parameter + kept, 3)


def _cap(value: int | str) -> Value:
    return float("inf") if value == NO_CAP else value


_READ: Mapping[Fact, Callable[[Model, Licence, Rules], Value]] = {  # all but price and memory
    Fact.WEIGHTS: lambda m, _l, _r: m.weights.value,
    Fact.VENDOR: lambda m, _l, _r: m.vendor,
    Fact.COUNTRY: lambda m, _l, _r: m.country,
    Fact.LICENCE: lambda m, _l, _r: m.licence,
    Fact.LICENCE_CLASS: lambda _m, lic, _r: lic.licence_class.value,
    Fact.LICENCE_READ: lambda _m, lic, _r: lic.verified or UNKNOWN,
    Fact.COMMERCIAL: lambda _m, lic, _r: lic.commercial.value,
    Fact.USER_CAP: lambda _m, lic, _r: _cap(lic.user_cap),
    Fact.REVENUE_CAP: lambda _m, lic, _r: _cap(lic.revenue_cap),
    Fact.EU_EXCLUDED: lambda _m, lic, _r: lic.eu_excluded,
    Fact.ATTRIBUTION: lambda _m, lic, _r: lic.attribution.value,
    Fact.FIELD_OF_USE: lambda _m, lic, _r: lic.field_of_use,
    Fact.REDISTRIBUTION: lambda _m, lic, _r: lic.redistribution.value,
    Fact.HOSTING: lambda _m, lic, _r: lic.hosting.value,
    Fact.TOTAL: lambda m, _l, _r: m.total,
    Fact.ACTIVE: lambda m, _l, _r: m.active,
    Fact.CONTEXT: lambda m, _l, _r: m.context,
    Fact.LANGUAGES: lambda m, _l, _r: m.languages,
    Fact.READS: lambda m, _l, _r: tuple(each.value for each in m.reads),
    Fact.TIER: lambda m, _l, rules: rules.tier_of(m.id),
    Fact.REGIONS: lambda m, _l, _r: m.offers.regions,
    Fact.CLOUDS: lambda m, _l, _r: tuple(m.offers.cloud),
    Fact.PROVIDERS: lambda m, _l, _r: m.offers.providers,
}


class Outcome(Enum):
    """How a model does on a demand, the worse the later."""

    MET = 0
    UNCLEAR = 1
    UNMET = 2


def outcome(demands: Iterable[Demand], model: Model, licence: Licence, rules: Rules) -> Outcome:
    """The worst outcome among some demands; met where there are none."""
    outcomes = (_met(demand, asked(demand, model, licence, rules)) for demand in demands)
    return max(outcomes, key=lambda result: result.value, default=Outcome.MET)


def meets(demands: Iterable[Demand], model: Model, licence: Licence, rules: Rules) -> bool:
    """Whether every demand is met."""
    return all(_met(each, asked(each, model, licence, rules)) is Outcome.MET for each in demands)


def _met(demand: Demand, value: Value) -> Outcome:
    if value is None:
        return Outcome.MET if demand.or_unknown else Outcome.UNCLEAR
    return Outcome.MET if _holds(demand, value) else Outcome.UNMET


def _holds(demand: Demand, value: Value) -> bool:
    """Whether a known value is what is asked for."""
    if demand.equals is not None:
        return _same(demand.equals, value)
    if demand.one_of:
        return any(_same(wanted, value) for wanted in demand.one_of)
    if demand.includes is not None:
        return isinstance(value, tuple) and demand.includes in value
    if demand.known:
        return True
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    low = demand.at_least is None or value >= demand.at_least
    return low and (demand.at_most is None or value <= demand.at_most)


def _same(wanted: bool | float | str, value: Value) -> bool:  # noqa: FBT001 - what was asked for may be a flag
    if wanted == NO_CAP:
        return value == float("inf")
    return isinstance(wanted, bool) == isinstance(value, bool) and wanted == value


def selected(catalogue: Catalogue, demands: Iterable[Demand]) -> tuple[Model, ...]:
    """The models that meet all demands, the cheaper first; those without a price come last.

    Each with the offers and prices of those who have the territory that is asked for.
    """
    wanted = tuple(demands)
    known = ((model, catalogue.licence(model.licence)) for model in catalogue.models)
    models = (
        sold
        for model, licence in known
        for sold in (sold_as_asked(wanted, model, licence, catalogue.rules),)
        if meets(wanted, sold, licence, catalogue.rules)
    )

    def order(model: Model) -> tuple[bool, float, str]:
        price = blended(model.price, catalogue.rules)
        return price is None, price or 0.0, model.id

    return tuple(sorted(models, key=order))


def demands(  # noqa: PLR0913 - one parameter per filter of the list
    *,
    weights: Weights | None = None,
    vendor: str | None = None,
    licence_class: LicenceClass | None = None,
    commercial: bool = False,
    min_context: int | None = None,
    max_price: float | None = None,
    region: str | None = None,
    language: str | None = None,
) -> Iterator[Demand]:
    """What the filters of a list ask for. `open` weights include fully open ones."""
    both = (Weights.OPEN.value, Weights.FULLY_OPEN.value)
    stated: tuple[tuple[Fact, str, object], ...] = (
        (
            Fact.WEIGHTS,
            "one_of",
            weights and (both if weights is Weights.OPEN else (weights.value,)),
        ),
        (Fact.VENDOR, "equals", vendor),
        (Fact.LICENCE_CLASS, "equals", licence_class and licence_class.value),
        (Fact.COMMERCIAL, "one_of", ("allowed", "conditional") if commercial else None),
        (Fact.CONTEXT, "at_least", min_context),
        (Fact.PRICE, "at_most", max_price),
        (Fact.REGIONS, "includes", region),
        (Fact.LANGUAGES, "includes", language),
    )
    for name, limit, value in stated:
        if value is not None:
            yield Demand.model_validate({"fact": name, limit: value})


def known_values(catalogue: Catalogue, name: Fact) -> tuple[str, ...]:
    """What a fact in words is of any model, sorted."""
    values = (
        fact(name, model, catalogue.licence(model.licence), catalogue.rules)
        for model in catalogue.models
    )
    lists = (value if isinstance(value, tuple) else (value,) for value in values)
    return tuple(sorted({word for words in lists for word in words if isinstance(word, str)}))
