"""Changes to data that keep most of its structure: what a person or an enemy could write."""

import json
from collections.abc import Mapping
from random import Random

import yaml
from tests.hostile.payloads import PAYLOADS

from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.schemas import schemas

NUMBERS = (
    *(0, -1, 1, 5, 1e-6, 5e-324, 1e-300, 1e16, 1e17, 1e30, 1e308, 10**18, 10**320, 0.1 + 0.2),
    *(float("inf"), float("-inf"), float("nan")),
)
WORDS = (
    *("", " ", "unknown", "not-applicable", "yes", "no", "null", "~", "1/3", "40 million"),
    *("10M to 50M", "1e999", "9" * 400, "\ud800", "2026-02-30", "../../x", "privacy", "closed-api"),
)
FORMS = (*PAYLOADS, *WORDS, "=1+1", ";=1+1;", "joe@x.example", "\x9b31m", "a\x85b", "x" * 5000)
DEEP = 200
RATED = {"currency": "EUR", "rate": 1.0}
"""Costs in a currency of which the rate is known, for a rate without a currency is refused."""


def odd(random: Random) -> object:
    """A value that may stand anywhere."""
    return random.choice(
        (
            lambda: random.choice(NUMBERS),
            lambda: random.choice(FORMS),
            lambda: None,
            lambda: random.random() < 0.5,
            list,
            dict,
            lambda: {random.choice(FORMS): random.choice(NUMBERS)},
            lambda: {"$ref": f"#/shared/{random.randint(-1, 400)}"},
            lambda: [random.choice(FORMS)] * random.randint(1, 40),
            lambda: _deep(random.randint(2, DEEP)),
        )
    )()


def _deep(levels: int) -> object:
    data: object = 1
    for _ in range(levels):
        data = [data]
    return data


def mutated(data: object, random: Random, chance: float) -> object:
    """The same data, changed in a few places."""
    if random.random() < chance:
        return odd(random)
    if isinstance(data, dict):
        if random.random() < chance and data and all(map(_is_number, data.values())):
            # Each may be refused alone: what is worked out of all of them has to bear them too.
            return dict.fromkeys(data, random.choice(NUMBERS))
        kept = {}
        for key, value in data.items():
            fate = random.random()
            if fate < chance / 3:
                continue
            name = random.choice(FORMS) if fate < chance / 2 else key
            kept[name] = mutated(value, random, chance)
        return kept
    if isinstance(data, list):
        items = [mutated(item, random, chance) for item in data]
        return items * 2 if random.random() < chance / 2 else items
    if isinstance(data, str) and random.random() < chance:
        return data + random.choice(FORMS)
    return data


def costs_of(kb: KnowledgeBase) -> Mapping[str, object]:
    """The schema of each figure that a profile may state under `costs`."""
    profile = schemas(kb)["profile.schema.json"]
    properties = profile["properties"]
    assert isinstance(properties, dict)
    figures: Mapping[str, object] = properties["costs"]["properties"]
    return figures


def at_the_ends(properties: Mapping[str, object], random: Random) -> dict[str, object]:
    """Some of the numbers of a schema, each the least or the most that it lets pass.

    Each is harmless alone: what is worked out of all of them has to bear them together.
    """
    ends: dict[str, tuple[object, object]] = {}
    for name, schema in properties.items():
        assert isinstance(schema, dict)
        for shape in schema.get("anyOf", [schema]):
            if shape.get("type") in {"number", "integer"}:
                ends[name] = (shape["minimum"], shape["maximum"])
    names = random.sample(sorted(ends), random.choice((2, 5, len(ends))))
    return {name: random.choice(ends[name]) for name in names}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def as_yaml(data: object, random: Random) -> bytes:
    """YAML, now and then with a few bytes that do not belong there."""
    return _spoiled(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), random)


def as_json(data: object, random: Random) -> bytes:
    """JSON as Python writes it: NaN and Infinity included."""
    return _spoiled(json.dumps(data), random)


def _spoiled(text: str, random: Random) -> bytes:
    data = bytearray(text.encode(errors="surrogatepass"))
    if random.random() < 0.1:
        for _ in range(random.randint(1, 5)):
            at = random.randrange(len(data) + 1)
            data[at : at + random.randint(0, 3)] = random.randbytes(random.randint(0, 3))
    return bytes(data)
