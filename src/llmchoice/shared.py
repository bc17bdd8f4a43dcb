"""JSON reports in which what workloads have in common stands once.

A report of several workloads repeats itself: reasons, evidence and prices are the same for many of
them. Such a part stands in the list `shared` of the document, and a JSON reference stands in each
of its places: `{"$ref": "#/shared/12"}`. A part may refer to parts before it, and to no others.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import to_json

SHARED = "shared"
"""The field of a document that holds the parts."""
FIELDS = frozenset(
    {
        *("answers", "excluded_by", "conditions", "contributions", "ground"),
        *("claims", "references", "for", "against", "weak", "next_steps"),
        *("cases", "terms", "curves", "requirements", "pending", "models", "near_misses"),
    }
)
"""Fields whose entries may be shared; a list of words, or an object that is no list, as a whole."""
UNSHARED = frozenset({"recommendation", "profile"})
"""Fields below which nothing is shared: what most programs read, and what somebody else wrote."""
MOST = 100_000
"""Parts of a document: a hundred workloads with nothing but their criteria in common have some
5,000."""
DEEPEST = 10
"""Parts that may hold one another."""
_NESTED = (dict, list)
_POINTER = rf"#/{SHARED}/(0|[1-9][0-9]{{0,5}})"
Schema = dict[str, Any]
NAME = "SharedPart"
REFERENCE: Schema = {
    "type": "object",
    "description": f"A part of `{SHARED}`, the first being number 0.",
    "required": ["$ref"],
    "properties": {"$ref": {"type": "string", "pattern": f"^{_POINTER}$"}},
}
PARTS: Schema = {
    "type": "array",
    "description": "What several workloads have in common, each part once; only where there are"
    " several.",
    "maxItems": MOST,
}
_DEFINITIONS = "#/$defs/"


class SharedError(ValueError):
    """What is wrong with the references of a document, and what to do."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(f"{message}; give a JSON report as llmchoice wrote it")


def share(document: Mapping[str, object]) -> dict[str, Any]:
    """The document with what is found more than once below `FIELDS` put under `shared`, in order.

    All else stands where it is, however often.

    Args:
        document: a report as plain data, without a field `shared`.
    """
    return _Sharing(document).document()


def whole(document: Mapping[str, object]) -> dict[str, Any]:
    """The document with every shared part in all its places, and without `shared`.

    Parts that stand in several places are the same objects there: this takes no more memory.

    Raises:
        SharedError: when a reference leads to no part that stands before it, or parts hold parts
            that hold parts for too long.
    """
    raw = document.get(SHARED, [])
    if not isinstance(raw, list) or len(raw) > MOST:
        raise SharedError(f"'{SHARED}' must be a list of at most {MOST:,} parts")
    filling = _Filling()
    try:
        for part in raw:
            filling.add(part)
        others = {name: value for name, value in document.items() if name != SHARED}
        return filling.members(others)
    except RecursionError as error:
        raise SharedError("lists or mappings are nested too deeply") from error


class _Filling:
    """The parts so far, each with those that it refers to in it."""

    def __init__(self) -> None:
        self._parts: list[object] = []
        self._depths: list[int] = []
        self._depth = 0
        """Of the part at hand: how many parts hold one another in it."""

    def add(self, part: object) -> None:
        self._depth = 0
        filled = self._filled(part)
        if self._depth > DEEPEST:
            raise SharedError(f"the parts of '{SHARED}' are nested too deeply")
        self._parts.append(filled)
        self._depths.append(self._depth)

    def members(self, data: Mapping[str, object]) -> dict[str, Any]:
        return {
            name: value if name in UNSHARED else self._filled(value) for name, value in data.items()
        }

    def _filled(self, data: object) -> object:
        if isinstance(data, list):
            return [self._filled(item) for item in data]
        if not isinstance(data, dict):
            return data
        return self._part(data) if "$ref" in data else self.members(data)

    def _part(self, reference: Mapping[str, object]) -> object:
        pointer = reference["$ref"]
        match = re.fullmatch(_POINTER, pointer) if isinstance(pointer, str) else None
        if match is None or len(reference) > 1 or int(match[1]) >= len(self._parts):
            raise SharedError(
                f"a reference must lead to a part of '{SHARED}' that stands before it"
            )
        place = int(match[1])
        self._depth = max(self._depth, self._depths[place] + 1)
        return self._parts[place]


class _Sharing:
    """One document, of which equal parts are known by one number."""

    def __init__(self, document: Mapping[str, object]) -> None:
        self._document = document
        self._numbers: dict[bytes, int] = {}
        """By the text of a part."""
        self._times: Counter[int] = Counter()
        self._number_of: dict[int, int] = {}
        """By the identity of an object of the document, which lives as long as this does."""
        self._parts: list[object] = []
        self._places: dict[int, dict[str, str]] = {}
        for name, value in document.items():
            if name not in UNSHARED:
                self._count(value, shareable=name in FIELDS)

    def document(self) -> dict[str, Any]:
        kept = {
            name: value if name in UNSHARED else self._put(value)
            for name, value in self._document.items()
        }
        return {**kept, SHARED: self._parts}

    def _count(self, data: object, *, shareable: bool) -> bool:
        """Count what may be shared; whether it may, for nothing of `UNSHARED` is in it."""
        allowed = True
        if isinstance(data, dict):
            allowed = UNSHARED.isdisjoint(data)
            inner = [
                (value, name in FIELDS)
                for name, value in data.items()
                if type(value) in _NESTED and name not in UNSHARED
            ]
        elif isinstance(data, list):
            entries = shareable and any(isinstance(item, dict) for item in data)
            inner = [(item, entries) for item in data if type(item) in _NESTED]
            shareable = shareable and bool(data) and not entries
        else:
            return True
        # Text tells 1, 1.0 and true apart, and 0.0 from -0.0.
        text = to_json(data) if shareable and allowed else b""
        number = self._numbers.get(text)
        if number is not None:
            self._number_of[id(data)] = number
            self._times[number] += 1
            if self._times[number] > 2:  # noqa: PLR2004 - all in it stands more than once by now
                return True
        for value, own in inner:
            allowed &= self._count(value, shareable=own)
        if shareable and allowed and number is None:
            self._number_of[id(data)] = self._numbers[text] = number = len(self._numbers)
            self._times[number] = 1
        return allowed

    def _put(self, data: object) -> object:
        if not isinstance(data, dict | list):
            return data
        number = self._number_of.get(id(data))
        if number in self._places:
            return self._places[number]
        new: object
        if isinstance(data, dict):
            new = {
                name: value if name in UNSHARED else self._put(value)
                for name, value in data.items()
            }
        else:
            new = [self._put(item) for item in data]
        if number is None or self._times[number] < 2:  # noqa: PLR2004 - once is where it belongs
            return new
        self._places[number] = {"$ref": f"#/{SHARED}/{len(self._parts)}"}
        self._parts.append(new)
        return self._places[number]


def with_references(schema: Schema) -> Schema:
    """The schema of a report of several workloads."""
    definitions = schema["$defs"]
    for part in (schema, *(definitions[name] for name in _reached(schema, definitions))):
        for name, field in part.get("properties", {}).items():
            if name in FIELDS:
                part["properties"][name] = _or_reference(field)
    definitions[NAME] = REFERENCE
    schema["properties"][SHARED] = PARTS
    return schema


def _reached(schema: Schema, definitions: Mapping[str, Schema]) -> set[str]:
    """The types that stand below a field in which parts may be shared."""
    reached: set[str] = set()
    left = [schema]
    while left:
        part = left.pop()
        fields = {k: v for k, v in part.get("properties", {}).items() if k not in UNSHARED}
        new = set(_named({**part, "properties": fields})) - reached
        reached |= new
        left.extend(definitions[name] for name in new)
    return reached


def _named(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref":
                yield value.removeprefix(_DEFINITIONS)
            elif key != "$defs":
                yield from _named(value)
    elif isinstance(part, list):
        for item in part:
            yield from _named(item)


def _or_reference(field: Schema) -> Schema:
    """A list of objects may have references for entries, anything else may be one as a whole."""
    if "$ref" in field.get("items", {}):
        return {**field, "items": _either(field["items"])}
    return _either(field)


def _either(kind: Schema) -> Schema:
    annotations: Schema = {k: kind[k] for k in ("title", "description", "default") if k in kind}
    bare = {key: value for key, value in kind.items() if key not in annotations}
    kinds = bare["anyOf"] if list(bare) == ["anyOf"] else [bare]
    return {**annotations, "anyOf": [*kinds, {"$ref": _DEFINITIONS + NAME}]}
