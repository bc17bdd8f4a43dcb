"""Types from data of somebody else, built from the inside out.

A type that is checked as a whole collects every error in it: a small file of empty objects makes
millions of them. Here each part is checked by itself, and too many problems end the reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from types import UnionType
from typing import Annotated, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from llmchoice.errors import Problem
from llmchoice.knowledge.document import Document, Path
from llmchoice.knowledge.located import validated

ENOUGH = 20
"""Problems after which nothing more is looked at."""
Model = TypeVar("Model", bound=BaseModel)
_Kinds = tuple[type[BaseModel], ...]
"""The types that a part may have; several where its fixed words tell them apart."""


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
        found, problems = validated(model, data, self.document, path)
        self.problems += problems
        return found

    def _part(self, shape: _Shape, kinds: _Kinds, data: object, path: Path) -> object:
        if shape is _Shape.LIST and isinstance(data, list):
            return [
                self.built(_kind(kinds, item), item, (*path, at)) for at, item in enumerate(data)
            ]
        if shape is _Shape.TABLE and isinstance(data, dict):
            return {
                key: self.built(_kind(kinds, item), item, (*path, key))
                for key, item in data.items()
            }
        # Anything else is left for the type around it to refuse; nothing at all may be right.
        if shape is _Shape.ONE and data is not None:
            return self.built(_kind(kinds, data), data, path)
        return data

    def _known(
        self, model: type[BaseModel], data: Mapping[str, object], path: Path
    ) -> dict[str, object]:
        """A copy without the fields that the type has not."""
        names = {info.alias or name for name, info in model.model_fields.items()}
        for name in data.keys() - names:
            self.unknown[".".join(str(step) for step in (*path, name) if isinstance(step, str))] = (
                None
            )
        return {name: value for name, value in data.items() if name in names}


@cache
def _parts(model: type[BaseModel]) -> Mapping[str, tuple[_Shape, _Kinds]]:
    """The fields of a type that hold other types, by their name in the data."""
    found = {
        info.alias or name: _part_of(info.annotation) for name, info in model.model_fields.items()
    }
    return {name: part for name, part in found.items() if part is not None}


def _part_of(annotation: object) -> tuple[_Shape, _Kinds] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _Shape.ONE, (annotation,)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _part_of(arguments[0])
    if origin in {Union, UnionType}:
        return _joined([part for part in map(_part_of, arguments) if part])
    shape = _Shape.LIST if origin is tuple else _Shape.TABLE if origin is not None else None
    inside = _part_of(arguments[-1 if shape is _Shape.TABLE else 0]) if arguments else None
    return (shape, inside[1]) if shape and inside and inside[0] is _Shape.ONE else None


def _joined(parts: list[tuple[_Shape, _Kinds]]) -> tuple[_Shape, _Kinds] | None:
    """The types of a union; where parts stand in different ways, the first."""
    if not parts:
        return None
    shape = parts[0][0]
    return shape, tuple(kind for own, kinds in parts if own is shape for kind in kinds)


def _kind(kinds: _Kinds, data: object) -> type[BaseModel]:
    """Of several types the one whose fixed words the data has; else the first, to refuse it."""
    if len(kinds) == 1 or not isinstance(data, dict):
        return kinds[0]
    return next((kind for kind in kinds if _has_words_of(kind, data)), kinds[0])


def _has_words_of(kind: type[BaseModel], data: Mapping[str, object]) -> bool:
    words = {
        name: get_args(info.annotation)
        for name, info in kind.model_fields.items()
        if get_origin(info.annotation) is Literal
    }
    return all(data.get(name) in allowed for name, allowed in words.items())
