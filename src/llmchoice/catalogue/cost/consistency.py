"""What no single figure can show: names that lead nowhere, and what is missing or there twice."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from llmchoice.catalogue.cost.book import Hardware, StandEntry, TermsFile
from llmchoice.catalogue.cost.stock import price_at, side
from llmchoice.errors import Problem
from llmchoice.knowledge.document import Document, Path
from llmchoice.model.catalogue import Model
from llmchoice.model.collection import Catalogue
from llmchoice.model.cost import Term
from llmchoice.suggest import did_you_mean


def of_terms(terms: TermsFile, document: Document) -> Iterator[Problem]:
    """What is wrong with the terms by themselves."""
    ids = [entry.id for entry in terms.terms]
    yield from _twice(ids, "terms", document)
    for missing in sorted(set(Term) - set(ids)):
        yield Problem(f"the term '{missing}' is missing", place=document.place(("terms",)))
    places = [(entry.side, entry.size) for entry in terms.models]
    for at, stand in enumerate(places):
        if stand in places[:at]:
            what = f"there are two {stand[1]} {stand[0]} models"
            yield Problem(what, place=document.place(("models", at)), fix="keep one of them")
    for name, size in product(("open", "closed"), ("small", "large")):
        if (name, size) not in places:
            yield Problem(f"there is no {size} {name} model", place=document.place(("models",)))
    yield from _twice([use.model for use in terms.served], "served", document)
    for at, name in enumerate(terms.unmeasured):
        if name in {use.model for use in terms.served}:
            what = f"'{name}' is served, and said to be unmeasured"
            yield Problem(what, place=document.place(("unmeasured", at)), fix="keep one of them")


def of_hardware(hardware: Hardware, document: Document) -> Iterator[Problem]:
    """What is wrong with the GPUs and the measurements by themselves."""
    gpus = [gpu.id for gpu in hardware.gpus]
    yield from _twice(gpus, "gpus", document)
    yield from _twice([row.id for row in hardware.throughput], "throughput", document)
    for at, row in enumerate(hardware.throughput):
        yield from _known(row.gpu, gpus, ("throughput", at, "gpu"), document)


def of_models(
    terms: TermsFile, hardware: Hardware | None, catalogue: Catalogue, document: Document
) -> Iterator[Problem]:
    """What the terms name that is in neither of the others."""
    models = {model.id: model for model in catalogue.models}
    for at, entry in enumerate(terms.models):
        yield from _stand(entry, models.get(entry.model), models, ("models", at), document)
    for at, served in enumerate(terms.served):
        open_ = [name for name, model in models.items() if side(model) == "open"]
        yield from _known(served.model, open_, ("served", at, "model"), document)
    open_models = [name for name, model in models.items() if side(model) == "open"]
    for at, name in enumerate(terms.unmeasured):
        yield from _known(name, open_models, ("unmeasured", at), document)
    told = {use.model for use in terms.served} | set(terms.unmeasured)
    for name in open_models:
        if name not in told:
            yield Problem(
                f"nothing is said of how fast '{name}' is on cards",
                place=document.place(("unmeasured",)),
                fix="add it under 'served' or 'unmeasured'",
            )
    if hardware is None:
        return
    gpus = [gpu.id for gpu in hardware.gpus]
    yield from _known(terms.gpu, gpus, ("gpu",), document)
    for at, machine in enumerate(terms.machines):
        yield from _known(machine.gpu, gpus, ("machines", at, "gpu"), document)
    classes = [row.id for row in hardware.throughput]
    for at, served in enumerate(terms.served):
        yield from _known(served.throughput, classes, ("served", at, "throughput"), document)


def _stand(
    entry: StandEntry,
    model: Model | None,
    models: dict[str, Model],
    path: Path,
    document: Document,
) -> Iterator[Problem]:
    if model is None or side(model) != entry.side:
        choices = [name for name, other in models.items() if side(other) == entry.side]
        yield Problem(
            f"the catalogue has no {entry.side} model '{entry.model}'",
            place=document.place((*path, "model")),
            fix=did_you_mean(entry.model, choices),
        )
    elif entry.provider is not None and price_at(model, entry.provider) is None:
        providers = [price.provider for price in model.prices]
        yield Problem(
            f"the catalogue has no price of '{model.id}' at '{entry.provider}'",
            place=document.place((*path, "provider")),
            fix=did_you_mean(entry.provider, providers) if providers else "name another model",
        )


def _twice(ids: Sequence[str], key: str, document: Document) -> Iterator[Problem]:
    for at, name in enumerate(ids):
        if name in ids[:at]:
            place = document.place((key, at))
            yield Problem(f"'{name}' appears twice under '{key}'", place=place)


def _known(name: str, names: Iterable[str], path: Path, document: Document) -> Iterator[Problem]:
    choices = list(names)
    if name not in choices:
        place = document.place(path)
        yield Problem(f"there is no '{name}'", place=place, fix=did_you_mean(name, choices))
