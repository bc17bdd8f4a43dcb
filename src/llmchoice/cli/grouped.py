"""Options that belong together are declared once, as the fields of a data class."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each field of every parameter that is a data class.

    The command gets each data class whole. A field is declared as typer's parameters are, and
    has a default.
    """
    parameters = signature(command).parameters
    groups: dict[str, Any] = {
        name: parameter.annotation
        for name, parameter in parameters.items()
        if is_dataclass(parameter.annotation)
    }

    @wraps(command)
    def run(**given: object) -> None:
        whole = {
            name: group(**{field.name: given.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        command(**whole, **given)

    flat: list[Parameter] = []
    for name, parameter in parameters.items():
        if name in groups:
            flat += [
                Parameter(
                    field.name,
                    Parameter.KEYWORD_ONLY,
                    default=field.default,
                    annotation=field.type,
                )
                for field in fields(groups[name])
            ]
        else:
            flat.append(parameter.replace(kind=Parameter.KEYWORD_ONLY))
    run.__signature__ = Signature(flat)  # type: ignore[attr-defined] # what typer reads
    return run
