"""Reads the packaged cost figures; every data error at once, with its place."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from llmchoice.catalogue.cost.book import Book, Hardware, Terms, TermsFile
from llmchoice.catalogue.cost.consistency import of_hardware, of_models, of_terms
from llmchoice.catalogue.cost.stock import oldest_price, stock
from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.knowledge.compiled import read_packaged
from llmchoice.knowledge.document import Document
from llmchoice.knowledge.located import validated
from llmchoice.knowledge.text import read_text
from llmchoice.model.collection import Catalogue

DATA = Path(__file__).resolve().parents[1] / "data"
File = TypeVar("File", bound=BaseModel)


def load_book(catalogue: Catalogue, folder: Path = DATA) -> Book:
    """The figures in `terms.yaml` and `hardware.yaml` of a folder, with models of a catalogue.

    Args:
        catalogue: where prices and sizes of models come from.
        folder: of the two files.

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
        problems.extend(of_terms(terms, terms_file))
    if hardware is not None:
        problems.extend(of_hardware(hardware, hardware_file))
    if terms is not None:
        problems.extend(of_models(terms, hardware, catalogue, terms_file))
    if problems or terms is None or hardware is None:
        raise LlmchoiceError(problems, ExitCode.INVALID)
    return _book(terms, hardware, catalogue)


def _read(kind: type[File], document: Document, problems: list[Problem]) -> File | None:
    content, wrong = validated(kind, document.data, document, ())
    problems.extend([*document.problems, *wrong])
    return content


def _book(file: TermsFile, hardware: Hardware, catalogue: Catalogue) -> Book:
    """The book of files in which nothing is wrong."""
    known = stock(catalogue, {use.model: use for use in file.served})
    stands = [known[name] for entry in file.models for name in entry.models]
    gpu = next(gpu for gpu in hardware.gpus if gpu.id == file.gpu)
    kept = {
        name: getattr(file, name)
        for name in TermsFile.model_fields
        if name not in {"served", "unmeasured"}
    }
    day = oldest_price(stands, gpu) or file.as_of
    terms = Terms.model_validate(kept | {"as_of": day})
    sellers = {provider.id: provider.name for provider in catalogue.providers}
    return Book(
        terms=terms, hardware=hardware, stock=known, sellers=sellers, sold=catalogue.rules.sold
    )
