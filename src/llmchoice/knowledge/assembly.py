"""Types from data of somebody else, built from the inside out.

A type that is checked as a whole collects every error in it: a small file of empty objects makes
millions of them. Here each part is checked by itself, and too many problems end the reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from llmchoice.errors import Problem
from llmchoice.knowledge.document import Document, Path
from llmchoice.knowledge.located import validated

ENOUGH = 20
"""Problems after which nothing more is looked at."""
CODE = "code"
"""The field that tells the types of a list of several apart."""
Model = TypeVar("Model", bound=BaseModel)
Kinds = tuple[type[BaseModel], ...]
"""The types that a part may have: several only in lists, each with its own code."""


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
