"""What is asked of a model, as one plain value; None where it is not known."""

from collections.abc import Callable, Mapping

from llmchoice.model.catalogue import NO_CAP, UNKNOWN, Licence, Model, Price
from llmchoice.model.shortlist import Fact, Rules

Value = bool | float | str | tuple[str, ...] | None


def fact(
    name: Fact, model: Model, licence: Licence, rules: Rules, *, mix: float | None = None
) -> Value:
    """The value of a fact. A cap that a licence does not set is infinite.

    `mix` are tokens in for each token out in a price, in place of those of the rules.
    """
    if name is Fact.PRICE:
        return blended(model.price, rules, mix=mix)
    value = _READ[name](model, licence, rules)
    return None if value in {UNKNOWN, ()} else value


def blended(price: Price | None, rules: Rules, *, mix: float | None = None) -> float | None:
    """US dollars per million tokens in a mix, or in that of the rules; None without a price.

    (r x input + output) / (r + 1), for r tokens in to one token out, rounded to a millionth.
    """
    if price is None:
        return None
    ratio = rules.blend_input if mix is None else mix
    return round((ratio * price.input + price.output) / (ratio + 1), 6)


def memory(model: Model, rules: Rules) -> float | None:
    """Gigabytes (10^9 bytes) of the weights at the precision of the rules, to a thousandth."""
    return None if model.total is None else round(model.total * rules.bytes_per_parameter, 3)


def _cap(value: int | str) -> Value:
    return float("inf") if value == NO_CAP else value


_READ: Mapping[Fact, Callable[[Model, Licence, Rules], Value]] = {  # all but the price
    Fact.WEIGHTS: lambda m, _l, _r: m.weights.value,
    Fact.VENDOR: lambda m, _l, _r: m.vendor,
    Fact.COUNTRY: lambda m, _l, _r: m.country,
    Fact.LICENCE: lambda m, _l, _r: m.licence,
    Fact.LICENCE_CLASS: lambda _m, lic, _r: lic.licence_class.value,
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
    Fact.REGIONS: lambda m, _l, _r: m.regions,
    Fact.CLOUDS: lambda m, _l, _r: m.clouds,
    Fact.PROVIDERS: lambda m, _l, _r: tuple(price.provider for price in m.prices),
    Fact.MEMORY: lambda m, _l, rules: memory(m, rules),
}
