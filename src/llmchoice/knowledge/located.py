"""Turns what pydantic says of plain data into problems with their place and a remedy."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from llmchoice.errors import Problem
from llmchoice.knowledge.document import Document, Path
from llmchoice.suggest import did_you_mean

_WORDS = {
    "string_pattern_mismatch": "must be lower-case words joined by hyphens",
    "string_too_short": "must not be empty",
    "string_type": "must be text",
    "model_type": "must be a mapping",
    "tuple_type": "must be a list",
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
            _problem(model, document, path, detail["loc"], detail["type"], detail["msg"])
            for detail in error.errors(include_url=False, include_context=False)
        ]


def _problem(  # noqa: PLR0913, PLR0917 - what pydantic says of one error, and where it was found
    model: type[BaseModel], document: Document, start: Path, loc: Path, kind: str, message: str
) -> Problem:
    path = (*start, *loc)
    name = ".".join(str(part) for part in path)
    if kind == "extra_forbidden":
        return Problem(
            f"unknown key '{path[-1]}'",
            place=document.key_place(path),
            fix=did_you_mean(str(loc[-1]), list(model.model_fields)) if len(loc) == 1 else None,
        )
    if kind == "missing":
        return Problem(f"{name} is missing", place=document.place(path), fix=f"add '{path[-1]}:'")
    return Problem(f"{name}: {_WORDS.get(kind) or _sentence(message)}", place=document.place(path))


def _sentence(message: str) -> str:
    return message.removeprefix("Value error, ").removeprefix("Input ").replace("should", "must")
