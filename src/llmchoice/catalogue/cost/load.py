"""Reads the packaged cost figures; every data error at once, with its place."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from llmchoice.catalogue.cost.book import Book, Hardware, Terms
from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.knowledge.document import Document, parse
from llmchoice.knowledge.located import validated
from llmchoice.knowledge.suggest import did_you_mean
from llmchoice.knowledge.text import read_text
from llmchoice.model.cost import Term

DATA = Path(__file__).resolve().parents[1] / "data"
Model = TypeVar("Model", bound=BaseModel)


def load_book(folder: Path = DATA) -> Book:
    """The figures in `terms.yaml` and `hardware.yaml` of a folder.

    Raises:
        LlmchoiceError: exit code 3 with everything that is wrong with them.
    """
    problems: list[Problem] = []
    terms_file, hardware_file = (
        parse(read_text(folder / name), str(folder / name))
        for name in ("terms.yaml", "hardware.yaml")
    )
    terms = _read(Terms, terms_file, problems)
    hardware = _read(Hardware, hardware_file, problems)
    if terms is not None:
        problems.extend(_terms(terms, terms_file))
    if hardware is not None:
        problems.extend(_hardware(hardware, hardware_file))
    if terms is not None and hardware is not None:
        problems.extend(_links(terms, hardware, terms_file))
    if problems or terms is None or hardware is None:
        raise LlmchoiceError(problems, ExitCode.INVALID)
    return Book(terms=terms, hardware=hardware)


def _read(model: type[Model], document: Document, problems: list[Problem]) -> Model | None:
    found, wrong = validated(model, document.data, document, ())
    problems.extend([*document.problems, *wrong])
    return found


def _terms(terms: Terms, document: Document) -> Iterator[Problem]:
    ids = [entry.id for entry in terms.terms]
    yield from _twice(ids, "terms", document)
    for missing in sorted(set(Term) - set(ids)):
        yield Problem(f"the term '{missing}' is missing", place=document.place(("terms",)))
    for at, pair in enumerate(terms.pairs):
        for key in ("option", "versus"):
            name = getattr(pair, key)
            yield from _known(name, terms.options, ("pairs", at, key), document)
    sides = {(model.side, model.size) for model in terms.models}
    for side in ("open", "closed"):
        for size in ("small", "large"):
            if (side, size) not in sides:
                what = f"there is no {size} {side} model"
                yield Problem(what, place=document.place(("models",)))


def _hardware(hardware: Hardware, document: Document) -> Iterator[Problem]:
    gpus = [gpu.id for gpu in hardware.gpus]
    yield from _twice(gpus, "gpus", document)
    yield from _twice([row.id for row in hardware.throughput], "throughput", document)
    for at, row in enumerate(hardware.throughput):
        yield from _known(row.gpu, gpus, ("throughput", at, "gpu"), document)


def _links(terms: Terms, hardware: Hardware, document: Document) -> Iterator[Problem]:
    yield from _known(terms.gpu, [gpu.id for gpu in hardware.gpus], ("gpu",), document)
    classes = [row.id for row in hardware.throughput]
    for at, model in enumerate(terms.models):
        if model.throughput is not None:
            path = ("models", at, "throughput")
            yield from _known(model.throughput, classes, path, document)


def _twice(ids: Sequence[str], key: str, document: Document) -> Iterator[Problem]:
    for at, name in enumerate(ids):
        if name in ids[:at]:
            place = document.place((key, at))
            yield Problem(f"'{name}' stands twice under '{key}'", place=place)


def _known(
    name: str, names: Iterable[str], path: tuple[str | int, ...], document: Document
) -> Iterator[Problem]:
    choices = list(names)
    if name not in choices:
        place = document.place(path)
        yield Problem(f"there is no '{name}'", place=place, fix=did_you_mean(name, choices))
