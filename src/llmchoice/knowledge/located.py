"""Turns what pydantic says of plain data into problems with their place and a remedy."""

import re
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
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
    "float_type": "must be a number",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "invalid_key": "must be a word",
}
"""What pydantic says in the words of Python."""

Model = TypeVar("Model", bound=BaseModel)


def validated(
    model: type[Model], data: object, document: Document, path: Path
) -> tuple[Model | None, list[Problem]]:
    """A model from plain data, or the problems that stand in the way."""
    try:
        # Lax only so that a list may become a tuple: flags and numbers are strict types.
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [
            _problem(model, document, path, detail) for detail in error.errors(include_url=False)
        ]


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
    return Problem(f"{name}: {_WORDS.get(kind) or _sentence(detail['msg'])}", place=place)


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


def _sentence(message: str) -> str:
    return message.removeprefix("Value error, ").removeprefix("Input ").replace("should", "must")
