"""What no single figure can show: names that lead nowhere, and what is missing or there twice."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import get_args

from llmchoice.catalogue.cost.book import Hardware, TermsFile
from llmchoice.catalogue.cost.stock import side
from llmchoice.errors import Problem
from llmchoice.knowledge.document import Document, Path
from llmchoice.model.collection import Catalogue
from llmchoice.model.cost import Term
from llmchoice.suggest import did_you_mean
from llmchoice.tier import Tier


def of_terms(terms: TermsFile, document: Document) -> Iterator[Problem]:
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
    yield from _twice([use.model for use in terms.served], "served", document)
    for at, name in enumerate(terms.unmeasured):
        if name in {use.model for use in terms.served}:
            message = f"'{name}' is served, and said to be unmeasured"
            yield Problem(message, place=document.place(("unmeasured", at)), fix="keep one of them")


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
        of_side = [name for name, model in models.items() if side(model) == entry.side]
        for number, name in enumerate(entry.models):
            yield from _known(name, of_side, ("models", at, "models", number), document)
    for at, served in enumerate(terms.served):
        open_ = [name for name, model in models.items() if side(model) == "open"]
        yield from _known(served.model, open_, ("served", at, "model"), document)
    open_models = [name for name, model in models.items() if side(model) == "open"]
    for at, name in enumerate(terms.unmeasured):
        yield from _known(name, open_models, ("unmeasured", at), document)
    covered = {use.model for use in terms.served} | set(terms.unmeasured)
    for name in open_models:
        if name not in covered:
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
