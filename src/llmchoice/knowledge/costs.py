"""The `costs:` section of a profile: figures of one's own in place of the packaged ones."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from llmchoice.amounts import Fault, decimal, number_in
from llmchoice.errors import Problem
from llmchoice.knowledge.answer import shown
from llmchoice.knowledge.document import Data, Document, Path
from llmchoice.knowledge.located import validated
from llmchoice.model.reserved import Offered
from llmchoice.model.terms import (
    BATCH_PRICES,
    CEILINGS,
    DOLLARS,
    MONEY,
    RATES,
    Band,
    CostInputs,
    Term,
)
from llmchoice.plain import quoted
from llmchoice.suggest import did_you_mean, key_meant
from llmchoice.tier import TIERS

SECTION = "costs"
SEE = "'llmchoice cost --full' lists the terms"
_ENDS = ("low", "typical", "high")
_OFFER = "{hour: 0.50, input: 30_000, output: 10_000}"
_PLAINLY = {"greater than or equal to": "at least", "less than or equal to": "at most"}
_EXAMPLE = "{low: ..., typical: ..., high: ...}"
MODELS = ("closed-model", "open-model")
"""Keys that name a model of the catalogue, in place of those that stand for a side."""
_NAMES = {
    "currency": ("a currency", "write three capital letters, such as EUR"),
    "gpu": ("the id of a GPU", "write its id in small letters, such as h100"),
    **dict.fromkeys(
        MODELS,
        ("the id of a model", "write its id in small letters, as 'llmchoice models list' has it"),
    ),
}
"""What such a key has to name, and what to do."""
RESERVED = ("closed-reserved", "open-reserved")
"""Keys that say what capacity somebody was offered, in place of what is published."""
_SETTINGS = ("currency", "rate", "ceiling", "tier", "gpu", *MODELS, *RESERVED)
COST_KEYS = (*_SETTINGS, *(str(term) for term in Term))
"""All that the section may hold."""
MOST_MONEY = 1e12
_SMALL = 1000.0
"""Amounts up to here are small by nature: a point in them is a decimal point."""

_SHARE = (0.0, 1.0)
_LEAST = 1e-6
"""Of what is divided by."""
LIMITS: Mapping[Term, tuple[float, float]] = {
    Term.INPUT_SHARE: _SHARE,
    Term.CACHE_SHARE: _SHARE,
    Term.CACHE_WRITES: _SHARE,
    Term.SOUND_SHARE: _SHARE,
    Term.BATCH_SHARE: _SHARE,
    **dict.fromkeys(BATCH_PRICES, _SHARE),
    Term.THINKING: (0, 1000),
    Term.VECTOR_SHARE: (0, 1000),
    Term.PEAK_TO_MEAN: (1, 1000),
    Term.THROUGHPUT_SHARE: (0.001, 1),
    Term.SPARES: (0, 100),
    Term.SEATS: (1, 1e8),
    Term.SEAT_TOKENS: (1, 1e12),
    Term.APPLICATION_STAFF: (0, 1000),
    Term.APPLICATION_PEOPLE: (1, 1e8),
    Term.APPLICATION_GROWTH: _SHARE,
    Term.APPLICATION_LEAST: (0, 1000),
    Term.REGION_SURCHARGE: (0.1, 10),
    Term.RENT_OVERHEAD: (1, 10),
    Term.PURCHASE_SHARE: _SHARE,
    Term.USEFUL_LIFE: (0.25, 20),
    Term.RESIDUAL_VALUE: _SHARE,
    Term.GPU_WATTS: (1, 100_000),
    Term.SERVER_POWER: (1, 10),
    Term.PUE: (1, 10),
    Term.PARAMETERS: (0.001, 100_000),
    Term.BYTES_PER_PARAMETER: (0.1, 8),
    Term.MEMORY_OVERHEAD: (1, 10),
    Term.KV_PER_TOKEN: (0, 100_000),
    Term.KV_PER_SESSION: (0, 1_000_000),
    Term.CONTEXT: (1, 100_000_000),
    Term.SESSIONS: (1, 100_000),
    Term.GPU_MEMORY: (1, 10_000),
    Term.MEMORY_USE: (0.01, 1),
    Term.INPUT_RATE: (_LEAST, 1e9),
    Term.OUTPUT_RATE: (_LEAST, 1e9),
    Term.STAFF_SHARE: (0, 1000),
    Term.STAFF_PER_GPU: (0, 100),
    Term.SETUP_WEEKS: (0, 1000),
    Term.SETUP_MONTHS: (1, 1000),
}
"""What a figure may be at all; money may be anything from 0 to 10^12."""
POINTS = frozenset({Term.INPUT_SHARE})
"""Terms that take one number: more of it makes one option cheaper and another dearer."""


def cost_problems(document: Document) -> Iterator[Problem]:
    """Everything that is wrong with the section, at its place; nothing where there is none."""
    data = document.entry(SECTION)
    if data is None:
        return
    if not isinstance(data, dict):
        fix = f"write one 'term: number' per line; {SEE}"
        place = document.place((SECTION,))
        yield Problem(f"{SECTION} must be a mapping", place=place, fix=fix)
        return
    for key, value in data.items():
        path: Path = (SECTION, key)
        if key in RESERVED:
            yield from _offer(str(key), value, document)
        elif key in _SETTINGS:
            yield from _setting(str(key), value, document)
        elif key in set(Term):
            yield from _term(Term(str(key)), value, document, path)
        else:
            place = document.key_place(path)
            fix = key_meant(str(key), COST_KEYS, SEE)
            yield Problem(f"there is no cost term {quoted(key)}", place=place, fix=fix)
    yield from _exchange(data, document)
    yield from _without_model(data, document)


def cost_inputs(data: Data) -> CostInputs | None:
    """The section without problems as a value; None where there is none."""
    if not isinstance(data, dict):
        return None
    given: dict[str, object] = {
        _field(key): data[key] for key in _SETTINGS if data.get(key) is not None
    }
    for key in ("rate", "ceiling"):
        if key in given:
            given[key] = number_in(data[key], small=key == "rate")
    given["terms"] = {
        Term(str(key)): _band(Term(str(key)), value)
        for key, value in data.items()
        if key not in _SETTINGS
    }
    return CostInputs.model_validate(given)


def _setting(key: str, value: Data, document: Document) -> Iterator[Problem]:
    place = document.place((SECTION, key))
    if key in _NAMES and (
        value is None or validated(CostInputs, {_field(key): value}, document, ())[1]
    ):
        noun, fix = _NAMES[key]
        yield Problem(f"{shown(value)} is not {noun}", place=place, fix=fix)
    if key in {"rate", "ceiling"}:
        number = number_in(value, small=key == "rate")
        low, high = RATES if key == "rate" else CEILINGS
        fix = f"write a number from {decimal(low)} to {decimal(high)}" + (
            "" if key == "rate" else ", in your currency"
        )
        message = f"{key}: {shown(value)} is not a usable number"
        if isinstance(number, Fault):
            yield Problem(message, place=place, fix=number.fix or fix)
        elif not low <= number <= high:
            yield Problem(message, place=place, fix=fix)
    if key == "tier" and value not in TIERS:
        fix = did_you_mean(str(value), TIERS)
        yield Problem(f"{shown(value)} is not a tier of models", place=place, fix=fix)


def _field(key: str) -> str:
    return key.replace("-", "_")


def _offer(key: str, value: Data, document: Document) -> Iterator[Problem]:
    path: Path = (SECTION, key)
    if not isinstance(value, dict):
        message = f"{key}: {shown(value)} is not an offer"
        yield Problem(message, place=document.place(path), fix=f"write {_OFFER}")
        return
    for problem in validated(Offered, value, document, path)[1]:
        message = problem.message.removeprefix(f"{SECTION}.")
        for words, plainly in _PLAINLY.items():
            message = message.replace(words, plainly)
        missing = problem.fix is not None and problem.fix.startswith("add ")
        fix = f"{problem.fix}, as in {_OFFER}" if missing else problem.fix
        yield replace(problem, message=message, fix=fix or f"write it as in {_OFFER}")


def _without_model(data: Mapping[str | int, Data], document: Document) -> Iterator[Problem]:
    for offer, model in zip(RESERVED, MODELS, strict=True):
        if data.get(offer) is not None and data.get(model) is None:
            yield Problem(
                f"there is '{offer}', but no '{model}'",
                place=document.key_place((SECTION, offer)),
                why="what a unit costs and lets through holds for one model",
                fix=f"add '{model}:' with its id, as 'llmchoice models list' has it",
            )


def _exchange(data: Mapping[str | int, Data], document: Document) -> Iterator[Problem]:
    currency, rate = data.get("currency"), data.get("rate")
    if currency in (None, DOLLARS) and rate not in (None, 1):
        yield Problem(
            "there is a rate, but no currency other than US dollars",
            place=document.place((SECTION, "rate")),
            fix="name the currency, such as 'currency: EUR', or remove the rate",
        )
    if isinstance(currency, str) and currency != DOLLARS and rate is None:
        yield Problem(
            f"there is no rate for {shown(currency)}",
            place=document.place((SECTION, "currency")),
            why="packaged prices are in US dollars",
            fix="add 'rate:', the amount of your currency that one US dollar buys",
        )


def _term(term: Term, value: Data, document: Document, path: Path) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield from _amount(term, value, document, path)
        return
    if term in POINTS:
        fix = "write one number"
        yield Problem(f"{term} takes one number, not a range", place=document.place(path), fix=fix)
        return
    problems: list[Problem] = []
    for key in value:
        if key not in _ENDS:
            place = document.key_place((*path, key))
            message, fix = f"there is no {quoted(key)} in a range", did_you_mean(str(key), _ENDS)
            problems.append(Problem(message, place=place, fix=fix))
        else:
            problems.extend(_amount(term, value[key], document, (*path, key)))
    missing = [end for end in _ENDS if end not in value]
    if missing:
        message = f"{term}: {' and '.join(missing)} missing"
        fix = f"write {_EXAMPLE}, or one number"
        problems.append(Problem(message, place=document.place(path), fix=fix))
    if not problems:
        low, typical, high = _ends(term, value)
        if not low <= typical <= high:
            message = f"{term} must rise from low to typical to high"
            problems.append(Problem(message, place=document.place(path), fix="put them in order"))
    yield from problems


def _amount(term: Term, value: Data, document: Document, path: Path) -> Iterator[Problem]:
    low, high = _limits(term)
    number = _of_term(term, value)
    place = document.place(path) if value is not None else document.key_place(path)
    if isinstance(number, Fault):
        fix = "write a number" + ("" if term in POINTS else f", or {_EXAMPLE}")
        yield Problem(f"{term}: {shown(value)} is not a number", place=place, fix=number.fix or fix)
    elif not low <= number <= high:
        fix = f"write a number from {decimal(low)} to {decimal(high)}"
        yield Problem(f"{term}: {shown(value)} is out of range", place=place, fix=fix)
    elif term is Term.SPARES and not float(number).is_integer():
        message = f"{term}: {shown(value)} is not a whole number"
        yield Problem(message, place=place, fix="count whole groups of cards")


def _limits(term: Term) -> tuple[float, float]:
    return (0.0, MOST_MONEY) if term in MONEY else LIMITS[term]


def _of_term(term: Term, value: Data) -> float | Fault:
    prices = {Term.SALARY, Term.GPU_PRICE, Term.OTHER_MONTHLY}
    small = _limits(term)[1] <= _SMALL or (term in MONEY and term not in prices)
    return number_in(value, small=small)


def _ends(term: Term, value: Data) -> list[float]:
    """Low, typical and high of figures that are free of problems; one number is all three."""
    ends = [value[end] for end in _ENDS] if isinstance(value, dict) else [value] * len(_ENDS)
    numbers = (_of_term(term, end) for end in ends)
    return [number for number in numbers if not isinstance(number, Fault)]


def _band(term: Term, value: Data) -> Band:
    low, typical, high = _ends(term, value)
    return Band(low=low, typical=typical, high=high)
