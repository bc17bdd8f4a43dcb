"""Reads the packaged cost figures; every data error at once, with its place."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import TypeVar, get_args

from pydantic import BaseModel

from llmchoice.catalogue.cost.book import (
    Book,
    Gpu,
    Hardware,
    Priced,
    Served,
    Side,
    TermsFile,
)
from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.knowledge.compiled import read_packaged
from llmchoice.knowledge.document import Document
from llmchoice.knowledge.document import Path as Where
from llmchoice.knowledge.located import validated
from llmchoice.knowledge.source import read_text
from llmchoice.model.catalogue import Material, Model, Seller, Weights
from llmchoice.model.collection import Catalogue
from llmchoice.model.price import Price
from llmchoice.model.terms import Term
from llmchoice.suggest import did_you_mean
from llmchoice.tier import Tier

DATA = Path(__file__).resolve().parents[1] / "data"
_KIB = 1024
_MIB = 1024**2
File = TypeVar("File", bound=BaseModel)


def load_book(catalogue: Catalogue, folder: Path = DATA) -> Book:
    """The figures in `terms.yaml` and `hardware.yaml` of a folder, with models of a catalogue.

    Raises:
        LlmchoiceError: exit code 3 with everything that is wrong with the files, models that the
            catalogue does not have included.
    """
    problems: list[Problem] = []
    terms_file, hardware_file = (
        read_packaged(read_text(folder / name), str(folder / name))
        for name in ("terms.yaml", "hardware.yaml")
    )
    terms = _read(TermsFile, terms_file, problems)
    hardware = _read(Hardware, hardware_file, problems)
    if terms is not None:
        problems.extend(_of_terms(terms, terms_file))
    if hardware is not None:
        problems.extend(_of_hardware(hardware, hardware_file))
    if terms is not None:
        problems.extend(_of_models(terms, catalogue, terms_file))
    if terms is not None and hardware is not None:
        problems.extend(_of_cards(terms, hardware, terms_file))
    if problems or terms is None or hardware is None:
        raise LlmchoiceError(problems, ExitCode.INVALID)
    return _book(terms, hardware, catalogue)


def _read(kind: type[File], document: Document, problems: list[Problem]) -> File | None:
    content, wrong = validated(kind, document.data, document, ())
    problems.extend([*document.problems, *wrong])
    return content


def _of_terms(terms: TermsFile, document: Document) -> Iterator[Problem]:
    """What is wrong with the terms by themselves."""
    ids = [entry.id for entry in terms.terms]
    yield from _twice(ids, "terms", document)
    for missing in sorted(set(Term) - set(ids)):
        yield Problem(f"the term '{missing}' is missing", place=document.place(("terms",)))
    places = [(entry.side, entry.tier) for entry in terms.models]
    for at, stand in enumerate(places):
        if stand in places[:at]:
            message = f"{stand[1]} {stand[0]} models stand here twice"
            yield Problem(message, place=document.place(("models", at)), fix="keep one of them")
    for name, tier in product(("open", "closed"), get_args(Tier)):
        if (name, tier) not in places:
            yield Problem(f"there are no {tier} {name} models", place=document.place(("models",)))
    served = [use.model for use in terms.served]
    yield from _twice(served, "served", document)
    for at, name in enumerate(terms.unmeasured):
        if name in served:
            message = f"'{name}' is served, and said to be unmeasured"
            yield Problem(message, place=document.place(("unmeasured", at)), fix="keep one of them")


def _of_hardware(hardware: Hardware, document: Document) -> Iterator[Problem]:
    """What is wrong with the GPUs and the measurements by themselves."""
    gpus = [gpu.id for gpu in hardware.gpus]
    yield from _twice(gpus, "gpus", document)
    yield from _twice([row.id for row in hardware.throughput], "throughput", document)
    for at, row in enumerate(hardware.throughput):
        yield from _known(row.gpu, gpus, ("throughput", at, "gpu"), document)


def _of_models(terms: TermsFile, catalogue: Catalogue, document: Document) -> Iterator[Problem]:
    """Models that the terms name and the catalogue lacks, and open ones that they leave out."""
    models: dict[Side, list[str]] = {"open": [], "closed": []}
    for model in catalogue.models:
        models[_side(model)].append(model.id)
    for at, entry in enumerate(terms.models):
        for number, name in enumerate(entry.models):
            path = ("models", at, "models", number)
            yield from _known(name, models[entry.side], path, document)
    for at, served in enumerate(terms.served):
        yield from _known(served.model, models["open"], ("served", at, "model"), document)
    for at, name in enumerate(terms.unmeasured):
        yield from _known(name, models["open"], ("unmeasured", at), document)
    covered = {use.model for use in terms.served} | set(terms.unmeasured)
    for name in models["open"]:
        if name not in covered:
            yield Problem(
                f"nothing is said of how fast '{name}' is on cards",
                place=document.place(("unmeasured",)),
                fix="add it under 'served' or 'unmeasured'",
            )


def _of_cards(terms: TermsFile, hardware: Hardware, document: Document) -> Iterator[Problem]:
    """Cards and size classes that the terms name and the hardware lacks."""
    gpus = [gpu.id for gpu in hardware.gpus]
    yield from _known(terms.gpu, gpus, ("gpu",), document)
    for at, machine in enumerate(terms.machines):
        yield from _known(machine.gpu, gpus, ("machines", at, "gpu"), document)
    classes = [row.id for row in hardware.throughput]
    for at, served in enumerate(terms.served):
        yield from _known(served.throughput, classes, ("served", at, "throughput"), document)


def _twice(ids: Sequence[str], key: str, document: Document) -> Iterator[Problem]:
    for at, name in enumerate(ids):
        if name in ids[:at]:
            place = document.place((key, at))
            yield Problem(f"'{name}' appears twice under '{key}'", place=place)


def _known(name: str, names: Sequence[str], path: Where, document: Document) -> Iterator[Problem]:
    if name not in names:
        place = document.place(path)
        yield Problem(f"there is no '{name}'", place=place, fix=did_you_mean(name, names))


def _book(file: TermsFile, hardware: Hardware, catalogue: Catalogue) -> Book:
    """The book of files in which nothing is wrong."""
    served = {use.model: use for use in file.served}
    stock = {m.id: _priced(m, served.get(m.id), catalogue.as_of) for m in catalogue.models}
    stands = [stock[name] for entry in file.models for name in entry.models]
    gpu = next(gpu for gpu in hardware.gpus if gpu.id == file.gpu)
    terms = file.model_copy(update={"as_of": _oldest_price(stands, gpu) or file.as_of})
    sellers = {provider.id: provider.name for provider in catalogue.providers}
    return Book(terms=terms, hardware=hardware, stock=stock, sellers=sellers, catalogue=catalogue)


def _priced(model: Model, served: Served | None, day: str) -> Priced:
    """A model as far as its costs go; what nobody knows stays None."""
    shape = model.architecture
    clouds = model.offers.cloud
    places = {
        seller: [name for name, where in offered.items() if where]
        for seller, offered in model.offers.by_seller.items()
    }
    return Priced(
        name=model.name,
        side=_side(model),
        price=model.price,
        cloud=_price(model, clouds),
        placed=frozenset(seller for seller, names in places.items() if names),
        placed_price=_placed(model, {*places[Seller.MAKER], *places[Seller.HOST]}),
        placed_cloud=_placed(model, places[Seller.CLOUD]),
        hears=Material.SOUND in model.reads,
        in_clouds=bool(clouds),
        reserved=tuple(offer for offer in model.reserved if offer.provider not in clouds),
        cloud_reserved=tuple(offer for offer in model.reserved if offer.provider in clouds),
        parameters=model.total,
        bytes_per_parameter=None if served is None else served.bytes_per_parameter,
        kv_per_token=None if shape is None else shape.bytes_per_token / _KIB,
        kv_per_session=None if shape is None else shape.bytes_per_session / _MIB,
        throughput=None if served is None else served.throughput,
        memory_source="; ".join(_memory_sources(model, served)) or None,
        memory_checked_on=day,
    )


def _side(model: Model) -> Side:
    """`closed` or `open`; weights that are only announced count as open."""
    return "closed" if model.weights is Weights.CLOSED else "open"


def _price(model: Model, providers: Collection[str]) -> Price | None:
    """The first price of a model that one of some providers asks; None where none does."""
    return next((price for price in model.prices if price.provider in providers), None)


def _placed(model: Model, providers: Collection[str]) -> Price | None:
    """What that one asks where the work has to stay in a territory."""
    price = _price(model, providers)
    return None if price is None else price.in_a_territory


def _memory_sources(model: Model, served: Served | None) -> Iterator[str]:
    if "total" in model.sources:
        yield f"parameters: {model.sources['total']}"
    if model.architecture is not None:
        yield f"layers: {model.sources['architecture']}"
    if served is not None:
        yield f"precision: {served.source}"


def _oldest_price(stands: Iterable[Priced], gpu: Gpu) -> str | None:
    """The oldest day of any price among models and one card; None where no day is known."""
    prices = (price for entry in stands for price in (entry.price, entry.cloud))
    cards = (figure.checked_on for figure in (gpu.hour, gpu.price) if figure is not None)
    days = (*(price.as_of for price in prices if price is not None), *cards)
    return min((day for day in days if day is not None), default=None)
