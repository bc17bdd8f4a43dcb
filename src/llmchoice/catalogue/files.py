"""What stands in the files of the catalogue, and the one of prices that were read again."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel

from llmchoice.catalogue.cost.book import Hardware, TermsFile
from llmchoice.errors import ExitCode, LlmchoiceError, Place, Problem, usage_error
from llmchoice.files import is_stream, write_whole
from llmchoice.knowledge.document import parse
from llmchoice.knowledge.located import validated
from llmchoice.knowledge.source import read_text
from llmchoice.model.base import Frozen, ModelId, Text
from llmchoice.model.catalogue import Licence, Model, PricesOrigin, Provider
from llmchoice.model.collection import Catalogue, Checks, Named
from llmchoice.model.price import Price, Tariff, asked
from llmchoice.model.shortlist import Rules
from llmchoice.model.source import IsoDate
from llmchoice.places import data_folder


class ModelsFile(Frozen):
    """The models of one maker, or of a few, with licence and prices: `models/*.yaml`."""

    as_of: IsoDate
    models: tuple[Model, ...]


class LicencesFile(Frozen):
    """What the licences of models allow and demand: `licences.yaml`."""

    as_of: IsoDate
    licences: tuple[Licence, ...]


class ProvidersFile(Frozen):
    """What those who sell models say of themselves: `providers.yaml`."""

    as_of: IsoDate
    providers: tuple[Provider, ...]


class NamedFile(Frozen):
    """Every model, product and method that the articles name: `named.yaml`."""

    as_of: IsoDate
    named: tuple[Named, ...]


class Snapshot(Frozen):
    """The package that prices were read from, and the day: `snapshot.yaml`."""

    as_of: IsoDate
    package: Text
    version: Text


class RefreshedPrice(Tariff):
    """A price as it was read again, for one model at one provider."""

    model: ModelId
    provider: Text
    other_days: tuple[Tariff, ...] = ()


class RefreshedFile(Snapshot):
    """Prices that were read again, in place of those that came with the program."""

    prices: tuple[RefreshedPrice, ...]


SCHEMAS: Mapping[str, type[BaseModel]] = {
    "catalogue-models.schema.json": ModelsFile,
    "catalogue-licences.schema.json": LicencesFile,
    "catalogue-providers.schema.json": ProvidersFile,
    "catalogue-named.schema.json": NamedFile,
    "catalogue-snapshot.schema.json": Snapshot,
    "catalogue-filters.schema.json": Rules,
    "catalogue-checks.schema.json": Checks,
    "catalogue-terms.schema.json": TermsFile,
    "catalogue-hardware.schema.json": Hardware,
}
"""Published schema to what it describes."""

PRICES_NAME = "prices.yaml"


def prices_file() -> Path:
    """Where refreshed prices are kept for the person who runs the program."""
    return data_folder() / PRICES_NAME


def refreshed_prices() -> Path | None:
    """Where refreshed prices should be, where there is something that can be seen."""
    path = prices_file()
    # os.path, unlike Path, answers no where it may not look.
    return path if os.path.exists(path) else None  # noqa: PTH110 - never raises


def out_of_sight() -> str | None:
    """Why nobody can tell whether there are refreshed prices; None where that can be told."""
    path = prices_file()
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return f"cannot look into {path.parent} ({(error.strerror or str(error)).lower()})"
    return None


def read_refreshed(path: Path) -> RefreshedFile:
    """What a file of refreshed prices holds.

    Raises:
        LlmchoiceError: exit code 3 when it is no such file: what to do about it is said.
    """
    if not path.is_file():
        # A pipe would be waited for, and a device never ends.
        raise _useless(path, (_no_file(path),))
    try:
        document = parse(read_text(path), str(path))
    except LlmchoiceError as error:
        raise _useless(path, error.problems) from error
    prices, problems = validated(RefreshedFile, document.data, document, ())
    if prices is None or document.problems:
        raise _useless(path, (*document.problems, *problems))
    return prices


def _no_file(path: Path) -> Problem:
    return Problem("this is no file", place=Place(str(path)), fix="remove it")


def _useless(path: Path, problems: Sequence[Problem]) -> LlmchoiceError:
    way_out = Problem(
        "the refreshed prices cannot be used",
        why="the prices that came with the program are unchanged",
        fix=f"write them again with 'llmchoice models prices --refresh', or remove {path}",
    )
    return LlmchoiceError([way_out, *problems], ExitCode.INVALID)


def laid_over(catalogue: Catalogue, file: RefreshedFile, origin: str) -> Catalogue:
    """The catalogue with refreshed prices, unless its own are newer.

    A price that was not read again stays as it is, with its own day.
    """
    if file.as_of < catalogue.prices.as_of:
        return catalogue
    return replace(
        catalogue,
        models=tuple(_with_prices(model, file) for model in catalogue.models),
        prices=PricesOrigin(
            as_of=file.as_of, origin=origin, package=file.package, version=file.version
        ),
    )


def write_refreshed(path: Path, file: RefreshedFile) -> None:
    """Write refreshed prices, whole or not at all.

    Raises:
        LlmchoiceError: exit code 2 when it cannot be written; what was there is as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise usage_error(
            f"cannot make the folder {path.parent}: {error.strerror or error}",
            why="nothing was written",
            fix="create it, and make it writable",
        ) from error
    if is_stream(path):
        # What is written to a pipe or a device is kept nowhere.
        raise LlmchoiceError([_no_file(path)], ExitCode.USAGE)
    write_whole(path, "".join(f"{line}\n" for line in _lines(file)), force=True)


def _with_prices(model: Model, file: RefreshedFile) -> Model:
    again = {price.provider: price for price in file.prices if price.model == model.id}
    prices = tuple(_new(old, again.get(old.provider), file) for old in model.prices)
    return model.model_copy(update={"prices": prices})


def _new(old: Price, price: RefreshedPrice | None, file: RefreshedFile) -> Price:
    if price is None:
        return old
    # What the package knows nothing of was read elsewhere, and stays.
    elsewhere = price.batch is None and old.batch_source is not None
    return old.model_copy(
        update={
            **asked(price),
            "batch": old.batch if elsewhere else price.batch,
            "batch_source": old.batch_source if elsewhere else None,
            "other_days": price.other_days,
            "as_of": file.as_of,
            "source": f"{file.package} {file.version}, {price.provider}",
        }
    )


def _lines(file: RefreshedFile) -> Iterator[str]:
    yield "# Prices read again by 'llmchoice models prices --refresh'."
    yield "# Remove the file to go back to those that came with the program."
    yield f"as_of: {json.dumps(file.as_of)}"
    yield f"package: {json.dumps(file.package)}"
    yield f"version: {json.dumps(file.version)}"
    yield "prices:" if file.prices else "prices: []"
    for price in file.prices:
        yield f"  - model: {json.dumps(price.model)}"
        yield f"    provider: {json.dumps(price.provider)}"
        for key, value in _stated(price).items():
            yield f"    {key}: {_flow(value)}"
        if price.other_days:
            yield "    other_days:"
            yield from (f"      - {_flow(_stated(tariff))}" for tariff in price.other_days)


def _stated(tariff: Tariff) -> dict[str, object]:
    """What is not as if nothing was said."""
    return Tariff.model_validate(asked(tariff)).model_dump(exclude_defaults=True)


def _flow(value: object) -> str:
    """A value as YAML in one line, which JSON is but for its numbers."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    # Six decimals: three could be read as thousands, and are refused.
    return f"{value:.6f}" if isinstance(value, float) else json.dumps(value)
