"""The GPU and the models that a profile names under `costs:`, looked up."""

from collections.abc import Iterator

from llmchoice.catalogue.cost.book import Book
from llmchoice.errors import Place, Problem
from llmchoice.knowledge.costs import MODELS, SECTION
from llmchoice.knowledge.document import Document
from llmchoice.model.cost import CostInputs
from llmchoice.suggest import did_you_mean, nearest


def name_problems(
    book: Book, inputs: CostInputs, document: Document | None = None
) -> Iterator[Problem]:
    """What is named and not known, or stands on the wrong side, with its place in the profile.

    Args:
        book: what is known.
        inputs: the section `costs:` of the profile, free of problems of form.
        document: the profile; without it no place is known.
    """
    gpus = [gpu.id for gpu in book.hardware.gpus]
    if inputs.gpu is not None and inputs.gpu not in gpus:
        what = f"costs: no figures are known for the GPU '{inputs.gpu}'"
        yield Problem(what, place=_place(document, "gpu"), fix=did_you_mean(inputs.gpu, gpus))
    for key, name in zip(MODELS, (inputs.closed_model, inputs.open_model), strict=True):
        if name is not None:
            yield from _model(book, key, name, _place(document, key))


def _model(book: Book, key: str, name: str, place: Place | None) -> Iterator[Problem]:
    side = key.removesuffix("-model")
    priced = book.stock.get(name)
    if priced is None:
        near = nearest(name, (other for other, known in book.stock.items() if known.side == side))
        fix = f"did you mean '{near}'?" if near else "'llmchoice models list' has their ids"
        what = f"costs: there is no model '{name}' in the catalogue"
        yield Problem(what, place=place, fix=fix)
    elif priced.side != side:
        other = next(known for known in MODELS if known != key)
        what = f"costs: the weights of '{name}' are {priced.side}, and '{key}' asks for {side} ones"
        yield Problem(what, place=place, fix=f"write it as '{other}', or name another model")


def _place(document: Document | None, key: str) -> Place | None:
    return None if document is None else document.place((SECTION, key))
