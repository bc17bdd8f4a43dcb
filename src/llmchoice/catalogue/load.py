"""Reads the catalogue: every data error at once, with its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from llmchoice.catalogue.files import (
    LicencesFile,
    ModelsFile,
    NamedFile,
    ProvidersFile,
    Snapshot,
    laid_over,
    read_refreshed,
    refreshed_prices,
)
from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.knowledge.compiled import read_packaged
from llmchoice.knowledge.document import Document
from llmchoice.knowledge.document import Path as Where
from llmchoice.knowledge.located import validated
from llmchoice.knowledge.source import read_text
from llmchoice.model.catalogue import Model, Offers, PricesOrigin, Weights
from llmchoice.model.collection import ALL_FIELDS, Catalogue, Check, Checks, Named
from llmchoice.model.shortlist import Rules
from llmchoice.suggest import did_you_mean

DATA = Path(__file__).resolve().parent / "data"
PACKAGED = "packaged"
File = TypeVar("File", bound=BaseModel)
SOURCED = (
    "weights",
    "licence",
    "total",
    "active",
    "architecture",
    "context",
    "languages",
    "released",
    "offers",
    "reads",
)
"""Fields of a model that name their source where they are filled; prices carry their own."""
_OF_NAMED = (
    ALL_FIELDS,
    *sorted(set(Named.model_fields) - {"id", "aliases", "sources", "unverified"}),
)
_WORDS = ("figure", "total", "share", "first", "second", "names")


def load_catalogue(folder: Path = DATA, refreshed: Path | None = None) -> Catalogue:
    """The catalogue of a folder; prices of a refreshed file replace older ones.

    Raises:
        LlmchoiceError: exit code 3 with everything that is wrong with the files; 2 when one of
            them is missing.
    """
    reader = _Reader()
    makers = [
        reader.read(ModelsFile, path, "models")
        for path in sorted((folder / "models").glob("*.yaml"))
    ]
    licences = reader.read(LicencesFile, folder / "licences.yaml", "licences")
    named = reader.read(NamedFile, folder / "named.yaml", "named")
    providers = reader.read(ProvidersFile, folder / "providers.yaml", "providers")
    rules = reader.read(Rules, folder / "filters.yaml", "filters")
    checks = reader.read(Checks, folder / "checks.yaml", "checks")
    snapshot = reader.read(Snapshot, folder / "snapshot.yaml")
    if reader.problems or not (licences and named and providers and rules and checks and snapshot):
        raise LlmchoiceError(reader.problems, ExitCode.INVALID)
    packaged = Catalogue(
        as_of=min([licences.as_of, named.as_of, *(m.as_of for m in makers if m is not None)]),
        models=tuple(model for maker in makers if maker is not None for model in maker.models),
        licences=licences.licences,
        named=named.named,
        providers=providers.providers,
        rules=rules,
        checks=checks.checks,
        prices=PricesOrigin(origin=PACKAGED, **snapshot.model_dump()),
    )
    reader.check(packaged)
    if refreshed is None:
        return packaged
    return laid_over(packaged, read_refreshed(refreshed), str(refreshed))


def current_catalogue() -> Catalogue:
    """The packaged catalogue, with the prices that were refreshed where there are any.

    Raises:
        LlmchoiceError: exit code 3 when the refreshed prices cannot be used.
    """
    return load_catalogue(refreshed=refreshed_prices())


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a part of an entry."""

    path: Where
    message: str
    fix: str | None = None


def _findings(catalogue: Catalogue) -> Iterator[tuple[str, int, Finding]]:
    """Everything that is wrong across entries: its kind, its place among them, and what it is."""
    licences = [licence.id for licence in catalogue.licences]
    models = [model.id for model in catalogue.models]
    for key, names in (
        ("models", [[name] for name in models]),
        ("licences", [[name] for name in licences]),
        ("named", [[named.id, *named.aliases] for named in catalogue.named]),
        ("checks", [[check.id] for check in catalogue.checks]),
    ):
        taken = models if key == "named" else []
        yield from ((key, at, finding) for at, finding in _twice(names, taken))
    for at, model in enumerate(catalogue.models):
        yield from (("models", at, finding) for finding in _model(model, licences))
    for at, named in enumerate(catalogue.named):
        yield from (("named", at, finding) for finding in _named(named, licences, models))
    for at, check in enumerate(catalogue.checks):
        yield from (("checks", at, finding) for finding in _text(check))


def _twice(names: Sequence[Sequence[str]], taken: Iterable[str]) -> Iterator[tuple[int, Finding]]:
    """A name that somebody looks up leads to one entry."""
    seen = set(taken)
    for at, group in enumerate(names):
        for number, name in enumerate(group):
            if name in seen:
                path: Where = ("aliases", number - 1) if number else ("id",)
                yield at, Finding(path, f"the id '{name}' is used twice", "rename one of them")
            seen.add(name)


def _model(model: Model, licences: Sequence[str]) -> Iterator[Finding]:
    yield from _reference(("licence",), "licence", model.licence, licences)
    if model.active is not None and (model.total is None or model.active > model.total):
        yield Finding(("active",), "more parameters are active than there are")
    shape = model.architecture
    if shape is not None:
        last = 0 if shape.window is None else shape.window.layers
        if shape.kv_layers + last > shape.layers:
            yield Finding(("architecture", "kv_layers"), "more layers remember than there are")
    if model.weights is Weights.CLOSED and (model.total or shape):
        yield Finding(("weights",), "nobody outside knows the size of closed weights")
    providers = [price.provider for price in model.prices]
    for at, provider in enumerate(providers):
        if provider in providers[:at]:
            yield Finding(("prices", at), f"'{provider}' has two prices", "keep one of them")
    filled = [name for name in SOURCED if getattr(model, name) not in (None, (), Offers())]
    for name in filled:
        if name not in model.sources:
            yield Finding(("sources",), f"{name} has no source", f"add '{name}:' under 'sources:'")
    yield from _about(model.sources, "sources", filled)
    yield from _about(model.unverified, "unverified", [*filled, "prices"])


def _named(named: Named, licences: Sequence[str], models: Sequence[str]) -> Iterator[Finding]:
    if named.licence is not None:
        yield from _reference(("licence",), "licence", named.licence, licences)
    for at, successor in enumerate(named.successors):
        yield from _reference(("successors", at), "model", successor, models)
    if ALL_FIELDS not in named.sources:
        yield Finding(("sources",), "there is no source", "add 'all:' under 'sources:'")
    yield from _about(named.sources, "sources", _OF_NAMED)
    yield from _about(named.unverified, "unverified", _OF_NAMED)


def _reference(path: Where, kind: str, name: str, names: Sequence[str]) -> Iterator[Finding]:
    if name not in names:
        yield Finding(path, f"there is no {kind} '{name}'", did_you_mean(name, names))


def _about(named: Iterable[str], key: str, fields: Sequence[str]) -> Iterator[Finding]:
    """What is said of fields is said of fields that are filled."""
    for at, name in enumerate(named):
        if name not in fields:
            path: Where = (key, name) if key == "sources" else (key, at)
            yield Finding(
                path, f"'{name}' is not a field that can be filled in", did_you_mean(name, fields)
            )


def _text(check: Check) -> Iterator[Finding]:
    try:
        check.text.format_map(dict.fromkeys(_WORDS, ""))
    except (KeyError, ValueError, IndexError) as error:
        fix = f"use {', '.join(f'{{{word}}}' for word in _WORDS)}"
        yield Finding(("text",), f"the text cannot be filled in ({error})", fix)


@dataclass(slots=True)
class _Reader:
    """Reads files one by one, and keeps what is wrong and where every entry stands."""

    problems: list[Problem] = field(default_factory=list)
    _places: dict[str, list[tuple[Document, int]]] = field(default_factory=dict)

    def read(self, kind: type[File], path: Path, key: str | None = None) -> File | None:
        """One file; None where it is wrong. `key` is the list that its entries stand under."""
        document = read_packaged(read_text(path), str(path))
        content, problems = validated(kind, document.data, document, ())
        self.problems += [*document.problems, *problems]
        if content is not None and key is not None:
            count = len(getattr(content, key))
            self._places.setdefault(key, []).extend((document, at) for at in range(count))
        return content

    def check(self, catalogue: Catalogue) -> None:
        """Raise LlmchoiceError with exit code 3 when entries do not fit together."""
        problems = []
        for key, number, finding in _findings(catalogue):
            document, at = self._places[key][number]
            place = document.place((key, at, *finding.path))
            problems.append(Problem(finding.message, place=place, fix=finding.fix))
        if problems:
            raise LlmchoiceError(problems, ExitCode.INVALID)
