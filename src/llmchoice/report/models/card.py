"""Everything about one model: what it is, on which terms, where, for how much, and who says so."""

from collections.abc import Iterator

from llmchoice.model.catalogue import Licence, Model, Price, PricesOrigin
from llmchoice.report.models import words

_CLASSES = {
    "closed": "closed: nobody outside receives them",
    "open": "open: they can be downloaded; the training data is not published",
    "fully-open": "fully open: they can be downloaded, and the training data as well",
    "announced": "announced: not known to be out",
}


def model_page(
    model: Model, licence: Licence, origin: PricesOrigin, width: int | None = None
) -> str:
    """One model with its licence and its prices."""
    return words.page(_page(model, licence, origin), width)


def licence_lines(licence: Licence) -> Iterator[words.Line]:
    """The terms of a licence that a filter acts on."""
    read = "" if licence.verified else " The text was not read here."
    yield from words.wrapped(
        f"{licence.name} ({licence.id}), {licence.licence_class}. Source: {licence.source}.{read}",
        "  ",
        "    ",
    )
    yield f"    commercial use {licence.commercial}, redistribution {licence.redistribution},"
    yield f"    sale as a service {licence.hosting}, attribution {licence.attribution}"
    yield (
        f"    cap on monthly users: {_cap(licence.user_cap)};"
        f" cap on yearly revenue: {_cap(licence.revenue_cap)}"
    )
    yield (
        f"    excludes EU licensees: {_known(licence.eu_excluded)};"
        f" forbids fields of use: {_known(licence.field_of_use)}"
    )
    for condition in licence.conditions:
        yield from words.wrapped(f"- {condition}", "    ", "      ")


def _page(model: Model, licence: Licence, origin: PricesOrigin) -> Iterator[words.Line]:
    yield from words.wrapped(f"{model.id}: {model.name}, by {model.vendor} ({model.country})")
    yield f"Weights {_CLASSES[model.weights.value]}"
    if model.note:
        yield from words.wrapped(model.note)
    yield ""
    yield "Facts"
    for name, value in _facts(model):
        doubt = ", unverified" if name in model.unverified else ""
        source = f" [{model.sources[name]}{doubt}]" if name in model.sources else ""
        yield from words.wrapped(f"{name}: {value}{source}", "  ", "    ")
    yield ""
    yield "Licence" + (" (unverified)" if "licence" in model.unverified else "")
    yield from licence_lines(licence)
    yield ""
    yield "Prices"
    for price in model.prices:
        yield from _price(price)
    if not model.prices:
        yield "  unknown: no host with a price was found"
    yield from words.wrapped(words.as_of(origin), "  ")


def _facts(model: Model) -> Iterator[tuple[str, str]]:
    yield "total", f"{words.billions(model.total)} parameters"
    yield "active", f"{words.billions(model.active)} for each token"
    if model.architecture is not None:
        shape = model.architecture
        growing = "unknown how many" if shape.kv_layers is None else str(shape.kv_layers)
        text = (
            f"{shape.layers} layers, of which {growing} remember the whole conversation;"
            f" {shape.kv_heads} KV heads of width {shape.head_dim}"
        )
        yield "architecture", text
    yield "context", f"{words.tokens(model.context)} tokens"
    yield "languages", words.listed(model.languages)
    yield "released", model.released or words.UNKNOWN
    yield "regions", words.listed(model.regions)
    yield "clouds", words.listed(model.clouds)


def _price(price: Price) -> Iterator[words.Line]:
    cached = (
        f", cached input {words.money(price.cached_input)}"
        if price.cached_input is not None
        else ""
    )
    note = f"; {price.note}" if price.note else ""
    yield from words.wrapped(
        f"{price.provider}: {words.money(price.input)} in, {words.money(price.output)} out{cached}"
        f" ({price.as_of}, {price.source}{note})",
        "  ",
        "    ",
    )


def _cap(cap: int | str) -> str:
    if isinstance(cap, int):
        return f"{cap:,}"
    return "none" if cap == "no-cap" else cap


def _known(value: bool | str) -> str:  # noqa: FBT001 - a condition of a licence, known or not
    if isinstance(value, str):
        return value
    return "yes" if value else "no"
