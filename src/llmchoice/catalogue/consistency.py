"""What no single entry can show: references that lead nowhere, ids used twice, odd figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from llmchoice.model.catalogue import Licence, Model, Offers, Weights
from llmchoice.model.collection import ALL_FIELDS, Check, Named
from llmchoice.suggest import did_you_mean

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

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a part of an entry."""

    path: Path
    message: str
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Stock:
    """Everything that was read, each kind in the order of its files."""

    models: Sequence[Model]
    licences: Sequence[Licence]
    named: Sequence[Named]
    checks: Sequence[Check]


def findings(stock: Stock) -> Iterator[tuple[str, int, Finding]]:
    """Everything that is wrong across entries: its kind, its place among them, and what it is."""
    licences = [licence.id for licence in stock.licences]
    models = [model.id for model in stock.models]
    for key, names in (
        ("models", [[name] for name in models]),
        ("licences", [[name] for name in licences]),
        ("named", [[named.id, *named.aliases] for named in stock.named]),
        ("checks", [[check.id] for check in stock.checks]),
    ):
        taken = models if key == "named" else []
        yield from ((key, at, finding) for at, finding in _twice(names, taken))
    for at, model in enumerate(stock.models):
        yield from (("models", at, finding) for finding in _model(model, licences))
    for at, named in enumerate(stock.named):
        yield from (("named", at, finding) for finding in _named(named, licences, models))
    for at, check in enumerate(stock.checks):
        yield from (("checks", at, finding) for finding in _text(check))


def _twice(names: Sequence[Sequence[str]], taken: Iterable[str]) -> Iterator[tuple[int, Finding]]:
    """A name that somebody looks up leads to one entry."""
    seen = set(taken)
    for at, group in enumerate(names):
        for number, name in enumerate(group):
            if name in seen:
                path: Path = ("aliases", number - 1) if number else ("id",)
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


def _reference(path: Path, kind: str, name: str, names: Sequence[str]) -> Iterator[Finding]:
    if name not in names:
        yield Finding(path, f"there is no {kind} '{name}'", did_you_mean(name, names))


def _about(named: Iterable[str], key: str, fields: Sequence[str]) -> Iterator[Finding]:
    """What is said of fields is said of fields that are filled."""
    for at, name in enumerate(named):
        if name not in fields:
            path: Path = (key, name) if key == "sources" else (key, at)
            yield Finding(
                path, f"'{name}' is not a field that can be filled in", did_you_mean(name, fields)
            )


def _text(check: Check) -> Iterator[Finding]:
    try:
        check.text.format_map(dict.fromkeys(_WORDS, ""))
    except (KeyError, ValueError, IndexError) as error:
        fix = f"use {', '.join(f'{{{word}}}' for word in _WORDS)}"
        yield Finding(("text",), f"the text cannot be filled in ({error})", fix)
