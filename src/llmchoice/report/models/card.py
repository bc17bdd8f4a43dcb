"""Everything about one model: what it is, on which terms, where, for how much, and who says so."""

from collections.abc import Iterator

from llmchoice.model.catalogue import Licence, Model, Price
from llmchoice.model.collection import Catalogue
from llmchoice.report.models import words
from llmchoice.report.models.blocks import Block, Heading, Item, Para, Sheet, Title

_CLASSES = {
    "closed": "closed: nobody outside receives them",
    "open": "open: they can be downloaded; the training data is not published",
    "fully-open": "fully open: they can be downloaded, and the training data as well",
    "announced": "announced: not known to be out",
}


def model_sheet(model: Model, catalogue: Catalogue) -> Sheet:
    """One model of a catalogue with its licence and its prices."""
    licence = catalogue.licence(model.licence)
    return Sheet(
        blocks=tuple(_blocks(model, licence, catalogue)),
        parts={
            "as_of": catalogue.as_of,
            "model": model,
            "licence": licence,
            "prices": catalogue.prices,
        },
    )


def _blocks(model: Model, licence: Licence, catalogue: Catalogue) -> Iterator[Block]:
    yield Title(f"{model.id}: {model.name}, by {model.vendor} ({model.country})")
    yield Para(f"Weights {_CLASSES[model.weights.value]}")
    if model.note:
        yield Para(model.note)
    yield Heading("Facts")
    for name, value in _facts(model):
        doubt = ", unverified" if name in model.unverified else ""
        source = f" [{model.sources[name]}{doubt}]" if name in model.sources else ""
        yield Item(f"{name}: {value}{source}")
    yield Heading("Licence" + (" (unverified)" if "licence" in model.unverified else ""))
    yield _terms(licence)
    yield Heading("Prices")
    for price in model.prices:
        yield Item(_price(price))
    if not model.prices:
        yield Item("unknown: no host with a price was found")
    yield Para(words.as_of(catalogue.prices))


def _terms(licence: Licence) -> Item:
    """The terms of a licence that a filter acts on."""
    read = "" if licence.verified else " The text was not read here."
    name = f"{licence.name} ({licence.id}), {licence.licence_class}."
    return Item(
        f"{name} Source: {licence.source}.{read}",
        details=(
            f"commercial use {licence.commercial}, redistribution {licence.redistribution}",
            f"sale as a service {licence.hosting}, attribution {licence.attribution}",
            f"cap on monthly users: {_cap(licence.user_cap)}",
            f"cap on yearly revenue: {_cap(licence.revenue_cap)}",
            f"excludes EU licensees: {_known(licence.eu_excluded)}",
            f"forbids fields of use: {_known(licence.field_of_use)}",
            *licence.conditions,
        ),
    )


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


def _price(price: Price) -> str:
    cached = (
        f", cached input {words.money(price.cached_input)}"
        if price.cached_input is not None
        else ""
    )
    note = f"; {price.note}" if price.note else ""
    return (
        f"{price.provider}: {words.money(price.input)} in, {words.money(price.output)} out{cached}"
        f" ({price.as_of}, {price.source}{note})"
    )


def _cap(cap: int | str) -> str:
    if isinstance(cap, int):
        return f"{cap:,}"
    return "none" if cap == "no-cap" else cap


def _known(value: bool | str) -> str:  # noqa: FBT001 - a condition of a licence, known or not
    if isinstance(value, str):
        return value
    return "yes" if value else "no"
