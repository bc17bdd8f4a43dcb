"""Types from plain data: what pydantic says becomes problems with their place and a remedy."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from llmchoice.errors import Problem
from llmchoice.knowledge.document import Document, Path
from llmchoice.suggest import did_you_mean

_WORDS = {
    "string_pattern_mismatch": "must be lower-case words joined by hyphens",
    "string_too_short": "must not be empty",
    "string_type": "must be text",
    "model_type": "must be a mapping",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping",
    "too_short": "must not be empty",
    "float_type": "must be a number",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "invalid_key": "must be a word",
}
"""What pydantic says in the words of Python."""

Model = TypeVar("Model", bound=BaseModel)
ENOUGH = 20
"""Problems after which nothing more is looked at."""
CODE = "code"
"""The field that tells the types of a list of several apart."""
Kinds = tuple[type[BaseModel], ...]
"""The types that a part may have: several only in lists, each with its own code."""


def validated(
    model: type[Model], data: object, document: Document, path: Path
) -> tuple[Model | None, list[Problem]]:
    """A model from plain data, or the problems that stand in the way."""
    try:
        # Lax only so that a list may become a tuple: flags and numbers are strict types.
        return model.model_validate(data), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [
            _problem(model, document, path, detail)
            for detail in details
            if not _follows(detail, details)
        ]


def _follows(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a list is only called too short because what stands in it is wrong."""
    depth = len(detail["loc"])
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > depth and other["loc"][:depth] == detail["loc"] for other in details
    )


def _problem(
    model: type[BaseModel], document: Document, start: Path, detail: ErrorDetails
) -> Problem:
    path = (*start, *detail["loc"])
    name = ".".join(str(part) for part in path)
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = _fields(model, detail["loc"][:-1])
        return Problem(
            f"unknown key '{path[-1]}'",
            place=document.key_place(path),
            fix=did_you_mean(str(path[-1]), known) if known else None,
        )
    place = document.place(path)
    if kind == "missing":
        return Problem(f"{name} is missing", place=place, fix=f"add '{path[-1]}:'")
    if kind == "enum":
        known = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
        word = str(detail["input"])
        return Problem(f"{name}: there is no '{word}'", place=place, fix=did_you_mean(word, known))
    sentence = detail["msg"].removeprefix("Value error, ").removeprefix("Input ")
    sentence = sentence.replace("should", "must")
    return Problem(f"{name}: {_WORDS.get(kind) or sentence}", place=place)


def _fields(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that a part of a model may have; none where the part is no model."""
    if not path:
        return list(model.model_fields)
    field = model.model_fields.get(str(path[0]))
    inner = None if field is None else _model_in(field.annotation)
    return [] if inner is None else _fields(inner, tuple(p for p in path[1:] if isinstance(p, str)))


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model that a field holds, alone or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


class _Shape(Enum):
    """How parts of a type stand in a field."""

    ONE = auto()
    LIST = auto()
    TABLE = auto()


@dataclass(slots=True)
class Assembly:
    """One reading: the problems and the unknown fields that it came upon."""

    document: Document
    whole: tuple[type[BaseModel], ...] = ()
    """Types of which an unknown field is a problem, for what it says would be lost."""
    problems: list[Problem] = field(default_factory=list)
    unknown: dict[str, None] = field(default_factory=dict)
    """Fields that were left out, each once, in the order of the file."""

    def built(self, model: type[Model], data: object, path: Path = ()) -> Model | None:
        """The type from plain data; None where there are problems."""
        if len(self.problems) >= ENOUGH:
            return None
        before = len(self.problems)
        if isinstance(data, dict) and model not in self.whole:
            data = self._known(model, data, path)
            for name, (shape, kinds) in _parts(model).items():
                if name in data:
                    data[name] = self._part(shape, kinds, data[name], (*path, name))
        if len(self.problems) > before:
            return None
        instance, problems = validated(model, data, self.document, path)
        self.problems += problems
        return instance

    def _part(self, shape: _Shape, kinds: Kinds, data: object, path: Path) -> object:
        if shape is _Shape.LIST and isinstance(data, list):
            return [
                self.built(kind, item, (*path, at))
                for at, item in enumerate(data)
                if (kind := self._kind(kinds, item, path)) is not None
            ]
        model = kinds[0]
        if shape is _Shape.TABLE and isinstance(data, dict):
            return {key: self.built(model, item, (*path, key)) for key, item in data.items()}
        # Anything else is left for the type around it to refuse; nothing at all may be right.
        return self.built(model, data, path) if shape is _Shape.ONE and data is not None else data

    def _kind(self, kinds: Kinds, data: object, path: Path) -> type[BaseModel] | None:
        """Which of several types it is; None for a code that only a newer version has."""
        if len(kinds) == 1:
            return kinds[0]
        code = data.get(CODE) if isinstance(data, dict) else None
        fitting = next((kind for kind in kinds if kind.model_fields[CODE].default == code), None)
        if fitting is None and isinstance(code, str):
            self.unknown[".".join(str(step) for step in (*path, CODE, code))] = None
            return None
        return fitting or kinds[0]

    def _known(
        self, model: type[BaseModel], data: Mapping[str, object], path: Path
    ) -> dict[str, object]:
        """A copy without the fields that the type has not."""
        names = {info.alias or name for name, info in model.model_fields.items()}
        for name in [name for name in data if name not in names]:
            self.unknown[".".join(str(step) for step in (*path, name) if isinstance(step, str))] = (
                None
            )
        return {name: value for name, value in data.items() if name in names}


@cache
def _parts(model: type[BaseModel]) -> Mapping[str, tuple[_Shape, Kinds]]:
    """The fields of a type that hold other types, by their name in the data."""
    parts = {
        info.alias or name: _part_of(info.annotation) for name, info in model.model_fields.items()
    }
    return {name: part for name, part in parts.items() if part is not None}


def _part_of(annotation: object) -> tuple[_Shape, Kinds] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        # A type around a single value has no fields: the type that holds it checks it.
        return None if issubclass(annotation, RootModel) else (_Shape.ONE, (annotation,))
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _part_of(arguments[0])
    if origin in {Union, UnionType}:
        inside = [_part_of(argument) for argument in arguments if argument is not NoneType]
        parts = [part for part in inside if part is not None]
        # What may be plain as well, such as an answer, is left for the type around it.
        if len(parts) < len(inside) or not parts:
            return None
        return parts[0][0], tuple(kind for _, kinds in parts for kind in kinds)
    shape = _Shape.LIST if origin is tuple else _Shape.TABLE if origin is not None else None
    item = _part_of(arguments[-1 if shape is _Shape.TABLE else 0]) if arguments else None
    return (shape, item[1]) if shape and item and item[0] is _Shape.ONE else None
