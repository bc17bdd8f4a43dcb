"""In a schema of a report: that a part may stand under `shared`, and a reference in its place."""

from collections.abc import Iterator, Mapping
from typing import Any

from llmchoice.shared import FIELDS, MOST, SHARED, UNSHARED

Schema = dict[str, Any]
NAME = "SharedPart"
REFERENCE: Schema = {
    "type": "object",
    "description": f"A part of `{SHARED}`, the first being number 0.",
    "required": ["$ref"],
    "properties": {"$ref": {"type": "string", "pattern": f"^#/{SHARED}/(0|[1-9][0-9]{{0,5}})$"}},
}
PARTS: Schema = {
    "type": "array",
    "description": "What several workloads have in common, each part once; only where there are"
    " several.",
    "maxItems": MOST,
}
_DEFINITIONS = "#/$defs/"


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
