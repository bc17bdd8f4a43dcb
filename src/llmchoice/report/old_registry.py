"""Which formats there are: the modules in `formats`, found by their names."""

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, cast

from llmchoice.errors import usage_error
from llmchoice.report import formats

if TYPE_CHECKING:
    from pathlib import Path

    from llmchoice.errors import LlmchoiceError
    from llmchoice.model.assessment import Assessment
    from llmchoice.report.style import Style


class Format(Protocol):
    """What a module in `formats` offers."""

    SUFFIXES: tuple[str, ...]

    def render(self, assessment: "Assessment", style: "Style", /) -> str:
        """The whole report."""


def format_names() -> tuple[str, ...]:
    """The names of all formats, sorted; none of them is imported."""
    return tuple(sorted(module.name for module in iter_modules(formats.__path__)))


def described(name: str) -> tuple[str, str]:
    """The suffix of a file in a format, and one line on what it is for."""
    module = _format(name)
    line = (module.__doc__ or "").strip().splitlines()[0]
    return (module.SUFFIXES[0] if module.SUFFIXES else f".{name}.md", line)


def format_for(path: "Path") -> str:
    """The format that a file's suffix stands for.

    Raises:
        LlmchoiceError: when the suffix is no format's.
    """
    suffixes = {suffix: name for name in format_names() for suffix in _format(name).SUFFIXES}
    name = suffixes.get(path.suffix.lower())
    if name is None:
        known = ", ".join(f"{suffix} ({name})" for suffix, name in suffixes.items())
        raise _unknown(f"the suffix of {path.name} names no format", f"known suffixes: {known}")
    return name


def render(name: str, assessment: "Assessment", style: "Style") -> str:
    """The report in the format of that name; it ends in exactly one newline.

    Raises:
        LlmchoiceError: when there is no such format.
    """
    if name not in format_names():
        raise _unknown(f"there is no format '{name}'", None)
    return _format(name).render(assessment, style).rstrip("\n") + "\n"


def _format(name: str) -> Format:
    return cast("Format", import_module(f"{formats.__name__}.{name}"))


def _unknown(what: str, why: str | None) -> "LlmchoiceError":
    return usage_error(what, why=why, fix=f"choose one with --format: {', '.join(format_names())}")
