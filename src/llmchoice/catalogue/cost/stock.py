"""The models of the catalogue as far as their costs go."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from llmchoice.catalogue.cost.book import Asked, Gpu, Priced, Served
from llmchoice.model.catalogue import Material, Model, Seller, Weights
from llmchoice.model.collection import Catalogue
from llmchoice.model.price import Price, Tariff, asked

Side = Literal["open", "closed"]
_KIB = 1024
_MIB = 1024**2


def stock(catalogue: Catalogue, served: Mapping[str, Served]) -> dict[str, Priced]:
    """Every model with the price that is compared; served or not, with a price or without one."""
    return {
        model.id: priced(model, model.price, served.get(model.id), catalogue.as_of)
        for model in catalogue.models
    }


def priced(model: Model, price: Price | None, served: Served | None, day: str) -> Priced:
    """One model with one of its prices; what nobody knows stays None.

    Args:
        model: of the catalogue.
        price: one of its prices, if it has any.
        served: how it runs on cards of one's own, where that is known.
        day: of the catalogue.
    """
    shape = model.architecture
    places = {
        seller: [name for name, where in offered.items() if where]
        for seller, offered in model.offers.by_seller.items()
    }
    hosts = {*places[Seller.MAKER], *places[Seller.HOST]}
    return Priced(
        name=model.name,
        side=side(model),
        price=_asked(price),
        cloud=_asked(next((p for p in model.prices if p.provider in model.offers.cloud), None)),
        placed=frozenset(seller for seller, names in places.items() if names),
        placed_price=_asked(next((p for p in model.prices if p.provider in hosts), None)),
        placed_cloud=_asked(
            next((p for p in model.prices if p.provider in places[Seller.CLOUD]), None)
        ),
        hears=Material.SOUND in model.reads,
        in_clouds=bool(model.offers.cloud),
        reserved=tuple(o for o in model.reserved if o.provider not in model.offers.cloud),
        cloud_reserved=tuple(o for o in model.reserved if o.provider in model.offers.cloud),
        parameters=model.total,
        bytes_per_parameter=None if served is None else served.bytes_per_parameter,
        kv_per_token=None if shape is None else shape.bytes_per_token / _KIB,
        kv_per_session=None if shape is None else shape.bytes_per_session / _MIB,
        throughput=None if served is None else served.throughput,
        memory_source=_memory(model, served),
        memory_checked_on=day,
    )


def side(model: Model) -> Side:
    """`closed` or `open`; weights that are only announced count as open."""
    return "closed" if model.weights is Weights.CLOSED else "open"


def oldest_price(stands: Iterable[Priced], gpu: Gpu) -> str | None:
    """The oldest day of any price among models and one card; None where no day is known."""
    cards = (each.checked_on for each in (gpu.hour, gpu.price) if each is not None)
    known = list(stands)
    tokens = (price for entry in known for price in (entry.price, entry.cloud) if price is not None)
    days = (*(price.checked_on for price in tokens), *cards)
    return min((day for day in days if day is not None), default=None)


def _asked(price: Price | None) -> Asked | None:
    if price is None:
        return None
    source = f"{price.source}; {price.note}" if price.note else price.source
    return Asked(
        tariff=Tariff.model_validate(asked(price)),
        source=source,
        batch_source=price.batch_source or source,
        sound_as_input=price.sound_as_input,
        checked_on=price.as_of,
    )


def _memory(model: Model, served: Served | None) -> str | None:
    return "; ".join(_memory_parts(model, served)) or None


def _memory_parts(model: Model, served: Served | None) -> Iterator[str]:
    if "total" in model.sources:
        yield f"parameters: {model.sources['total']}"
    if model.architecture is not None:
        yield f"layers: {model.sources['architecture']}"
    if served is not None:
        yield f"precision: {served.source}"
